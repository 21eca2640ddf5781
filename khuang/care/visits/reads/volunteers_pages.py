"""Volunteers as their pages show them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count
from typing import Any
from uuid import UUID

from django.utils.dates import WEEKDAYS
from django.utils.text import slugify
from django.utils.translation import get_language

from khuang.care.visits.models import Absence, Certificate, Half, Thanks, Training, Undertaking, Volunteer
from khuang.care.visits.reads.availability import away_on, week_of, weeks_of
from khuang.care.visits.reads.volunteers import (
    Given,
    SkillHeld,
    given,
    has_signed,
    in_words,
    kind_words,
    kinds,
    language_words,
    skill_words,
    skills_held,
)
from khuang.care.visits.reads.volunteers_leaving import homes_of, planned_from, volunteer_roles
from khuang.care.visits.rules.volunteers import Kind, UndertakingText, undertaking_on
from khuang.lib.thai_dates import BUDDHIST_OFFSET, format_date
from khuang.lib.thai_text import thai_digits

AHEAD = timedelta(days=14)


@dataclass(frozen=True)
class Line:
    """A volunteer in a list.

    half_days  of the week on which they come
    away       the absence of today
    """

    row: Volunteer
    kind: str
    half_days: int
    away: Absence | None
    signed: bool


def lines(rows: Iterable[Volunteer], day: date) -> list[Line]:
    """Put volunteers in a list; a fixed number of statements."""
    rows = list(rows)
    keys = [one.pk for one in rows]
    words, weeks, away, signed = kind_words(), weeks_of(keys, day), away_on(keys, day), _signed(keys, day)
    return [
        Line(
            one,
            words.get(one.kind, one.kind),
            len(weeks.get(one.pk, ())),
            away.get(one.pk),
            one.pk in signed,
        )
        for one in rows
    ]


def _signed(keys: Collection[UUID], day: date) -> set[UUID]:
    rows = Undertaking.objects.filter(volunteer__in=keys, version=undertaking_on(day).version)
    return set(rows.values_list("volunteer", flat=True))


@dataclass(frozen=True)
class VolunteerPage:
    """Everything that one volunteer's page shows.

    week       weekday in words -> half-days in words
    homes      how many they look after; visits: how many are planned for two weeks
    roles      whether their account still opens something
    """

    row: Volunteer
    kind: str
    languages: list[str]
    areas: list[str]
    per_half: int
    hours: int | None
    week: list[tuple[str, list[str]]]
    away: Absence | None
    absences: list[Absence]
    skills: list[SkillHeld]
    trainings: list[tuple[Training, str]]
    undertakings: list[Undertaking]
    signed: bool
    gave: Given
    thanks: list[Thanks]
    certificates: list[Certificate]
    homes: int
    visits: int
    has_left: bool
    roles: bool


def volunteer_page(one: Volunteer, day: date) -> VolunteerPage:
    """Gather one volunteer's page."""
    kind = kinds().get(one.kind)
    words, trainings, spoken = skill_words(), list(one.trainings.all()), language_words()
    return VolunteerPage(
        row=one,
        kind=in_words(kind) if kind else one.kind,
        languages=[spoken.get(code, code) for code in one.languages],
        areas=[str(area.village) for area in one.areas.select_related("village")],
        per_half=one.per_half or (kind.per_half if kind else 0),
        hours=one.hours or (kind.hours if kind else None),
        week=_week(week_of(one, day)),
        away=away_on([one.pk], day).get(one.pk),
        absences=list(one.absences.filter(last_on__gte=day - timedelta(days=90))),
        skills=skills_held(trainings, day),
        trainings=[(training, words.get(training.skill, training.skill)) for training in trainings],
        undertakings=list(one.undertakings.all()),
        signed=has_signed(one, day),
        gave=given(one, day),
        thanks=list(one.thanks.all()[:20]),
        certificates=list(one.certificates.all()),
        homes=len(homes_of(one)),
        visits=planned_from(one, day).filter(day__lte=day + AHEAD).count(),
        has_left=bool(one.left_on and one.left_on <= day),
        roles=bool(volunteer_roles(one)),
    )


def _week(slots: set[tuple[int, str]]) -> list[tuple[str, list[str]]]:
    rows = (
        (str(words), [str(half.label) for half in tuple(Half) if (weekday, half.value) in slots])
        for weekday, words in WEEKDAYS.items()
    )
    return [(words, halves) for words, halves in rows if halves]


def paragraphs(text: UndertakingText) -> tuple[str, ...]:
    """Give the undertaking in the reader's language."""
    return text.th if get_language() == "th" else text.en


@dataclass(frozen=True)
class KindLine:
    """A kind in the list of kinds, in the reader's words."""

    kind: Kind
    title: str
    notes: str
    source: str


def kind_lines() -> list[KindLine]:
    """Give every kind with its loads and where the rule stands."""
    thai = get_language() == "th"
    return [
        KindLine(kind, in_words(kind), kind.notes_th if thai else kind.notes_en, _source(kind))
        for kind in kinds().values()
    ]


def _source(kind: Kind) -> str:
    return kind.source_th if get_language() == "th" else kind.source


def kind_said(kind: Kind) -> dict[str, Any]:
    """Give a kind as its form shows it."""
    names = ("paid", "per_half", "hours")
    said = {name: getattr(kind, name) for name in names}
    return said | {"name": kind.th, "name_en": kind.en, "notes": kind.notes_th, "source": _source(kind)}


def new_code(name: str) -> str:
    """Make the code of a new kind from its English name, or a number where there is none."""
    known = kinds()
    plain = slugify(name)[:30].strip("-")
    if plain and plain not in known:
        return plain
    return next(code for code in (f"kind-{number}" for number in count(1)) if code not in known)


@dataclass(frozen=True)
class CertificateWords:
    """A certificate in both languages, Thai with Thai digits as official papers have them."""

    number: str
    day: str
    hours: str
    years: str


def certificate_words(made: Certificate) -> dict[str, CertificateWords]:
    """Give the figures of a certificate, by language."""
    return {
        "th": CertificateWords(
            thai_digits(f"{made.number}/{made.year + BUDDHIST_OFFSET}"),
            format_date(made.made_on, "th", digits="thai"),
            thai_digits(f"{made.hours:,}"),
            thai_digits(str(made.years)),
        ),
        "en": CertificateWords(
            f"{made.number}/{made.year}",
            format_date(made.made_on, "en"),
            f"{made.hours:,}",
            str(made.years),
        ),
    }
