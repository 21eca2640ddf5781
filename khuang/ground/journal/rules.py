"""What a journal line says and how the lines are chained; plain Python.

The chain is the one of a linked timestamp (Haber and Stornetta, 1991): each
line's hash covers its own words and the hash before it.
"""

import hashlib
import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

FIRST = bytes(32)  # the hash before the first line
EVENTS_FILE = Path(__file__).with_name("events.toml")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Line:
    """One line as the database holds it.

    seq        1, 2, 3, ... within the municipality
    reference  canonical JSON text: ids, codes and counts, never content
    """

    seq: int
    municipality_id: UUID
    at: datetime
    event: str
    by_kind: str
    by_id: UUID | None
    about_kind: str
    about_id: UUID | None
    reference: str
    previous_hash: bytes
    hash: bytes


@dataclass(frozen=True)
class Verdict:
    """What a walk along the chain found.

    lines      how many were read
    broken_at  number of the first line that does not fit, or None
    because    changed, missing or cut; empty when the chain is whole
    head       hash of the last line: write it down outside, it proves the end
    """

    lines: int
    broken_at: int | None
    because: str
    head: bytes


def canonical(reference: dict[str, object]) -> str:
    """Write a reference as JSON in one way only."""
    return json.dumps(reference, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)


def line_hash(line: Line) -> bytes:
    """Hash a line with the hash before it, as the database's trigger does."""
    microseconds = round((line.at - EPOCH).total_seconds() * 1_000_000)
    words = [line.seq, line.municipality_id, microseconds, line.event, line.by_kind, line.by_id]
    words += [line.about_kind, line.about_id, line.reference]
    text = "\x1f".join("" if word is None else str(word) for word in words)
    return hashlib.sha256(text.encode() + line.previous_hash).digest()


def walk(lines: Iterable[Line], last_seq: int, last_hash: bytes) -> Verdict:
    """Follow the chain from its first line to the head that the database remembers.

    lines      in order of seq
    last_seq   number of the newest line according to the head
    last_hash  its hash
    """
    seq, head = 0, FIRST
    for line in lines:
        seq += 1
        if line.seq != seq:
            return Verdict(seq - 1, seq, "missing", head)
        if line.previous_hash != head or line_hash(line) != line.hash:
            return Verdict(seq - 1, seq, "changed", head)
        head = line.hash
    if (seq, head) != (last_seq, last_hash):
        return Verdict(seq, seq + 1, "cut", head)
    return Verdict(seq, None, "", head)


def event_words(code: str, language: str) -> str:
    """Say an event in words, `th` or `en`; one that has none yet says its code."""
    return _words()["events"].get(code, {}).get(language, code)


def kind_words(kind: str, language: str) -> str:
    """Say what kind of record it is; one that has no words yet says its code."""
    return _words()["kinds"].get(kind, {}).get(language, kind)


def event_codes() -> tuple[str, ...]:
    """Return every event that has words."""
    return tuple(_words()["events"])


@cache
def _words() -> dict[str, dict[str, dict[str, str]]]:
    return tomllib.loads(EVENTS_FILE.read_text())
