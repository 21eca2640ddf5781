"""What a count takes in."""

from khuang.civic.ballots.models import Ballot, Election
from khuang.civic.ballots.rules.nothing import Voter
from khuang.civic.ballots.rules.sheet import Sheet


def sheet_of(election: Election, *, budget: int) -> Sheet:
    """Give the count sheet of an election under a budget, ballots in canonical order."""
    options = tuple(election.options.values_list("number", "title", "cost"))
    ballots = Ballot.objects.filter(election=election).order_by().values_list("choices", flat=True)
    return Sheet(
        election.title,
        election.kind,
        election.limit,
        budget,
        election.rule,
        election.tie_rule,
        options,
        tuple(sorted(ballots)),
    )


def voters_of(election: Election) -> list[Voter]:
    """Give who supports what, as they said to be; for the figures of a count only."""
    rows = Ballot.objects.filter(election=election).order_by()
    return [
        Voter(frozenset(number for number, _value in choices), sex, age_band, village or "")
        for choices, sex, age_band, village in rows.values_list("choices", "sex", "age_band", "village__code")
    ]
