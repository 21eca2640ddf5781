"""Jobs: what runs after the commit, and what runs by the clock."""

import logging
from uuid import UUID

from django.db import connections
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.site import flow

log = logging.getLogger("khuang.jobs")

PATIENCE = RetryStrategy(
    max_attempts=6, exponential_wait=4
)  # tries again after 4 s, 16 s, ... about 1.5 hours


@app.task(name="khuang.follow_up", retry=PATIENCE)
def follow_up(*, municipality: str, entry: str, step: str) -> None:
    """Carry out one step of the flow in its municipality, in one transaction."""
    try:
        with within(UUID(municipality)):
            flow.carry_out(Entry.objects.get(pk=entry), step)
    finally:
        # Each job runs in a thread of its own; its connection must not outlive it.
        connections.close_all()


@app.periodic(cron="* * * * *")
@app.task(name="khuang.take_up_again", queueing_lock="take-up-again", pass_context=True)
async def take_up_again(context, timestamp: int) -> None:
    """Put jobs whose worker died back into the queue."""
    await retry_stalled(context.app)


async def retry_stalled(jobs_app) -> None:
    """Queue again every job whose worker has given no sign of life for half a minute."""
    for job in await jobs_app.job_manager.get_stalled_jobs():
        log.warning("Job %s of a worker that died is taken up again.", job.id)
        try:
            await jobs_app.job_manager.retry_job(job)
        except UniqueViolation:
            # Another one waits that does the same, and for the lock which this one would hold for ever.
            await jobs_app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
