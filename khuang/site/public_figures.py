"""Publish what the public page may tell; what is too small is left out."""

from datetime import datetime

from django.utils import timezone

from khuang.care.people import figures as people
from khuang.ground.indicators.actions import publish_safe
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places import reads as places


def publish(*, at: datetime) -> list[str]:
    """Publish the figures of the municipality in context; return the codes that are too small to tell."""
    today = timezone.localdate(at)
    counts = {
        "people_registered": sum(figure.count for figure in people.persons(on=today)),
        "households_registered": people.households(),
        "villages": sum(village.kind == "village" for village in places.villages()),
    }
    return publish_safe(counts, period=today, source="registry", by=SYSTEM, at=at)
