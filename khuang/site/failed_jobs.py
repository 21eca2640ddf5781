"""Background jobs that were tried often enough and failed, and how to try them again."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.journal.rules import event_words
from khuang.ground.municipalities.context import current_id

# What a step of the flow does, in words.
STEPS = {
    "people.import": _("Take in a list of people"),
    "people.importundo": _("Take an import back"),
    "people.duplicatesearch": _("Search the registry for records of the same person"),
    "surveys.copy_photographs_without_place": _("Make copies of photographs without their place"),
    "risk.rejudging": _("Work out everybody's risk class again"),
    "risk.gathering": _("Gather what is known for dry runs"),
    "risk.carry_to_phones": _("Bring the forms on the phones up to the risk policy"),
    "messages.deliver": _("Take a message to its channel"),
    "minute.send-due": _("Every minute: look after messages that wait"),
    "nightly.call-off": _("Every night: call nobody any more about what is over"),
    "nightly.forget-messages": _("Every night: forget the words of old messages"),
    "nightly.begin-policies": _("Every night: put in force the risk policies approved for the day"),
    "nightly.gather": _("Every night: bring up to date what dry runs look at"),
    "nightly.reclassify": _("Every night: work out risk classes that ended"),
    "messages.hear": _("Hear what somebody wrote or tapped"),
    "messages.look": _("Ask a channel how much may still be sent"),
    "nightly.retain": _("Every night: list whose data is past its time"),
    "nightly.forget-sign-ins": _("Every night: forget old attempts to sign in"),
    "nightly.sweep": _("Every night: remove files that belong to no survey"),
    "nightly.publish": _("Every night: publish the public figures"),
    "nightly.appeal": _("Every night: bring public appeals up to date"),
    "nightly.answer": _("Every night: tell the public side what may be said of answers"),
    "answers.ask": _("Put a project that was done before the social workers"),
    "nightly.issues": _("Every night: bring over the issues that were released for the forum"),
    "nightly.schedule-visits": _("Every night: work out how often people are visited"),
    "nightly.supervise": _("Every night: write the weekly digest of visits when it is Monday"),
}


class NoSuchJob(Exception):
    """No failed job of this municipality has this number, or somebody tried it again already."""


@dataclass(frozen=True)
class FailedJob:
    """A failed job as the page shows it."""

    number: int
    what: str
    after: str
    tries: int
    failed_at: datetime


def failed_jobs() -> list[FailedJob]:
    """Return the failed jobs of the current municipality, newest first."""
    failed_at = Max("procrastinateevent__at", filter=Q(procrastinateevent__type="failed"))
    jobs = list(_failed().annotate(failed_at=failed_at).order_by("-failed_at"))
    # What is done every night follows no line of the journal.
    entries = Entry.objects.in_bulk(
        [job.args["entry"] for job in jobs if "entry" in job.args], field_name="pk"
    )
    events = {str(key): event_words(entry.event, get_language()) for key, entry in entries.items()}
    return [_failed_job(job, events.get(job.args.get("entry"), "")) for job in jobs]


@journal.action
def retry(number: int, *, by: Any, at: datetime) -> None:
    """Queue a failed job again. Journal: jobs.retried. Raises NoSuchJob."""
    job = _failed().select_for_update(of=("self",)).filter(pk=number).first()
    if job is None:
        raise NoSuchJob
    app.job_manager.retry_job_by_id(number, retry_at=at)
    journal.write("jobs.retried", by=by, about=None, at=at, job=number, step=job.args["step"])


def _failed() -> QuerySet[ProcrastinateJob]:
    # The worker sees the jobs of all municipalities, so row-level security does not guard them.
    return ProcrastinateJob.objects.filter(status="failed", args__municipality=str(current_id()))


def _failed_job(job: Any, after: str) -> FailedJob:
    step = job.args["step"]
    return FailedJob(job.pk, str(STEPS.get(step, step)), after, job.attempts, job.failed_at)
