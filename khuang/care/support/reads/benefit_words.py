"""Benefits in the reader's words: what the rules say of a person, and what is recorded."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.risk.reads import in_words
from khuang.care.risk.rules.conditions import Value
from khuang.care.support.models import CONFIDENTIAL, Answer, Award, AwardDecision
from khuang.care.support.reads.benefit_facts import Subject, subject
from khuang.care.support.rules.awards import MOVES, OPEN
from khuang.care.support.rules.benefits import (
    BIRTH_DATE,
    HOME,
    MONTH,
    SEEN,
    Benefit,
    Finding,
    catalogue,
    evaluate,
    in_force,
    newest,
)
from khuang.ground.accounts.reads import may, names

_PAID = {
    MONTH: gettext_lazy("%(baht)s baht a month"),
    HOME: gettext_lazy("%(baht)s baht for a home"),
}
_UP_TO = {
    MONTH: gettext_lazy("up to %(baht)s baht a month"),
    HOME: gettext_lazy("up to %(baht)s baht for a home"),
}


@dataclass(frozen=True)
class RequirementWords:
    """One condition; `met` is yes, no or unknown, "" where no person is asked about."""

    words: str
    met: str
    is_seen: bool


@dataclass(frozen=True)
class BenefitWords:
    """A benefit as a page shows it, with what it means for a person where there is one."""

    benefit: Benefit
    title: str
    requirements: list[RequirementWords]
    rates: list[tuple[str, str]]  # amount, for whom
    is_seen: bool
    evidence: list[str]
    apply_at: str
    deadline: str
    source: str
    answer: str = ""
    answer_words: str = ""
    asks: tuple[str, ...] = ()
    asks_words: tuple[str, ...] = ()
    begins: date | None = None
    amount: str = ""
    award: Award | None = None


@dataclass(frozen=True)
class AwardWords:
    """An award with the name of its benefit and its amount."""

    row: Award
    title: str
    amount: str


@dataclass(frozen=True)
class DecisionWords:
    """One step of an award: to which state, what the rules said, who, when and why."""

    row: AwardDecision
    who: str


def title(code: str) -> str:
    """Name a benefit; a code that no file knows any more stands for itself."""
    one = newest(code)
    return in_words(one.title) if one else code


def amount_in_words(benefit: Benefit, *amounts: int | Decimal) -> str:
    """Say an amount, or the two ends of what is possible."""
    baht = "–".join(intcomma(int(one)) for one in dict.fromkeys((min(amounts), max(amounts))))
    phrases = _UP_TO if benefit.up_to else _PAID
    once = _("up to %(baht)s baht each time") if benefit.up_to else _("%(baht)s baht each time")
    return str(phrases.get(benefit.paid, once)) % {"baht": baht}


def fact_in_words(code: str) -> str:
    """Name what is to be asked."""
    return _("Birth date") if code == BIRTH_DATE else in_words(catalogue().facts[code].words)


def rules_in_words(actor: Any, *, on: date) -> list[BenefitWords]:
    """Give the benefits of a day with their conditions and sources, those that are open to an actor."""
    return [_words(one) for one in _visible(actor, on)]


def of_person(actor: Any, person: Person, *, on: date) -> list[BenefitWords]:
    """Give what each benefit means for a person: received first, then the surest.

    Whoever shows it notes the look.
    """
    one = subject(person)
    held = {award.code: award for award in reversed(awards_of(actor, person)) if _is_open(award, on)}
    found = [
        _with_finding(benefit, one, on, held.get(benefit.code)) for benefit in _visible(actor, on, person)
    ]
    return sorted(found, key=_order)


def awards_of(actor: Any, person: Person) -> list[Award]:
    """Give every award of a person that an actor may see, newest first."""
    rows = Award.objects.filter(person__in=speaking_for(person)).select_related("person")
    return list(rows if may(actor, "support.confidential", person) else rows.exclude(benefit=CONFIDENTIAL))


def awards_in_words(actor: Any, person: Person) -> list[AwardWords]:
    """Give every award of a person that an actor may see, newest first."""
    return [award_in_words(one) for one in awards_of(actor, person)]


def award_in_words(award: Award) -> AwardWords:
    """Name the benefit of an award and say its amount."""
    benefit = newest(award.code)
    amount = amount_in_words(benefit, award.amount) if benefit and award.amount is not None else ""
    return AwardWords(award, title(award.code), amount)


def decisions_of(award: Award) -> list[DecisionWords]:
    """Give the steps of an award, newest first, with who took them."""
    known = names()
    rows = AwardDecision.objects.filter(award=award)
    return [DecisionWords(row, known.get(row.by_id, "") if row.by_id else "") for row in rows]


def steps_left(award: Award) -> tuple[str, ...]:
    """Give the states that may follow an award's."""
    return MOVES.get(award.state, ())


def to_ask(actor: Any, person: Person, *, on: date, every: bool = False) -> tuple[list[str], dict[str, str]]:
    """Give the facts to ask, first those that the most benefits wait for, and the answers there are.

    every  also what was answered already; the birth date is corrected in the record and never asked here
    """
    found: dict[str, int] = {}
    benefits = of_person(actor, person, on=on)
    for one in benefits:
        asked = one.benefit.codes if every else one.asks
        for code in asked if every or one.award is None else ():
            found[code] = found.get(code, 0) + 1
    known = {code: _as_text(value) for code, value in subject(person).facts.items() if code in found}
    return sorted(found.keys() - {BIRTH_DATE}, key=lambda code: (-found[code], code)), known


def known_in_words(actor: Any, person: Person, *, on: date) -> list[tuple[str, str]]:
    """Give what is known of a person that benefits look at: what, and the newest answer."""
    shown = {code for one in _visible(actor, on, person) for code in one.codes}
    return [
        (fact_in_words(code), _value_in_words(code, value))
        for code, value in subject(person).facts.items()
        if code in shown
    ]


def _as_text(value: Value) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def answer_in_words(code: str, text: str) -> str:
    """Say an answer as it was kept."""
    value = catalogue().facts[code].read(text)
    return text if value is None else _value_in_words(code, value)


def _value_in_words(code: str, value: Value) -> str:
    if isinstance(value, bool):
        return pgettext("answer", "yes") if value else pgettext("answer", "no")
    chosen = next((one for one in catalogue().facts[code].values if one.code == value), None)
    return in_words(chosen.words) if chosen else str(value)


def _visible(actor: Any, on: date, person: Person | None = None) -> Iterable[Benefit]:
    sees_all = may(actor, "support.confidential", person)
    return [one for one in in_force(on).values() if sees_all or not one.confidential]


def _words(benefit: Benefit, found: Finding | None = None) -> BenefitWords:
    met = {step.requirement.code: _MET[step.met] for step in found.steps} if found else {}
    return BenefitWords(
        benefit=benefit,
        title=in_words(benefit.title),
        requirements=[
            RequirementWords(in_words(one.words), met.get(one.code, ""), one.mark == SEEN)
            for one in benefit.requirements
        ],
        rates=[(amount_in_words(benefit, one.baht), in_words(one.words)) for one in benefit.rates],
        is_seen=benefit.mark == SEEN,
        evidence=[in_words(one) for one in benefit.evidence],
        apply_at=in_words(benefit.apply_at),
        deadline=in_words(benefit.deadline),
        source=in_words(benefit.source),
    )


_MET = {True: "yes", False: "no", None: "unknown"}


def _with_finding(benefit: Benefit, one: Subject, on: date, award: Award | None) -> BenefitWords:
    found = evaluate(benefit, one.facts, one.born, on)
    words = _words(benefit, found)
    told = {
        "answer": found.answer,
        "answer_words": str(Answer(found.answer).label),
        "asks": found.asks,
        "asks_words": tuple(map(fact_in_words, found.asks)),
        "begins": found.begins,
        "award": award,
        "amount": amount_in_words(benefit, *found.amounts),
    }
    return BenefitWords(**{**words.__dict__, **told})


def _is_open(award: Award, on: date) -> bool:
    return award.state in OPEN and (award.until is None or award.until >= on)


def _order(one: BenefitWords) -> tuple[bool, int, int]:
    return one.award is None, ["eligible", "ask", "not_eligible"].index(one.answer), len(one.asks)
