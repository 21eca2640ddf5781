"""What the forum is offered of an issue, and whether its words tell whose it is."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from khuang.care.support.rules.appeals import Known, findings
from khuang.lib.telling_words import NAME, Finding, doubtful, plain


@dataclass(frozen=True)
class Offered:
    """All that crosses to the forum: no id, no name, no day.

    reference  random; the way back, which only care resolves
    nature     issue or suggestion
    kind       code of the list that both wings share
    village    code of the village that it is about; "" for the whole municipality
    place      a public place in words
    words      as a social worker checked them
    month      when it was raised, as 2026-11
    """

    reference: str
    nature: str
    kind: str
    village: str
    place: str
    words: str
    month: str


def month_of(day: date) -> str:
    """Give the month of a day, as 2026-11."""
    return f"{day:%Y-%m}"


def doubts(words: str, place: str, known: Known, registered: Collection[str] = ()) -> list[Finding]:
    """Say what in the words and the place tells whose an issue is, certain ones first.

    known       of the home that it comes from
    registered  whole names of the registry that stand in them
    A title with a word after it, and numbers that look like those of houses, are doubtful only.
    """
    text = plain(f"{place}\n{words}")
    found = findings(place, words, known)
    found += [Finding(NAME, name) for name in registered]
    found += doubtful(text)
    said: dict[str, Finding] = {}
    for one in sorted(found, key=lambda one: not one.certain):
        said.setdefault(one.words, one)
    return list(said.values())
