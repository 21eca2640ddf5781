"""What is known of many people at once: one array for each fact, so that a policy is tried in a moment.

A column holds numbers: 0 where the fact is not known, else one more than the place of the
value among the fact's values. Facts are complete (sums and what follows are added), which
does not depend on any policy.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

import numpy as np
from numpy.typing import NDArray

from khuang.care.risk.rules.classify import Born
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.facts import Catalogue, Fact

Numbers = NDArray[Any]
T = TypeVar("T")
KEY = np.dtype("V16")  # a person's id
NOTHING = date.min.toordinal()  # stands for a birth that is not known
# The quickest; facts repeat so much that more effort gains little.
_EFFORT = 1


@dataclass(frozen=True)
class Subject:
    """One person as a column wants them.

    born   first and last possible day of birth
    facts  everything that is known, completed
    """

    key: UUID
    village: UUID | None
    born: Born | None
    facts: Mapping[str, Value]


@dataclass(frozen=True)
class Columns:
    """Many people.

    keys         ids of the persons
    villages     number of the village in `places`; 0 is none
    places       the villages that are spoken of
    born         first and last possible day of birth as ordinals, shape (2, people)
    facts        fact code -> numbers; a fact of which nobody knows anything has none
    values       fact code -> the values that its numbers stand for
    """

    keys: Numbers
    villages: Numbers
    places: tuple[str, ...]
    born: Numbers
    facts: Mapping[str, Numbers]
    values: Mapping[str, tuple[Value, ...]]

    def __len__(self) -> int:
        return len(self.keys)

    def kept(self, which: Numbers) -> "Columns":
        """Keep some of the people, by a mask or by their places."""
        facts = {code: numbers[which] for code, numbers in self.facts.items()}
        return replace(
            self,
            keys=self.keys[which],
            villages=self.villages[which],
            born=self.born[:, which],
            facts=facts,
        )


def key_numbers(keys: Iterable[UUID]) -> Numbers:
    """Write ids so that they can be compared with `Columns.keys`."""
    return np.frombuffer(b"".join(key.bytes for key in keys), dtype=KEY)


def fingerprint(catalogue: Catalogue) -> str:
    """SHA-256 of everything by which facts become columns; others need other columns."""
    told = [
        sorted((code, fact.kind, fact.domain, fact.low, fact.high) for code, fact in catalogue.facts.items()),
        [
            (one.code, one.version, [(item.code, dict(item.scores)) for item in one.items])
            for one in catalogue.instruments.values()
        ],
        [(dict(one.facts), one.when.source, one.unless and one.unless.source) for one in catalogue.implied],
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()


def encoded(catalogue: Catalogue, subjects: Sequence[Subject]) -> Columns:
    """Put people into columns."""
    places = tuple(sorted({str(one.village) for one in subjects if one.village}))
    number = {place: at for at, place in enumerate(places, 1)}
    found: dict[str, tuple[list[int], list[Value]]] = {}
    for row, one in enumerate(subjects):
        for code, value in one.facts.items():
            rows, told = found.setdefault(code, ([], []))
            rows.append(row)
            told.append(value)
    values = {code: _values(catalogue.facts[code], told) for code, (_, told) in found.items()}
    return Columns(
        keys=key_numbers(one.key for one in subjects),
        villages=np.array([number.get(str(one.village), 0) for one in subjects], dtype=np.uint16),
        places=places,
        born=np.array([_days(one.born) for one in subjects], dtype=np.int32).reshape(-1, 2).T,
        facts={
            code: _column(len(subjects), rows, told, values[code]) for code, (rows, told) in found.items()
        },
        values=values,
    )


def _days(born: Born | None) -> tuple[int, int]:
    return (born[0].toordinal(), born[1].toordinal()) if born else (NOTHING, NOTHING)


def _values(fact: Fact, told: Iterable[Value]) -> tuple[Value, ...]:
    """What the numbers of a fact stand for: all its values, or those that were told."""
    return fact.domain or tuple(sorted(set(told)))


def _column(size: int, rows: list[int], told: list[Value], values: tuple[Value, ...]) -> Numbers:
    number = {value: at for at, value in enumerate(values, 1)}
    column = np.zeros(size, dtype=np.min_scalar_type(len(values)))
    column[rows] = [number[value] for value in told]
    return column


def joined(parts: Sequence[Columns]) -> Columns:
    """Put people together who were kept apart."""
    codes = {code for part in parts for code in part.facts}
    values = {code: _united([part.values.get(code, ()) for part in parts]) for code in codes}
    places: tuple[str, ...] = _united([part.places for part in parts])
    return Columns(
        keys=_strung([part.keys for part in parts], KEY),
        villages=_strung([_renumbered(part.villages, part.places, places) for part in parts], np.uint16),
        places=places,
        born=np.concatenate([part.born for part in parts] or [np.zeros((2, 0), np.int32)], axis=1),
        facts={code: _joined_fact(parts, code, values[code]) for code in sorted(codes)},
        values=values,
    )


def _strung(parts: Sequence[Numbers], kind: Any) -> Numbers:
    return np.concatenate(parts) if parts else np.zeros(0, kind)


def _united(lists: Iterable[tuple[T, ...]]) -> tuple[T, ...]:
    """One list of values that holds all; equal lists, as most are, stay as they are."""
    different = sorted({one for one in lists if one}, key=len)
    if len(different) < 2:
        return different[0] if different else ()
    return tuple(sorted(set().union(*different)))  # type: ignore[type-var]


def _renumbered(numbers: Numbers, before: Sequence[Any], after: Sequence[Any]) -> Numbers:
    if before == after or not before:
        return numbers
    place = {value: at for at, value in enumerate(after, 1)}
    return np.array([0, *(place[value] for value in before)], dtype=np.min_scalar_type(len(after)))[numbers]


def _joined_fact(parts: Sequence[Columns], code: str, values: tuple[Value, ...]) -> Numbers:
    whole = np.zeros(sum(len(part) for part in parts), dtype=np.min_scalar_type(len(values)))
    start = 0
    for part in parts:
        if code in part.facts:
            whole[start : start + len(part)] = _renumbered(part.facts[code], part.values[code], values)
        start += len(part)
    return whole


def packed(columns: Columns, catalogue: Catalogue) -> bytes:
    """Write columns as bytes; `unpacked` reads them."""
    codes = sorted(columns.facts)
    own = {code: [str(one) for one in columns.values[code]] for code in codes if not _finite(catalogue, code)}
    head = {
        "people": len(columns),
        "places": columns.places,
        "facts": [[code, columns.facts[code].dtype.str] for code in codes],
        "values": own,
    }
    arrays = [columns.keys, columns.villages, columns.born, *(columns.facts[code] for code in codes)]
    body = zlib.compress(b"".join(np.ascontiguousarray(one).tobytes() for one in arrays), _EFFORT)
    start = json.dumps(head, separators=(",", ":")).encode()
    return len(start).to_bytes(4, "big") + start + body


def unpacked(content: bytes, catalogue: Catalogue) -> Columns:
    """Read columns from bytes."""
    end = 4 + int.from_bytes(content[:4], "big")
    head = json.loads(content[4:end])
    body, people = zlib.decompress(content[end:]), head["people"]
    kinds = [(KEY, people), (np.dtype(np.uint16), people), (np.dtype(np.int32), 2 * people)]
    kinds += [(np.dtype(kind), people) for _, kind in head["facts"]]
    arrays, start = [], 0
    for kind, count in kinds:
        arrays.append(np.frombuffer(body, kind, count, start))
        start += kind.itemsize * count
    keys, villages, born, *facts = arrays
    values = {
        code: catalogue.facts[code].domain
        if _finite(catalogue, code)
        else tuple(_number(one) for one in head["values"][code])
        for code, _ in head["facts"]
    }
    codes = [code for code, _ in head["facts"]]
    return Columns(
        keys,
        villages,
        tuple(head["places"]),
        born.reshape(2, people),
        dict(zip(codes, facts, strict=True)),
        values,
    )


def _finite(catalogue: Catalogue, code: str) -> bool:
    return bool(catalogue.facts[code].domain)


@cache
def _number(text: str) -> int | Decimal:
    value = Decimal(text)
    return int(value) if value == value.to_integral_value() else value
