"""Benefits and equipment of one person in a few lines, for the page that shows the whole record."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from khuang.care.people.models import Person
from khuang.care.support.reads.benefit_words import of_person
from khuang.care.support.reads.lending import LoanWords, loans_in_words, loans_of
from khuang.care.support.rules.awards import APPLIED, GRANTED
from khuang.care.support.rules.benefits import ELIGIBLE
from khuang.ground.accounts.reads import may


@dataclass(frozen=True)
class Strip:
    """What templates/support/benefits_strip.html shows."""

    person: Person
    receives: list[str]
    applied: list[str]
    eligible: list[str]
    loans: list[LoanWords]
    may_lend: bool


def benefits_strip(actor: Any, person: Person, *, on: date) -> Strip | None:
    """Sum a person's benefits and loans up; None for whoever may not see the help that they receive."""
    if not may(actor, "support.view", person):
        return None
    # A summary stands where others read over a shoulder: nothing confidential is in it.
    benefits = [one for one in of_person(actor, person, on=on) if not one.benefit.confidential]
    held = [(one.title, one.award.state) for one in benefits if one.award]
    return Strip(
        person=person,
        receives=[title for title, state in held if state == GRANTED],
        applied=[title for title, state in held if state == APPLIED],
        eligible=[one.title for one in benefits if one.answer == ELIGIBLE and not one.award],
        loans=loans_in_words(loans_of(actor, person).filter(returned_on=None), on),
        may_lend=may(actor, "support.equipment", person),
    )
