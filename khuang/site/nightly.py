"""What is done every night in every municipality; each chore is a job, tried again when it fails."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from khuang.care.correspondence.actions import letters, withdrawing
from khuang.care.people.actions.erasure_list import note_missing
from khuang.care.people.actions.imports import sweep_imports
from khuang.care.people.actions.retaining import propose_expired
from khuang.care.risk import actions as risk
from khuang.care.support import actions as support
from khuang.care.visits.actions import plans, schedules
from khuang.care.visits.actions.supervision import make_digest
from khuang.care.visits.actions.volunteers_leaving import end_roles_of_leavers
from khuang.civic.forum import actions as forum
from khuang.civic.projects import actions as projects
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions as messaging
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.surveys import actions as surveys
from khuang.site import answers, public_appeals, public_figures, public_issues, rewriting
from khuang.site.backups.commands import nightly_backup
from khuang.site.jobs import PATIENCE


def reclassify(at: datetime) -> None:
    """Judge anew whose class ended with an age or an override."""
    risk.reclassify_expired(by=SYSTEM, at=at)


def begin_policies(at: datetime) -> None:
    """Put in force the risk policies that were approved for today."""
    risk.begin_approved(at=at)


def gather(at: datetime) -> None:
    """Bring up to date what dry runs of a risk policy look at, so that they begin warm."""
    risk.begin_gathering(at=at)


def sweep(at: datetime) -> None:
    """Remove what nobody needs any more: files without a survey, old lists of people, dry runs."""
    surveys.sweep_media(at=at)
    sweep_imports(at=at)
    risk.sweep_trials(at=at)
    support.sweep_papers(at=at)
    projects.sweep_photographs(at=at)
    forum.sweep_enclosures(at=at)


def publish(at: datetime) -> None:
    """Bring the public page's figures up to date."""
    public_figures.publish(at=at)


def appeal(at: datetime) -> None:
    """Publish the appeals that were approved yesterday, and bring the others up to date."""
    public_appeals.bring_up_to_date(at=at)


def issues(at: datetime) -> None:
    """Bring over the issues that were released, and on the first of a month those that figures show."""
    public_issues.bring_over(at=at)
    if timezone.localdate(at).day == 1:
        public_issues.raise_from_figures(at=at)


def answer(at: datetime) -> None:
    """Tell the public wing what those say who asked for a project, and what may be said of needs it met."""
    answers.carry_words(at=at)
    answers.bring_homes(at=at)
    answers.bring_back(at=at)


def retain(at: datetime) -> None:
    """Propose for erasure whose time is over, and complete the list of erasures outside of the database."""
    propose_expired(at=at)
    note_missing(at=at)


def forget_sign_ins(at: datetime) -> None:
    """Remove sessions that ended, links that were handed over and phones that were revoked, a week after."""
    accounts.forget_old(at=at)


def schedule_visits(at: datetime) -> None:
    """Follow in the visit schedules what changed, and let those who left or a new month change who goes."""
    schedules.renew_schedules(by=SYSTEM, at=at)
    plans.return_visits_of_leavers(at=at)
    plans.assign_homes(by=SYSTEM, at=at)


def supervise(at: datetime) -> None:
    """End the roles of volunteers whose last day has come, and make the digest of the last week, once."""
    end_roles_of_leavers(at=at)
    make_digest(at=at)


def call_off(at: datetime) -> None:
    """Take off the call list whom to invite to what is over."""
    withdrawing.withdraw_late_calls(at=at)


def forget_messages(at: datetime) -> None:
    """Remove the words of messages and letters that were kept long enough."""
    messaging.forget_old_words(at=at)
    letters.forget_old_letters(at=at)


CHORES: dict[str, Callable[[datetime], None]] = {
    "nightly.begin-policies": begin_policies,
    "nightly.reclassify": reclassify,
    "nightly.gather": gather,
    "nightly.schedule-visits": schedule_visits,
    "nightly.retain": retain,
    "nightly.sweep": sweep,
    "nightly.forget-sign-ins": forget_sign_ins,
    "nightly.supervise": supervise,
    "nightly.call-off": call_off,
    "nightly.forget-messages": forget_messages,
    "nightly.publish": publish,
    "nightly.appeal": appeal,
    "nightly.answer": answer,
    "nightly.issues": issues,
}


# 19:10 UTC is ten past two at night in Thailand.
@app.periodic(cron="10 19 * * *")
@app.task(name="khuang.night", queueing_lock="night")
def night(timestamp: int) -> None:
    """Queue every chore of every municipality."""
    try:
        for municipality in Municipality.objects.all():
            for step in CHORES:
                chore.defer(municipality=str(municipality.pk), step=step)
    finally:
        connections.close_all()


@app.periodic(cron="40 19 * * *")
@app.task(name="khuang.rewrite", queueing_lock="rewrite", retry=PATIENCE)
def rewrite(timestamp: int) -> None:
    """Write anew the tables from which somebody was erased; not in a transaction, for it takes them whole."""
    try:
        rewriting.rewrite_erased()
    finally:
        connections.close_all()


@app.periodic(cron="10 20 * * *")
@app.task(name="khuang.back_up", queueing_lock="back-up", retry=PATIENCE)
def back_up(timestamp: int) -> None:
    """Make a backup where KHUANG_BACKUPS says; the recovery code is not needed for it."""
    try:
        nightly_backup()
    finally:
        connections.close_all()


@app.task(name="khuang.chore", retry=PATIENCE)
def chore(*, municipality: str, step: str) -> None:
    """Do one chore in one municipality, in one transaction."""
    try:
        with within(UUID(municipality)):
            CHORES[step](timezone.now())
    finally:
        connections.close_all()
