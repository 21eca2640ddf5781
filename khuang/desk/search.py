"""What the search box answers: whom an account may list, each with the class of today."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from khuang.care.people.reads import guarded_matches
from khuang.care.people.reads.search import FIRST, Answer, Found, found
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification


@dataclass(frozen=True)
class Hit:
    """One line of the answer: who may be meant, and the class of today if there is one."""

    found: Found
    risk: Classification | None


@dataclass(frozen=True)
class Search:
    """What the box answers."""

    text: str
    answer: Answer
    hits: list[Hit]
    may_show_more: bool
    guarded: list[UUID]  # records of exactly this name that open only by breaking the glass


def answer(account: Any, text: str, *, on: date, most: int) -> Search:
    """Find whom an account may list, with their classes."""
    given = found(account, text, on=on, most=most)
    classes = risk.current(one.person.pk for one in given.found)
    return Search(
        text=text,
        answer=given,
        hits=[Hit(one, classes.get(one.person.pk)) for one in given.found],
        may_show_more=most == FIRST and len(given.found) == FIRST,
        guarded=[] if given.is_short else guarded_matches(account, text),
    )
