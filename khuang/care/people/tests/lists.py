"""Lists of people as municipalities have them, made by code."""

import csv
import io
import zipfile

from openpyxl import Workbook

from conftest import NOW
from khuang.care.people.actions import imports
from khuang.care.people.reads import importing
from khuang.ground.journal import long_work
from khuang.ground.municipalities.context import within
from khuang.lib.national_id import practice_number

HEAD = ["เลขบัตรประชาชน", "ชื่อ-สกุล", "ว/ด/ป เกิด", "บ้านเลขที่", "หมู่ที่", "เบอร์โทร"]


def row(number, name="นายสมชาย ใจดี", born="1/2/2490", house="12", moo="1", phone="0812345678"):
    """One row below HEAD; `number` is the serial of a practice ID number, or None."""
    return [practice_number(number) if number is not None else "", name, born, house, moo, phone]


def csv_bytes(rows, encoding="utf-8", delimiter=","):
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def xlsx_bytes(*sheets, merged=()):
    """A workbook; each sheet is (name, rows)."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    for cells in merged:
        book.worksheets[0].merge_cells(cells)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def zip_bytes(**files):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return file.getvalue()


def bring(rows, by, *, at=NOW, source="โรงพยาบาล", rule="fill", content=None, name="list.csv", **said):
    """Bring a list and choose its columns as proposed."""
    brought = imports.bring(content or csv_bytes(rows), file_name=name, source=source, by=by, at=at)
    choose(brought, by, at=at, rule=rule, **said)
    return brought


def choose(brought, by, *, at=NOW, rule="fill", two_digits=None, village_words=None, fields=None):
    proposed = fields or {c: one.field for c, one in importing.proposals(brought).items()}
    imports.choose(
        brought,
        proposed,
        rule=rule,
        two_digits=two_digits or {},
        village_words=village_words or {},
        by=by,
        at=at,
    )


def take_in(brought, by, *, at=NOW):
    """Begin an import and do all its pieces, as the worker would."""
    imports.begin(brought, by=by, at=at)
    return carry_out(brought, imports.work_piece)


def carry_out(work, piece):
    assert long_work.carry_on(work.municipality_id, type(work), work.pk, piece, clock=lambda: NOW) is False
    with within(work.municipality_id):
        return type(work).objects.get(pk=work.pk)
