"""Jobs of opinion patterns: each topic is computed anew at most once a minute, when votes came in."""

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from uuid import UUID

from django.db import connections, transaction
from django.utils import timezone
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from khuang.civic.forum.actions.patterns import compute_pattern
from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads.patterns import outdated
from khuang.ground.municipalities import context
from khuang.ground.municipalities.context import within


def queue_outdated(at: datetime) -> None:
    """Every minute: queue each topic whose votes have changed, once however many they are."""
    for topic in outdated(at):
        lock = f"pattern:{topic}"
        job = app.configure_task("khuang.pattern", lock=lock, queueing_lock=lock)
        with suppress(AlreadyEnqueued), transaction.atomic():
            job.defer(municipality=str(context.current_id()), step="forum.compute-pattern", topic=str(topic))


# Not tried again as a job: the minute finds the topic once more.
@app.task(name="khuang.pattern")
def compute(*, municipality: str, step: str, topic: str) -> None:
    """Compute the pattern of one topic."""
    try:
        compute_now(UUID(municipality), UUID(topic))
    finally:
        connections.close_all()


def compute_now(municipality: UUID, topic: UUID, clock: Callable[[], datetime] = timezone.now) -> None:
    """Compute the pattern of one topic in its municipality."""
    with within(municipality):
        compute_pattern(Topic.objects.get(pk=topic), at=clock())
