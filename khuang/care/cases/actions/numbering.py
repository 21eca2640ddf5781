"""The numbers of cases: fiscal year and a count within it."""

from datetime import date

from django.db import connection
from django.db.models import Max

from khuang.care.cases.models import Case
from khuang.ground.municipalities.context import current_id
from khuang.lib.thai_dates import fiscal_year


def next_number(on: date) -> tuple[int, int]:
    """Give the year and the next free count; whoever else opens a case waits until this one is stored."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"cases.number:{current_id()}"])
    year = fiscal_year(on)
    last = Case.objects.filter(year=year).aggregate(last=Max("serial"))["last"]
    return year, (last or 0) + 1
