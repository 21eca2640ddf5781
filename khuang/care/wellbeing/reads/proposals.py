"""Who might be asked for a check-in: old or alone, and worst off first."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from khuang.care.people.models import Person, here
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification, Vulnerability
from khuang.care.wellbeing.models import CheckIn
from khuang.care.wellbeing.reads.reach import who_tap
from khuang.ground.accounts.reads import scope_of

ALONE = "lives_alone"
ORDER = {"high": 0, "medium": 1, "low": 2}


@dataclass(frozen=True)
class Proposal:
    """Somebody who might be asked: their class, whether they live alone, and whether LINE reaches them."""

    person: Person
    level: str
    alone: bool
    taps: bool


def proposals(account: Any, *, village: str = "", alone: bool = False, level: str = "") -> QuerySet[Person]:
    """Give who is of high or medium risk or lives alone, has no check-in, and may be asked by an account."""
    classed = Classification.objects.filter(person=OuterRef("pk"), superseded_at=None).order_by()
    kinds = Vulnerability.objects.filter(person=OuterRef("pk"), kind=ALONE, until=None).order_by()
    agreed = CheckIn.objects.filter(person=OuterRef("pk"), until=None).order_by()
    rows = Person.objects.filter(here()).filter(~Exists(agreed))
    levels = [level] if level in ORDER else ["high", "medium"]
    wanted = Exists(classed.filter(level__in=levels))
    if alone:
        wanted &= Exists(kinds)
    elif not level:
        wanted |= Exists(kinds)
    rows = scope_of(account, "wellbeing.agree").filter(rows.filter(wanted))
    rows = rows.filter(village=village) if village else rows
    return rows.annotate(is_alone=Exists(kinds), is_high=Exists(classed.filter(level="high"))).order_by(
        "-is_high", "-is_alone", "born_on", "pk"
    )


def listed(rows: list[Person]) -> list[Proposal]:
    """Put class and way beside each person of a page; two statements."""
    keys = [one.pk for one in rows]
    classes, tapping = risk.current(keys), who_tap(keys)
    return [
        Proposal(one, classes[one.pk].level if one.pk in classes else "", one.is_alone, one.pk in tapping)
        for one in rows
    ]
