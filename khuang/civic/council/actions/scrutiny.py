"""Announce criteria, open a round, declare interests, score."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from khuang.civic.council.actions.leave import (
    ask,
    locked,
    move,
    next_number,
    one_at_a_time,
    open_item,
    public,
)
from khuang.civic.council.models import (
    Council,
    CriteriaSet,
    Delegate,
    Interest,
    Item,
    Round,
    RoundItem,
    Score,
    Seat,
)
from khuang.civic.council.rules.criteria import SCALE, Criterion, as_rows, check, of_rows, shipped
from khuang.civic.council.rules.problems import (
    DearerThanBudget,
    HasInterest,
    InARound,
    InThePast,
    MovedOn,
    NoCost,
    NoSuchScore,
    NotYourSeat,
    SameItem,
    ScoredAlready,
    SeatEnded,
    TooFewItems,
)
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def announce_criteria(
    council: Council, criteria: Sequence[Criterion], *, by: Any, at: datetime
) -> CriteriaSet:
    """Announce by what is scored from the next round on; running rounds keep theirs.

    Journal: council.criteria-announced. Raises PermissionDenied, NoCriteria.
    """
    ask(by)
    check(criteria)
    council = one_at_a_time(council)
    numbers = CriteriaSet.objects.filter(council=council).values_list("number", flat=True)
    made = CriteriaSet.objects.create(
        council=council,
        number=next_number(numbers),
        criteria=as_rows(criteria),
        announced_at=at,
        by_id=by.pk,
    )
    journal.write("council.criteria-announced", by=by, about=made, at=at, council=str(council.pk))
    return made


@journal.action
def open_round(
    council: Council,
    title: str,
    *,
    items: Sequence[Item],
    budget: int,
    rule: str,
    closes_at: datetime,
    by: Any,
    at: datetime,
) -> Round:
    """Open a round of scrutiny by the criteria that were announced last. Journal: council.round-opened.

    budget  whole baht; rule  decides the ranking, announced before anybody scores
    Raises PermissionDenied, NoWords, InThePast, TooFewItems, NoCost, DearerThanBudget, SameItem,
    InARound, MovedOn.
    """
    ask(by)
    if closes_at <= at:
        raise InThePast
    if len({item.pk for item in items}) < 2 or len({item.pk for item in items}) != len(items):
        raise TooFewItems
    rows = [_ready(item, council) for item in items]
    if any(item.cost > budget for item in rows if item.cost):
        raise DearerThanBudget
    criteria = CriteriaSet.objects.filter(council=council).first()
    made = Round.objects.create(
        council=council,
        criteria=criteria or announce_criteria(council, shipped(), by=by, at=at),
        title=public(title),
        budget=budget,
        rule=rule,
        opened_at=at,
        closes_at=closes_at,
        by_id=by.pk,
    )
    for number, item in enumerate(rows, 1):
        RoundItem.objects.create(round=made, item=item, number=number, cost=item.cost)
        if item.state == Item.State.PROPOSED:
            move(item, "listed")
    journal.write("council.round-opened", by=by, about=made, at=at, items=len(rows))
    return made


@journal.action
def declare_interest(item: Item, seat: Seat, *, words: str, by: Any, at: datetime) -> Interest:
    """Say that a seat has an interest in an item; scores that it gave it count no more.

    Journal: council.interest-declared.
    Raises PermissionDenied, NotYourSeat, SeatEnded, MovedOn, ScoredAlready, NoWords, WordsTellWho.
    """
    _check_voice(seat, by, at)
    item = open_item(item)
    if RoundItem.objects.filter(item=item, round__state=Round.State.RANKED).exists():
        raise ScoredAlready
    said = {"words": public(words), "declared_at": at, "by_id": by.pk}
    made, _is_new = Interest.objects.get_or_create(item=item, seat=seat, defaults=said)
    Score.objects.filter(item=item, seat=seat, replaced_at=None).update(replaced_at=at)
    journal.write("council.interest-declared", by=by, about=item, at=at, seat=str(seat.pk))
    return made


@journal.action
def score(
    of: Round, item: Item, seat: Seat, *, criterion: str, value: int, reason: str, by: Any, at: datetime
) -> Score:
    """Score an item by one criterion for a seat. A later one replaces it, both stay; sent twice it is one.

    Journal: council.scored.
    Raises PermissionDenied, NotYourSeat, SeatEnded, MovedOn, HasInterest, NoSuchScore, NoWords,
    WordsTellWho.
    """
    _check_voice(seat, by, at)
    of = _taking_scores(of, at)
    if seat.council_id != of.council_id or not of.items.filter(item=item).exists():
        raise NotYourSeat
    open_item(item)
    if Interest.objects.filter(item=item, seat=seat).exists():
        raise HasInterest
    codes = {one.code for one in of_rows(of.criteria.criteria)}
    if criterion not in codes or value not in SCALE:
        raise NoSuchScore
    words = public(reason)
    now = Score.objects.filter(round=of, item=item, seat=seat, criterion=criterion, replaced_at=None)
    there = now.first()
    if there and (there.value, there.reason) == (value, words):
        return there
    now.update(replaced_at=at)
    made = Score.objects.create(
        round=of,
        item=item,
        seat=seat,
        criterion=criterion,
        value=value,
        reason=words,
        at=at,
        by_id=by.pk,
    )
    journal.write("council.scored", by=by, about=of, at=at, item=str(item.pk), seat=str(seat.pk))
    return made


def speaks_for(seat: Seat, account: Any, *, at: datetime) -> bool:
    """Say whether an account is a delegate of a seat on that day."""
    day = timezone.localdate(at)
    now = Q(until=None) | Q(until__gt=day)
    return Delegate.objects.filter(now, seat=seat, account_id=account.pk, since__lte=day).exists()


def _check_voice(seat: Seat, by: Any, at: datetime) -> None:
    """A delegate speaks for their own seat; the secretary types for a seat that has no account."""
    day = timezone.localdate(at)
    if seat.since > day or (seat.until and seat.until <= day):
        raise SeatEnded
    if may(by, "council.run"):
        return
    ask(by, "council.scrutinise")
    if not speaks_for(seat, by, at=at):
        raise NotYourSeat


def _taking_scores(of: Round, at: datetime) -> Round:
    # Locked, so that two delegates of one seat score one after the other.
    of = locked(of)
    if not of.is_open or at >= of.closes_at:
        raise MovedOn
    return of


def _ready(item: Item, council: Council) -> Item:
    found: Item = open_item(item)
    if found.council_id != council.pk:
        raise SameItem
    if found.rounds.filter(round__state=Round.State.OPEN).exists():
        raise InARound
    if found.cost is None:
        raise NoCost
    return found
