"""Scoring, ranking and counting again: who may, what counts, what stays."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW, sign_in
from khuang.civic.ballots.models import Ballot, Election
from khuang.civic.council import actions, reads
from khuang.civic.council.models import Count, CriteriaSet, Item, Round, RoundItem, Score
from khuang.civic.council.rules.criteria import Criterion, shipped
from khuang.civic.council.rules.problems import (
    DearerThanBudget,
    HasInterest,
    InARound,
    InThePast,
    MovedOn,
    NobodyScored,
    NoCost,
    NoCriteria,
    NoSuchScore,
    NothingChanged,
    NotYourSeat,
    NoWords,
    SameItem,
    ScoredAlready,
    SeatEnded,
    TooFewItems,
)
from khuang.civic.council.tests.cast import (
    CRITERIA,
    DAY,
    TODAY,
    a_council,
    a_meeting,
    a_round,
    an_item,
    full_council,
    held,
    scored,
)
from khuang.civic.issues.reads import downstream
from khuang.civic.issues.rules.lineage import Node

LATER = NOW + DAY


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def council(cast):
    return full_council(cast)


@pytest.fixture
def items(cast, council):
    return [an_item(cast, council[0], title) for title in ("ซ่อมศาลา", "ทางลาด")]


@pytest.fixture
def of(cast, council, items):
    return a_round(cast, council[0], items)


def everyone_scored(cast, of, items, seats):
    """The first item gets more of everybody."""
    for seat in seats:
        scored(cast, of, items[0], seat, 5, 4)
        scored(cast, of, items[1], seat, 2, 3)


def one(cast, of, item, seat, by=None, at=NOW, **said):
    said = {"criterion": "need", "value": 4, "reason": "จำเป็น"} | said
    return actions.score(of, item, seat, **said, by=by or cast.kham, at=at)


# Criteria and rounds


def test_criteria_change_for_the_next_round_only(cast, council, of):
    changed = (Criterion("joy", "ความสุข", "Joy", "", "", 1),)
    actions.announce_criteria(council[0], changed, by=cast.facai, at=LATER)
    assert reads.criteria(council[0])[0] == changed
    assert [row.criterion.code for row in reads.scrutiny(of)[0].criteria] == ["need", "cost"]
    with pytest.raises(NoCriteria):
        actions.announce_criteria(council[0], (), by=cast.facai, at=LATER)


def test_without_an_announcement_the_shipped_criteria_are_announced_with_the_round(cast, council, items):
    said = {"items": items, "budget": 50_000, "rule": "borda", "closes_at": LATER}
    actions.open_round(council[0], "รอบ", **said, by=cast.facai, at=NOW)
    assert [row["code"] for row in CriteriaSet.objects.get().criteria] == [one.code for one in shipped()]


def test_what_cannot_be_ranked_opens_no_round(cast, council, items):
    whole, _seats = council
    elsewhere = an_item(cast, a_council(cast, "other"))
    cheap = an_item(cast, whole, cost=None)
    dear = an_item(cast, whole, cost=100_001)
    for rows, problem in (
        (items[:1], TooFewItems),
        ([items[0], items[0]], TooFewItems),
        ([items[0], cheap], NoCost),
        ([items[0], dear], DearerThanBudget),
        ([items[0], elsewhere], SameItem),
    ):
        with pytest.raises(problem):
            a_round(cast, whole, rows)
    with pytest.raises(InThePast):
        a_round(cast, whole, items, closes_at=NOW)
    a_round(cast, whole, items)
    with pytest.raises(InARound):
        a_round(cast, whole, items)


def test_what_is_being_scored_stays_as_it_is(cast, council, items, of):
    for change in (
        lambda: actions.change(items[0], actions.Draft("x"), by=cast.facai, at=NOW),
        lambda: actions.merge(items[0], items[1], by=cast.facai, at=NOW),
        lambda: actions.resolve(
            items[0],
            held(cast, a_meeting(cast, council[0], items=items), council[1]),
            outcome="adopted", words="x", votes=actions.Votes(3, 0, 0), by=cast.facai, at=NOW,
        ),
    ):  # fmt: skip
        with pytest.raises(InARound):
            change()


# Scores


def test_a_delegate_scores_for_their_own_seat_until_the_round_closes(cast, council, items, of):
    own, other, _third = council[1]
    assert one(cast, of, items[0], own).by_id == cast.kham.pk
    with pytest.raises(NotYourSeat):
        one(cast, of, items[0], other)
    for stranger in (cast.mali, cast.dao):
        with pytest.raises(PermissionDenied):
            one(cast, of, items[0], own, by=stranger)
    with pytest.raises(MovedOn):
        one(cast, of, items[0], own, at=of.closes_at)


def test_a_score_sent_twice_is_one_and_a_changed_one_keeps_the_first(cast, council, items, of):
    own = council[1][0]
    first = one(cast, of, items[0], own)
    assert one(cast, of, items[0], own) == first
    second = one(cast, of, items[0], own, value=2, by=cast.facai)
    assert reads.score_of(of, items[0], own, "need") == second
    assert Score.objects.get(pk=first.pk).replaced_at == NOW


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"value": 6}, NoSuchScore),
        ({"value": 0}, NoSuchScore),
        ({"criterion": "joy"}, NoSuchScore),
        ({"reason": " "}, NoWords),
    ],
)
def test_a_score_lies_on_the_scale_by_an_announced_criterion_with_a_reason(
    cast, council, items, of, said, problem
):
    with pytest.raises(problem):
        one(cast, of, items[0], council[1][0], **said)


def test_a_delegate_whose_seat_ended_has_no_voice(cast, council, items, of):
    own = council[1][0]
    actions.end_seat(own, on=TODAY, by=cast.facai, at=NOW)
    own.refresh_from_db()
    with pytest.raises(SeatEnded):
        one(cast, of, items[0], own)


def test_a_delegate_who_stopped_speaking_has_no_voice_and_the_seat_has(cast, council, items, of):
    own = council[1][0]
    actions.end_delegate(own.delegates.get(), on=TODAY, by=cast.facai, at=NOW)
    with pytest.raises(NotYourSeat):
        one(cast, of, items[0], own)
    assert one(cast, of, items[0], own, by=cast.facai)


def test_a_seat_with_an_interest_does_not_score_and_what_it_scored_counts_no_more(cast, council, items, of):
    own = council[1][0]
    one(cast, of, items[0], own)
    actions.declare_interest(items[0], own, words="กลุ่มใช้ศาลานี้", by=cast.kham, at=NOW)
    with pytest.raises(HasInterest):
        one(cast, of, items[0], own)
    assert reads.score_of(of, items[0], own, "need") is None
    progress = reads.progress(of, own)
    assert (progress.of, progress.to_do) == (1, [items[1]])
    assert reads.scrutiny(of)[0].interests[0].words == "กลุ่มใช้ศาลานี้"


# Ranking


def test_a_round_is_ranked_by_an_election_and_every_rule_stands_beside(cast, council, items, of):
    everyone_scored(cast, of, items, council[1])
    made = actions.rank(of, by=cast.facai, at=LATER)
    (counted,) = reads.counts(Round.objects.get())
    assert counted.rules[0] == str(Round.Rule.EQUAL_SHARES.label) and len(counted.rules) == 4
    assert [option.title for option in counted.options] == ["ซ่อมศาลา", "ทางลาด"]
    assert Ballot.objects.filter(election=made.election_id).count() == 3
    first, second = reads.scrutiny(Round.objects.get())
    assert (first.row.item, first.standing.rank, first.percent) == (items[0], 1, 95)
    assert (second.standing.rank, second.lowest, second.highest) == (2, 45, 45)
    assert {link.to.kind for link in downstream(Node("item", items[0].pk))} == {"election"}
    with pytest.raises(MovedOn):
        actions.rank(of, by=cast.facai, at=LATER)
    with pytest.raises(ScoredAlready):
        actions.declare_interest(items[0], council[1][0], words="สาย", by=cast.kham, at=LATER)


def test_with_one_delegate_there_is_a_ranking_and_with_none_there_is_none(cast, council, items, of):
    with pytest.raises(NobodyScored):
        actions.rank(of, by=cast.facai, at=LATER)
    assert Round.objects.get().is_open and not Election.objects.exists()
    one(cast, of, items[0], council[1][0])
    with pytest.raises(NobodyScored):
        actions.rank(of, by=cast.facai, at=LATER)
    everyone_scored(cast, of, items, council[1][:1])
    actions.rank(of, by=cast.facai, at=LATER)
    assert [row.standing.seats for row in reads.scrutiny(Round.objects.get())] == [1, 1]
    assert reads.turnout(Round.objects.get()) == reads.Turnout(scored=1, of=3)


def test_a_seat_that_scored_and_was_given_back_is_one_of_those_who_scored(cast, council, items, of):
    everyone_scored(cast, of, items, council[1][:2])
    actions.end_seat(council[1][0], on=TODAY, by=cast.facai, at=LATER)
    actions.end_seat(council[1][2], on=TODAY, by=cast.facai, at=LATER)
    actions.rank(of, by=cast.facai, at=LATER)
    assert reads.turnout(Round.objects.get()) == reads.Turnout(scored=2, of=2)


def test_the_agenda_offers_items_in_the_order_of_the_newest_ranking(cast, council, items, of):
    newer = an_item(cast, council[0], "ถนน")
    assert next(iter(reads.items_by_rank(council[0]))) == newer
    everyone_scored(cast, of, items, council[1])
    actions.rank(of, by=cast.facai, at=LATER)
    assert list(reads.items_by_rank(council[0])) == [*items, newer]


def test_after_a_budget_cut_both_counts_stay(cast, council, items, of):
    everyone_scored(cast, of, items, council[1])
    actions.rank(of, by=cast.facai, at=LATER)
    with pytest.raises(NothingChanged):
        actions.count_again(of, budget=100_000, because="ไม่เปลี่ยน", by=cast.facai, at=LATER)
    with pytest.raises(NoWords):
        actions.count_again(of, budget=50_000, because=" ", by=cast.facai, at=LATER)
    actions.count_again(of, budget=50_000, because="งบถูกตัด", by=cast.facai, at=LATER)
    first, again = reads.counts(Round.objects.get())
    assert (first.spent[0], again.spent[0]) == (100_000, 50_000)
    assert first.election == again.election
    assert [option.by_rule[0] for option in again.options] == [True, False]


def test_an_item_withdrawn_after_ranking_leaves_the_recount_and_not_the_ranking(cast, council, items, of):
    everyone_scored(cast, of, items, council[1])
    actions.rank(of, by=cast.facai, at=LATER)
    actions.withdraw(items[0], because="มีผู้บริจาคแล้ว", by=cast.facai, at=LATER)
    actions.count_again(of, budget=100_000, because="ถอนเรื่องหนึ่ง", by=cast.facai, at=LATER)
    first, again = reads.counts(Round.objects.get())
    assert [len(each.options) for each in (first, again)] == [2, 1]
    assert len(reads.scrutiny(Round.objects.get())) == 2


def test_a_round_that_is_open_is_not_counted_again(cast, of):
    with pytest.raises(MovedOn):
        actions.count_again(of, budget=1, because="x", by=cast.facai, at=NOW)


def test_a_childrens_council_shows_scores_without_seats_and_tells_the_election_nothing(cast):
    whole, seats = full_council(cast, "children")
    items = [an_item(cast, whole, title) for title in ("ลานกีฬา", "ถังขยะ")]
    of = a_round(cast, whole, items)
    everyone_scored(cast, of, items, seats)
    actions.rank(of, by=cast.facai, at=LATER)
    rows = reads.scrutiny(Round.objects.get())
    voices = [voice for row in rows for by in row.criteria for voice in by.voices]
    assert len(voices) == 12 and not any(voice.seat for voice in voices)
    assert set(Ballot.objects.values_list("sex", flat=True)) == {""}


def test_nobody_follows_the_scores_of_others_before_the_end(cast, council, items, of):
    everyone_scored(cast, of, items, council[1])
    assert not any(by.voices or by.mean for row in reads.scrutiny(of) for by in row.criteria)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(points=st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=3, max_size=3))
def test_what_the_election_counts_is_what_the_seats_scored(cast, council, items, points):
    with transaction.atomic():
        of = a_round(cast, council[0], items)
        for seat, (need, cost) in zip(council[1], points, strict=True):
            scored(cast, of, items[0], seat, need, cost)
        made = actions.rank(of, by=cast.facai, at=LATER)
        cast_there = Ballot.objects.filter(election=made.election_id).values_list("choices", flat=True)
        assert sorted(choices[0][1] for choices in cast_there) == sorted(3 * n + c for n, c in points)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Round, {"budget": 0}, "council_round_budget"),
        (Round, {"ranked_at": None}, "council_round_ranked"),
        (Score, {"value": 6}, "council_score_scale"),
        (Score, {"reason": ""}, "council_score_reason"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, council, items, of, model, change, name):
    everyone_scored(cast, of, items, council[1])
    actions.rank(of, by=cast.facai, at=LATER)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_nothing_is_noted_twice(cast, council, items, of):
    seat = council[1][0]
    one(cast, of, items[0], seat)
    some = {"round": of, "at": NOW, "budget": 1, "election_id": of.pk}
    Count.objects.create(number=1, **some)
    rows = {
        "council_criteria_number": CriteriaSet(council=council[0], number=1, criteria=[], announced_at=NOW),
        "council_round_item_once": RoundItem(round=of, item=items[0], number=9, cost=1),
        "council_score_once": Score(
            round=of, item=items[0], seat=seat, criterion="need", value=1, reason="x", at=NOW
        ),
        "council_count_number": Count(number=1, **some),
        "council_recount_because": Count(number=2, **some),
    }
    for name, row in rows.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


def test_a_delegate_reads_what_became_of_the_scores(client, cast, council, items, of):
    everyone_scored(cast, of, items, council[1])
    actions.rank(of, by=cast.facai, at=LATER)
    phone = sign_in(client, cast.kham)
    assert reverse("council:ranked", args=[of.pk]) in phone.get(reverse("council:mine")).content.decode()
    assert "ซ่อมศาลา" in phone.get(reverse("council:ranked", args=[of.pk])).content.decode()
    page = client.get(reverse("portal:council-round", args=[cast.municipality.slug, of.pk]))
    assert "เห็นมากับตา" in page.content.decode()


def test_weights_decide(cast, council, items):
    heavy = (CRITERIA[0], Criterion("cost", "ความคุ้มค่า", "Cost", "?", "?", 10))
    of = a_round(cast, council[0], items, criteria=heavy)
    scored(cast, of, items[0], council[1][0], 5, 1)
    scored(cast, of, items[1], council[1][0], 1, 5)
    actions.rank(of, by=cast.facai, at=LATER)
    assert reads.scrutiny(Round.objects.get())[0].row.item == items[1]
    assert Item.objects.filter(state="listed").count() == 2
