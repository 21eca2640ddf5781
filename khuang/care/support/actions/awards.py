"""Record that somebody applied for a benefit, receives it, or what an officer decided about it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to, speaking_for
from khuang.care.support.models import CONFIDENTIAL, Award, AwardDecision
from khuang.care.support.reads.benefit_facts import subject
from khuang.care.support.rules import awards
from khuang.care.support.rules.benefit_problems import AlreadyOpen
from khuang.care.support.rules.benefits import Benefit, evaluate, in_force, newest
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal

CONFIDENTIAL_PERMISSION = "support.confidential"


@dataclass(frozen=True)
class Terms:
    """What a benefit is paid from and until, how much each time, and why; what is not known is empty."""

    since: date | None = None
    until: date | None = None
    amount: Decimal | None = None
    reason: str = ""


@journal.action
def open_award(
    person: Person,
    benefit: Benefit,
    state: str,
    terms: Terms,
    *,
    source: str = "office",
    note: str = "",
    by: Any,
    at: datetime,
) -> Award:
    """Note that a person applied for a benefit, or receives it. Journal: support.benefit-decided.

    Raises PermissionDenied, AlreadyOpen, ReasonNeeded (granted against the rules), DayNotPossible.
    """
    _refuse(person, benefit, by)
    awards.check_move("", state)
    # One after another, so that two officers do not both open it.
    Person.objects.select_for_update(no_key=True).get(pk=person.pk)
    if _open_awards(person, benefit, timezone.localdate(at)):
        raise AlreadyOpen
    made = Award(
        person=person,
        benefit=CONFIDENTIAL if benefit.confidential else benefit.code,
        sealed_benefit=benefit.code if benefit.confidential else None,
        source=source,
        note=note.strip() or None,
        at=at,
        by_id=by.pk,
    )
    if state == awards.APPLIED:
        made.applied_on, terms = terms.since or timezone.localdate(at), Terms(reason=terms.reason)
    return _move(made, benefit, state, terms, by=by, at=at)


@journal.action
def decide(award: Award, state: str, terms: Terms, *, by: Any, at: datetime) -> Award:
    """Grant, decline, stop or take back an award. Journal: support.benefit-decided.

    Raises PermissionDenied, WrongAwardState, ReasonNeeded, DayNotPossible.
    """
    award = Award.objects.select_for_update(of=("self",)).select_related("person").get(pk=award.pk)
    benefit = newest(award.code)
    if benefit is None:
        raise PermissionDenied
    _refuse(award.person, benefit, by)
    awards.check_move(award.state, state)
    return _move(award, benefit, state, terms, by=by, at=at)


def _refuse(person: Person, benefit: Benefit, by: Any) -> None:
    is_allowed = may(by, "support.benefits", person) and not is_closed_to(by, person)
    if benefit.confidential:
        is_allowed = is_allowed and may(by, CONFIDENTIAL_PERMISSION, person)
    if not is_allowed:
        raise PermissionDenied


def _open_awards(person: Person, benefit: Benefit, on: date) -> list[Award]:
    rows = Award.objects.filter(person__in=speaking_for(person), state__in=awards.OPEN)
    return [one for one in rows if one.code == benefit.code and (one.until is None or one.until >= on)]


def _move(award: Award, benefit: Benefit, state: str, terms: Terms, *, by: Any, at: datetime) -> Award:
    since = terms.since or award.since
    said = _rules_say(award.person, benefit, timezone.localdate(at))
    awards.check_reason(state, said, terms.reason)
    awards.check_days(since, terms.until, state=state)
    award.state, award.since, award.until = state, since, terms.until
    award.amount = award.amount if terms.amount is None else terms.amount
    award.save()
    reason = terms.reason.strip() or None
    AwardDecision.objects.create(
        award=award, state=state, rules_said=said, rules=benefit.version, reason=reason, at=at, by_id=by.pk
    )
    # Never the benefit's code: of a confidential one the line would tell too much.
    journal.write("support.benefit-decided", by=by, about=award.person, at=at, award=award.pk, state=state)
    return award


def _rules_say(person: Person, benefit: Benefit, on: date) -> str:
    """What the rules say today; empty when no version of them is in force."""
    current = in_force(on).get(benefit.code)
    if not current:
        return ""
    found = subject(person)
    return evaluate(current, found.facts, found.born, on).answer
