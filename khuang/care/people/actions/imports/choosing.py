"""Say what the columns of a list are, and remember it for the next list from there."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from khuang.care.people import import_files
from khuang.care.people.actions.imports.reading import allow
from khuang.care.people.models import Import
from khuang.care.people.reads.importing import source_named
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.imports import dates, mapping, villages
from khuang.care.people.rules.imports.dates import DateColumn
from khuang.care.people.rules.imports.headers import fold
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.imports.rows import Plan, numbers_columns
from khuang.care.people.rules.imports.villages import Village, Villages
from khuang.ground.journal import actions as journal
from khuang.ground.places import models as places


@journal.action
def choose(
    brought: Import,
    fields: Mapping[int, str],
    *,
    rule: str,
    two_digits: Mapping[int, str],
    village_words: Mapping[str, str],
    by: Any,
    at: datetime,
) -> None:
    """Say which column is what, how dates and villages are meant, and which value holds.

    two_digits     column -> era of years with two digits: be, ce
    village_words  word of the list -> code of the village
    Journal: people.import-chosen. Raises Refused (file or columns), PermissionDenied.
    """
    allow(by)
    mapping.check(fields)
    brought.fields = {str(column): field for column, field in fields.items() if field}
    brought.rule = rule
    brought.villages = dict(brought.villages) | {fold(w): code for w, code in village_words.items() if code}
    brought.dates = {str(at): asdict(how) for at, how in _dates(brought, two_digits).items()}
    brought.save()
    remember(brought, at=at)
    journal.write("people.import-chosen", by=by, about=brought, at=at, columns=len(brought.fields))


def _dates(brought: Import, two_digits: Mapping[int, str]) -> dict[int, DateColumn]:
    columns = [int(at) for at, field in brought.fields.items() if field in mapping.DATES]
    cells: dict[int, set[str]] = {at: set() for at in columns}
    for row in import_files.rows(brought.pk, brought.last_header + 1) if columns else ():
        for at in columns:
            if at < len(row):
                cells[at].add(row[at])
    seen = {at: dates.look_at(cells[at]) for at in columns}
    return {
        at: DateColumn(how.eras, how.month_first, two_digits.get(at, how.two_digits), how.serials)
        if how.two_digits is not None
        else how
        for at, how in seen.items()
    }


def remember(brought: Import, *, at: datetime) -> None:
    """Keep how the columns were understood, under the name of the source."""
    names = brought.headers
    said = {name: brought.fields.get(str(column), "") for column, name in enumerate(names)}
    eras = {
        names[int(column)]: how["two_digits"] for column, how in brought.dates.items() if how["two_digits"]
    }
    kept = source_named(brought.source)
    kept.fields, kept.rule, kept.changed_at = {**kept.fields, **said}, brought.rule, at
    kept.villages, kept.two_digits = {**kept.villages, **brought.villages}, {**kept.two_digits, **eras}
    kept.save()


def plan_of(brought: Import, on: date) -> Plan:
    """Say how the rows of an import are read."""
    known = list(places.Village.objects.order_by("code"))
    return Plan(
        names=brought.headers,
        fields={int(at): field for at, field in brought.fields.items()},
        dates={
            int(at): DateColumn(**how | {"eras": tuple(how["eras"])}) for at, how in brought.dates.items()
        },
        villages=Villages(tuple(Village(one.code, one.moo, one.name) for one in known), brought.villages),
        ground=Ground(on=on, villages={one.code: one.pk for one in known}),
    )


def open_questions(brought: Import) -> tuple[list[int], list[str]]:
    """Give the columns whose years of two digits need an era, and the words that are no village here."""
    plan = plan_of(brought, timezone.localdate())
    eras = [at for at, how in plan.dates.items() if how.is_ambiguous]
    column = next((at for at, field in plan.fields.items() if field == "village"), None)
    if column is None:
        return eras, []
    rows = import_files.rows(brought.pk, brought.last_header + 1)
    words = dict.fromkeys(
        row[column]
        for row in rows
        if column < len(row) and len([c for c in row if c]) > 2 and not numbers_columns(row)
    )
    return eras, villages.unknown(words, plan.villages)


def refuse_if_open(brought: Import) -> None:
    """Raise Refused while a question is open without whose answer dates would be guessed."""
    if open_questions(brought)[0]:
        raise Refused("dates_ambiguous")
