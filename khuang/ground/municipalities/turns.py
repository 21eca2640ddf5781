"""Things of which a municipality does one at a time, and numbers without gaps."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from khuang.ground.municipalities.context import current_id
from khuang.lib.thai_dates import buddhist_year


def take_turn(what: str) -> None:
    """Let nobody else of the municipality do a thing until this transaction has ended; they wait."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{what}:{current_id()}"])


def next_serial(model: Any, on: date) -> tuple[int, int]:
    """Give the year (BE) and the next free number of a model; whoever else asks waits for this one."""
    take_turn(model._meta.label)
    year = buddhist_year(on)
    last = model.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return year, (last or 0) + 1
