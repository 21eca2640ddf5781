"""Checks of the form as a whole: its name, its version, what phones need to know it again."""

import re
from collections.abc import Iterator

from khuang.ground.surveys.rules.lint.findings import Finding, better, risky, wrong
from khuang.ground.surveys.rules.lint.workbook import Book


def check_form_id(book: Book) -> Iterator[Finding]:
    """A form without an id, or with a space in it, is lost on the way."""
    form_id = book.setting.get("form_id") or book.setting.get("id_string")
    if not form_id:
        yield wrong("form-id-missing", book.setting.at("form_id"))
    elif not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_.-]*", form_id):
        yield wrong("form-id-letters", book.setting.at("form_id"), name=form_id)


def check_version(book: Book) -> Iterator[Finding]:
    """Phones notice a new form by its version."""
    if not book.setting.get("version"):
        yield wrong("version-missing", book.setting.at("version"))


def check_title(book: Book) -> Iterator[Finding]:
    """A form without a title shows its id to the volunteer."""
    if not (book.setting.get("form_title") or book.setting.get("title")):
        yield wrong("title-missing", book.setting.at("form_title"))


def check_instance_id(book: Book) -> Iterator[Finding]:
    """Without its own number a survey that is sent twice would count twice."""
    if book.setting.get("omit_instanceid").lower() in {"yes", "true", "true()", "1"}:
        yield wrong("instance-id-omitted", book.setting.at("omit_instanceid"))
    if book.setting.get("instance_id"):
        yield wrong("instance-id-own", book.setting.at("instance_id"))
    for line in book.questions:
        if line.get("name").lower() == "instanceid":
            yield wrong("instance-id-own", line.at("name"))


def check_encryption(book: Book) -> Iterator[Finding]:
    """An encrypted survey cannot fill the registry."""
    if book.setting.get("public_key"):
        yield wrong("encrypted", book.setting.at("public_key"))


def check_language(book: Book) -> Iterator[Finding]:
    """Volunteers read Thai first."""
    languages = {name.partition("::")[2] for line in book.lines("survey") for name, _ in line.texts("label")}
    languages.discard("")
    default = book.setting.get("default_language")
    if languages and not any(_is_thai(language) for language in languages):
        yield risky("thai-missing", "survey!1")
    elif len(languages) > 1 and not _is_thai(default):
        yield risky("thai-not-default", book.setting.at("default_language"))


def check_times(book: Book) -> Iterator[Finding]:
    """Start and end show how long a survey took."""
    kinds = {line.kind for line in book.lines("survey")}
    for kind in ("start", "end"):
        if kind not in kinds:
            yield better("time-missing", "survey!1", kind=kind)


def _is_thai(language: str) -> bool:
    return "(th)" in language.lower() or "ไทย" in language or language.lower() == "thai"


CHECKS = (
    check_form_id,
    check_version,
    check_title,
    check_instance_id,
    check_encryption,
    check_language,
    check_times,
)
