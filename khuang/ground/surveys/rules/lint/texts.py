"""Checks of what the volunteer reads: labels, hints, and the words shown when an answer is refused."""

import re
from collections.abc import Iterator

from khuang.ground.surveys.rules.lint.findings import Finding, risky, wrong
from khuang.ground.surveys.rules.lint.workbook import Book, Line

# Labels are Markdown: these beginnings turn the text into something else, or into nothing.
_MARKDOWN = re.compile(r"\s*(>|#|[-*+]\s|\d+[.)]\s)")
_THAI_LETTER = re.compile(r"[฀-๿]")
_SHOWN = {
    "text",
    "integer",
    "decimal",
    "date",
    "time",
    "datetime",
    "image",
    "geopoint",
    "note",
    "barcode",
    "range",
}
_YES = {"yes", "true", "true()", "required"}


def check_labels(book: Book) -> Iterator[Finding]:
    """A question or a choice without words, or whose words vanish."""
    for line in book.questions:
        yield from _vanishing(line, "label")
        if _is_shown(line) and not any(text for _, text in line.texts("label")):
            yield wrong("label-missing", line.at(_first(line, "label")), name=line.get("name"))
    for line in book.lines("choices"):
        yield from _vanishing(line, "label")
        if line.get("name") and not any(text for _, text in line.texts("label")):
            yield wrong("label-missing", line.at(_first(line, "label")), name=line.get("name"))


def check_thai_labels(book: Book) -> Iterator[Finding]:
    """Words in another language only."""
    for line in (*book.questions, *book.lines("choices")):
        texts = [text for _, text in line.texts("label") if text]
        needs_words = line.sheet == "choices" or _is_shown(line)
        if texts and needs_words and not any(map(_has_thai_or_no_words, texts)):
            yield risky("thai-label-missing", line.at(_thai_column(line, "label")), name=line.get("name"))


def check_required_message(book: Book) -> Iterator[Finding]:
    """The phone's own words for "required" are English."""
    for line in book.questions:
        if line.get("required").lower() in _YES and not _has_thai(line, "required_message"):
            yield risky(
                "required-message", line.at(_thai_column(line, "required_message")), name=line.get("name")
            )


def check_constraint_message(book: Book) -> Iterator[Finding]:
    """The phone's own words for a refused answer are English, and do not say what is right."""
    for line in book.questions:
        if line.get("constraint") and not _has_thai(line, "constraint_message"):
            yield risky(
                "constraint-message", line.at(_thai_column(line, "constraint_message")), name=line.get("name")
            )


def _is_shown(line: Line) -> bool:
    return line.kind in _SHOWN or line.kind.startswith("select")


def _vanishing(line: Line, column: str) -> Iterator[Finding]:
    for name, text in line.texts(column):
        if _MARKDOWN.match(text):
            yield risky("label-markdown", line.at(name), start=text.split()[0][:3])


def _first(line: Line, column: str) -> str:
    return next((name for name in line.letters if name == column or name.startswith(f"{column}::")), column)


def _thai_column(line: Line, column: str) -> str:
    thai = (
        name for name in line.letters if name.startswith(f"{column}::") and ("(th)" in name or "ไทย" in name)
    )
    return next(thai, _first(line, column))


def _has_thai(line: Line, column: str) -> bool:
    return any(_THAI_LETTER.search(text) for _, text in line.texts(column))


def _has_thai_or_no_words(text: str) -> bool:
    return bool(_THAI_LETTER.search(text)) or not re.search(r"[A-Za-z]{2}", re.sub(r"\$\{[^}]*\}", "", text))


CHECKS = (check_labels, check_thai_labels, check_required_message, check_constraint_message)
