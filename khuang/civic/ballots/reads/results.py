"""What came out, for pages and for other apps."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count as Counted
from django.db.models import QuerySet
from django.utils import timezone

from khuang.civic.ballots.models import Count, Election, HasVoted, Option, PaperBallot
from khuang.civic.ballots.reads.sheets import sheet_of
from khuang.civic.ballots.rules.nothing import Table, safe
from khuang.civic.ballots.rules.outcomes import SHOWN, of_json
from khuang.civic.ballots.rules.sheet import Sheet
from khuang.civic.ballots.rules.ties import Outcome
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.money import BAHT

# Title, whether public, name of the address, its arguments, day, state: as lineage.Shown has them.
NodeRow = tuple[str, bool, str, tuple[str, ...], date, str]


@dataclass(frozen=True)
class Result:
    """What one rule gave in one count.

    funded   options in the order in which they were; filled: those that came last, by filling up
    nothing  who got nothing, exact, for the desk; safe: the same for anyone
    decides  whether this is the rule that was announced
    """

    outcome: Outcome
    funded: tuple[Option, ...]
    nothing: Table
    decides: bool

    @property
    def satang(self) -> int:
        """What the winners cost, as the pages write money."""
        return self.outcome.spent * BAHT

    @property
    def safe(self) -> dict[str, dict[str, int | None]]:
        return safe(self.nothing)

    @property
    def bare(self) -> int:
        """How many got nothing."""
        return self.nothing["all"][""][0]


def elections() -> QuerySet[Election]:
    """Give all elections, the newest first."""
    return Election.objects.all()


def public_elections() -> list[Election]:
    """Give what anyone may read: all that is announced, open, closed or counted, what is open first."""
    order = {"open": 0, "announced": 1, "closed": 2, "counted": 3}
    return sorted(elections(), key=lambda one: order[one.state])


def counts(election: Election) -> list[Count]:
    """Give the counts of an election, the first one first."""
    return list(election.counts.all())


def outcomes(election: Election, count: Count | None = None) -> dict[str, Result]:
    """Give what each rule gave in a count (none: the last), the one that decides first; {} before it."""
    found = count or election.counts.last()
    if found is None:
        return {}
    options = list(election.options.select_related("village"))
    names = dict.fromkeys((election.rule, *SHOWN[election.kind]))
    return {name: _result(found, name, options, decides=name == election.rule) for name in names}


def _result(count: Count, rule: str, options: list[Option], *, decides: bool) -> Result:
    outcome = of_json(rule, count.outcomes[rule])
    funded = tuple(options[option] for option in outcome.funded)
    return Result(outcome, funded, count.nothing[rule], decides)


def winners(election: Election) -> tuple[Option, ...]:
    """Give what the announced rule funded in the last count, in order; () before it."""
    found = outcomes(election)
    return found[election.rule].funded if found else ()


def count_sheet(election: Election, count: Count | None = None) -> Sheet | None:
    """Give the sheet of a count (none: the last), from which anybody can count again; none before it."""
    found = count or election.counts.last()
    return None if found is None else sheet_of(election, budget=found.budget)


def paper_states(election: Election) -> dict[str, int]:
    """Give how many papers are in which state."""
    rows = election.papers.order_by().values("state").annotate(number=Counted("pk"))
    return dict.fromkeys(PaperBallot.State.values, 0) | {row["state"]: row["number"] for row in rows}


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, NodeRow]:
    """Give elections as a path shows them."""
    if kind != "election":
        return {}
    return {one.pk: _node(one) for one in Election.objects.filter(pk__in=ids)}


def _node(election: Election) -> NodeRow:
    when = timezone.localdate(election.closed_at or election.opened_at or election.made_at)
    state = str(election.get_state_display())
    return election.title, True, "portal:election", (str(election.pk),), when, state


def for_delegate(account: Any) -> list[Election]:
    """Give the votes among delegates that are open to an account and in which it has not voted yet."""
    rows = Election.objects.filter(state=Election.State.OPEN, voters=Election.Voters.DELEGATES)
    return [one for one in rows if _on_roll(one, account) and not has_voted(one, str(account.pk))]


def has_voted(election: Election, voter_key: str) -> bool:
    """Say whether a delegate has voted."""
    return HasVoted.objects.filter(key_hash=voter_hash(election, voter_key)).exists()


def voter_hash(election: Election, voter_key: str) -> bytes:
    """Give what is stored of who has voted."""
    return keyed_hash(f"{election.pk} {voter_key}", "ballots-voter")


def _on_roll(election: Election, account: Any) -> bool:
    return election.roll is None or str(account.pk) in election.roll
