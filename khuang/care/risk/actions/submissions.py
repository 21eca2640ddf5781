"""From a submission's answers to facts, assessments and classes, before the phone hears 201."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from khuang.care.people import reads as people
from khuang.care.people.actions import propose_level
from khuang.care.people.models import Person, here
from khuang.care.risk.actions.judging import Change, Occasion, judge, write_moves
from khuang.care.risk.actions.merging import judge_again
from khuang.care.risk.actions.policies import in_force
from khuang.care.risk.models import Assessment, KnownFacts
from khuang.care.risk.reads.knowledge import known_rows, with_merged
from khuang.care.risk.rules import instruments, knowledge
from khuang.care.risk.rules.facts import HOUSEHOLD, PERSON, Catalogue
from khuang.care.risk.rules.guarding import proposed_because
from khuang.care.risk.rules.instruments import Instrument
from khuang.care.risk.rules.knowledge import Known
from khuang.care.risk.rules.policies import LEVELS
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.writing import insert
from khuang.ground.surveys import reads as surveys
from khuang.ground.surveys.rules.observations import Observation

# The name of the phone's own class, as the shipped forms calculate it.
DRAFT = "risk_level"


@dataclass(frozen=True)
class Told:
    """What one submission says.

    persons     person -> all answers given in their scope
    households  household -> likewise
    root        answers outside of every entity, true of every home that is spoken of
    """

    persons: Mapping[UUID, Mapping[str, str]]
    households: Mapping[UUID, Mapping[str, str]]
    root: Mapping[str, str]


@dataclass(frozen=True)
class Sitting:
    """The survey that is assessed: who sent it, when it came in, and when it is assessed.

    newcomers  everybody whom it concerns, when it is the first word about them and their home
    """

    submission_id: UUID
    received_at: datetime
    by: Any
    at: datetime
    newcomers: list[Person] | None = None

    @property
    def on(self) -> date:
        return timezone.localdate(self.received_at)


def assess_submission(entry: Any) -> None:
    """Assess whom a submission speaks of; `site.flow` calls it after registry intake.

    Journal: risk.assessed, risk.class-changed.
    """
    submission = surveys.submission(entry.about_id)
    by = submission.device or journal.SYSTEM
    sitting = Sitting(submission.pk, submission.received_at, by, entry.at, people.newcomers(submission))
    assess_observation(surveys.observation(submission), sitting)


def assess_observation(observation: Observation, sitting: Sitting) -> list[Change]:
    """Keep what a survey says, and judge everybody whom it concerns.

    Everybody in a home is judged anew when something about the home was told. A
    person who is not in the registry (their change is held) is left out.
    Journal: risk.assessed, risk.class-changed, people.level-proposed.
    """
    told = _told(observation)
    persons = _concerned(told) if sitting.newcomers is None else _staying(sitting.newcomers)
    if not persons:
        return []
    adopted, policy = in_force(at=sitting.at)
    facts = _facts(told, persons, policy.catalogue)
    known = _learned(facts, persons, sitting)
    touched = [one for one in persons if one.pk in told.persons or one.household_id in facts]
    assessments = _assessments(touched, facts, policy.catalogue, sitting)
    # Old and new facts alike; the persons are locked, so nobody else adds theirs.
    insert([*(known[key] for key in facts), *assessments], or_update={KnownFacts: ["facts"]})
    judged = [one for one in touched if one.merged_into_id is None]
    told_of = {key: row.facts for key, row in known.items()}
    changes = judge(
        judged,
        told_of if sitting.newcomers is not None else with_merged(judged, told_of),
        Occasion(
            adopted, policy, sitting.at, sitting.submission_id, _drafts(told), sitting.newcomers is not None
        ),
    )
    _write_assessed(touched, len(assessments), sitting)
    write_moves(changes, by=sitting.by, at=sitting.at)
    _propose_guards(touched, facts, sitting)
    if speaking := {one.merged_into_id for one in touched} - {None}:
        judge_again(speaking, by=sitting.by, at=sitting.at)
    return changes


def _propose_guards(touched: list[Person], facts: Mapping[UUID, Mapping[str, str]], sitting: Sitting) -> None:
    """Ask the head whether a record should be sealed; nothing is sealed by a rule."""
    for person in touched:
        because = proposed_because(facts.get(person.pk, {}))
        if because:
            propose_level(person, Person.Level.SEALED, because=because, by=sitting.by, at=sitting.at)


def _write_assessed(touched: list[Person], count: int, sitting: Sitting) -> None:
    if touched:
        about, *others = touched
        journal.write(
            "risk.assessed",
            by=sitting.by,
            about=about,
            at=sitting.at,
            also=[one.pk for one in others],
            submission=sitting.submission_id,
            assessments=count,
        )


def _concerned(told: Told) -> list[Person]:
    """Whom the submission names, and who lives with them; locked, so that classes follow each other."""
    named = Q(pk__in=told.persons)
    # Asked first, as a list: inside the next question it would cost a look at every person there is.
    theirs = Person.objects.filter(named).order_by().values_list("household", flat=True)
    homes = Q(household__in={*told.households, *theirs} - {None})
    # A merged record keeps what is said of it; the record that speaks for it is judged.
    merged = named & Q(merged_into__isnull=False)
    rows = Person.objects.filter((here() & (named | homes)) | merged).order_by("pk")
    rows = rows.select_for_update(no_key=True)
    return list(rows.only("sex", "born_on", "born_precision", "household_id", "merged_into_id"))


def _staying(newcomers: Iterable[Person]) -> list[Person]:
    return sorted((one for one in newcomers if one.is_here), key=lambda one: one.pk)


def _told(observation: Observation) -> Told:
    answers: dict[str, dict[UUID, dict[str, str]]] = {PERSON: {}, HOUSEHOLD: {}}
    for entity in observation.entities:
        if entity.list_name in answers:
            answers[entity.list_name].setdefault(UUID(entity.id), {}).update(entity.answers)
    owned = any(entity.answers is observation.root_answers for entity in observation.entities)
    return Told(answers[PERSON], answers[HOUSEHOLD], {} if owned else observation.root_answers)


def _facts(told: Told, persons: list[Person], catalogue: Catalogue) -> dict[UUID, dict[str, str]]:
    """Stated facts by person or household; who states none is left out."""
    here = {one.pk: one for one in persons}
    found = {
        key: knowledge.stated(catalogue, told.persons[key], PERSON) for key in told.persons if key in here
    }
    for key, answers in _about_homes(told, here).items():
        found[key] = knowledge.stated(catalogue, {**told.root, **answers}, HOUSEHOLD)
    return {key: facts for key, facts in found.items() if facts}


def _about_homes(told: Told, here: Mapping[UUID, Person]) -> dict[UUID, dict[str, str]]:
    """Answers by home: its own, and those that a form about one person asks about the home."""
    lived_in = {one.household_id for one in here.values()}
    homes = {key: dict(answers) for key, answers in told.households.items() if key in lived_in}
    for key in told.persons.keys() & here.keys():
        if home := here[key].household_id:
            homes[home] = {**told.persons[key], **homes.get(home, {})}
    return homes


def _learned(
    facts: Mapping[UUID, Mapping[str, str]], persons: list[Person], sitting: Sitting
) -> dict[UUID, KnownFacts]:
    """Merge the facts into what was known, and give all that is known now, to be kept."""
    rows = known_rows(persons) if sitting.newcomers is None else {}
    here = {one.pk for one in persons}
    for key, stated in facts.items():
        if key not in rows:
            rows[key] = KnownFacts(**{"person_id" if key in here else "household_id": key}, facts={})
        before: Known = rows[key].facts
        after = knowledge.merged(before, stated, sitting.on, str(sitting.submission_id))
        rows[key].facts = after  # type: ignore[assignment]
    return rows


def _assessments(
    touched: list[Person], facts: Mapping[UUID, Mapping[str, str]], catalogue: Catalogue, sitting: Sitting
) -> list[Assessment]:
    """Score each instrument that was asked of each person; a check of the home counts for everybody in it."""
    made = []
    for person in touched:
        answers = {**facts.get(person.household_id, {}), **facts.get(person.pk, {})}
        made += [_assessment(person, one, answers, sitting) for one in knowledge.sittings(catalogue, answers)]
    return made


def _assessment(
    person: Person, instrument: Instrument, answers: Mapping[str, str], sitting: Sitting
) -> Assessment:
    score = instruments.score(instrument, answers)
    return Assessment(
        person=person,
        instrument=instrument.code,
        version=instrument.version,
        answers={code: answers[code] for code in instrument.codes if code in answers},
        low=score.low,
        high=score.high,
        band=score.band.code if score.band else "",
        alerts=[alert.item for alert in score.alerts],
        submission_id=sitting.submission_id,
        at=sitting.received_at,
        by_kind=sitting.by._meta.model_name if sitting.by.pk else "system",
        by_id=sitting.by.pk,
    )


def _drafts(told: Told) -> dict[UUID, str]:
    return {key: answers[DRAFT] for key, answers in told.persons.items() if answers.get(DRAFT) in LEVELS}
