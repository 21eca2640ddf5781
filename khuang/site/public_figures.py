"""Publish every night what the public page may tell; what is too small is left out."""

from datetime import datetime

from django.db import connections
from django.utils import timezone
from procrastinate.contrib.django import app

from khuang.care.people import figures as people
from khuang.ground.indicators.actions import publish_safe
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
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


# 19:10 UTC is ten past two at night in Thailand.
@app.periodic(cron="10 19 * * *")
@app.task(name="khuang.publish_figures", queueing_lock="publish-figures")
def publish_everywhere(timestamp: int) -> None:
    """Publish the figures of every municipality, each in its own transaction."""
    try:
        for municipality in Municipality.objects.all():
            with within(municipality):
                publish(at=timezone.now())
    finally:
        connections.close_all()
