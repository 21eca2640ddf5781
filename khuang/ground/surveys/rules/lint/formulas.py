"""Checks that every expression of a form can be read, and speaks of questions that are there."""

import re
from collections.abc import Iterator

from khuang.ground.surveys.rules.lint.expressions import faults, names
from khuang.ground.surveys.rules.lint.findings import Finding, wrong
from khuang.ground.surveys.rules.lint.workbook import Book

# A default is text as it stands, unless it computes.
_COMPUTES = re.compile(r"[a-z][a-z0-9:-]*\(|.*\$\{", re.DOTALL)


def check_formulas(book: Book) -> Iterator[Finding]:
    """An expression that cannot be read keeps the form from opening on the phone."""
    for line, column, text in book.formulas:
        if column == "default" and not _COMPUTES.match(text):
            continue
        # A trigger may name several questions, apart by commas.
        read = f"concat({text})" if column == "trigger" else text
        for fault in faults(read):
            yield wrong(fault.code, line.at(column), found=fault.found)


def check_references(book: Book) -> Iterator[Finding]:
    """A name that no row of the survey has."""
    known = {line.get("name") for line in book.lines("survey")}
    for line, column, text in book.formulas:
        for name in dict.fromkeys(names(text)):
            if name not in known:
                yield wrong("reference-unknown", line.at(column), name=name)


CHECKS = (check_formulas, check_references)
