"""Counts of packages and of what funders gave, without names."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, Sum, Value
from django.db.models.functions import Coalesce

from khuang.care.support.models import Movement, Package

_GIVEN = ("handed-over", "closed")


@dataclass(frozen=True)
class HelpFigure:
    """How many packages of a kind were handed over, by place and by the sex of whoever they were for.

    village  where the help was given, or none
    sex      of the person, for a household's help of whoever speaks for it; "" when not known or erased
    """

    village: UUID | None
    sex: str
    kind: str
    count: int


@dataclass(frozen=True)
class FundingFigure:
    """What a kind of funder gave for a kind of help: satang, less what went back, in so many packages."""

    funder: str
    kind: str
    packages: int
    amount: int


def help_given() -> list[HelpFigure]:
    """Count the packages that were handed over; one statement."""
    rows = Package.objects.filter(state__in=_GIVEN).order_by()
    words = rows.values_list("village_id", Coalesce("person__sex", Value("")), "kind")
    return [HelpFigure(*row) for row in words.annotate(count=Count("pk"))]


def funding() -> list[FundingFigure]:
    """Add up what came, by kind of funder and kind of help; one statement."""
    came = Q(kind=Movement.Kind.RECEIVED)
    rows = Movement.objects.filter(undone_at=None).order_by()
    words = rows.values_list("pledge__funder__kind", "pledge__package__kind").annotate(
        packages=Count("pledge__package", distinct=True, filter=came),
        came=Coalesce(Sum("amount", filter=came), 0),
        back=Coalesce(Sum("amount", filter=Q(kind=Movement.Kind.RETURNED)), 0),
    )
    return [
        FundingFigure(funder, kind, packages, given - back)
        for funder, kind, packages, given, back in words
        if packages
    ]
