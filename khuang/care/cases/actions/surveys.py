"""What a survey says of needs: noted when it states one, doubted when it says the contrary."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from khuang.care.cases.actions.alerts import raise_alert
from khuang.care.cases.actions.needs import doubt_need, note_need
from khuang.care.cases.models import Need
from khuang.care.cases.rules.answers import HOUSEHOLD, PERSON, Stated, stated
from khuang.care.people import reads as people
from khuang.care.people.models import Membership, Person, here
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.surveys import reads as surveys
from khuang.ground.surveys.rules.observations import Observation


@dataclass(frozen=True)
class Heard:
    """What one survey states, and when and from whom it came.

    persons     person -> what is stated of them
    homes       person or household that was asked -> what is stated of the household
    """

    persons: Mapping[UUID, Stated]
    homes: Mapping[UUID, Stated]
    submission_id: UUID
    by: Any
    at: datetime

    @property
    def source(self) -> dict[str, Any]:
        return {"source": "survey", "source_id": self.submission_id, "by": self.by, "at": self.at}


def note_from_survey(entry: Entry) -> None:
    """Follow survey.submitted, after registry and risk. Journal: as for needs and alerts."""
    submission = surveys.submission(entry.about_id)
    by = submission.device or journal.SYSTEM
    is_first = people.newcomers(submission) is not None
    observation = surveys.observation(submission)
    hear(observation, submission_id=submission.pk, is_first=is_first, by=by, at=entry.at)


@journal.action
def hear(
    observation: Observation, *, submission_id: UUID, is_first: bool = False, by: Any, at: datetime
) -> None:
    """Note what an observation states; what it denies is only doubted, and a person decides.

    is_first  it is the first word about everybody in it, so that there is nothing to doubt
    """
    heard = _heard(observation, submission_id, by, at)
    if not is_first:
        _doubt(heard)
    wanted = {key for key, said in heard.persons.items() if said.there or said.alerts}
    homes = {key for key, said in heard.homes.items() if said.there}
    if not (wanted or homes):
        return
    offered = {code for code, kind in need_kinds().items() if not kind.retired}
    rows = Person.objects.filter(here(), pk__in=wanted | homes).select_related("household")
    persons = {one.pk: one for one in rows}
    for key in wanted & persons.keys():
        _note(persons[key], heard.persons[key], offered, heard)
    speaking = persons | _heads(homes - persons.keys())
    for key in homes & speaking.keys():
        _note(speaking[key], heard.homes[key], offered, heard, household=speaking[key].household)


def _heard(observation: Observation, submission_id: UUID, by: Any, at: datetime) -> Heard:
    persons, homes = {}, {}
    for entity in observation.entities:
        key = UUID(entity.id)
        if entity.list_name == PERSON:
            persons[key] = stated(entity.answers)
            homes[key] = stated(entity.answers, HOUSEHOLD)
        elif entity.list_name == HOUSEHOLD:
            homes[key] = stated(observation.root_answers | entity.answers, HOUSEHOLD)
    return Heard(persons, homes, submission_id, by, at)


def _doubt(heard: Heard) -> None:
    denied = {key: said.denied for key, said in heard.persons.items() if said.denied}
    at_home = {key: said.denied for key, said in heard.homes.items() if said.denied}
    if not (denied or at_home):
        return
    theirs = Q(person__in=denied) | Q(person__merged_into__in=denied)
    homes = Q(household__in=at_home) | Q(household__isnull=False, person__in=at_home)
    for need in Need.objects.filter(theirs | homes, ended_at=None, doubted_at=None).select_related("person"):
        person = need.person.merged_into_id or need.person_id
        kinds = (
            at_home.get(need.household_id) or at_home.get(person) if need.household_id else denied.get(person)
        )
        if need.kind in (kinds or ()):
            doubt_need(need, **heard.source)


def _heads(homes: Collection[UUID]) -> dict[UUID, Person]:
    """Give who speaks for each household: its head, else whoever came first."""
    if not homes:
        return {}
    living = Membership.objects.filter(here("person__"), household__in=homes, until=None)
    found: dict[UUID, Person] = {}
    for one in living.select_related("person__household").order_by("-pk"):
        if one.relation == "head" or one.household_id not in found:
            found[one.household_id] = one.person
    return found


def _note(person: Person, said: Stated, offered: set[str], heard: Heard, **where: Any) -> None:
    for kind in sorted(said.there & offered):
        note_need(person, kind, **where, **heard.source)
    for kind in sorted(said.alerts):
        raise_alert(person, kind=kind, source_id=heard.submission_id, by=heard.by, at=heard.at)
