"""The votes of a topic in the files that Polis exports, so that other programs can check the result.

Source: the CSV files of compdemocracy/openData. Other than there, participants are numbered anew by
what they voted (`Votes`), so a number leads to nobody; who wrote a statement is left out, and times
are cut to the day (docs/adr/0041).
"""

import codecs
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from khuang.civic.forum.rules.patterns.analysis import Pattern
from khuang.civic.forum.rules.patterns.votes import Votes
from khuang.lib.spreadsheets import Cell, as_csv

# Of fewer people no votes are given out: whoever knows some of a neighbour's could find the others.
ENOUGH_TO_EXPORT = 20


@dataclass(frozen=True)
class Line:
    """A statement as it goes into a file: its number, its words, the day on which it was offered."""

    number: int
    words: str
    on: date


@dataclass(frozen=True)
class Export:
    """What is exported: the topic, its votes with their days, the pattern and the statements by index."""

    title: str
    question: str
    address: str
    votes: Votes
    days: Sequence[date]
    pattern: Pattern
    lines: Sequence[Line]

    @property
    def groups(self) -> list[int]:
        """Give the group of each row; none when groups are not shown."""
        return [-1] * self.votes.people if self.pattern.hidden else self.pattern.standing.group.tolist()


def archive(export: Export) -> bytes:
    """Put the files of Polis into one ZIP; it tells no time, so the same votes give the same file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as into:
        for name, content in files(export).items():
            into.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def files(export: Export) -> dict[str, bytes]:
    """Write each file that Polis exports."""
    return {
        "summary.csv": _summary(export),
        "comments.csv": _table(
            (
                "timestamp",
                "datetime",
                "comment-id",
                "author-id",
                "agrees",
                "disagrees",
                "moderated",
                "comment-body",
            ),
            _comments(export),
        ),
        "votes.csv": _table(("timestamp", "datetime", "comment-id", "voter-id", "vote"), _votes(export)),
        "participant-votes.csv": _table(
            ("participant", "group-id", "n-comments", "n-votes", "n-agree", "n-disagree", *_numbers(export)),
            _participants(export),
        ),
        "comment-groups.csv": _table(_group_head(export), _groups(export)),
    }


def _summary(export: Export) -> bytes:
    rows: list[tuple[str, Cell]] = [
        ("topic", export.title),
        ("url", export.address),
        ("voters", export.votes.people),
        ("voters-in-conv", export.pattern.grouped),
        ("comments", export.votes.statements),
        ("groups", 0 if export.pattern.hidden else len(export.pattern.groups)),
        ("conversation-description", export.question),
        ("votes-sha256", export.pattern.hash),
    ]
    return _table(rows[0], rows[1:])


def _comments(export: Export) -> Iterable[Sequence[Cell]]:
    counts = export.pattern.counts
    for at, line in enumerate(export.lines):
        agrees, disagrees = int(counts.agree[at]), int(counts.disagree[at])
        yield *_day(line.on), line.number, None, agrees, disagrees, 1, line.words


def _votes(export: Export) -> Iterable[Sequence[Cell]]:
    votes = export.votes
    for row, at, value, on in zip(votes.rows, votes.statement, votes.value, export.days, strict=True):
        yield *_day(on), export.lines[at].number, int(row), int(value)


def _participants(export: Export) -> Iterable[Sequence[Cell]]:
    votes = export.votes
    for row, group in enumerate(export.groups):
        here = slice(votes.starts[row], votes.starts[row + 1])
        values = votes.value[here].tolist()
        cells: list[Cell] = [None] * votes.statements
        for at, value in zip(votes.statement[here], values, strict=True):
            cells[at] = value
        known = None if group < 0 else group
        yield row, known, None, len(values), values.count(1), values.count(-1), *cells


def _group_head(export: Export) -> list[str]:
    told = ("votes", "agrees", "disagrees", "passes")
    return [
        *("comment-id", "comment"),
        *(f"total-{what}" for what in told),
        *(f"group-{letter}-{what}" for letter in _letters(export) for what in told),
    ]


def _groups(export: Export) -> Iterable[Sequence[Cell]]:
    group = export.pattern.standing.group
    each = [export.pattern.counts]
    each += [export.votes.counts(group == number) for number, _letter in enumerate(_letters(export))]
    for at, line in enumerate(export.lines):
        cells: list[Cell] = []
        for counts in each:
            seen, agree, disagree = (int(one[at]) for one in (counts.seen, counts.agree, counts.disagree))
            cells += [seen, agree, disagree, seen - agree - disagree]
        yield line.number, line.words, *cells


def _letters(export: Export) -> str:
    return "" if export.pattern.hidden else "abcde"[: len(export.pattern.groups)]


def _numbers(export: Export) -> list[str]:
    return [str(line.number) for line in export.lines]


def _day(on: date) -> tuple[int, str]:
    midnight = datetime.combine(on, time(), UTC)
    return int(midnight.timestamp()), midnight.strftime("%a %b %d %Y")


def _table(head: Sequence[Cell], rows: Iterable[Sequence[Cell]]) -> bytes:
    # Without the mark for Excel, which Polis' files have not, and by which its readers stumble.
    return as_csv([str(cell) for cell in head], rows).removeprefix(codecs.BOM_UTF8)
