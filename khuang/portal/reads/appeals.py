"""What is asked for, without saying for whom."""

from dataclasses import dataclass

from khuang.civic.appeals import reads as civic
from khuang.civic.appeals.models import GivingContact, PublicAppeal
from khuang.ground.indicators.reads import kind_names
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


@dataclass(frozen=True)
class Asked:
    """One appeal as the public reads it, with the kind of need in words."""

    appeal: PublicAppeal
    kind: str


def appeals(municipality: Municipality) -> list[Asked]:
    """Give what is asked for in a municipality, what was answered lately last."""
    with within(municipality):
        kinds = kind_names()
        return [Asked(one, kinds.get(one.kind, "")) for one in civic.appeals()]


def appeal(municipality: Municipality, reference: str) -> Asked | None:
    """Give one appeal by its reference; none when it is not public."""
    with within(municipality):
        found = civic.appeal(reference)
        return Asked(found, kind_names().get(found.kind, "")) if found else None


def contact(municipality: Municipality) -> GivingContact | None:
    """Give whom to ask before giving."""
    with within(municipality):
        return civic.contact()
