"""The times that hold here: those that the municipality set, else the shipped ones; and its holidays."""

from dataclasses import dataclass
from datetime import date, time
from typing import Any

from django.utils.translation import get_language

from khuang.care.wellbeing.models import Holiday, Settings
from khuang.care.wellbeing.rules.defaults import defaults, provenance
from khuang.care.wellbeing.rules.holidays import holidays, shipped
from khuang.care.wellbeing.rules.ladder import Times


@dataclass(frozen=True)
class Setting:
    """What holds here; see data/silence.toml for each word. row: who set it when, None for the shipped."""

    hour: time
    calls_from: time
    visit_after: int
    unanswered: int
    alert_after: int
    on_holidays: bool
    own_pause_days: int
    remind_days: int
    row: Settings | None

    @property
    def times(self) -> Times:
        """The times of the ladder."""
        return Times(self.visit_after, self.unanswered, self.alert_after)


NAMES = tuple(name for name in Setting.__dataclass_fields__ if name != "row")


def setting() -> Setting:
    """Give what holds in this municipality."""
    row = Settings.objects.first()
    said: dict[str, Any] = {name: getattr(row, name) for name in NAMES} if row else dict(defaults())
    return Setting(**said, row=row)


def free_days(held: Setting) -> frozenset[date]:
    """Give the days on which nothing is awaited of anybody."""
    return frozenset() if held.on_holidays else holidays(dict(Holiday.objects.values_list("on", "is_on")))


@dataclass(frozen=True)
class HolidayLine:
    """One holiday in the list. own: the municipality added it; is_on: not struck out."""

    on: date
    name: str
    own: bool
    is_on: bool


def all_holidays(first: date) -> list[HolidayLine]:
    """Give the holidays from a day on, in order: the shipped ones and the municipality's own."""
    language = get_language()
    rows = {one.on: one for one in Holiday.objects.filter(on__gte=first)}
    known = {one.on: one.th if language == "th" else one.en for one in shipped().days if one.on >= first}
    lines = [HolidayLine(on, name, False, on not in rows or rows[on].is_on) for on, name in known.items()]
    lines += [
        HolidayLine(one.on, one.name, True, True) for on, one in rows.items() if one.is_on and on not in known
    ]
    return sorted(lines, key=lambda one: one.on)


def confirmed_words(held: Setting) -> tuple[str, date] | None:
    """Give source and day of the shipped times while nobody here has set them; None once somebody has."""
    source, source_th, since, is_confirmed = provenance()
    if held.row is not None or is_confirmed:
        return None
    return (source_th if get_language() == "th" else source), since
