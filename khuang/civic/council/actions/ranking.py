"""Rank a round by an election of ballots, and count it again when the budget or an item is gone."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from khuang.civic.ballots import actions as ballots
from khuang.civic.ballots.actions.entering import enter
from khuang.civic.ballots.models import Election
from khuang.civic.council.actions.leave import ask, locked, public
from khuang.civic.council.models import Count, Delegate, Interest, Item, Round, RoundItem, Seat
from khuang.civic.council.reads.scrutiny import points_of
from khuang.civic.council.rules import scrutiny
from khuang.civic.council.rules.criteria import of_rows
from khuang.civic.council.rules.problems import MovedOn, NobodyScored, NothingChanged
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal

# An election of delegates lives only while it is counted.
_WHILE = timedelta(minutes=1)


@dataclass(frozen=True)
class Board:
    """What is ranked: items that are still there, and the ballots of the seats about them."""

    rows: Sequence[RoundItem]
    sheets: Mapping[UUID, Mapping[UUID, int]]


@journal.action
def rank(of: Round, *, by: Any, at: datetime) -> Count:
    """End the scoring and rank by the announced rule, the others beside it. Journal: council.ranked.

    Raises PermissionDenied, MovedOn, NobodyScored.
    """
    ask(by)
    of = locked(of)
    if not of.is_open:
        raise MovedOn
    board = _board(of)
    of.state, of.ranked_at = Round.State.RANKED, at
    of.save(update_fields=["state", "ranked_at"])
    made = _count(of, board, budget=of.budget, because="", by=by, at=at)
    for row in board.rows:
        node = Node("item", row.item_id)
        issues.lead_on(node, Node("election", made.election_id), "ranked-in", by=by, at=at)
        issues.tell(node, "council.ranked", title=row.item.title, at=at)
    journal.write("council.ranked", by=by, about=of, at=at, election=str(made.election_id))
    return made


@journal.action
def count_again(of: Round, *, budget: int, because: str, by: Any, at: datetime) -> Count:
    """Count again under another budget or without what was withdrawn; both counts stay.

    Journal: council.counted-again. Raises PermissionDenied, MovedOn, NothingChanged, NobodyScored, NoWords.
    """
    ask(by)
    of = locked(of)
    last = Count.objects.filter(round=of).order_by("-number").first()
    if last is None:
        raise MovedOn
    board = _board(of)
    election = Election.objects.get(pk=last.election_id)
    why, same_items = public(because), election.options.count() == len(board.rows)
    if same_items and budget == last.budget:
        raise NothingChanged
    if same_items:
        # The very same ballots, so anybody can see that only the money is less.
        sheet = ballots.recount(election, budget=budget, because=why, by=by, at=at)
        made = _keep(of, election, sheet.number, budget=budget, because=why, by=by, at=at)
    else:
        made = _count(of, board, budget=budget, because=why, by=by, at=at)
    journal.write("council.counted-again", by=by, about=of, at=at, election=str(made.election_id))
    return made


def _board(of: Round) -> Board:
    """Give what is still there to be ranked. Raises NobodyScored."""
    gone = (Item.State.WITHDRAWN, Item.State.MERGED)
    rows = list(of.items.exclude(item__state__in=gone).select_related("item__village"))
    points = points_of(of)
    interested: dict[UUID, set[UUID]] = {}
    for item, seat in Interest.objects.filter(item__rounds__round=of).values_list("item_id", "seat_id"):
        interested.setdefault(item, set()).add(seat)
    sheets = scrutiny.ballots(
        {row.item_id: points.get(row.item_id, {}) for row in rows},
        {row.item_id: frozenset(interested.get(row.item_id, ())) for row in rows},
    )
    if not sheets:
        raise NobodyScored
    return Board(rows, sheets)


def _count(of: Round, board: Board, *, budget: int, because: str, by: Any, at: datetime) -> Count:
    election = _election(of, board, budget, by, at)
    number = {row.item_id: place for place, row in enumerate(board.rows, 1)}
    said = _said(of, board)
    sheets = {
        str(seat): {number[item]: value for item, value in sheet.items()}
        for seat, sheet in board.sheets.items()
    }
    enter(election, sheets, said=said, by=by, at=at)
    sheet = ballots.close_and_count(election, by=by, at=at)
    return _keep(of, election, sheet.number, budget=budget, because=because, by=by, at=at)


def _keep(
    of: Round, election: Election, sheet: int, *, budget: int, because: str, by: Any, at: datetime
) -> Count:
    return Count.objects.create(
        round=of,
        number=Count.objects.filter(round=of).count() + 1,
        budget=budget,
        because=because,
        election_id=election.pk,
        sheet=sheet,
        at=at,
        by_id=by.pk,
    )


def _election(of: Round, board: Board, budget: int, by: Any, at: datetime) -> Election:
    options = [
        ballots.OptionDraft(
            title=row.item.title,
            words=row.item.words,
            cost=row.cost,
            village=row.item.village,
            kind=row.item.kind,
            node=Node("item", row.item_id),
        )
        for row in board.rows
    ]
    made = ballots.make_election(
        of.title,
        question=of.title,
        kind="scores",
        budget=budget,
        options=options,
        voters="delegates",
        rule=of.rule,
        tie_rule="cheaper",
        limit=scrutiny.full_marks(of_rows(of.criteria.criteria)),
        roll=[],
        closes_at=at + _WHILE,
        by=by,
        at=at,
    )
    return ballots.open_election(made, by=by, at=at)


def _said(of: Round, board: Board) -> dict[str, dict[str, Any]]:
    """Say of each ballot what is public of its seat: the delegate's sex, the one village where it works.

    Of a council whose seats are not shown nothing is said.
    """
    if not of.council.is_by_seat:
        return {}
    seats = Seat.objects.filter(pk__in=board.sheets).prefetch_related("organization__villages__village")
    sexes = dict(
        Delegate.objects.filter(seat__in=list(board.sheets), until=None)
        .order_by("-since", "-pk")
        .values_list("seat_id", "sex")
    )
    found = {}
    for seat in seats:
        where = [row.village for row in seat.organization.villages.all()]
        village = where[0] if len(where) == 1 else None
        found[str(seat.pk)] = {"sex": sexes.get(seat.pk, ""), "village": village}
    return found
