"""Votes: once each, the latest counts, nothing after closing, hands beside them."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW
from khuang.civic.forum import actions, reads
from khuang.civic.forum.models import Hands, Participant, PastVote, Vote
from khuang.civic.forum.rules import problems
from khuang.civic.forum.tests.cast import a_person, a_statement, a_topic, days, phases
from khuang.ground.journal import reads as journal


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def topic(cast):
    return a_topic(cast)


@pytest.fixture
def statement(cast, topic):
    return a_statement(cast, topic)


def test_a_device_takes_part_once_and_no_key_is_kept(topic):
    one = a_person(topic, sex="female", age_band="25-44")
    again = a_person(topic, sex="male")
    assert one == again and again.sex == "female"
    assert bytes(one.key) != b"a-device" and len(bytes(one.key)) == 16


def test_two_topics_cannot_be_joined_by_the_key(cast, topic):
    other = a_topic(cast, "ขยะ")
    assert bytes(a_person(topic).key) != bytes(a_person(other).key)


def test_a_vote_counts_once_and_the_latest_holds(topic, statement):
    person = a_person(topic)
    for value, minutes in ((1, 1), (1, 2), (-1, 3)):
        actions.vote(person, statement, value, at=NOW + timedelta(minutes=minutes))
    assert Vote.objects.get().value == -1
    assert [one.value for one in PastVote.objects.all()] == [1]
    assert reads.tallies(topic)[statement.pk] == reads.Tally(disagreed=1)


def test_an_older_vote_that_comes_late_from_a_hall_does_not_replace_a_newer_one(topic, statement):
    person = a_person(topic)
    actions.vote(person, statement, 1, at=NOW)
    actions.vote(person, statement, -1, at=NOW - timedelta(hours=1))
    assert Vote.objects.get().value == 1
    assert [one.value for one in PastVote.objects.all()] == [-1]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.lists(st.sampled_from((-1, 0, 1)), min_size=1, max_size=6))
def test_whatever_is_said_the_last_counts_and_the_history_has_no_gap(cast, said):
    with transaction.atomic():
        topic = a_topic(cast)
        statement = a_statement(cast, topic)
        person = a_person(topic)
        for minute, value in enumerate(said):
            actions.vote(person, statement, value, at=NOW + timedelta(minutes=minute))
        kept = Vote.objects.get(participant=person)
        past = list(kept.past.all())
        assert kept.value == said[-1]
        assert all(one.until == following.at for one, following in pairwise([*past, kept]))
        assert len(past) == sum(one != following for one, following in pairwise(said))
        transaction.set_rollback(True)


def test_a_vote_after_closing_is_not_counted(cast, topic, statement):
    person = a_person(topic)
    actions.close(topic, by=cast.facai, at=NOW)
    person.topic.refresh_from_db()
    with pytest.raises(problems.TopicClosed):
        actions.vote(person, statement, 1, at=NOW)
    actions.vote(person, statement, 1, at=NOW - timedelta(minutes=1))
    assert Vote.objects.count() == 1, "what took place before it closed counts, though it came later"


@pytest.mark.parametrize("kind", ["agree"])
def test_a_vote_in_a_phase_that_takes_none_is_not_counted(cast, kind):
    topic = a_topic(cast, kind=kind)
    statement = a_statement(cast, topic)
    with pytest.raises(problems.NotNow):
        actions.vote(a_person(topic), statement, 1, at=NOW)


def test_nobody_votes_on_what_is_not_shown_or_of_another_topic(cast, topic):
    person = a_person(topic)
    waiting = actions.offer_statement(topic, "ข้อเสนอ", source="facilitator", by=cast.facai, at=NOW)
    foreign = a_statement(cast, a_topic(cast, "ขยะ"))
    for one in (waiting, foreign):
        with pytest.raises(problems.NotThisTopic):
            actions.vote(person, one, 1, at=NOW)


def test_a_topic_for_tokens_takes_no_device(cast):
    topic = a_topic(cast, needs_token=True)
    with pytest.raises(problems.TokenNeeded):
        a_person(topic)
    assert a_person(topic, with_token=True).topic == topic


def sheets(statement, number=3, at=NOW):
    return [actions.Sheet(f"paper {n}", at, {statement.pk: 1}, sex="female") for n in range(number)]


def test_sheets_may_come_twice_and_count_once(cast, topic, statement):
    take = {"way": "paper", "by": cast.facai, "at": NOW}
    assert actions.take_sheets(topic, sheets(statement), **take) == 3
    assert actions.take_sheets(topic, sheets(statement, 4), **take) == 1
    assert Participant.objects.count() == Vote.objects.count() == 4
    (line,) = [one for one in journal.lines_about(topic.pk) if one.event == "forum.sheets-taken"][:1]
    assert "paper" not in line.reference


def test_sheets_are_typed_by_whoever_may_and_for_this_topic_only(cast, topic, statement):
    with pytest.raises(PermissionDenied):
        actions.take_sheets(topic, sheets(statement), way="paper", by=cast.mali, at=NOW)
    with pytest.raises(problems.NotThisTopic):
        actions.take_sheets(a_topic(cast, "ขยะ"), sheets(statement), way="paper", by=cast.facai, at=NOW)
    with pytest.raises(problems.NotNow):
        late = sheets(statement, at=NOW + timedelta(days=30))
        actions.take_sheets(topic, late, way="paper", by=cast.facai, at=NOW)


def test_hands_stand_beside_votes_and_typed_again_replace(cast, topic, statement):
    note = {"by": cast.facai, "at": NOW}
    actions.note_hands(statement, {"female": (8, 1, 2), "male": (5, 5, 0)}, **note)
    actions.note_hands(statement, {"female": (9, 1, 2), "male": (5, 5, 0)}, **note)
    assert [one.agreed for one in Hands.objects.order_by("sex")] == [9, 5]
    assert reads.tallies(topic) == {}
    for bad in ({"female": (0, 0, 0)}, {"male": (-1, 2, 0)}, {}):
        with pytest.raises(problems.NobodyRaisedAHand):
            actions.note_hands(statement, bad, **note)
    with pytest.raises(PermissionDenied):
        actions.note_hands(statement, {"male": (1, 0, 0)}, by=cast.kham, at=NOW)


def test_what_one_says_of_oneself_may_be_corrected_and_is_never_from_elsewhere(cast, topic):
    person = actions.describe(
        a_person(topic), sex="female", age_band="60-79", village=cast.villages[2], at=NOW
    )
    person.refresh_from_db()
    assert (person.sex, person.age_band, person.village) == ("female", "60-79", cast.villages[2])


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Participant, {"sex": "yes"}, "forum_participant_said"),
        (Participant, {"age_band": "7"}, "forum_participant_said"),
        (Vote, {"value": 2}, "forum_vote_value"),
        (Hands, {"sex": "x"}, "forum_hands_sex"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, topic, statement, model, change, name):
    actions.vote(a_person(topic), statement, 1, at=NOW)
    actions.note_hands(statement, {"": (1, 0, 0)}, by=cast.facai, at=NOW)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_the_database_counts_nobody_twice(topic, statement):
    person = a_person(topic)
    actions.vote(person, statement, 1, at=NOW)
    with pytest.raises(IntegrityError, match="forum_vote_once"), transaction.atomic():
        Vote.objects.create(participant=person, statement=statement, value=0, at=NOW)
    with pytest.raises(IntegrityError, match="forum_participant_once"), transaction.atomic():
        Participant.objects.create(topic=topic, key=person.key, at=NOW)


def test_phases_can_be_laid_out_anew_until_it_is_closed(cast, topic, statement):
    actions.set_phases(topic, phases("agree"), by=cast.facai, at=NOW)
    with pytest.raises(problems.NotNow):
        actions.vote(a_person(topic), statement, 1, at=NOW)
    actions.close(topic, by=cast.facai, at=NOW)
    with pytest.raises(problems.TopicClosed):
        actions.set_phases(topic, phases("vote"), by=cast.facai, at=NOW)
    assert days(0) == topic.phases.get().begins_on + timedelta(days=3)
