"""What of cases waits for an account, as the desk and the lists show it."""

from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.cases.reads.alerts import asked_decisions, late_alerts, open_alerts
from khuang.care.cases.reads.answers import count_to_answer
from khuang.care.cases.reads.lists import overdue, visible, without_case
from khuang.care.cases.reads.needs import doubted
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import may, scope_of
from khuang.ui.waiting import Waiting


def waiting(account: Any, *, at: datetime) -> list[Waiting]:
    """Give what waits for an account: alerts first, in red when nobody has acknowledged one in time."""
    found: list[Waiting] = []
    if may(account, "cases.alerts"):
        late = late_alerts(account, at=at).count()
        found.append(
            (_("Alerts"), reverse("cases:alerts"), open_alerts(account).count(), "bad" if late else "wait")
        )
    if may(account, "cases.approve"):
        found.append((_("Approvals"), reverse("cases:approvals"), asked_decisions(account).count(), "wait"))
    if may(account, "cases.work"):
        found.append(
            (_("Needs that a survey contradicts"), reverse("cases:doubts"), doubted(account).count(), "wait")
        )
    to_decide, to_tell = count_to_answer(account)
    if may(account, "cases.answers"):
        found.append((_("Projects done: which needs are met?"), reverse("cases:answers"), to_decide, "wait"))
        found.append((_("Families to be told by mouth"), reverse("cases:answers"), to_tell, "wait"))
    return found


def my_overdue(account: Any, *, at: datetime) -> Waiting:
    """Give how many cases an account leads in which something is overdue, and where they are listed."""
    late = overdue(visible(account).filter(lead=account), timezone.localdate(at)).count()
    address = f"{reverse('cases:cases')}?list=overdue&lead={account.pk}"
    return (_("My cases that are overdue"), address, late, "bad")


def other_pages(account: Any, *, at: datetime) -> list[Waiting]:
    """Give the pages beside the lists, with what waits there and how it is shown."""
    pages = waiting(account, at=at)
    if may(account, "cases.kinds"):
        pages.append((_("Kinds of need"), reverse("cases:kinds"), 0, ""))
    return [*pages, (_("Calendar on my phone"), reverse("cases:calendar"), 0, "")]


def count_without_case(account: Any) -> int:
    """Count the people at high risk without an open case, for whoever may open cases for all of them."""
    if not may(account, "cases.approve"):
        return 0
    return without_case(scope_of(account, "cases.approve").filter(Person.objects.all())).count()
