"""Reports as screens ask them: open ones by age, mine, overdue, about a person, and doubles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.cases.models import Partner
from khuang.care.cases.reads.needs import of_human
from khuang.care.people.models import Person
from khuang.care.voices.models import Report
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may_see_at, scope_of
from khuang.ground.indicators.reads import kind_names
from khuang.ground.journal.names import names
from khuang.ground.places.models import Village

LISTS = ("open", "mine", "overdue", "tell", "closed")
# What sounds alike within so long may be the same call.
SAME_WITHIN = timedelta(hours=24)
_WITH = ("person__merged_into", "person__village", "village", "owner", "partner")


@dataclass(frozen=True)
class Listed:
    """One line of a list: a report, whom it is about now, the kind in words, and who took it down."""

    report: Report
    person: Person | None
    kind: str
    taken_by: str
    is_late: bool


def seen(account: Any) -> QuerySet[Report]:
    """Give the reports that an account may open; of people whose data rest, the page asks once more."""
    return scope_of(account, "voices.reports").filter(Report.objects.select_related(*_WITH))


def visible(account: Any) -> QuerySet[Report]:
    """Give the reports that stand on lists: without those of people whose data are restricted."""
    here = Q(person__restricted_at=None, person__merged_into__restricted_at=None)
    return seen(account).filter(Q(person=None) | here)


def reports(account: Any, name: str, *, on: date) -> QuerySet[Report]:
    """Give a list: open, mine, overdue and tell by their day, closed by the newest.

    mine  what this account has to answer
    tell  of whom others said something, and who does not know it yet
    """
    rows = visible(account)
    if name == "tell":
        untold = rows.filter(tell_by__isnull=False, told_on=None, told_not=None)
        return untold.order_by("tell_by", "pk")
    if name == "closed":
        return rows.filter(closed_at__isnull=False).order_by("-closed_at", "-pk")
    rows = rows.filter(closed_at=None).order_by("due_on", "pk")
    if name == "mine":
        return rows.filter(owner=account.pk)
    return rows.filter(due_on__lt=on) if name == "overdue" else rows


def listed(rows: Iterable[Report], *, on: date) -> list[Listed]:
    """Put the person of today, the kind and who took it down beside each report of a page."""
    kinds, known = kind_names(), names()
    return [
        Listed(
            one,
            person_of(one),
            kinds.get(one.kind, one.kind),
            known.get(one.by_id, ""),
            one.is_open and one.due_on < on,
        )
        for one in rows
    ]


def person_of(report: Report) -> Person | None:
    """Give whom a report is about, in the record that speaks for them now."""
    return report.person and (report.person.merged_into or report.person)


def reports_of(account: Any, person: Person) -> QuerySet[Report]:
    """Give the reports about a person that an account may see, newest first."""
    return of_human(visible(account), person).order_by("-at", "-pk")


def alike(
    account: Any,
    *,
    person: Person | None,
    village: Village | None,
    kind: str,
    at: datetime,
) -> list[Report]:
    """Give what was reported within a day about the same person, or of the same kind at the same place."""
    rows = visible(account).filter(at__gt=at - SAME_WITHIN, at__lte=at)
    if person is not None:
        return list(of_human(rows, person).order_by("-at"))
    return list(rows.filter(person=None, village=village, kind=kind).order_by("-at"))


def may_take(account: Any, village_id: UUID | None, *, at: datetime) -> list[Account]:
    """Give the colleagues to whom what belongs to a village may be passed."""
    keys = may_see_at("voices.reports", village_id, None, at=at) - {account.pk}
    return list(Account.objects.filter(pk__in=keys).order_by("display_name"))


def partners(*, on: date) -> list[Partner]:
    """Give the partners to whom a matter of a place may be passed."""
    return list(Partner.objects.filter(Q(until=None) | Q(until__gte=on)))


def villages_of(account: Any) -> list[Village]:
    """Give the villages where an account takes down reports."""
    scope = scope_of(account, "voices.reports")
    rows = Village.objects.all()
    return list(rows if scope.everywhere else rows.filter(pk__in=scope.villages))
