"""A class and an assessment of one person in the reader's words."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import pgettext

from khuang.care.people import reads as people
from khuang.care.people.models import Person
from khuang.care.risk.models import Assessment, Classification, KnownFacts, Override
from khuang.care.risk.reads.policies import compiled, in_words
from khuang.care.risk.rules import facts
from khuang.care.risk.rules.facts import Catalogue, Fact
from khuang.care.risk.rules.instruments import Instrument, Item, missing
from khuang.ground.accounts.reads import may, scope_of


@dataclass(frozen=True)
class Explanation:
    """A class in the reader's words.

    reasons   why, heaviest first: (words, points, is it a red flag)
    withheld  how many further reasons only those may read who may read answers
    unknowns  what to ask that could change it; an instrument stands for its items
    """

    row: Classification
    policy: str
    reasons: list[tuple[str, int, bool]]
    withheld: int
    unknowns: list[str]
    may_read_all: bool

    @property
    def override(self) -> Override | None:
        return self.row.override


def explanation(actor: Any, row: Classification) -> Explanation:
    """Put a class in words, by the policy that it was found with, as far as an actor may read it."""
    may_read_all = may(actor, "risk.assessments", row)
    policy = compiled(row.policy)
    held = [policy.rule[code] for code in row.reasons]
    rules = [rule for rule in held if may_read_all or not rule.confidential]
    private = frozenset() if may_read_all else frozenset().union(*(one.confidential for one in policy.rules))
    told = policy.catalogue.read({code: _text(value) for code, value in row.facts.items()})
    return Explanation(
        row=row,
        policy=f"{in_words(policy.title)} {policy.version}",
        reasons=[(in_words(rule.words), rule.points, bool(rule.floor)) for rule in rules],
        withheld=len(held) - len(rules),
        unknowns=_questions([code for code in row.unknowns if code not in private], told, policy.catalogue),
        may_read_all=may_read_all,
    )


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _questions(unknowns: Iterable[str], told: Any, catalogue: Catalogue) -> list[str]:
    """Words for what to ask; the items of an instrument that was not begun are asked together."""
    whole = {item: one for one in catalogue.instruments.values() for item in one.codes if _unasked(one, told)}
    asked = (
        _asked_first(whole[code], told, catalogue).title if code in whole else catalogue.facts[code].words
        for code in unknowns
    )
    return list(dict.fromkeys(in_words(words) for words in asked))


def _asked_first(instrument: Instrument, told: Any, catalogue: Catalogue) -> Instrument:
    """The instrument that may spare this one, if it was not asked yet: 2Q before 9Q, 9Q before 8Q."""
    sparing = {
        code for step in catalogue.implied if instrument.code in step.gives for code in step.when.codes
    }
    for one in catalogue.instruments.values():
        if not sparing.isdisjoint((one.score_code, *one.codes)) and _unasked(one, told):
            return _asked_first(one, told, catalogue)
    return instrument


def _unasked(instrument: Instrument, told: Any) -> bool:
    return not instrument.household and len(missing(instrument, told)) == len(missing(instrument, {}))


def known_in_words(person: Person) -> list[tuple[str, str, str]]:
    """Give what surveys said of a person and of their home: what, the newest answer, its day.

    What belongs to an instrument stands with its assessments.
    """
    rows = KnownFacts.objects.filter(Q(person=person) | Q(household=person.household_id, person=None))
    catalogue = facts.shipped()
    items = {code for one in catalogue.instruments.values() for code in one.codes}
    return [
        (in_words(catalogue.facts[code].words), _answer_in_words(catalogue.facts[code], text), day)
        for row in (rows if person.household_id else rows.filter(person=person))
        for code, (text, day, *_source) in row.facts.items()
        if code in catalogue.facts and code not in items
    ]


_YES_NO = {"yes": lambda: pgettext("answer", "yes"), "no": lambda: pgettext("answer", "no")}


def _answer_in_words(fact: Fact, text: str) -> str:
    chosen = next((one for one in fact.values if one.code == text), None)
    return in_words(chosen.words) if chosen else _YES_NO.get(text, lambda: text)()


@dataclass(frozen=True)
class AssessmentWords:
    """One sitting with an instrument as a page shows it; answers only for who may read them."""

    row: Assessment
    title: str
    band: str
    alerts: list[str]
    answers: list[tuple[str, str]]


def assessments(actor: Any, person: Person) -> list[AssessmentWords]:
    """Give a person's assessments, newest first, as far as an actor may see them."""
    rows = Assessment.objects.filter(person__in=people.speaking_for(person)).select_related("person")
    opened = scope_of(actor, "risk.assessments")
    return [
        _assessment(row, with_answers=opened.holds(row)) for row in scope_of(actor, "risk.view").filter(rows)
    ]


def _assessment(row: Assessment, *, with_answers: bool) -> AssessmentWords:
    instrument = facts.shipped().instruments[row.instrument]
    bands = {band.code: band.words for band in instrument.bands}
    # What is sensitive stays with those who may read answers; others see that it was done.
    shown = with_answers or not instrument.sensitive
    return AssessmentWords(
        row=row,
        title=in_words(instrument.title),
        band=in_words(bands[row.band]) if row.band and shown else "",
        alerts=[in_words(one.words) for one in instrument.alerts if one.item in row.alerts] if shown else [],
        answers=[
            _answer(instrument, item, row.answers) for item in instrument.items if item.code in row.answers
        ]
        if shown
        else [],
    )


def _answer(instrument: Instrument, item: Item, answers: Any) -> tuple[str, str]:
    chosen = next(one for one in instrument.answers[item.answers] if one.code == answers[item.code])
    return in_words(item.words), in_words(chosen.words)
