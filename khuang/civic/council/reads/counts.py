"""Counts of a round, every rule side by side, as `ballots` keeps them."""

from dataclasses import dataclass

from khuang.civic.ballots.models import Count as Sheet
from khuang.civic.ballots.models import Election
from khuang.civic.council.models import Count, Round


@dataclass(frozen=True)
class Won:
    """An option of the election, and whether each rule pays for it."""

    number: int
    title: str
    cost: int
    by_rule: list[bool]


@dataclass(frozen=True)
class Counted:
    """One count: its rules in words, with the deciding one first, and what each would pay for.

    spent  whole baht by rule; ties  titles that were equal, by the deciding rule
    """

    row: Count
    election: Election
    sheet: Sheet
    rules: list[str]
    options: list[Won]
    spent: list[int]
    ties: list[list[str]]


def counts(of: Round) -> list[Counted]:
    """Give every count of a round, the first first."""
    return [_counted(of, row) for row in Count.objects.filter(round=of)]


def _counted(of: Round, row: Count) -> Counted:
    election = Election.objects.get(pk=row.election_id)
    sheet = Sheet.objects.get(election=election, number=row.sheet)
    words = dict(Round.Rule.choices)
    codes = sorted((code for code in sheet.outcomes if code in words), key=lambda code: code != of.rule)
    options = list(election.options.all())
    funded = {code: set(sheet.outcomes[code]["funded"]) for code in codes}
    titles = {one.number: one.title for one in options}
    shown = [
        Won(one.number, one.title, one.cost, [one.number in funded[code] for code in codes])
        for one in options
    ]
    return Counted(
        row=row,
        election=election,
        sheet=sheet,
        rules=[str(words[code]) for code in codes],
        options=sorted(shown, key=lambda one: (not one.by_rule[0], one.number)),
        spent=[sheet.outcomes[code]["spent"] for code in codes],
        ties=[[titles[number] for number in tie["options"]] for tie in sheet.outcomes[of.rule]["ties"]],
    )
