"""Judge an XLSForm before phones get it: each problem in words, with its sheet and cell.

`examine` is the door: it reads the workbook, runs every check of ours, and
converts the form with pyxform, whose own errors and warnings are put into the
same words. Source: https://xlsform.org/en/ and what was met in the field.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from khuang.ground.surveys.rules.lint import answers, entities, formulas, settings, texts
from khuang.ground.surveys.rules.lint.conversion import Converted, convert
from khuang.ground.surveys.rules.lint.findings import ERROR, Finding, NotWorkbook, wrong
from khuang.ground.surveys.rules.lint.workbook import Book, read_book

__all__ = ["Converted", "Examined", "Finding", "examine"]

CHECKS = (*settings.CHECKS, *texts.CHECKS, *answers.CHECKS, *formulas.CHECKS)
_ORDER = ("settings", "survey", "choices", "entities")


@dataclass(frozen=True)
class Examined:
    """What came of an XLSForm: its findings, and the XForm when it could be made."""

    findings: tuple[Finding, ...]
    converted: Converted | None

    @property
    def is_sound(self) -> bool:
        """Say whether phones may get it: converted, and nothing found that forbids it."""
        return self.converted is not None and not any(finding.level == ERROR for finding in self.findings)


def examine(xlsx: bytes, registry: Mapping[str, frozenset[str]]) -> Examined:
    """Read an XLSForm and say everything that is wrong with it.

    xlsx       the workbook as it was uploaded
    registry   entity list -> properties that it may fill; empty = do not check
    """
    try:
        book = read_book(xlsx)
    except NotWorkbook as trouble:
        return Examined((wrong(trouble.code, ""),), None)
    findings = list(_ours(book, registry))
    converted, theirs = convert(xlsx, book)
    findings += [finding for finding in theirs if not _is_told(finding, findings)]
    return Examined(tuple(sorted(findings, key=_place)), converted)


def _ours(book: Book, registry: Mapping[str, frozenset[str]]) -> Iterator[Finding]:
    for check in CHECKS:
        yield from check(book)
    yield from entities.check_lists(book, registry)
    yield from entities.check_properties(book, registry)


def _is_told(theirs: Finding, ours: list[Finding]) -> bool:
    """Say whether we found the same in the same row; pyxform often does not know the cell."""
    places = {finding.place for finding in ours if finding.code == theirs.code}
    return theirs.place in places or (not theirs.cell and bool(places))


def _place(finding: Finding) -> tuple[bool, int, int, str]:
    sheet = finding.cell.partition("!")[0]
    order = _ORDER.index(sheet) if sheet in _ORDER else len(_ORDER)
    return finding.level != ERROR, order, finding.line, finding.cell
