"""Ties between the records of an intake: who lives where, who cares for whom, who consents."""

from typing import Any
from uuid import UUID

from khuang.care.people.actions.slate import Slate
from khuang.care.people.models import CareRelation, Consent, Household, Membership, Person
from khuang.care.people.rules.problems import Problem
from khuang.ground.surveys import reads as surveys


def tie(slate: Slate) -> None:
    """Tie persons to households and to each other, now that all of them are at hand."""
    for person, said in slate.ties.items():
        if "household" in said or "relation" in said:
            live(slate, person, said)
        if "carer" in said:
            _be_cared_for(slate, person, said["carer"], said.get("carer_kind", ""))
        for purpose in Consent.Purpose.values:
            if said.get(f"consent_{purpose}") is not None:
                _decide(slate, person, purpose, said[f"consent_{purpose}"])


def live(slate: Slate, person: Person, said: dict[str, Any]) -> None:
    """Let a person live in a household, or in none, and note their relation to its head."""
    now = None if slate.is_new(person) else Membership.objects.filter(person=person, until=None).first()
    key = said.get("household", person.household_id)
    household = slate.household(key)
    if "household" in said and key is not None and household is None:
        slate.worry_about(person, Problem("household_unknown", "household", str(key)))
        return
    if now and now.household_id == key:
        slate.put(now, relation=said.get("relation", now.relation))
        return
    if now:
        slate.put(now, until=max(now.since, slate.source.day))
    if household:
        _move_in(slate, person, household, said.get("relation", ""))
    elif "household" in said:
        slate.put(person, household_id=None)


def _move_in(slate: Slate, person: Person, household: Household, relation: str) -> None:
    slate.add(
        Membership(household=household, person=person, relation=relation, since=slate.source.day),
    )
    slate.put(
        person,
        household_id=household.pk,
        dwelling_id=household.dwelling_id,
        village_id=household.village_id,
    )


def _be_cared_for(slate: Slate, person: Person, key: UUID | None, kind: str) -> None:
    carer = slate.person(key)
    if key == person.pk:
        slate.worry_about(person, Problem("carer_is_self", "carer", str(key)))
        return
    # Who was erased cared for them, and ended what others did, all the same.
    if key is not None and carer is None and not surveys.was_forgotten(key):
        slate.worry_about(person, Problem("carer_unknown", "carer", str(key)))
        return
    already = _end_other_care(slate, person, key)
    if carer and not already:
        slate.add(CareRelation(cared_for=person, carer=carer, kind=kind, since=slate.source.day))


def _end_other_care(slate: Slate, person: Person, key: UUID | None) -> bool:
    """End what another carer did; say whether this one already cares."""
    if slate.is_new(person):
        return False
    already = False
    for care in CareRelation.objects.filter(cared_for=person, until=None):
        if care.carer_id == key:
            already = True
        else:
            slate.put(care, until=max(care.since, slate.source.day))
    return already


def _decide(slate: Slate, person: Person, purpose: str, is_given: bool) -> None:
    """Keep what a person decided, unless they had already decided so."""
    last = None if slate.is_new(person) else _last_decision(person, purpose)
    if last is not None and last.holds is is_given:
        return
    day = slate.source.day
    if last is not None and last.holds:
        slate.put(last, withdrawn_on=max(last.given_on, day))
        return
    decided = {"given_on": day} if is_given else {"withdrawn_on": day}
    slate.add(Consent(person=person, purpose=purpose, submission_id=slate.source.submission_id, **decided))


def _last_decision(person: Person, purpose: str) -> Consent | None:
    return Consent.objects.filter(person=person, purpose=purpose).order_by("pk").last()
