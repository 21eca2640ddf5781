"""Topics, and what may be done in them now."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from khuang.civic.forum.models import Phase, Topic
from khuang.civic.forum.rules import phases as rules
from khuang.civic.forum.rules.phases import PhaseDraft


def topics() -> QuerySet[Topic]:
    """Give all topics, newest first, with their phases and village at hand."""
    return Topic.objects.select_related("village").prefetch_related("phases")


def phases_of(topic: Topic) -> list[PhaseDraft]:
    """Give the phases of a topic as the rules know them, in order."""
    return [phase.draft for phase in topic.phases.all()]


def may_now(topic: Topic, at: datetime) -> frozenset[str]:
    """Give what may be done in a topic at a time, of rules.phases.ACTS.

    What took place before it was closed and arrives later (a hall without network) is judged by its time.
    """
    is_closed = topic.closed_at is not None and at >= topic.closed_at
    return rules.allowed(phases_of(topic), timezone.localdate(at), is_closed=is_closed)


def phase_now(topic: Topic, at: datetime) -> Phase | None:
    """Give the phase that runs; none before, between, after, and in a closed topic."""
    day = timezone.localdate(at)
    if topic.is_closed:
        return None
    return next((one for one in topic.phases.all() if one.begins_on <= day <= one.ends_on), None)
