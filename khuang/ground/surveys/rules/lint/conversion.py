"""Convert an XLSForm with pyxform, and put its errors and warnings into our words.

pyxform stops at its first error and speaks English to programmers; the
sentence that we show is ours; its own words are kept as a detail, for what
we have no sentence for.
Source: pyxform 4.5, `pyxform/errors.py`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from khuang.ground.surveys.rules.lint.findings import Finding, risky, wrong
from khuang.ground.surveys.rules.lint.workbook import Book

# A part of pyxform's sentence -> our code and the column it concerns. First match counts.
_PHRASES = (
    (r"Use the max-pixels", "photo-size", "parameters"),
    (r"Unknown question type", "type-unknown", "type"),
    (r"Question with no type", "type-missing", "type"),
    (r"Question or group with no name", "name-missing", "name"),
    (r"Missing calculation", "calculation-missing", "calculation"),
    (r"List name not in choices", "choices-missing", "type"),
    (r"Choice names with spaces", "choice-space", "name"),
    (r"Choices should have a label", "label-missing", "label"),
    (r"Choices must have a name", "name-missing", "name"),
    (r"Choice names must be unique", "choice-twice", "name"),
    (r"must be unique|should be unique|must not have any duplicate", "name-twice", "name"),
    (r"Could not find the name", "reference-unknown", ""),
    (r"appears more than once", "reference-twice", ""),
    (r"Reference variable", "reference-broken", ""),
    (
        r"Names must begin with a letter|Names used here|reserved for form metadata|same as the survey",
        "name-wrong",
        "name",
    ),
    (r"Unmatched 'end_|Unmatched 'begin_", "group-open", "type"),
    (r"declare an entity", "entities-missing", "save_to"),
    (r"is already assigned by row", "save-to-twice", "save_to"),
    (r"must be prefixed", "save-to-prefix", "save_to"),
    (r"can't be saved as entity", "save-to-group", "save_to"),
    (r"was not found on the entities sheet", "save-to-list", "save_to"),
    (r"does not have a label", "entity-label", "label"),
    (r"does not have an 'update_if'", "entity-update-if", "update_if"),
    (r"does not have an 'entity_id'", "entity-id", "entity_id"),
    (r"entity declaration is invalid|container scope", "entity-scope", "list_name"),
    (r"should be a sheet called|required sheet|must have a sheet named", "sheet-missing", ""),
    (r"required column headers were not found|missing header row", "header-missing", ""),
    (r"different names for the same column", "header-twice", ""),
    (r"similar names were found", "sheet-spelling", ""),
    (r"'parameters' value is invalid|Parameter|parameter", "parameters-wrong", "parameters"),
    (r"no longer supported on most devices", "type-old", "type"),
    (r"has no label", "group-label", "label"),
    (r"valid machine-readable codes", "language-code", ""),
    (r"is missing the", "translation-missing", ""),
    (r"is being skipped", "row-skipped", ""),
)
_ROW = re.compile(r"\[row : (\d+)\]")
_SHEET = re.compile(r"the '(survey|choices|entities|settings)' sheet")
_COLUMN = re.compile(r"the '([a-z_:()A-Za-zก-๙ ]+)' value is")


@dataclass(frozen=True)
class Converted:
    """The XForm that phones get."""

    xform: bytes
    form_id: str
    version: str
    title: str


def convert(xlsx: bytes, book: Book) -> tuple[Converted | None, list[Finding]]:
    """Convert the workbook; give the form, or None, and what pyxform said of it."""
    # Loaded with the first form: it would cost each start a third of its time, for what is done once a month.
    from pyxform.errors import PyXFormError
    from pyxform.xls2xform import convert as pyxform_convert

    warnings: list[str] = []
    try:
        result = pyxform_convert(xlsx, warnings=warnings, validate=False, file_type=".xlsx")
    except PyXFormError as error:
        return None, [_in_our_words(str(error), book, wrong)]
    except Exception as error:  # pyxform lets lower ones through for a form that it never thought of
        return None, [wrong("conversion-failed", "", detail=f"{type(error).__name__}: {error}"[:300])]
    setting = book.setting
    made = Converted(
        xform=result.xform.encode(),
        form_id=setting.get("form_id") or setting.get("id_string"),
        version=setting.get("version"),
        title=setting.get("form_title") or setting.get("title"),
    )
    return made, [_in_our_words(text, book, risky) for text in warnings]


def _in_our_words(text: str, book: Book, make: Callable[..., Finding]) -> Finding:
    code, column = next(
        ((code, column) for phrase, code, column in _PHRASES if re.search(phrase, text)),
        ("conversion-other", ""),
    )
    row, sheet, named = _ROW.search(text), _SHEET.search(text), _COLUMN.search(text)
    words = _quoted(text)
    sheet_name, column = sheet[1] if sheet else "survey", named[1] if named else column
    cell = _cell(book, sheet_name, column, row[1]) if row else _holder(book, column, words["name"])
    return make(code, cell, detail=_short(text), **words)


def _holder(book: Book, column: str, text: str) -> str:
    """Find the cell that holds what pyxform speaks of without saying where."""
    holders = (
        line.at(column) for line in book.lines("survey") if column and text and text in line.get(column)
    )
    return next(holders, "")


def _cell(book: Book, sheet: str, column: str, row: str) -> str:
    letters = book.columns.get(sheet, {})
    letter = letters.get(column) or next(
        (letters[name] for name in letters if name.startswith(f"{column}::")), ""
    )
    return f"{sheet}!{letter}{row}"


def _quoted(text: str) -> dict[str, str]:
    """Pick the names that our sentences use out of pyxform's: the last thing in quotes."""
    plain = _SHEET.sub("", _COLUMN.sub("", text))
    found = re.findall(r"'([^']{1,60})'", plain) or re.findall(r": ([^\s:]{1,60})\s*$", plain)
    return {"name": found[0] if found else "", "list": found[0] if found else "", "start": "", "kind": ""}


def _short(text: str) -> str:
    return " ".join(_ROW.sub("", text).split())[:300]
