"""Packages as screens and other apps ask for them. All amounts are satang."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import get_language

from khuang.care.cases.models import Need
from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.support.models import Movement, Package, PackageLine, Paper, Pledge
from khuang.care.support.rules.packages import Limit, limits_of
from khuang.ground.accounts.reads import scope_of

RESTRICTED = Q(person__restricted_at__isnull=False)
_AWAY = (Movement.Kind.RETURNED, Movement.Kind.MOVED_OUT)


@dataclass(frozen=True)
class PledgeRow:
    """One pledge with what came and went of it, and when something last did."""

    pledge: Pledge
    movements: list[Movement]


@dataclass(frozen=True)
class Money:
    """A package's money: what its budget asks, what was promised, what came and went, line by line.

    budget, promised, came, went, balance  satang; promised leaves out what was withdrawn and never came
    """

    rows: list[PledgeRow]
    budget: int
    promised: int
    came: int
    went: int
    balance: int

    @property
    def missing(self) -> int:
        """What the budget asks and nobody promised."""
        return max(0, self.budget - self.promised)


@dataclass(frozen=True)
class LimitWords:
    """A funding source's limit as a page shows it: in words, how much is used, whether it is reached."""

    words: str
    source: str
    given: int
    satang: int
    confirm: bool

    @property
    def is_reached(self) -> bool:
        return self.given >= self.satang


@dataclass(frozen=True)
class PackageRecord:
    """One package as its page shows it."""

    package: Package
    person: Person | None
    lines: list[PackageLine]
    money: Money
    papers: list[Paper]
    limits: list[LimitWords]
    over_limit: bool  # the budget asks more than a limited source may give


def seen(account: Any, permission: str = "support.view") -> QuerySet[Package]:
    """Give the packages where an account may do this; of people whose data rest only to who answers them."""
    rows = Package.objects.select_related("person", "need", "village")
    if not scope_of(account, "people.rights"):
        rows = rows.exclude(RESTRICTED)
    return scope_of(account, permission).filter(rows)


def packages(
    account: Any, *, state: str = "", kind: str = "", funder: UUID | None = None, village: UUID | None = None
) -> QuerySet[Package]:
    """Give the packages that an account may see, narrowed; the newest first."""
    wanted = {
        name: value for name, value in (("state", state), ("kind", kind), ("village", village)) if value
    }
    rows = seen(account).filter(**wanted)
    return rows.filter(pk__in=Pledge.objects.filter(funder=funder).values("package")) if funder else rows


def to_approve(account: Any) -> QuerySet[Package]:
    """Give the packages that somebody else proposed and that wait for this account."""
    rows = seen(account, "support.packages").filter(state=Package.State.PROPOSED)
    return rows.exclude(proposed_by_id=account.pk)


def packages_of(account: Any, person: Person) -> QuerySet[Package]:
    """Give the packages of a person, merged records included, that an account may see."""
    return seen(account).filter(about_id__in=speaking_for(person))


def needs_without_package(account: Any) -> QuerySet[Need]:
    """Give the open needs that no open package answers, where an account puts packages together."""
    answered = Package.objects.filter(ended_at=None).exclude(need=None).values("need")
    rows = Need.objects.filter(ended_at=None, person__restricted_at=None).exclude(pk__in=answered)
    scope = scope_of(account, "support.packages")
    if not scope_of(account, "cases.view"):
        return rows.none()
    return scope.filter(rows).select_related("person__village").order_by("noted_at", "pk")


def record(package: Package, *, on: date) -> PackageRecord:
    """Gather one package. Whoever shows it notes a look at the person."""
    money = money_of(package)
    limits = [_in_words(limit, given_for_house(package, limit)) for limit in limits_of(package.kind, on)]
    return PackageRecord(
        package=package,
        person=person_of(package),
        lines=list(package.lines.all()),
        money=money,
        papers=list(package.papers.all()),
        limits=limits,
        over_limit=any(money.budget > limit.satang for limit in limits),
    )


def person_of(package: Package) -> Person | None:
    """Give the person whom a package is for, by the record that speaks for them now."""
    person = package.person
    return (person.merged_into or person) if person else None


def money_of(package: Package) -> Money:
    """Give a package's money, pledge by pledge."""
    pledges = list(package.pledges.select_related("funder").order_by("at", "pk"))
    moves = Movement.objects.filter(pledge__in=pledges).select_related("line").prefetch_related("papers")
    by_pledge: dict[UUID, list[Movement]] = {}
    for move in moves.order_by("on", "at", "pk"):
        by_pledge.setdefault(move.pledge_id, []).append(move)
    return Money(
        rows=[PledgeRow(one, by_pledge.get(one.pk, [])) for one in pledges],
        budget=budget_of(package),
        promised=sum(one.came + one.outstanding for one in pledges),
        came=sum(one.came for one in pledges),
        went=sum(one.went for one in pledges),
        balance=package.balance,
    )


def budget_of(package: Package) -> int:
    """Give what a package's budget adds up to."""
    return _sum(package.lines.all())


def promised_for(package: Package) -> int:
    """Give what came for a package or is still promised."""
    return sum(one.came + one.outstanding for one in package.pledges.all())


def given_for_house(package: Package, limit: Limit) -> int:
    """Give what the funders whom a limit binds promised or gave for the package's house, less what went back.

    Without a known house it is counted for the person.
    """
    same = Q(package__dwelling=package.dwelling_id) if package.dwelling_id else _same_person(package)
    rows = Pledge.objects.filter(same, package__kind__in=limit.kinds, funder__kind__in=limit.funders)
    back = Movement.objects.filter(pledge__in=rows.order_by(), kind__in=_AWAY, undone_at=None)
    promised = sum(one.outstanding for one in rows.filter(package__ended_at=None))
    return sum(one.came for one in rows) + promised - _sum(back)


def movable_to(account: Any, package: Package) -> QuerySet[Package]:
    """Give the packages to which a surplus may be moved: under way, where the account works."""
    rows = seen(account, "support.packages").exclude(pk=package.pk)
    return rows.filter(state__in=("approved", "under-way", "handed-over"))


def people_in(rows: Iterable[Package]) -> list[Person]:
    """Give the people of packages, for the line of the journal that says who was seen."""
    return [one.person for one in rows if one.person]


def _sum(rows: QuerySet[Any]) -> int:
    return int(rows.aggregate(all=Coalesce(Sum("amount"), 0))["all"])


def _same_person(package: Package) -> Q:
    return Q(package__about_id=package.about_id)


def _in_words(limit: Limit, given: int) -> LimitWords:
    thai = get_language() == "th"
    return LimitWords(
        words=limit.words_th if thai else limit.words_en,
        source=limit.source_th if thai else limit.source_en,
        given=given,
        satang=limit.satang,
        confirm=limit.confirm,
    )
