"""The words of outgoing messages: one file, Thai and English, and a reader that trusts nothing."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parents[1] / "data" / "templates.toml"
LANGUAGES = ("th", "en")
URGENCIES = ("routine", "reserved", "urgent")
WORDS = "words"  # the free part: an answer typed by hand, an invitation
LONGEST_CODE = 40

_KEYS = {
    *LANGUAGES,
    "urgency",
    "expires_minutes",
    "channels",
    "public",
    "before_consent",
    "invitation",
}
_PLACE = re.compile(r"\{([a-z_]+)\}")
_CODE = re.compile(r"[a-z]+\.[a-z0-9-]+")


class TemplateMistake(Exception):
    """A template, or what is put into it, that cannot be used; said to whoever wrote the code."""


@dataclass(frozen=True)
class Template:
    """One thing that the municipality says.

    code            app.what-it-says
    texts           language -> words with {places}; `{words}` is the free part
    urgency         routine, reserved (worth money), urgent
    expires         after which time it is not worth saying any more; None: never
    channels        codes of the channels that may carry it; empty: every channel
    public          variables that are nobody's secret (the office's number, a one-time link): the
                    guard does not look at them
    before_consent  may go to who has not agreed yet; what is urgent always may
    invitation      never goes to who wants no invitations
    """

    code: str
    texts: Mapping[str, str]
    urgency: str
    expires: timedelta | None
    channels: frozenset[str]
    public: frozenset[str]
    before_consent: bool
    invitation: bool

    @property
    def variables(self) -> frozenset[str]:
        return frozenset(_PLACE.findall(self.texts["th"])) - {WORDS}

    @property
    def has_words(self) -> bool:
        return WORDS in _PLACE.findall(self.texts["th"])


def named(code: str) -> Template:
    """Give a template by its code. Raises TemplateMistake."""
    try:
        return shipped()[code]
    except KeyError:
        raise TemplateMistake(f"There is no template {code}.") from None


def render(template: Template, language: str, variables: Mapping[str, str], words: str | None = None) -> str:
    """Put variables and free words into a template. Raises TemplateMistake when they do not fit."""
    given = dict(variables) | ({WORDS: words} if words is not None else {})
    wanted = template.variables | ({WORDS} if template.has_words else set())
    if given.keys() != wanted:
        raise TemplateMistake(f"{template.code} wants {sorted(wanted)}, not {sorted(given)}.")
    text = template.texts.get(language, template.texts["th"])
    return _PLACE.sub(lambda place: str(given[place[1]]), text)


def without_public(template: Template, variables: Mapping[str, str]) -> dict[str, str]:
    """Empty the variables that are nobody's secret, for the guard."""
    return {name: "" if name in template.public else value for name, value in variables.items()}


@cache
def shipped() -> dict[str, Template]:
    """Read the file that ships. Raises TemplateMistake."""
    return read(FILE.read_text())


def read(text: str) -> dict[str, Template]:
    """Read templates, code -> template. Raises TemplateMistake."""
    document = tomllib.loads(text)
    return {code: _template(code, entry) for code, entry in document.get("templates", {}).items()}


def _template(code: str, entry: Mapping[str, Any]) -> Template:
    _check(code, entry)
    minutes = entry.get("expires_minutes")
    return Template(
        code,
        {language: entry[language].strip() for language in LANGUAGES},
        entry["urgency"],
        timedelta(minutes=minutes) if minutes else None,
        frozenset(entry.get("channels", ())),
        frozenset(entry.get("public", ())),
        bool(entry.get("before_consent", False)),
        bool(entry.get("invitation", False)),
    )


def _check(code: str, entry: Mapping[str, Any]) -> None:
    if not _CODE.fullmatch(code) or len(code) > LONGEST_CODE:
        raise TemplateMistake(f"{code}: a code is app.what-it-says, at most {LONGEST_CODE} letters.")
    if unknown := entry.keys() - _KEYS:
        raise TemplateMistake(f"{code}: {sorted(unknown)} means nothing here.")
    if not all(entry.get(language, "").strip() for language in LANGUAGES):
        raise TemplateMistake(f"{code}: it needs words in {LANGUAGES}.")
    places = [set(_PLACE.findall(entry[language])) for language in LANGUAGES]
    if places[0] != places[1]:
        raise TemplateMistake(f"{code}: the languages have different variables.")
    if entry.get("urgency") not in URGENCIES:
        raise TemplateMistake(f"{code}: urgency is one of {URGENCIES}.")
    if stray := set(entry.get("public", ())) - places[0]:
        raise TemplateMistake(f"{code}: {sorted(stray)} is public and stands nowhere.")
