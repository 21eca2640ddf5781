"""Open a plan and its editions, note the steps of approval in their order, approve."""

from datetime import date, datetime
from typing import Any

from django.db.models import Max
from django.utils import timezone

from khuang.civic.plan.actions import paths
from khuang.civic.plan.actions.leave import allow, has_come, said
from khuang.civic.plan.models import Edition, EditionStep, Plan
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.rules.knowledge import KINDS, edition_steps, next_step
from khuang.civic.plan.rules.problems import (
    BeforeThat,
    EditionFixed,
    FirstComesFirst,
    NothingIn,
    OneAtATime,
    SameHand,
    StepMissing,
)
from khuang.ground.journal import actions as journal
from khuang.lib.thai_dates import buddhist_year


@journal.action
def open_plan(first_year: int, *, body: str = "municipality", by: Any, at: datetime) -> Plan:
    """Open a plan of five years. Journal: plan.opened. Raises PermissionDenied."""
    allow(by, "plan.write")
    plan, is_new = Plan.objects.get_or_create(first_year=first_year, defaults={"body": body})
    if is_new:
        journal.write("plan.opened", by=by, about=plan, at=at, first_year=first_year)
    return plan


@journal.action
def open_edition(plan: Plan, kind: str, *, reasons: str = "", by: Any, at: datetime) -> Edition:
    """Begin to draft an edition; its number is the next of its kind and year. Journal: plan.edition-opened.

    Raises PermissionDenied, OneAtATime, FirstComesFirst, WhyNot for a later edition without reasons.
    """
    allow(by, "plan.write")
    held = Plan.objects.select_for_update().get(pk=plan.pk)
    if held.editions.filter(state=Edition.State.DRAFT).exists():
        raise OneAtATime
    if kind not in KINDS or (kind == "first") == held.editions.filter(state=Edition.State.APPROVED).exists():
        raise FirstComesFirst
    year = buddhist_year(timezone.localdate(at))
    # What was given up keeps its row, and its number is free again.
    counted = held.editions.filter(kind=kind, year=year).exclude(state=Edition.State.DROPPED)
    last = counted.aggregate(last=Max("round"))["last"] or 0
    made = Edition.objects.create(
        plan=held,
        kind=kind,
        round=last + 1,
        year=year,
        reasons=reasons.strip() if kind == "first" else said(reasons),
        drafted_by_id=by.pk,
        drafted_at=at,
    )
    journal.write("plan.edition-opened", by=by, about=made, at=at, kind=kind)
    return made


@journal.action
def drop_edition(edition: Edition, *, by: Any, at: datetime) -> Edition:
    """Give a draft up. Journal: plan.edition-dropped. Raises PermissionDenied, EditionFixed."""
    allow(by, "plan.write")
    held = draft(edition)
    held.state = Edition.State.DROPPED
    held.save(update_fields=["state"])
    journal.write("plan.edition-dropped", by=by, about=held, at=at)
    return held


@journal.action
def note_step(
    edition: Edition, code: str, *, done_on: date, words: str = "", by: Any, at: datetime
) -> EditionStep:
    """Note the next step of approval as done; the approval itself is approve_edition.

    Journal: plan.step-noted. Raises PermissionDenied, EditionFixed, StepMissing out of order, BeforeThat,
    NotYetCome, NothingIn when there is nothing to consider yet.
    """
    allow(by, "plan.write")
    held = draft(edition)
    if not held.versions.exists():
        raise NothingIn
    if code == edition_steps(held.plan.body, held.kind)[-1].code:
        raise StepMissing
    made = _note(held, code, done_on, words, by=by, at=at)
    journal.write("plan.step-noted", by=by, about=held, at=at, step=code)
    return made


@journal.action
def approve_edition(
    edition: Edition,
    *,
    approved_on: date,
    effective_on: date,
    announcement: str,
    office: str,
    by: Any,
    at: datetime,
) -> Edition:
    """Approve an edition after its steps; from its day it is what the plan holds.

    announcement, office  its number, and who signed it: an office, not a name
    Journal: plan.edition-approved. Raises PermissionDenied, EditionFixed, SameHand, NothingIn, StepMissing,
    BeforeThat, NotYetCome.
    """
    allow(by, "plan.approve")
    held = draft(edition)
    writers = set(held.versions.values_list("written_by_id", flat=True))
    if not writers:
        raise NothingIn
    if by.pk in writers | {held.drafted_by_id}:
        raise SameHand
    if effective_on < approved_on:
        raise BeforeThat
    changes = {change.item: change.what for change in reads.changes_of(held)}
    _note(held, edition_steps(held.plan.body, held.kind)[-1].code, approved_on, announcement, by=by, at=at)
    held.state, held.place = Edition.State.APPROVED, reads.last_place(held.plan) + 1
    held.approved_by_id, held.approved_on, held.effective_on = by.pk, approved_on, effective_on
    held.announcement, held.office = announcement.strip(), office.strip()
    held.save()
    paths.lead_edition(held, changes, by=by, at=at)
    journal.write("plan.edition-approved", by=by, about=held, at=at, changes=len(changes))
    return held


def draft(edition: Edition) -> Edition:
    """Give the edition, locked. Raises EditionFixed when it is no draft any more."""
    held = Edition.objects.select_for_update().get(pk=edition.pk)
    if held.state != Edition.State.DRAFT:
        raise EditionFixed
    return held


def _note(edition: Edition, code: str, done_on: date, words: str, *, by: Any, at: datetime) -> EditionStep:
    done = {step.code: step.done_on for step in edition.steps.all()}
    wanted = next_step(edition_steps(edition.plan.body, edition.kind), set(done))
    if wanted is None or wanted.code != code:
        raise StepMissing
    if done and has_come(done_on, at) < max(done.values()):
        raise BeforeThat
    return EditionStep.objects.create(
        edition=edition, code=code, done_on=has_come(done_on, at), words=words.strip(), noted_by_id=by.pk
    )
