"""Make an election, open it, close it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.civic.ballots.actions.locks import check_leave, locked
from khuang.civic.ballots.actions.mixing import mix
from khuang.civic.ballots.models import Election, Option
from khuang.civic.ballots.rules.choices import LIMITS, MOST_POINTS
from khuang.civic.ballots.rules.problems import FixedNow, MovedOn, NotAnElection
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village

MOST_OPTIONS = 500


@dataclass(frozen=True)
class OptionDraft:
    """One option before it has a number.

    cost  whole baht
    node  what it came from, anything with `kind` and `id` as issues' lineage has them; site leads on
    """

    title: str
    words: str = ""
    cost: int = 0
    village: Village | None = None
    kind: str = ""
    node: Any = None


@journal.action
def make_election(
    title: str,
    *,
    question: str,
    kind: str,
    budget: int,
    options: Sequence[OptionDraft],
    voters: str,
    rule: str = "equal-shares",
    tie_rule: str = "cheaper",
    closes_at: datetime,
    limit: int | None = None,
    roll: Collection[UUID] | None = None,
    by: Any,
    at: datetime,
) -> Election:
    """Announce an election with its rule and tie rule. Journal: ballots.made.

    limit  see Election; none: what is usual for the kind
    roll   ids of the accounts that may vote as delegates; none: whoever scrutinises in the council
    Raises PermissionDenied, NotAnElection.
    """
    check_leave(by, "ballots.run")
    made = Election(made_at=at, by_id=by.pk)
    made.roll = None if roll is None else sorted(map(str, roll))
    said = {"question": question, "kind": kind, "budget": budget, "voters": voters, "rule": rule}
    _write(made, options, title=title, tie_rule=tie_rule, closes_at=closes_at, limit=limit, at=at, **said)
    journal.write(
        "ballots.made", by=by, about=made, at=at, options=len(options), rule=rule, tie_rule=tie_rule
    )
    return made


@journal.action
def change_election(
    election: Election, *, options: Sequence[OptionDraft], by: Any, at: datetime, **said: Any
) -> Election:
    """Write an announced election anew; said: as in make_election. Journal: ballots.changed.

    Raises PermissionDenied, FixedNow once it is open, NotAnElection.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state != Election.State.ANNOUNCED:
        raise FixedNow
    _write(now, options, at=at, **said)
    journal.write("ballots.changed", by=by, about=now, at=at, options=len(options), rule=now.rule)
    return now


@journal.action
def open_election(election: Election, *, by: Any, at: datetime) -> Election:
    """Let people vote; options and rules stand from now on. Journal: ballots.opened.

    Raises PermissionDenied, MovedOn, NotAnElection when its closing time has passed.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state != Election.State.ANNOUNCED:
        raise MovedOn
    if now.closes_at <= at:
        raise NotAnElection
    now.state, now.opened_at = Election.State.OPEN, at
    now.save(update_fields=["state", "opened_at"])
    journal.write("ballots.opened", by=by, about=now, at=at, rule=now.rule, tie_rule=now.tie_rule)
    return now


@journal.action
def close(election: Election, *, by: Any, at: datetime) -> Election:
    """End the vote; papers handed out before may still be typed. Journal: ballots.closed.

    Raises PermissionDenied, MovedOn.
    """
    check_leave(by, "ballots.run")
    now = locked(election, alone=True)
    if now.state != Election.State.OPEN:
        raise MovedOn
    now.state, now.closed_at = Election.State.CLOSED, at
    now.save(update_fields=["state", "closed_at"])
    mix(now)
    journal.write("ballots.closed", by=by, about=now, at=at)
    return now


def _write(
    election: Election, options: Sequence[OptionDraft], *, limit: int | None, at: datetime, **said: Any
) -> None:
    for name, value in said.items():
        setattr(election, name, value.strip() if isinstance(value, str) else value)
    election.limit = LIMITS.get(election.kind, 0) if limit is None else limit
    if not _is_whole(election, options, at):
        raise NotAnElection
    election.save()
    Option.objects.filter(election=election).delete()
    Option.objects.bulk_create(
        _option(election, number, draft) for number, draft in enumerate(options, start=1)
    )


def _is_whole(election: Election, options: Sequence[OptionDraft], at: datetime) -> bool:
    known = (
        election.kind in Election.Kind.values
        and election.voters in Election.Voters.values
        and election.rule in Election.Rule.values
        and election.tie_rule in Election.TieRule.values
    )
    named = election.title and election.question and all(draft.title.strip() for draft in options)
    amounts = election.budget >= 0 and all(draft.cost >= 0 for draft in options)
    sizes = 1 <= len(options) <= MOST_OPTIONS and 0 <= election.limit <= MOST_POINTS
    return bool(known and named and amounts and sizes and election.closes_at > at)


def _option(election: Election, number: int, draft: OptionDraft) -> Option:
    return Option(
        election=election,
        number=number,
        title=draft.title.strip(),
        words=draft.words.strip(),
        cost=draft.cost,
        village=draft.village,
        kind=draft.kind,
        node_kind=draft.node.kind if draft.node else "",
        node_id=draft.node.id if draft.node else None,
    )
