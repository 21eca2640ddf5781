"""Appeals at the desk: what waits, whether a text tells for whom it is, and what people offered."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from khuang.care.people.models import CareRelation, Person, here
from khuang.care.people.reads import speaking_for
from khuang.care.people.rules.ages import AgeBand, born_within
from khuang.care.risk import reads as risk
from khuang.care.support.models import Appeal, Offer, Package
from khuang.care.support.reads.packages import budget_of, person_of, promised_for
from khuang.care.support.rules import appeals as rules
from khuang.care.support.rules.appeals import FEW, Known, Place, Traits
from khuang.ground.accounts.reads import scope_of
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.indicators.rules import UnsafeCount, safe
from khuang.ground.places.models import Village
from khuang.lib.telling_words import Finding, plain

ALIKE = "people_alike"  # the definition that says among how many people somebody must be


@dataclass(frozen=True)
class Verdict:
    """What a text tells: findings, certain ones first.

    refused   whether something certainly tells for whom it is
    doubtful  whether a person must say that words are no names
    """

    findings: list[Finding]

    @property
    def refused(self) -> bool:
        return any(one.certain for one in self.findings)

    @property
    def doubtful(self) -> bool:
        return any(not one.certain for one in self.findings)


def appeals(account: Any) -> QuerySet[Appeal]:
    """Give the appeals that an account may see, those that wait first."""
    rows = Appeal.objects.select_related("package__person", "package__need")
    return scope_of(account, "support.view").filter(rows)


def to_approve(account: Any) -> QuerySet[Appeal]:
    """Give the appeals that somebody else proposed and that wait for this account."""
    rows = Appeal.objects.filter(state=Appeal.State.PROPOSED).exclude(proposed_by_id=account.pk)
    return scope_of(account, "support.appeals").filter(rows)


def offers(account: Any) -> QuerySet[Offer]:
    """Give the offers where an account puts packages together, unanswered ones first, oldest at the top."""
    rows = Offer.objects.select_related("appeal__package__person")
    return scope_of(account, "support.packages").filter(rows).order_by("answered_at", "at", "pk")


def is_kept_private(package: Package) -> bool:
    """Say whether nothing may be asked for in public: guarded, resting, erased, or confidential."""
    person, need = person_of(package), package.need
    if person is None or need is None or person.level != Person.Level.TEAM or person.restricted_at:
        return True
    kind = need_kinds().get(need.kind)
    return kind is None or kind.confidential


def verdict(package: Package, title: str, text: str, *, on: date) -> Verdict:
    """Say what a title and text tell about whom a package is for."""
    known = known_of(package)
    found = rules.findings(title, text, known)
    said = rules.traits(title, text, known)
    if not _is_among_enough(said, on):
        found.append(Finding(FEW, ""))
    return Verdict(found)


def known_of(package: Package) -> Known:
    """Gather what an appeal must not say: the person's, everybody's in the home, and the carers'."""
    person = person_of(package)
    if person is None:
        return Known()
    near = list(_near(person))
    names = {name.strip() for one in near for name in (one.given_name, one.family_name, one.nickname)}
    numbers = {number for one in near for number in (one.national_id, one.phone) if number}
    return Known(
        names=frozenset(plain(name) for name in names if len(name) > 1),
        house=plain(person.dwelling.house_no) if person.dwelling else "",
        numbers=frozenset("".join(filter(str.isdigit, number)) for number in numbers),
        places=tuple(map(_place, Village.objects.all())),
    )


def _near(person: Person) -> QuerySet[Person]:
    ids = speaking_for(person)
    cared = CareRelation.objects.filter(Q(cared_for__in=ids) | Q(carer__in=ids)).order_by()
    carers = {key for pair in cared.values_list("carer", "cared_for") for key in pair}
    at_home = Q(household=person.household_id) if person.household_id else Q()
    return Person.objects.filter(Q(pk__in={*ids, *carers}) | (at_home or Q(pk__in=ids)))


def _place(village: Village) -> Place:
    names = (plain(name) for name in (village.name, village.name_en) if name)
    return Place(village.code, village.moo, tuple(names))


def _is_among_enough(said: Traits, on: date) -> bool:
    """Say whether so many people are as the text says that it could be any of them."""
    if len(said.ages) > 1:
        return False  # People of two given ages in one home are few everywhere.
    try:
        safe(ALIKE, _alike(said, on))
    except UnsafeCount:
        return False
    return True


def _alike(said: Traits, on: date) -> int:
    rows = Person.objects.filter(here())
    if said.places:
        rows = rows.filter(village__code__in=said.places)
    if len(said.sexes) == 1:
        rows = rows.filter(sex__in=said.sexes)
    for kind in sorted(said.kinds):
        rows = risk.of_kind(rows, kind)
    for age in said.ages:
        first, last = born_within(AgeBand("", age, age), on)
        rows = rows.filter(born_on__range=(first, last))
    return rows.order_by().count()


def percent_pledged(package: Package) -> int:
    """Give how much of the budget came or is promised, in whole percent."""
    return rules.percent(promised_for(package), budget_of(package))
