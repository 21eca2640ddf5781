"""What the screens and the terminal say of an import."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khuang.care.people import import_files
from khuang.care.people.models import Import, ImportRow, ImportSource
from khuang.care.people.rules.imports import headers, mapping
from khuang.care.people.rules.imports.mapping import Proposal
from khuang.care.people.rules.imports.problems import RowProblem
from khuang.care.people.rules.imports.rows import numbers_columns
from khuang.care.people.rules.words import PROPERTY_WORDS
from khuang.ground.accounts.reads import scope_of

_LOOK_AT = 200  # rows, to propose columns from


def of_account(account: Any) -> QuerySet[Import]:
    """Give the imports that an account may see, the newest first."""
    scope = scope_of(account, "people.import")
    return Import.objects.all() if scope.everywhere else Import.objects.none()


def sources() -> list[str]:
    """Name the sources that are known."""
    return list(ImportSource.objects.values_list("name", flat=True))


def source_named(name: str) -> ImportSource:
    """Give what is remembered of a source; of a new one, nothing yet."""
    return ImportSource.objects.filter(name=name).first() or ImportSource(name=name)


def proposals(brought: Import) -> dict[int, Proposal]:
    """Propose what each column is: as last time, or by its header, or by what it holds."""
    first = brought.last_header + 1
    rows = list(import_files.rows(brought.pk, first, first + _LOOK_AT))
    return mapping.propose(brought.headers, rows, source_named(brought.source).fields)


def samples(brought: Import) -> list[str]:
    """Give what the first row with something in it says in each column."""
    first = brought.last_header + 1
    rows = [row for row in import_files.rows(brought.pk, first, first + _LOOK_AT) if not numbers_columns(row)]
    return [
        next((row[column] for row in rows if column < len(row) and row[column]), "")
        for column in range(len(brought.headers))
    ]


def top(brought: Import) -> list[list[str]]:
    """Give the first rows of the table as they are, to show where the header stands."""
    return list(import_files.rows(brought.pk, 0, min(headers.LOOK_AT, brought.last_header + 3)))


def in_words(problem: RowProblem) -> str:
    """Say what is wrong with a row, with its column."""
    said = _(problem.sentence)
    return f"{problem.column}: {said}" if problem.column else said


def bad_rows(brought: Import) -> Iterator[list[str]]:
    """Give the rows that were not taken in, headers first, with a column that says why."""
    yield [*brought.headers, str(_("Why it was not taken in"))]
    notes = ImportRow.objects.filter(of=brought, outcome=ImportRow.Outcome.BAD).order_by("number")
    reasons = {note.number: _reasons(note) for note in notes.iterator(chunk_size=2000)}
    width = len(brought.headers)
    for number, row in enumerate(import_files.rows(brought.pk), start=1):
        if number in reasons:
            yield [*row[:width], *[""] * (width - len(row)), reasons[number]]


def _reasons(note: ImportRow) -> str:
    return " ".join(in_words(RowProblem(code, column)) for code, column in note.problems)


@dataclass(frozen=True)
class Reason:
    """A problem that rows have, and how many of them."""

    words: str
    rows: int


def reasons(brought: Import) -> list[Reason]:
    """Count the problems of the rows that were not taken in, the most frequent first."""
    notes = ImportRow.objects.filter(of=brought, outcome=ImportRow.Outcome.BAD)
    codes = sorted(tuple(one) for note in notes.iterator(chunk_size=2000) for one in note.problems)
    counted = [Reason(in_words(RowProblem(*one)), len(list(some))) for one, some in groupby(codes)]
    return sorted(counted, key=lambda one: -one.rows)


def changed_fields(brought: Import) -> list[tuple[str, int]]:
    """Say which properties were changed, and how often, the most frequent first."""
    counted = sorted(brought.counts.get("fields", {}).items(), key=lambda one: -one[1])
    return [(str(_(PROPERTY_WORDS[name])), count) for name, count in counted]


def template() -> list[list[str]]:
    """Give an empty list with the headers that are understood best, and one invented person."""
    head = ["เลขบัตรประชาชน", "คำนำหน้า", "ชื่อ", "นามสกุล", "เพศ", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "เบอร์โทร"]
    example = ["9000000000012", "นาง", "ตัวอย่าง", "ลบแถวนี้", "หญิง", "15/1/2490", "12/3", "1", "0812345678"]
    return [head, example]
