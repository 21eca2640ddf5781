"""The phone's draft class, written as XForm calculations from the same policy.

The draft counts only what is certain on the phone: a question not answered, not asked,
or answered "do not know" adds nothing, and is never taken for a no. The server's
class decides; a draft that differs from it is recorded there.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from khuang.care.risk.rules import facts as catalogues
from khuang.care.risk.rules.conditions import is_var, operator_of
from khuang.care.risk.rules.facts import BOOLEAN, CHOICE, Catalogue, Fact
from khuang.care.risk.rules.instruments import Choice, Instrument, Item, Words
from khuang.care.risk.rules.policies import AGE, LEVELS, AgeBand, Policy, Rule

SCORE = "risk_score"
NEVER = "false()"
OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
Reference = Callable[[str], str]


def question(code: str) -> str:
    """Refer to a question of an XLSForm."""
    return f"${{{code}}}"


def draft_calculations(
    policy: Policy, codes: Collection[str], reference: Reference = question
) -> dict[str, str]:
    """Write the `calculation` of the two draft questions of an XLSForm.

    policy     the risk policy, such as policies.shipped()
    codes      names of the questions in the form, of the person or the household, that
               are facts of the catalogue; others are ignored. Age is the question `age`,
               whole years, empty when not known.
    reference  how to refer to a question; the default is ${name}

    Answers {"score": calculation, "level": calculation}. Name the two rows `risk_score`
    and `risk_level` (type `calculate`), inside the scope of the person: the level refers to
    risk_score. The score is a whole number from 0 to the policy's maximum; the level is none,
    low, medium or high, and empty while the age is not known. Put each into its own row as it
    is; both are XPath 1.0 with the if() and min() of XForms.
    """
    pen = _Pen(policy.catalogue, frozenset(codes) & policy.catalogue.facts.keys(), reference)
    rules = [(rule, true) for rule in policy.rules if (true := pen.certain(rule.condition.source)) != NEVER]
    points = [f"if({true}, {rule.points}, 0)" for rule, true in rules if rule.points]
    score = f"min({policy.maximum}, {' + '.join(points) or '0'})"
    return {"score": score, "level": _level(policy, pen, rules)}


def _level(policy: Policy, pen: "_Pen", rules: list[tuple[Rule, str]]) -> str:
    """The highest class first: by a red flag, or by the points of the age band."""
    text = "'none'"
    for rank in (1, 2, 3):
        floors = [true for rule, true in rules if rule.floor == rank]
        reached = [_cut(pen, band, rank, upper) for band, upper in _ranges(policy.bands)]
        text = f"if({_any([*floors, *reached])}, '{LEVELS[rank]}', {text})"
    return f"if({pen.known(AGE)}, {text}, '')" if AGE in pen.available else "''"


def _ranges(bands: tuple[AgeBand, ...]) -> list[tuple[AgeBand, int | None]]:
    """Each band with the age at which the next begins."""
    return list(zip(bands, [*(band.low for band in bands[1:]), None], strict=True))


def _cut(pen: "_Pen", band: AgeBand, rank: int, upper: int | None) -> str:
    age = f"number({pen.reference(AGE)})"
    parts = [f"number({pen.reference(SCORE)}) >= {band.cuts[rank - 1]}", f"{age} >= {band.low}"]
    return _all(parts if upper is None else [*parts, f"{age} < {upper}"])


@dataclass(frozen=True)
class _Pen:
    """Writes conditions for a form that has some of the catalogue's questions."""

    catalogue: Catalogue
    available: frozenset[str]
    reference: Reference

    def certain(self, source: Any, *, wanted: bool = True) -> str:
        """XPath that holds exactly when the condition is known to be `wanted`."""
        if isinstance(source, bool):
            return "true()" if source is wanted else NEVER
        if is_var(source):
            return self._compared(source, "==", wanted)
        name, operands = operator_of(source)
        if name == "not":
            return self.certain(operands[0], wanted=not wanted)
        if name in ("and", "or"):
            join = _all if (name == "and") is wanted else _any
            return join([self.certain(part, wanted=wanted) for part in operands])
        return self._comparison(name, operands, wanted)

    def _comparison(self, name: str, operands: list[Any], wanted: bool) -> str:
        if name == "in":
            one_of = [{"==": [operands[0], choice]} for choice in operands[1]]
            return self.certain({"or": one_of}, wanted=wanted)
        left, right = operands
        if not is_var(left):
            name, left, right = MIRRORED[name], right, left
        if not is_var(left) or isinstance(right, dict):
            # What a phone cannot decide simply stays with the server.
            return NEVER
        return self._compared(left, name if wanted else OPPOSITE[name], right)

    def _compared(self, var: Mapping[str, str], name: str, value: Any) -> str:
        code = var["var"]
        if code in self.catalogue.scored:
            return self._sum(self.catalogue.scored[code], name, value)
        if code not in self.available:
            return NEVER
        fact = self.catalogue.facts[code]
        if fact.kind in (BOOLEAN, CHOICE):
            return self._chosen(fact, name, value)
        # A blank is not a number, so no comparison but != holds for it.
        guard = [self.known(code)] if name == "!=" else []
        return _all([*guard, f"number({self.reference(code)}) {_sign(name)} {value}"])

    def _chosen(self, fact: Fact, name: str, value: Any) -> str:
        """One equality per answer that fits: what is not an answer never fits."""
        fits = [one for one in fact.domain if (one == value) is (name == "==")]
        texts = [{True: "yes", False: "no"}[one] if isinstance(one, bool) else str(one) for one in fits]
        return _any([f"{self.reference(fact.code)} = '{text}'" for text in texts])

    def _sum(self, instrument: Instrument, name: str, value: int | Decimal) -> str:
        """Certain only when the lowest or the highest sum already decides."""
        if self.available.isdisjoint(instrument.codes):
            return NEVER
        low, high = self._bound(instrument, min), self._bound(instrument, max)
        if name == "!=":
            return _any([f"({high}) < {value}", f"({low}) > {value}"])
        if name == "==":
            return _all([f"({low}) >= {value}", f"({high}) <= {value}"])
        return f"({low if name in ('>', '>=') else high}) {_sign(name)} {value}"

    def _bound(self, instrument: Instrument, end: Callable[[Collection[int]], int]) -> str:
        return " + ".join(self._points(item, end) for item in instrument.items)

    def _points(self, item: Item, end: Callable[[Collection[int]], int]) -> str:
        """The points of an item as answered, else its lowest or highest."""
        bound = end(item.scores.values())
        text = str(bound)
        if item.code in self.available:
            for answer, points in item.scores.items():
                if points != bound:
                    text = f"if({self.reference(item.code)} = '{answer}', {points}, {text})"
        if item.only_if:
            other, answer = item.only_if
            asked = self.certain({"==": [{"var": other}, answer]})
            spared = self.certain({"!=": [{"var": other}, answer]})
            # While the question before it is open, it may be asked or spared.
            either = str(end((0, *item.scores.values())))
            either = either if spared == NEVER else f"if({spared}, 0, {either})"
            text = either if asked == NEVER else f"if({asked}, {text}, {either})"
        return text

    def known(self, code: str) -> str:
        """XPath that holds when a number was given."""
        return f"string-length({self.reference(code)}) > 0" if code in self.available else NEVER


def _sign(name: str) -> str:
    return "=" if name == "==" else name


def _all(parts: list[str]) -> str:
    """Join with "and", leaving out what is always true."""
    if NEVER in parts:
        return NEVER
    left = [part for part in parts if part != "true()"]
    return " and ".join(f"({part})" for part in left) if len(left) > 1 else (left or ["true()"])[0]


def _any(parts: list[str]) -> str:
    """Join with "or", leaving out what is never true."""
    if "true()" in parts:
        return "true()"
    left = [part for part in parts if part != NEVER]
    return " or ".join(f"({part})" for part in left) if len(left) > 1 else (left or [NEVER])[0]


@dataclass(frozen=True)
class Question:
    """One row of a survey sheet with its choices.

    kind      XLSForm type without the list: select_one, integer or decimal
    answers   name of the list of choices, empty for a number
    relevant  XPath under which the question is asked, empty for always
    sensitive  health and the like: never a property of an entity
    """

    name: str
    kind: str
    label: Words
    answers: str
    choices: tuple[Choice, ...]
    relevant: str
    sensitive: bool


def instrument_questions(code: str, reference: Reference = question) -> list[Question]:
    """The questions of a shipped instrument, in order, as rows of a survey sheet.

    Put them under the question names as given, in the person's scope (or the household's, when the
    instrument asks about the home), so that their answers become facts.
    """
    instrument = catalogues.shipped().instruments[code]
    return [_of_item(instrument, item, reference) for item in instrument.items]


def _of_item(instrument: Instrument, item: Item, reference: Reference) -> Question:
    relevant = ""
    if item.only_if:
        other, answer = item.only_if
        relevant = f"{reference(other)} = '{answer}'"
    choices = instrument.answers[item.answers]
    return Question(
        item.code, "select_one", item.words, item.answers, choices, relevant, instrument.sensitive
    )


YES_NO = (
    Choice("yes", Words("ใช่", "Yes")),
    Choice("no", Words("ไม่ใช่", "No")),
    Choice("dont_know", Words("ไม่ทราบ", "Do not know")),
)


def fact_questions(codes: Collection[str]) -> list[Question]:
    """Facts that belong to no instrument, as rows of a survey sheet, in the order given."""
    return [_of_fact(catalogues.shipped().facts[code]) for code in codes]


def _of_fact(fact: Fact) -> Question:
    if fact.kind == BOOLEAN:
        return Question(fact.code, "select_one", fact.words, "yes_no_unknown", YES_NO, "", fact.sensitive)
    if fact.kind == CHOICE:
        return Question(fact.code, "select_one", fact.words, fact.code, fact.values, "", fact.sensitive)
    return Question(fact.code, fact.kind, fact.words, "", (), "", fact.sensitive)
