"""Take in what a visit found, and settle what is not clear about it."""

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.cases import actions as cases
from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.visits.models import PlannedVisit, Visit, VisitPlan, VisitQuestion, VisitReply, Volunteer
from khuang.care.visits.rules.clocks import Moment, moment
from khuang.care.visits.rules.findings import FORM, Told, told
from khuang.care.visits.rules.record_problems import PersonUnknown
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.surveys import reads as surveys
from khuang.ground.surveys.models import Submission

Kind = VisitQuestion.Kind
# A visit that names no plan belongs to one planned for at most so long before or after it.
NEAR = timedelta(days=3)


def take_in_visit(entry: Any) -> None:
    """Keep what a submission of the form `visit` tells; `site.flow` calls it for survey.submitted.

    The planned visit is done, a worry becomes an alert, and what is not clear a question.
    Journal: visits.recorded, cases.alert-raised.
    """
    submission = surveys.submission(entry.about_id)
    observation = surveys.observation(submission)
    if observation.form_id != FORM:
        return
    said = told(observation.root_answers)
    person = _person(said)
    if person is None:
        return
    when = moment(observation.ended_at, said.clock, submission.received_at)
    at = _noon(said, when.at) if said.day else when.at
    planned = _planned(said, person, at)
    visit = _kept(submission, said, person, planned, at, when)
    _correct(submission, visit)
    _ask(visit, when, at=entry.at)
    _close(visit)
    by = submission.device or journal.SYSTEM
    journal.write("visits.recorded", by=by, about=visit, at=entry.at, also=[person.pk], result=visit.result)
    if visit.worried:
        words = visit.findings.get("note")
        cases.raise_alert(person, kind="worried", words=words, source_id=visit.pk, by=by, at=entry.at)


def _person(said: Told) -> Person | None:
    """Give the person; None for one whose data were erased. Raises PersonUnknown."""
    if said.person is not None and surveys.was_forgotten(said.person):
        return None
    person = Person.objects.filter(pk=said.person).select_related("merged_into").first()
    if person is None:
        raise PersonUnknown
    return person.merged_into or person


def _noon(said: Told, typed_at: datetime) -> datetime:
    """Paper says the day, not the hour; typed on the day itself, it was before that."""
    noon = timezone.make_aware(datetime.combine(said.day or typed_at.date(), datetime.min.time()))
    return min(noon + timedelta(hours=12), typed_at)


def _planned(said: Told, person: Person, at: datetime) -> PlannedVisit | None:
    """Find what was planned, in the plan that is in force: a phone may carry an earlier one.

    The row is locked, so that of two who tell of it the second sees the first.
    """
    published = PlannedVisit.objects.filter(
        person__in=speaking_for(person), plan__state=VisitPlan.State.PUBLISHED
    )
    rows = published.exclude(state=PlannedVisit.State.CANCELLED).select_for_update(of=("self",))
    named = rows.filter(pk=said.planned).first() if said.planned else None
    if named is not None:
        return named
    day = timezone.localdate(at)
    near = rows.filter(day__range=(day - NEAR, day + NEAR))
    return min(
        near, key=lambda one: (one.state == PlannedVisit.State.DONE, abs(one.day - day), one.pk), default=None
    )


def _kept(
    submission: Submission, said: Told, person: Person, planned: Any, at: datetime, when: Moment
) -> Visit:
    return Visit.objects.create(
        person=person,
        volunteer=_volunteer(said, submission, planned),
        planned=planned,
        submission_id=submission.pk,
        at=at,
        clock_off=when.off,
        result=said.result,
        worried=said.worried,
        findings=said.findings,
        on_paper=said.day is not None,
        recorded_by_id=submission.device.holder_id if submission.device else None,
    )


def _volunteer(said: Told, submission: Submission, planned: PlannedVisit | None) -> Volunteer | None:
    """Say who went: whom the paper names, else whoever recorded it, else who was sent."""
    if said.visitor:
        return Volunteer.objects.filter(pk=said.visitor).first()
    holder = submission.device.holder_id if submission.device else None
    found = Volunteer.objects.filter(account=holder).first() if holder else None
    return found or (planned.volunteer if planned else None)


def _correct(submission: Submission, visit: Visit) -> None:
    """Let a corrected submission's visit count in place of the one that it corrects."""
    if submission.deprecated_id:
        older = Submission.objects.filter(superseded_by=submission).values("pk")
        Visit.objects.filter(submission_id__in=older).update(same_as=visit)


def _ask(visit: Visit, when: Moment, *, at: datetime) -> None:
    """Note what a person must look at."""
    kinds = []
    others = Visit.objects.filter(planned=visit.planned_id, same_as=None).exclude(pk=visit.pk)
    if visit.planned_id and others.exists():
        kinds.append(Kind.TWICE)
    if visit.volunteer_id is None or _is_uncalled(visit):
        kinds.append(Kind.NOT_ASKED)
    if when.doubtful and not visit.on_paper:
        kinds.append(Kind.CLOCK)
    VisitQuestion.objects.bulk_create([VisitQuestion(visit=visit, kind=kind, raised_at=at) for kind in kinds])


def _is_uncalled(visit: Visit) -> bool:
    """Say whether the visitor was not sent there, nor has the home assigned."""
    planned, volunteer = visit.planned, visit.volunteer
    if planned is not None and volunteer.pk in (planned.volunteer_id, planned.second_id):
        return False
    return volunteer.account is None or not may(volunteer.account, "visits.round", visit.person)


def _close(visit: Visit) -> None:
    """Somebody went, whatever they found; also where the plan had nobody to send."""
    planned = visit.planned
    if planned is None or not (planned.volunteer_id or visit.volunteer_id):
        return
    planned.volunteer_id = planned.volunteer_id or visit.volunteer_id
    planned.day = planned.day or timezone.localdate(visit.at)
    planned.state = PlannedVisit.State.DONE
    planned.save(update_fields=["state", "volunteer", "day"])


@journal.action
def settle_question(question: VisitQuestion, *, counts: Visit | None = None, by: Any, at: datetime) -> None:
    """Settle what was not clear. Journal: visits.question-settled.

    counts   of two records of one visit the one that counts; None: they were two visits
    Raises PermissionDenied.
    """
    if not may(by, "visits.supervise", question):
        raise PermissionDenied
    if question.settled_at is not None:
        return
    if counts is not None:
        told_twice = Visit.objects.filter(planned=question.visit.planned_id).exclude(planned=None)
        told_twice.exclude(pk=counts.pk).update(same_as=counts)
        told_twice.filter(pk=counts.pk).update(same_as=None)
    question.settled_at, question.settled_by_id = at, by.pk
    question.save(update_fields=["settled_at", "settled_by_id"])
    journal.write("visits.question-settled", by=by, about=question.visit, at=at, kind=question.kind)


@journal.action
def reply(visit: Visit, words: str, *, by: Any, at: datetime) -> VisitReply:
    """Answer what a visit told; the visitor sees it on the round. Journal: visits.replied.

    Raises PermissionDenied.
    """
    if not may(by, "visits.supervise", visit):
        raise PermissionDenied
    made = VisitReply.objects.create(visit=visit, words=words.strip(), by_id=by.pk, at=at)
    journal.write("visits.replied", by=by, about=visit, at=at, also=[visit.person_id])
    return made
