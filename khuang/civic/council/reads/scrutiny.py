"""What seats scored, item by item, and what is still to be scored."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from uuid import UUID

from django.db.models import Case, QuerySet, When
from django.utils import timezone
from django.utils.translation import get_language

from khuang.civic.council.models import Council, Interest, Item, Round, RoundItem, Score, Seat
from khuang.civic.council.reads.councils import open_items, seats
from khuang.civic.council.rules.criteria import Criterion, of_rows
from khuang.civic.council.rules.scrutiny import Standing, averages, full_marks, points, standings

Given = dict[UUID, dict[UUID, dict[str, Score]]]  # item -> seat -> criterion -> the score that counts
Points = dict[UUID, dict[UUID, int]]  # item -> seat -> points


@dataclass(frozen=True)
class Voice:
    """What one seat said of an item by one criterion; the seat is none where seats are not shown."""

    seat: Seat | None
    value: int
    reason: str


@dataclass(frozen=True)
class ByCriterion:
    """One criterion of an item: its mean score, on the scale of 1 to 5, and what was said."""

    criterion: Criterion
    mean: Fraction | None
    voices: list[Voice] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Its name in the reader's language."""
        return self.criterion.name(get_language() or "th")

    @property
    def mean_shown(self) -> str:
        """The mean with one decimal."""
        return "" if self.mean is None else f"{float(self.mean):.1f}"


@dataclass(frozen=True)
class Scrutiny:
    """An item of a round as everybody reads it.

    standing   where it stands, none while the round is open
    percent    mean of the points in whole percent of full marks; lowest and highest of any seat
    interests  seats that did not score it, and why
    """

    row: RoundItem
    standing: Standing | None
    percent: int
    lowest: int
    highest: int
    criteria: list[ByCriterion]
    interests: list[Interest]

    @property
    def width(self) -> int:
        """How far the scores lie apart, never less than what can be seen."""
        return max(1, self.highest - self.lowest)


@dataclass(frozen=True)
class Progress:
    """How far a seat is with a round.

    to_do  items that it has not scored by every criterion, in the order of the round
    """

    seat: Seat
    done: int
    of: int
    to_do: list[Item]


@dataclass(frozen=True)
class Turnout:
    """How many organizations scored an item of a round whole, of how many."""

    scored: int
    of: int


def scrutiny(of: Round) -> list[Scrutiny]:
    """Give the items of a round with their scores; while it is open without, so that nobody follows others.

    Ranked items stand in the order of the ranking.
    """
    criteria = of_rows(of.criteria.criteria)
    rows = list(of.items.select_related("item__village"))
    given = {} if of.is_open else _given(of)
    stand = {} if of.is_open else {one.item: one for one in standings(_points(rows, given, criteria))}
    interests: dict[UUID, list[Interest]] = {}
    for one in Interest.objects.filter(item__rounds__round=of).select_related("seat__organization"):
        interests.setdefault(one.item_id, []).append(one)
    shown = [_scrutiny(of, row, given, stand, criteria, interests.get(row.item_id, [])) for row in rows]
    return sorted(shown, key=lambda one: (one.standing.rank if one.standing else 0, one.row.number))


def progress(of: Round, seat: Seat) -> Progress:
    """Say what a seat has scored and what waits for it."""
    criteria = of_rows(of.criteria.criteria)
    given = _given(of, seat)
    free = [row.item for row in of.items.select_related("item") if row.item.is_open]
    kept_out = set(Interest.objects.filter(seat=seat).values_list("item_id", flat=True))
    asked = [item for item in free if item.pk not in kept_out]
    to_do = [item for item in asked if _missing(given, item, seat, criteria)]
    return Progress(seat, len(asked) - len(to_do), len(asked), to_do)


def scored(of: Round, seat: Seat) -> list[tuple[RoundItem, list[tuple[str, str]]]]:
    """Give the open items that a seat scored by every criterion, with the code and name of each."""
    language, criteria = get_language(), of_rows(of.criteria.criteria)
    names = [(one.code, one.name(language)) for one in criteria]
    given = _given(of, seat)
    rows = [row for row in of.items.select_related("item") if row.item.is_open]
    return [(row, names) for row in rows if not _missing(given, row.item, seat, criteria)]


def next_question(of: Round, item: Item, seat: Seat) -> Criterion | None:
    """Give the first criterion by which a seat has not scored an item."""
    criteria = of_rows(of.criteria.criteria)
    missing = _missing(_given(of, seat), item, seat, criteria)
    return missing[0] if missing else None


def score_of(of: Round, item: Item, seat: Seat, criterion: str) -> Score | None:
    """Give the score that counts."""
    rows = Score.objects.filter(round=of, item=item, seat=seat, criterion=criterion, replaced_at=None)
    return rows.first()


def points_of(of: Round) -> Points:
    """Give the points by item and seat; seats that did not score by every criterion are absent."""
    return _points(list(of.items.all()), _given(of), of_rows(of.criteria.criteria))


def turnout(of: Round) -> Turnout:
    """Say how many organizations scored, of those with a seat on the day of the ranking, until then today.

    Whoever scored and gave the seat back before that is one of them: the scores count.
    """
    scored = {seat for by_seat in points_of(of).values() for seat in by_seat}
    day = timezone.localdate(of.ranked_at or timezone.now())
    there = set(seats(of.council, on=day).values_list("pk", flat=True))
    return Turnout(len(scored), len(scored | there))


def items_by_rank(council: Council) -> QuerySet[Item]:
    """Give the items that may still be resolved: in the order of the newest ranking, then the others."""
    newest = Round.objects.filter(council=council, state=Round.State.RANKED).order_by("-ranked_at").first()
    if newest is None:
        return open_items(council)
    places = [When(pk=one.row.item_id, then=place) for place, one in enumerate(scrutiny(newest))]
    return open_items(council).order_by(Case(*places, default=len(places)), "-made_at", "-pk")


def _given(of: Round, seat: Seat | None = None) -> Given:
    rows = Score.objects.filter(round=of, replaced_at=None).select_related("seat__organization")
    found: Given = {}
    for one in rows.filter(seat=seat) if seat else rows:
        found.setdefault(one.item_id, {}).setdefault(one.seat_id, {})[one.criterion] = one
    return found


def _points(rows: list[RoundItem], given: Given, criteria: tuple[Criterion, ...]) -> Points:
    found: Points = {}
    for row in rows:
        by_seat = {
            seat: points({code: one.value for code, one in scores.items()}, criteria)
            for seat, scores in given.get(row.item_id, {}).items()
        }
        found[row.item_id] = {seat: number for seat, number in by_seat.items() if number is not None}
    return found


def _scrutiny(
    of: Round,
    row: RoundItem,
    given: Given,
    stand: Mapping[object, Standing],
    criteria: tuple[Criterion, ...],
    interests: list[Interest],
) -> Scrutiny:
    full, standing = full_marks(criteria), stand.get(row.item_id)
    by_seat = given.get(row.item_id, {})
    means = averages([{code: one.value for code, one in some.items()} for some in by_seat.values()], criteria)
    shown = [ByCriterion(one, means.get(one.code), _voices(of, by_seat, one.code)) for one in criteria]
    share = lambda number: round(100 * Fraction(number) / full)  # noqa: E731
    return Scrutiny(
        row=row,
        standing=standing,
        percent=share(standing.mean) if standing else 0,
        lowest=share(standing.lowest) if standing else 0,
        highest=share(standing.highest) if standing else 0,
        criteria=shown,
        interests=interests,
    )


def _voices(of: Round, by_seat: Mapping[UUID, Mapping[str, Score]], code: str) -> list[Voice]:
    said = [scores[code] for scores in by_seat.values() if code in scores]
    if of.council.is_by_seat:
        said.sort(key=lambda one: str(one.seat.organization))
        return [Voice(one.seat, one.value, one.reason) for one in said]
    # By what was said, so that neither order nor time tells whose it is.
    said.sort(key=lambda one: (-one.value, one.reason))
    return [Voice(None, one.value, one.reason) for one in said]


def _missing(given: Given, item: Item, seat: Seat, criteria: tuple[Criterion, ...]) -> list[Criterion]:
    there = given.get(item.pk, {}).get(seat.pk, {})
    return [one for one in criteria if one.code not in there]
