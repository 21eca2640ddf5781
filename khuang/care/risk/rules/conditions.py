"""Conditions in the JSONLogic shape, with Kleene's three values.

A condition is a JSON value: {"operator": [operands]}, {"var": "fact code"}, or a
constant. An answer is True, False or None (not known); a fact that is absent is None,
so unknown is never no. Types are strict: text is never a number and a
number is never yes.
Sources: jsonlogic.com for the shape; S. C. Kleene, Introduction to Metamathematics (1952), section 64.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import add, ge, gt, le, lt, mul, sub
from typing import Any

from khuang.care.risk.rules.problems import ConditionMistake

Value = bool | int | Decimal | str
Facts = Mapping[str, Value]
Meaning = Callable[[Facts], Any]

EQUALITY = ("==", "!=")
ORDER = {"<": lt, "<=": le, ">": gt, ">=": ge}
ARITHMETIC = {"+": add, "-": sub, "*": mul}
COMPARISONS = (*EQUALITY, *ORDER, "in")
TRUTH = ("and", "or", "not")
# How many operands an operator takes; the others take one or more.
EXACTLY = dict.fromkeys((*COMPARISONS, "-", "/"), 2) | {"not": 1}


@dataclass(frozen=True)
class Condition:
    """One condition, checked and ready to be asked.

    source       the JSON value it was made from
    codes        the facts that it speaks of
    constants    fact code -> the numbers that it is compared with directly
    calculated   the facts that take part in + - * /
    """

    source: Any
    holds: Callable[[Facts], bool | None]
    codes: frozenset[str]
    constants: Mapping[str, frozenset[int | Decimal]]
    calculated: frozenset[str]


def condition(source: Any) -> Condition:
    """Read a condition. Raises ConditionMistake, naming the part that is wrong."""
    meaning = _meaning(source)
    if not _is_truth(source):
        raise ConditionMistake(f"{source!r} is a value, not a yes or no")
    return Condition(
        source, meaning, frozenset(_codes(source)), _constants(source), frozenset(_calculated(source))
    )


def given(source: Any, code: str, value: Value) -> Any:
    """Write a condition anew with one fact known, leaving out what no longer matters."""
    if is_var(source):
        return value if source["var"] == code else source
    if not isinstance(source, dict):
        return source
    name, operands = operator_of(source)
    parts = [given(operand, code, value) for operand in operands]
    if name in ("and", "or"):
        return _shorter(name, parts)
    decided = {name: parts}
    return decided if list(_codes(decided)) else _meaning(decided)({})


def _shorter(name: str, parts: list[Any]) -> Any:
    """Leave out of and, or the parts that are decided; answer when they decide."""
    decisive = name == "or"
    if any(part is decisive for part in parts):
        return decisive
    left = [part for part in parts if not isinstance(part, bool)]
    if len(left) > 1:
        return {name: left}
    return left[0] if left else not decisive


def operator_of(source: Any) -> tuple[str, list[Any]]:
    """Split {"operator": operands} into its two parts."""
    if not isinstance(source, dict) or len(source) != 1:
        raise ConditionMistake(f"{source!r} is not one operator with its operands")
    ((name, operands),) = source.items()
    return name, operands if isinstance(operands, list) else [operands]


def is_var(source: Any) -> bool:
    """Say whether this part is {"var": code}."""
    return isinstance(source, dict) and list(source) == ["var"]


def is_number(value: Any) -> bool:
    """Say whether a value is a number; yes and no are not."""
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _is_truth(source: Any) -> bool:
    if isinstance(source, bool):
        return True
    return isinstance(source, dict) and (operator_of(source)[0] in (*TRUTH, *COMPARISONS) or is_var(source))


def _meaning(source: Any) -> Meaning:
    if not isinstance(source, dict):
        return _constant(source)
    name, operands = operator_of(source)
    if name == "var":
        return _var(operands)
    if not operands or EXACTLY.get(name, len(operands)) != len(operands):
        raise ConditionMistake(f"{name} has {len(operands)} operands")
    if name == "in":
        return _within(_meaning(operands[0]), operands[1])
    return _operation(name, [_meaning(operand) for operand in operands])


def _operation(name: str, parts: list[Meaning]) -> Meaning:
    if name in TRUTH:
        return _truth(name, parts)
    if name in EQUALITY:
        return _equal(*parts, wanted=name == "==")
    if name in ORDER:
        return _ordered(*parts, compare=ORDER[name])
    if name in ARITHMETIC or name == "/":
        return _calculation(name, parts)
    raise ConditionMistake(f"{name} is not an operator")


def _constant(value: Any) -> Meaning:
    if not isinstance(value, bool | int | Decimal | str):
        raise ConditionMistake(f"{value!r} is neither yes or no, a number nor a text")
    return lambda facts: value


def _var(operands: list[Any]) -> Meaning:
    (code,) = operands
    if not isinstance(code, str):
        raise ConditionMistake(f"{code!r} is not a fact's code")
    return lambda facts: facts.get(code)


def _truth(name: str, parts: list[Meaning]) -> Meaning:
    if name == "not":
        return lambda facts: _opposite(_yes_or_no(parts[0](facts)))
    # What decides alone: one no makes "and" no, one yes makes "or" yes.
    decisive = name == "or"

    def answer(facts: Facts) -> bool | None:
        found = [_yes_or_no(part(facts)) for part in parts]
        if decisive in found:
            return decisive
        return None if None in found else not decisive

    return answer


def _opposite(answer: bool | None) -> bool | None:
    return None if answer is None else not answer


def _yes_or_no(value: Any) -> bool | None:
    if value is None or isinstance(value, bool):
        return value
    raise ConditionMistake(f"{value!r} stands where yes or no belongs")


def _equal(left: Meaning, right: Meaning, *, wanted: bool) -> Meaning:
    def answer(facts: Facts) -> bool | None:
        one, other = left(facts), right(facts)
        if one is None or other is None:
            return None
        _same_kind(one, other)
        return bool(one == other) is wanted

    return answer


def _same_kind(one: Any, other: Any) -> None:
    if is_number(one) != is_number(other) or isinstance(one, str) != isinstance(other, str):
        raise ConditionMistake(f"{one!r} cannot be compared with {other!r}")


def _ordered(left: Meaning, right: Meaning, *, compare: Callable[[Any, Any], bool]) -> Meaning:
    def answer(facts: Facts) -> bool | None:
        one, other = left(facts), right(facts)
        if one is None or other is None:
            return None
        return compare(_number(one), _number(other))

    return answer


def _number(value: Any) -> int | Decimal:
    if is_number(value):
        return value  # type: ignore[no-any-return]
    raise ConditionMistake(f"{value!r} stands where a number belongs")


def _within(part: Meaning, choices: Any) -> Meaning:
    if not isinstance(choices, list) or not choices:
        raise ConditionMistake(f"{choices!r} is not a list of values")
    equals = [_equal(part, _constant(choice), wanted=True) for choice in choices]
    return _truth("or", equals)


def _calculation(name: str, parts: list[Meaning]) -> Meaning:
    def result(facts: Facts) -> int | Decimal | None:
        found = [part(facts) for part in parts]
        if None in found:
            return None
        numbers = [_number(value) for value in found]
        return _divided(*numbers) if name == "/" else reduce(ARITHMETIC[name], numbers)

    return result


def _divided(one: int | Decimal, other: int | Decimal) -> Decimal | None:
    return Decimal(one) / Decimal(other) if other else None


def _codes(source: Any) -> Iterator[str]:
    if is_var(source):
        yield source["var"]
    elif isinstance(source, dict | list):
        for part in source.values() if isinstance(source, dict) else source:
            yield from _codes(part)


def _parts(source: Any) -> Iterator[tuple[str, list[Any]]]:
    """Every operator inside a condition, outermost first."""
    if isinstance(source, dict) and not is_var(source):
        name, operands = operator_of(source)
        yield name, operands
        for operand in operands:
            yield from _parts(operand)


def _constants(source: Any) -> Mapping[str, frozenset[int | Decimal]]:
    found: dict[str, set[int | Decimal]] = {}
    for name, operands in _parts(source):
        if name in COMPARISONS:
            for code in (operand["var"] for operand in operands if is_var(operand)):
                found.setdefault(code, set()).update(_numbers(operands))
    return {code: frozenset(numbers) for code, numbers in found.items()}


def _numbers(operands: list[Any]) -> Iterator[int | Decimal]:
    for operand in operands:
        yield from filter(is_number, operand if isinstance(operand, list) else [operand])


def _calculated(source: Any) -> Iterator[str]:
    """Facts in arithmetic, or compared with another part instead of a constant."""
    for name, operands in _parts(source):
        arithmetic = name in ARITHMETIC or name == "/"
        compound = name in COMPARISONS and all(isinstance(operand, dict) for operand in operands)
        if arithmetic or compound:
            yield from _codes(operands)
