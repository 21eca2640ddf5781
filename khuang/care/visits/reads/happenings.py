"""What visits tell a case's timeline."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.care.cases.models import Case
from khuang.care.cases.timelines import Happening
from khuang.care.visits.reads.history import visits_to
from khuang.care.visits.reads.told import lines
from khuang.ground.accounts.reads import may

_SHOWN = 50


def visits_for_case(case: Case, account: Any) -> Iterator[Happening]:
    """Give the newest visits to a case's person, for whoever may open the record."""
    if not may(account, "people.view", case.person):
        return
    url = reverse("visits:history", args=[case.person_id])
    for visit in visits_to(case.person, size=_SHOWN).visits:
        what = _("Visit: {result}").format(result=visit.get_result_display())
        words = "; ".join([*lines(visit), *filter(None, [visit.findings.get("note", "")])])
        yield Happening(visit.at, what, words, visit.recorded_by_id, url)
