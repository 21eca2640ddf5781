"""Checks of what is asked and computed: formulas that mislead, photographs that never arrive."""

import re
from collections.abc import Iterator

from khuang.ground.surveys.rules.lint.expressions import names
from khuang.ground.surveys.rules.lint.findings import Finding, better, risky, wrong
from khuang.ground.surveys.rules.lint.workbook import Book
from khuang.ground.surveys.rules.observations import DO_NOT_KNOW

_BARE_DATE = re.compile(r"\b(decimal-date-time|decimal-date|date)\(\s*(\$\{[^}]+\}|\.)\s*\)")
_BLANK_AS_ZERO = re.compile(r"coalesce\([^()]*(?:\([^()]*\)[^()]*)*,\s*['\"]?0['\"]?\s*\)")
_CHANGING = re.compile(r"\b(uuid|random|now|today)\(\s*\d*\s*\)")
_MAX_PIXELS = re.compile(r"max-pixels\s*=\s*([^\s,;]*)", re.IGNORECASE)
_PRIVATE_KINDS = {"phonenumber", "simserial", "subscriberid", "email"}
# Lists of what people decide; nobody is unsure of their own decision.
_DECISIONS = {"agree", "consent"}
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9_]*")


def check_bare_dates(book: Book) -> Iterator[Finding]:
    """A date function over a question alone keeps the form from opening in a browser."""
    for line, column, text in book.formulas:
        for found in _BARE_DATE.finditer(text):
            mended = f"{found[1]}(string({found[2]}))"
            yield risky("bare-date", line.at(column), found=found[0], mended=mended)


def check_blank_as_zero(book: Book) -> Iterator[Finding]:
    """An answer that is missing is not a zero: it must stay unknown."""
    for line, column, text in book.formulas:
        if _BLANK_AS_ZERO.search(text):
            yield risky("blank-as-zero", line.at(column))


def check_prefill(book: Book) -> Iterator[Finding]:
    """A prefill that goes through another calculation comes out empty in a browser."""
    calculated = {line.get("name") for line in book.questions if line.kind == "calculate"}
    for line in book.questions:
        if not line.get("trigger"):
            continue
        for name in names(line.get("calculation")):
            if name in calculated:
                yield risky("prefill-through-calculate", line.at("calculation"), name=name)


def check_changing(book: Book) -> Iterator[Finding]:
    """What is drawn by chance or by the clock changes again when the survey is edited."""
    for line in book.questions:
        text = line.get("calculation")
        found = _CHANGING.search(text)
        if found and not line.get("trigger") and "once(" not in text:
            yield risky("changes-on-edit", line.at("calculation"), found=found[0])


def check_do_not_know(book: Book) -> Iterator[Finding]:
    """Who cannot say "do not know" will guess."""
    told = set()
    for line in book.questions:
        choices = book.choices(line.list_name) if line.kind == "select_one" else []
        if line.list_name in _DECISIONS:
            continue
        lacks = choices and not any(choice.get("name") == DO_NOT_KNOW for choice in choices)
        if lacks and len(choices) > 1 and line.list_name not in told:
            told.add(line.list_name)
            yield better("do-not-know-missing", line.at("type"), list=line.list_name, name=DO_NOT_KNOW)


def check_photographs(book: Book) -> Iterator[Finding]:
    """A photograph of full size may never get through."""
    for line in book.questions:
        if line.kind not in {"image", "photo"}:
            continue
        said = _MAX_PIXELS.search(line.get("parameters"))
        if said is None:
            yield risky("photo-size", line.at("parameters"), name=line.get("name"))
        elif not re.fullmatch("[1-9][0-9]*", said[1]):
            yield wrong("parameters-wrong", line.at("parameters"))


def check_dates(book: Book) -> Iterator[Finding]:
    """Dates are spoken of in the Buddhist era."""
    for line in book.questions:
        if line.kind == "date" and "buddhist" not in line.get("appearance").lower():
            yield better("buddhist-era", line.at("appearance"), name=line.get("name"))


def check_maps(book: Book) -> Iterator[Finding]:
    """A map on the phone asks another company's server for the surroundings of the home."""
    for line in book.questions:
        if line.kind.startswith("geo") and re.search(r"\b(placement-map|maps)\b", line.get("appearance")):
            yield risky("map-leaks", line.at("appearance"), name=line.get("name"))


def check_private_kinds(book: Book) -> Iterator[Finding]:
    """The volunteer's own phone number is nobody's business here."""
    for line in book.lines("survey"):
        if line.kind in _PRIVATE_KINDS:
            yield risky("private-of-volunteer", line.at("type"), kind=line.kind)


def check_names(book: Book) -> Iterator[Finding]:
    """Names in small Latin letters survive every tool."""
    for line in book.questions:
        if not _PLAIN_NAME.fullmatch(line.get("name")):
            yield better("name-letters", line.at("name"), name=line.get("name"))


def check_lists(book: Book) -> Iterator[Finding]:
    """A question that chooses from nothing."""
    for line in book.questions:
        by_list = line.kind in {"select_one", "select_multiple", "rank"}
        if (
            by_list
            and line.list_name
            and not line.list_name.startswith("${")
            and not book.choices(line.list_name)
        ):
            yield wrong("choices-missing", line.at("type"), list=line.list_name)


def check_choice_names(book: Book) -> Iterator[Finding]:
    """A space in a choice of several makes it two choices."""
    several = {line.list_name for line in book.questions if line.kind == "select_multiple"}
    for line in book.lines("choices"):
        if line.get("list_name") in several and " " in line.get("name"):
            yield wrong("choice-space", line.at("name"), name=line.get("name"))


def check_old_search(book: Book) -> Iterator[Finding]:
    """search() and pulldata() work in one program only."""
    for line in book.questions:
        if "search(" in line.get("appearance"):
            yield risky("old-search", line.at("appearance"))
        if "pulldata(" in line.get("calculation"):
            yield better("old-search", line.at("calculation"))


CHECKS = (
    check_bare_dates,
    check_blank_as_zero,
    check_prefill,
    check_changing,
    check_do_not_know,
    check_photographs,
    check_dates,
    check_maps,
    check_private_kinds,
    check_names,
    check_lists,
    check_choice_names,
    check_old_search,
)
