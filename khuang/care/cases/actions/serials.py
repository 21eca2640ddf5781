"""The numbers that minutes and letters bear: a count within a year of the Buddhist era, without gaps."""

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from khuang.ground.municipalities.context import current_id
from khuang.lib.thai_dates import buddhist_year


def next_serial(model: Any, on: date) -> tuple[int, int]:
    """Give the year and the next free number of a model; whoever else asks waits for this one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"{model._meta.label}:{current_id()}"])
    year = buddhist_year(on)
    last = model.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    return year, (last or 0) + 1
