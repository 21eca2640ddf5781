"""The count sheet: all that a count needs, in one canonical form, so that anybody can count again.

The same ballots in any order give the same text and the same SHA-256. It holds no sex, age, village, way
or day: in a small electorate these would tell who somebody is.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from khuang.civic.ballots.rules.choices import KINDS, Choices, check
from khuang.civic.ballots.rules.problems import WrongMarks
from khuang.civic.ballots.rules.ties import TIE_RULES, Outcome
from khuang.civic.ballots.rules.votes import Votes, of_choices

FORM = "khuang count sheet 1"


class NotASheet(ValueError):
    """A file that is no count sheet, or was changed by hand."""


@dataclass(frozen=True)
class Sheet:
    """An election as it is counted. options: (number, title, cost) by number from 1."""

    title: str
    kind: str
    limit: int
    budget: int
    rule: str
    tie_rule: str
    options: tuple[tuple[int, str, int], ...]
    ballots: tuple[Choices, ...]

    def votes(self) -> Votes:
        """Give the ballots as the rules take them."""
        return of_choices(self.kind, [cost for _number, _title, cost in self.options], self.ballots)

    def as_text(self) -> str:
        """Write the sheet canonically: ballots sorted, no spaces, keys in order, UTF-8."""
        said = {
            "form": FORM,
            "title": self.title,
            "kind": self.kind,
            "limit": self.limit,
            "budget": self.budget,
            "rule": self.rule,
            "tie_rule": self.tie_rule,
            "options": [list(option) for option in self.options],
            "ballots": sorted(self.ballots),
        }
        return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    def hash(self) -> str:
        """Give the SHA-256 of the text, in hexadecimal."""
        return hashlib.sha256(self.as_text().encode()).hexdigest()

    def as_rows(self) -> list[list[Any]]:
        """Give a table for a spreadsheet: a row for each ballot, a column for each option."""
        numbers = [number for number, _title, _cost in self.options]
        said = [{one[0]: one[1] for one in ballot} for ballot in sorted(self.ballots)]
        return [numbers, *([one.get(number, "") for number in numbers] for one in said)]


def read(text: str) -> Sheet:
    """Read a sheet that was written by `as_text`. Raises NotASheet."""
    try:
        said: Mapping[str, Any] = json.loads(text)
        sheet = Sheet(
            said["title"],
            said["kind"],
            said["limit"],
            said["budget"],
            said["rule"],
            said["tie_rule"],
            tuple((number, title, cost) for number, title, cost in said["options"]),
            tuple(said["ballots"]),
        )
        _check(sheet, said)
    except (ValueError, KeyError, TypeError, WrongMarks) as error:
        raise NotASheet from error
    return sheet


def _check(sheet: Sheet, said: Mapping[str, Any]) -> None:
    numbers = [number for number, _title, _cost in sheet.options]
    if said["form"] != FORM or sheet.kind not in KINDS or sheet.tie_rule not in TIE_RULES:
        raise NotASheet
    if numbers != list(range(1, len(numbers) + 1)) or any(cost < 0 for _n, _t, cost in sheet.options):
        raise NotASheet
    for ballot in sheet.ballots:
        marks = {one[0]: one[1] for one in ballot}
        if check(sheet.kind, marks, numbers=numbers, limit=sheet.limit) != ballot:
            raise NotASheet


def explained(sheet: Sheet, outcome: Outcome) -> list[str]:
    """Say what one rule gave, line by line, for a terminal."""
    titles = {number: title for number, title, _cost in sheet.options}
    lines = [f"{outcome.rule}: {len(outcome.funded)} funded, {outcome.spent:,} of {sheet.budget:,}"]
    lines += [
        f"  {option + 1:>3}. {titles[option + 1]} ({outcome.tally[option]})"
        + (" - filled in" if option in outcome.filled else "")
        for option in outcome.funded
    ]
    for tie in outcome.ties:
        said = " = ".join(str(option + 1) for option in tie.options)
        lines.append(f"  tie, in this order by the rule '{sheet.tie_rule}': {said}")
    return lines
