"""Judge persons by the policy in force: their class, and the kinds of vulnerability that they are of.

Works on many persons at once with the same few statements, whether they come from one
submission or from the whole registry.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.risk.models import Classification, KnowledgeMark, Override, PolicyVersion, Vulnerability
from khuang.care.risk.reads import compiled
from khuang.care.risk.reads.knowledge import born_of, facts_of, seen_on
from khuang.care.risk.rules import knowledge
from khuang.care.risk.rules.classify import Born, Risk, classify
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.facts import age_on
from khuang.care.risk.rules.knowledge import Known
from khuang.care.risk.rules.policies import Policy
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.writing import insert


@dataclass(frozen=True)
class Occasion:
    """Why persons are judged: by which policy, when, and after which submission if any.

    drafts    person -> the class that the phone showed
    is_first  whether nobody of them was ever judged before
    overrides person -> the override that holds; None leaves that of the current class
    """

    adopted: PolicyVersion
    policy: Policy
    at: datetime
    submission_id: UUID | None = None
    drafts: Mapping[UUID, str] = field(default_factory=dict)
    is_first: bool = False
    overrides: Mapping[UUID, Override] | None = None

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)


@dataclass(frozen=True)
class Change:
    """A person's class before (None when there was none) and now."""

    before: Classification | None
    now: Classification

    @property
    def is_move(self) -> bool:
        return self.before is None or self.before.level != self.now.level


def judge(persons: Sequence[Person], known: Mapping[UUID, Known], occasion: Occasion) -> list[Change]:
    """Classify persons and keep what is new; `known` holds their facts and those of their households."""
    current = {} if occasion.is_first else _current(persons)
    changes, kinds = [], {}
    for person in persons:
        facts = facts_of(person, known, occasion.policy.catalogue)
        born = knowledge.until(born_of(person), occasion.on)
        risk = classify(occasion.policy, facts, occasion.on, born, seen_on(person, known))
        kinds[person.pk] = knowledge.kinds(occasion.policy, facts, _ages(born, occasion.on))
        before = current.get(person.pk)
        made = _classification(person, facts, risk, _override(person, before, occasion), occasion)
        if before is None or occasion.submission_id or not _same(before, made):
            changes.append(Change(before, made))
    _supersede(changes, at=occasion.at)
    first = [KnowledgeMark(person_id=change.now.person_id) for change in changes if change.before is None]
    insert([*(change.now for change in changes), *_begun_kinds(kinds, occasion), *first])
    return changes


def replace(changes: Iterable[Change], *, at: datetime) -> None:
    """Put new classes in the place of the current ones."""
    changes = list(changes)
    _supersede(changes, at=at)
    insert(change.now for change in changes)


def _supersede(changes: Iterable[Change], *, at: datetime) -> None:
    if before := [change.before.pk for change in changes if change.before]:
        Classification.objects.filter(pk__in=before).update(superseded_at=at)


def write_moves(changes: Iterable[Change], *, by: Any, at: datetime) -> None:
    """Note each person whose class moved. Journal: risk.class-changed."""
    for change in changes:
        if change.is_move:
            person = change.now.person
            journal.write("risk.class-changed", by=by, about=person, at=at, classification=change.now.pk)


def _current(persons: Sequence[Person]) -> dict[UUID, Classification]:
    rows = Classification.objects.filter(person__in=[person.pk for person in persons], superseded_at=None)
    return {row.person_id: row for row in rows.order_by().select_related("override")}


def _ages(born: Born | None, on: date) -> tuple[int, int] | None:
    return (age_on(born[1], on), age_on(born[0], on)) if born else None


def _override(person: Person, before: Classification | None, occasion: Occasion) -> Override | None:
    """The override that still holds: that of the current class, unless the occasion knows better."""
    if occasion.overrides is not None:
        return occasion.overrides.get(person.pk)
    override = before.override if before else None
    return override if override and override.ended_at is None and override.until >= occasion.on else None


def overrides_of(persons: Sequence[Person], on: date) -> dict[UUID, Override]:
    """The overrides that hold on a day: a person's own, else that of a record merged into theirs."""
    keys = [person.pk for person in persons]
    speaking = dict(Person.objects.filter(merged_into__in=keys).values_list("pk", "merged_into_id"))
    rows = Override.objects.filter(person__in=[*keys, *speaking], ended_at=None, until__gte=on).order_by("pk")
    found = {speaking[row.person_id]: row for row in rows if row.person_id in speaking}
    return found | {row.person_id: row for row in rows if row.person_id not in speaking}


def _classification(
    person: Person, facts: Mapping[str, Value], risk: Risk, override: Override | None, occasion: Occasion
) -> Classification:
    draft = occasion.drafts.get(person.pk, "")
    return Classification(
        person=person,
        policy=occasion.adopted,
        override=override,
        level=override.level if override else risk.level,
        computed=risk.level,
        could_be=list(risk.could_be),
        is_settled=risk.settled,
        is_exact=risk.exact,
        score=risk.score,
        score_low=risk.score_low,
        score_high=risk.score_high,
        reasons=[reason.rule for reason in risk.reasons],
        unknowns=list(risk.unknowns),
        facts={code: value if isinstance(value, bool | str) else str(value) for code, value in facts.items()},
        draft=draft,
        draft_differs=draft not in ("", risk.level),
        submission_id=occasion.submission_id,
        at=occasion.at,
        expires_on=min(risk.expires_on, override.until) if override else risk.expires_on,
    )


def _same(before: Classification, made: Classification) -> bool:
    names = (
        "override_id",
        "computed",
        "could_be",
        "score",
        "score_low",
        "score_high",
        "reasons",
        "unknowns",
        "expires_on",
    )
    same = all(getattr(before, name) == getattr(made, name) for name in names)
    # After an adoption a row stays that reads the same: its reasons count as much as they did.
    return same and (before.policy_id == made.policy_id or _weights(before) == _weights(made))


def _weights(row: Classification) -> list[tuple[int, int]]:
    rules = compiled(row.policy).rule
    return [(rules[code].points, rules[code].floor) for code in row.reasons]


def _begun_kinds(kinds: Mapping[UUID, set[str]], occasion: Occasion) -> list[Vulnerability]:
    """End the kinds that are no more, and give those that begin, so that the current ones are these."""
    open_ones = Vulnerability.objects.filter(person__in=list(kinds), until=None).order_by()
    rows = [] if occasion.is_first else list(open_ones)
    ended = [row.pk for row in rows if row.kind not in kinds[row.person_id]]
    if ended:
        Vulnerability.objects.filter(pk__in=ended).update(until=occasion.on)
    there = {(row.person_id, row.kind) for row in rows}
    begun = [(person, kind) for person, found in kinds.items() for kind in sorted(found)]
    return [
        Vulnerability(person_id=person, kind=kind, since=occasion.on)
        for person, kind in begun
        if (person, kind) not in there
    ]
