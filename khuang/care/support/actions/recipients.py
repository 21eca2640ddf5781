"""Record at once who is paid a benefit, as the municipality's own list of payments says."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.support.models import Award, AwardDecision
from khuang.care.support.reads.benefit_facts import Subject, subjects
from khuang.care.support.reads.entitled import receiving
from khuang.care.support.rules.awards import GRANTED
from khuang.care.support.rules.benefits import Benefit, Finding, evaluate, in_force
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.fields import keyed_hash
from khuang.ground.municipalities.writing import insert
from khuang.lib import national_id


@dataclass(frozen=True)
class Matched:
    """Lines of a pasted list: whose they are, and those that name nobody here."""

    persons: list[UUID]
    unknown: list[str]


def match(text: str, *, by: Any) -> Matched:
    """Find the person of each line by the ID number in it; other columns are passed over."""
    hashes = {line: _hash(line) for line in dict.fromkeys(text.splitlines()) if line.strip()}
    rows = Person.objects.filter(here(), national_id_hash__in=[one for one in hashes.values() if one])
    seen = scope_of(by, "support.benefits").filter(rows).order_by()
    found = {bytes(number): key for number, key in seen.values_list("national_id_hash", "pk")}
    persons = [found[number] for number in hashes.values() if number in found]
    return Matched(list(dict.fromkeys(persons)), [line for line, one in hashes.items() if one not in found])


def _hash(line: str) -> bytes | None:
    for cell in line.replace(",", "\t").replace(";", "\t").split("\t"):
        try:
            return keyed_hash(national_id.read_number(cell), "national_id")
        except national_id.WrongNumber:
            continue
    return None


@journal.action
def record_received(
    benefit: Benefit, persons: Collection[UUID], *, since: date, by: Any, at: datetime
) -> int:
    """Note that persons are paid a benefit; give how many are new. Journal: support.benefits-recorded.

    Who has it recorded already, or lives where the actor may not record benefits, is left out.
    Raises PermissionDenied for a confidential benefit.
    """
    if benefit.confidential or not may(by, "support.benefits"):
        raise PermissionDenied
    on = timezone.localdate(at)
    held = {person for person, code in receiving(on) if code == benefit.code}
    rows = Person.objects.filter(here(), pk__in=set(persons) - held)
    found = list(subjects(scope_of(by, "support.benefits").filter(rows)))
    insert(_rows(benefit, found, since, on, by, at))
    keys = [one.key for one in found]
    journal.write("support.benefits-recorded", by=by, about=None, at=at, also=keys, count=len(keys))
    return len(keys)


def _rows(
    benefit: Benefit, found: Iterable[Subject], since: date, on: date, by: Any, at: datetime
) -> list[Award | AwardDecision]:
    current = in_force(on).get(benefit.code, benefit)
    made: list[Award | AwardDecision] = []
    for one in found:
        said = evaluate(current, one.facts, one.born, on)
        award = Award(
            person_id=one.key,
            benefit=benefit.code,
            state=GRANTED,
            since=since,
            amount=_certain(said),
            at=at,
            by_id=by.pk,
        )
        decision = AwardDecision(
            award=award, state=GRANTED, rules_said=said.answer, rules=current.version, at=at, by_id=by.pk
        )
        made += [award, decision]
    return made


def _certain(found: Finding) -> int | None:
    return found.amounts[0] if len(found.amounts) == 1 else None
