"""The numbers of cases: fiscal year and a count within it."""

from datetime import date

from django.db.models import Max

from khuang.care.cases.models import Case
from khuang.ground.municipalities.turns import take_turn
from khuang.lib.thai_dates import fiscal_year


def next_number(on: date) -> tuple[int, int]:
    """Give the year and the next free count; whoever else opens a case waits until this one is stored."""
    take_turn("cases.number")
    year = fiscal_year(on)
    last = Case.objects.filter(year=year).aggregate(last=Max("serial"))["last"]
    return year, (last or 0) + 1
