"""Elections in the .pb format of Pabulib (pabulib.org/format): read with every bad row named, and written.

    META      key;value        description, budget, vote_type, and limits of the kind
    PROJECTS  project_id;cost;name
    VOTES     voter_id;vote    and points, for kinds that have them; sex and age are read where they are

approval and choose-1 are ticks, ordinal is an order, cumulative are points, scoring are scores.
"""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from khuang.civic.ballots.rules.choices import LIMITS, Choices, check
from khuang.civic.ballots.rules.problems import NotAPabulibFile, WrongMarks
from khuang.lib.demographics import age_band


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


KINDS = {
    "approval": "approval",
    "choose-1": "approval",
    "ordinal": "ranking",
    "cumulative": "points",
    "scoring": "scores",
}
_NAMES = {"approval": "approval", "ranking": "ordinal", "points": "cumulative", "scores": "scoring"}
_LIMITS = {
    "approval": "max_length",
    "ranking": "max_length",
    "points": "max_sum_points",
    "scores": "max_points",
}
_SEXES = {"f": "female", "m": "male"}

# Why a row is handed back.
WHY = {
    "columns": _("This row has more or fewer columns than its section says."),
    "cost": _("A cost is a whole amount of zero or more."),
    "project-twice": _("There is a project of this id already."),
    "voter-twice": _("There is a voter of this id already."),
    "marks": _("These marks do not make a ballot of this kind: an unknown project, one twice, or too many."),
    "number": _("Points and scores are whole numbers."),
    "section": _("This row stands before any section."),
}


@dataclass(frozen=True)
class Row:
    """A row that was not taken: where it stands, what it says, and a key of WHY."""

    line: int
    text: str
    why: str


@dataclass(frozen=True)
class Project:
    """An option of the file. cost: whole units of its currency."""

    key: str
    title: str
    cost: int


@dataclass(frozen=True)
class Vote:
    """A ballot of the file; sex and age band in our own words, "" where not said."""

    choices: Choices
    sex: str = ""
    age_band: str = ""


@dataclass
class File:
    """What was read: all good rows, and the bad ones with their reason."""

    meta: dict[str, str] = field(default_factory=dict)
    projects: list[Project] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)

    @property
    def kind(self) -> str:
        """Our kind of election."""
        return KINDS[self.meta["vote_type"]]

    @property
    def budget(self) -> int:
        """Whole units of the currency."""
        return _amount(self.meta["budget"])

    @property
    def limit(self) -> int:
        """As the election has it; for the file's own limits."""
        if self.meta["vote_type"] == "choose-1":
            return 1
        said = self.meta.get(_LIMITS[self.kind], "")
        # A limit of as many as there are projects is none.
        return int(said) if said.isdigit() and int(said) < 1000 else LIMITS[self.kind]


def read(text: str) -> File:
    """Read a file; bad rows are handed back. Raises NotAPabulibFile when there is nothing to build on."""
    found = File()
    rows = list(_rows(text, found))
    for section, _line, _text, row in rows:
        if section == "META" and len(row.get("value", "")):
            found.meta[row["key"]] = row["value"]
    _check_meta(found.meta)
    _read_projects(found, [one for one in rows if one[0] == "PROJECTS"])
    if not found.projects:
        raise NotAPabulibFile
    _read_votes(found, [one for one in rows if one[0] == "VOTES"])
    found.refused.sort(key=lambda row: row.line)
    return found


_Rows = Sequence[tuple[str, int, str, dict[str, str]]]


def _rows(text: str, found: File) -> Iterator[tuple[str, int, str, dict[str, str]]]:
    """Give each row with its section, line and columns by name; a section's first row names them."""
    section, names = "", list[str]()
    for line, words in enumerate(text.removeprefix("\ufeff").splitlines(), start=1):
        cells = [cell.strip() for cell in next(csv.reader([words], delimiter=";"), [])]
        if not any(cells):
            continue
        if words.strip().upper() in ("META", "PROJECTS", "VOTES"):
            section, names = words.strip().upper(), []
        elif not section:
            found.refused.append(Row(line, words, "section"))
        elif not names:
            names = [cell.lower() for cell in cells]
        elif len(cells) != len(names) and section != "META":
            found.refused.append(Row(line, words, "columns"))
        else:
            yield section, line, words, dict(zip(names, cells, strict=False))


def _check_meta(meta: Mapping[str, str]) -> None:
    try:
        if KINDS[meta["vote_type"]] and _amount(meta["budget"]) >= 0:
            return
    except (KeyError, ValueError):
        pass
    raise NotAPabulibFile


def _amount(text: str) -> int:
    """Read a whole amount, also where it is written with an empty fraction. Raises ValueError."""
    try:
        amount = Decimal(text.replace(" ", "").replace(",", "."))
    except InvalidOperation:
        raise ValueError(text) from None
    if not amount.is_finite() or amount != amount.to_integral_value():
        raise ValueError(text)
    return int(amount)


def _read_projects(found: File, rows: _Rows) -> None:
    known = set[str]()
    for _section, line, text, row in rows:
        key = row.get("project_id", "")
        try:
            cost = _amount(row.get("cost", ""))
        except ValueError:
            cost = -1
        if cost < 0 or not key:
            found.refused.append(Row(line, text, "cost"))
        elif key in known:
            found.refused.append(Row(line, text, "project-twice"))
        else:
            known.add(key)
            found.projects.append(Project(key, row.get("name") or key, cost))


def _read_votes(found: File, rows: _Rows) -> None:
    numbers = {project.key: number for number, project in enumerate(found.projects, start=1)}
    known = set[str]()
    for _section, line, text, row in rows:
        voter = row.get("voter_id", str(line))
        if voter in known:
            found.refused.append(Row(line, text, "voter-twice"))
            continue
        try:
            marks = _marks(found, row, numbers)
        except (WrongMarks, KeyError, ValueError) as problem:
            why = "number" if isinstance(problem, ValueError) else "marks"
            found.refused.append(Row(line, text, why))
            continue
        known.add(voter)
        found.votes.append(Vote(marks, _SEXES.get(row.get("sex", "").lower(), ""), _band(row)))


def _marks(found: File, row: Mapping[str, str], numbers: Mapping[str, int]) -> Choices:
    """Read the marks of one vote. Raises WrongMarks, KeyError, ValueError for what is no whole number."""
    keys = [key.strip() for key in row["vote"].split(",") if key.strip()]
    if found.kind == "approval":
        values = [1] * len(keys)
    elif found.kind == "ranking":
        values = list(range(1, len(keys) + 1))
    else:
        values = [_amount(value) for value in row["points"].split(",") if value.strip()]
    if not len(set(keys)) == len(keys) == len(values):
        raise WrongMarks
    said = {numbers[key]: value for key, value in zip(keys, values, strict=True)}
    return check(found.kind, said, numbers=range(1, len(numbers) + 1), limit=found.limit)


def _band(row: Mapping[str, str]) -> str:
    age = row.get("age", "")
    return age_band(int(age)) if age.isdigit() and int(age) < 130 else ""


def write(
    *,
    title: str,
    place: str,
    year: int,
    kind: str,
    limit: int,
    budget: int,
    rule: str,
    options: Sequence[tuple[int, str, int]],
    ballots: Sequence[Choices],
) -> str:
    """Write an election: options as (number, title, cost), ballots in the order given, without attributes."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=";", lineterminator="\n")
    meta = {
        "description": title,
        "country": "Thailand",
        "unit": place,
        "instance": str(year),
        "num_projects": str(len(options)),
        "num_votes": str(len(ballots)),
        "budget": str(budget),
        "vote_type": _NAMES[kind],
        "rule": rule,
        "currency": "THB",
    } | ({_LIMITS[kind]: str(limit)} if limit else {})
    out.write("META\n")
    rows.writerows([("key", "value"), *meta.items()])
    out.write("PROJECTS\n")
    rows.writerow(("project_id", "cost", "name"))
    rows.writerows((number, cost, " ".join(title.split())) for number, title, cost in options)
    out.write("VOTES\n")
    rows.writerow(("voter_id", "vote") if kind in ("approval", "ranking") else ("voter_id", "vote", "points"))
    rows.writerows(_vote(kind, voter, ballot) for voter, ballot in enumerate(ballots, start=1))
    return out.getvalue()


def _vote(kind: str, voter: int, ballot: Choices) -> tuple[str, ...]:
    marks = sorted(ballot, key=lambda mark: mark[1]) if kind == "ranking" else ballot
    vote = (str(voter), ",".join(str(number) for number, _value in marks))
    return vote if kind in ("approval", "ranking") else (*vote, ",".join(str(value) for _n, value in marks))
