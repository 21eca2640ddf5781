"""Help packages in a person's copy of their data (PDPA section 30), as the copy's tables want it."""

from typing import Any

from khuang.care.people.models import Person
from khuang.care.support.models import Package
from khuang.care.support.reads.packages import money_of, packages_of
from khuang.lib.money import in_baht

Row = dict[str, Any]


def packages_copy(actor: Any, person: Person) -> list[Row]:
    """Give every package: what, its state, what came and went in baht, and what was asked in public for it.

    Who paid stays out: that is somebody else.
    """
    return [_row(one) for one in packages_of(actor, person)]


def _row(package: Package) -> Row:
    money = money_of(package)
    return {
        "at": package.proposed_at.isoformat(),
        "day": str(package.handed_over_on or ""),
        "words": f"{package.number} {package.get_kind_display()}",
        "what": package.words or "",
        "state": str(package.get_state_display()),
        "came": in_baht(money.came),
        "went": in_baht(money.went),
        "received_by": package.received_by or "",
        "said": package.ended_because or "",
        "appeals": [
            {"title": one.title or "", "text": one.text or "", "state": str(one.get_state_display())}
            for one in package.appeals.all()
        ],
    }
