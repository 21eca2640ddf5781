"""One person's whole record, from every room of the house that knows something about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.cases import reads as cases
from khuang.care.cases.models import Case
from khuang.care.cases.reads import NamedNeed
from khuang.care.correspondence.reads import ways
from khuang.care.people import reads as registry
from khuang.care.people.models import ImportPhotograph, MergeEvent, Person
from khuang.care.people.reads import PersonRecord
from khuang.care.people.rules.problems import Problem
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.care.risk.reads import AssessmentWords, Explanation
from khuang.care.support.models import Package
from khuang.care.support.reads import Strip, benefits_strip
from khuang.care.support.reads.packages import packages_of
from khuang.care.visits.reads import VisitsInShort, visits_in_short
from khuang.care.voices.models import Report
from khuang.care.voices.reads import reports_of
from khuang.care.wellbeing.reads import Brief, brief
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.models import BrokenGlass
from khuang.ground.accounts.reads import may
from khuang.ground.journal import reads as journal
from khuang.ground.journal.names import names
from khuang.ground.surveys.models import Submission, SubmissionMedia
from khuang.ground.surveys.reads import seen_by
from khuang.ground.surveys.withheld import withheld_from
from khuang.lib.thai_dates import PartialDate

NOBODY = UUID(int=0)  # stands for the system, which has no id
LATEST = 50  # journal lines that the page shows


@dataclass(frozen=True)
class Line:
    """Who did, looked at or said what, and when."""

    at: datetime
    who: str
    what: str


@dataclass(frozen=True)
class Member:
    """Somebody of the household: their relation in words, and their class if it may be seen."""

    person: Person
    relation: str
    risk: Classification | None


@dataclass(frozen=True)
class Record:
    """What the page shows; what the account may not see is empty here, not hidden in the page."""

    registry: PersonRecord
    to_decide: list[str]
    birth: PartialDate | None
    members: list[Member]
    origins: list[Line]
    may_see_risk: bool
    risk: Classification | None
    explained: Explanation | None
    kinds: list[str]
    assessments: list[AssessmentWords]
    submissions: list[Submission]
    photographs: list[SubmissionMedia]
    brought: list[ImportPhotograph]  # photographs that came with a list
    looks: list[Line]
    merges: list[MergeEvent]  # records that were merged into this one
    national_id: str | None
    phone: str | None
    may_see_identity: bool
    may_change: bool
    may_override: bool
    may_guard: bool
    may_list_looks: bool
    named: list[str]  # who is named for a guarded record
    needs: list[NamedNeed]  # open ones
    cases: list[Case]
    may_see_cases: bool
    packages: list[Package]  # of help, whoever pays for it
    benefits: Strip | None  # allowances and things on loan, nothing confidential
    may_help: bool
    may_note_need: bool
    may_open_case: bool
    visits: VisitsInShort | None  # how often, the last one, the next one
    wellbeing: Brief | None  # check-in, last sign of life
    may_note_wishes: bool
    may_talk: bool  # with them as a family carer
    ways: ways.Strip | None  # how they are reached, last heard from
    reports: list[Report]  # what was reported about them
    may_report: bool
    glass: BrokenGlass | None  # by which the record opens for the account now


def record(person: Person, account: Any, *, at: datetime) -> Record:
    """Gather a person's record for an account."""
    on = timezone.localdate(at)
    known = names()
    guarded = person.level != Person.Level.TEAM
    held = registry.person_record(person, account, on=on)
    may_see_risk = may(account, "risk.view", person)
    may_see_identity = may(account, "people.identity", person)
    classes = _classes(held) if may_see_risk else {}
    own = classes.get(person.pk)
    assessments = risk.assessments(account, person)
    submissions = _submissions(held, assessments, account)
    may_see_cases = may(account, "cases.view", person)
    found = list(cases.cases_of(person)) if may_see_cases else []
    return Record(
        registry=held,
        to_decide=[registry.problem_in_words(Problem(one.code, one.property)) for one in held.attention],
        birth=PartialDate(person.born_on, person.born_precision) if person.born_on else None,
        members=_members(held, classes),
        origins=_origins(held, known),
        may_see_risk=may_see_risk,
        risk=own,
        explained=risk.explanation(account, own) if own else None,
        kinds=_kinds(person, account) if may_see_risk else [],
        assessments=assessments,
        submissions=submissions,
        photographs=_photographs(submissions),
        brought=_brought(held, account),
        looks=_looks(held, known),
        merges=registry.merges_of(person) if may(account, "people.merge", person) else [],
        national_id=person.national_id if may_see_identity else None,
        phone=person.phone if may_see_identity else None,
        may_see_identity=may_see_identity,
        may_change=may(account, "people.change", person),
        may_override=may(account, "risk.override", person),
        may_guard=may(account, "people.guard", person),
        may_list_looks=may(account, "people.rights", person),
        named=[one.display_name for one in accounts.named_for(person.pk)] if guarded else [],
        needs=cases.named(list(cases.seen_needs(account, person))),
        cases=found,
        may_see_cases=may_see_cases,
        packages=list(packages_of(account, person)),
        benefits=benefits_strip(account, person, on=on),
        may_help=may(account, "support.packages", person),
        may_note_need=may(account, "cases.note-need", person),
        may_open_case=may(account, "cases.work", person) and not any(one.is_open for one in found),
        visits=visits_in_short(person, on=on) if may(account, "visits.schedules", person) else None,
        wellbeing=brief(account, person, on=on),
        may_note_wishes=may(account, "visits.schedules", person),
        may_talk=may(account, "visits.family-carers", person) and _cares_for_own(held),
        ways=ways.strip(account, person),
        reports=list(reports_of(account, person)[:LATEST]),
        may_report=may(account, "voices.reports", person),
        glass=accounts.broken_now(account, person.pk, at=at) if guarded else None,
    )


def _cares_for_own(held: PersonRecord) -> bool:
    return any(one.until is None and one.kind == one.Kind.FAMILY for one in held.cares_for)


def _classes(held: PersonRecord) -> dict[UUID, Classification]:
    members = held.household.members if held.household else []
    return risk.current({held.person.pk, *(member.pk for member, _ in members)})


def _members(held: PersonRecord, classes: Mapping[UUID, Classification]) -> list[Member]:
    members = held.household.members if held.household else []
    return [Member(person, relation, classes.get(person.pk)) for person, relation in members]


def _kinds(person: Person, account: Any) -> list[str]:
    words = risk.kind_words(account)
    return [words[kind] for kind in risk.kinds_of([person.pk]).get(person.pk, []) if kind in words]


def _origins(held: PersonRecord, known: Mapping[UUID, str]) -> list[Line]:
    return [
        Line(one.at, known.get(one.by_id or NOBODY, _("System")), registry.property_words(one.property))
        for one in held.provenance.values()
    ]


def _submissions(held: PersonRecord, assessments: list[AssessmentWords], account: Any) -> list[Submission]:
    if not may(account, "surveys.submissions"):
        return []
    keys = {one.submission_id for origin in held.origins.values() for one in origin.values()}
    keys |= {one.row.submission_id for one in assessments}
    found = list(seen_by(account).filter(pk__in=keys - {None}).select_related("form"))
    closed = withheld_from(account, found)
    return [one for one in found if one.pk not in closed]


def _photographs(submissions: list[Submission]) -> list[SubmissionMedia]:
    kept = SubmissionMedia.objects.filter(submission__in=submissions, kind=SubmissionMedia.Kind.PHOTO)
    return list(kept)


def _brought(held: PersonRecord, account: Any) -> list[ImportPhotograph]:
    if not may(account, "people.photograph", held.person):
        return []
    return list(ImportPhotograph.objects.filter(person_id__in=held.ids))


def _looks(held: PersonRecord, known: Mapping[UUID, str]) -> list[Line]:
    lines = journal.in_words(journal.lines_about(*held.ids)[:LATEST], known)
    return [Line(line.at, line.who, line.what) for line in lines]
