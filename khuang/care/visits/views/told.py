"""A recorded visit in words, for pages that show it."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.visits.rules.findings import catalogue
from khuang.ground.accounts.reads import names


@dataclass(frozen=True)
class Told:
    """A visit, what it found line by line, and what was answered: (who, when, words)."""

    visit: object
    lines: list
    replies: list


def told(visits, replies=None):
    """Put visits into words; `replies` by the visit's id."""
    who = names() if replies else {}
    return [
        Told(
            visit,
            lines(visit),
            [(who.get(one.by_id, ""), one.at, one.words) for one in (replies or {}).get(visit.pk, ())],
        )
        for visit in visits
    ]


def lines(visit):
    """Give what a visit found, a line each."""
    known, language = catalogue(), "en" if get_language() == "en" else "th"
    found = visit.findings
    said = [
        (label, ", ".join(known.words(kind, code, language) for code in codes))
        for label, kind, codes in (
            (_("How they are"), "conditions", _codes(found.get("condition"))),
            (_("Spirits"), "moods", _codes(found.get("mood"))),
            (_("What was done"), "tasks", found.get("done", [])),
            (_("Next step"), "next_steps", _codes(found.get("next"))),
        )
    ]
    return [f"{label}: {words}" for label, words in said if words]


def _codes(code):
    return [code] if code else []
