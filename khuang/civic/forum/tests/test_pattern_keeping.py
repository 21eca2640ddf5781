"""Patterns are computed from what is voted, kept, found outdated and shown."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from conftest import NOW
from khuang.civic.forum import actions
from khuang.civic.forum.actions.patterns import compute_pattern
from khuang.civic.forum.models import Pattern, Vote
from khuang.civic.forum.reads.patterns import exported, is_over, outdated, shown_pattern
from khuang.civic.forum.reads.votes import topic_votes
from khuang.civic.forum.rules.patterns import votes_of
from khuang.civic.forum.tests.cast import a_person, a_statement, a_topic
from khuang.civic.forum.tests.crowds import planted
from khuang.ground.journal.actions import SYSTEM

LATER = NOW + timedelta(days=20)


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def topic(cast):
    return a_topic(cast)


@pytest.fixture
def statements(cast, topic):
    words = ("น้ำสะอาด", "ถนนดี", "ขยะน้อย", "ไฟสว่าง", "ตลาดใหม่", "ต้นไม้", "โรงเรียน", "รถเมล์")
    return [a_statement(cast, topic, f"อยากได้{word}ในหมู่บ้านของเรา") for word in words]


def crowd(topic, statements, people=30, key="device", **said):
    """Take in the sheets of a planted crowd of two groups, in one go."""
    person, statement, value, _of = planted(people, len(statements), groups=2, seen=1, noise=0.1)
    sheets = {}
    for who, at, vote in zip(person, statement, value, strict=True):
        sheets.setdefault(who, {})[statements[at].pk] = int(vote)
    return actions.take_sheets(
        topic,
        [actions.Sheet(key=f"{key} {who}", at=NOW, votes=votes, **said) for who, votes in sheets.items()],
        way="paper",
        by=SYSTEM,
        at=NOW,
    )


def test_votes_are_read_as_they_were_cast(topic, statements):
    crowd(topic, statements)
    person, statement, value, _of = planted(30, 8, groups=2, seen=1, noise=0.1)
    assert topic_votes(topic).votes.hash == votes_of(person, statement, value, 8).hash


def test_what_a_participant_said_stands_at_their_row(topic, statements):
    actions.vote(a_person(topic, "one", sex="female"), statements[0], 1, at=NOW)
    actions.vote(a_person(topic, "two"), statements[0], -1, at=NOW)
    read = topic_votes(topic)
    assert dict(zip(read.votes.value.tolist(), read.said["sex"], strict=True)) == {1: "female", -1: ""}
    assert set(read.said["village"]) == {""}


def test_a_statement_that_is_taken_away_takes_its_votes_out(cast, topic, statements):
    actions.vote(a_person(topic), statements[0], 1, at=NOW)
    actions.vote(a_person(topic), statements[3], -1, at=NOW)
    actions.refuse(statements[0], "insults", by=cast.facai, at=NOW)
    read = topic_votes(topic)
    assert (len(read.numbers), read.votes.value.tolist()) == (7, [-1])


def test_a_pattern_is_computed_kept_and_replaced(topic, statements):
    crowd(topic, statements)
    first = compute_pattern(topic, at=NOW)
    actions.vote(a_person(topic, "late"), statements[0], 1, at=NOW)
    again = compute_pattern(topic, at=NOW)
    assert (first.pk, first.votes + 1) == (again.pk, again.votes)
    assert first.print != again.print


def test_groups_are_shown_with_what_they_hold(topic, statements):
    crowd(topic, statements)
    compute_pattern(topic, at=NOW)
    found = shown_pattern(topic)
    assert [(group.letter, group.people, group.percent) for group in found.groups] == [
        ("A", 15, 50),
        ("B", 15, 50),
    ]
    assert found.groups[0].holds and found.stability > 90 and found.map


def test_two_participants_show_no_groups_but_the_desk_is_told_why(topic, statements):
    crowd(topic, statements, people=2)
    compute_pattern(topic, at=NOW)
    assert shown_pattern(topic).groups == [] and shown_pattern(topic).result["hidden"] == "few"
    assert shown_pattern(topic).map is None


def test_without_a_pattern_nothing_is_shown(topic):
    assert shown_pattern(topic) is None


def test_a_topic_without_votes_is_computed_as_empty(topic):
    assert compute_pattern(topic, at=NOW).result["hidden"] == "nobody"


def test_a_topic_is_outdated_once_somebody_votes_and_not_after_it_was_computed(topic, statements):
    assert outdated(NOW) == []
    who = a_person(topic)
    actions.vote(who, statements[0], 1, at=NOW)
    assert outdated(NOW) == [topic.pk]
    compute_pattern(topic, at=NOW)
    assert outdated(NOW) == []
    actions.vote(who, statements[0], -1, at=NOW + timedelta(minutes=1))
    assert outdated(NOW) == [topic.pk]


def test_a_new_statement_makes_it_outdated_too(cast, topic, statements):
    actions.vote(a_person(topic), statements[0], 1, at=NOW)
    compute_pattern(topic, at=NOW)
    a_statement(cast, topic, "อยากให้มีที่จอดรถจักรยาน")
    assert outdated(NOW) == [topic.pk]


def test_the_end_of_voting_makes_it_outdated_once_more(topic, statements):
    actions.vote(a_person(topic), statements[0], 1, at=NOW)
    compute_pattern(topic, at=NOW)
    assert not is_over(topic, NOW) and is_over(topic, LATER)
    assert outdated(LATER) == [topic.pk]
    compute_pattern(topic, at=LATER)
    assert outdated(LATER) == []


def test_what_closed_long_ago_is_looked_at_no_more(cast, topic, statements):
    actions.vote(a_person(topic), statements[0], 1, at=NOW)
    actions.close(topic, by=cast.facai, at=NOW)
    assert outdated(NOW) == [topic.pk]
    assert outdated(NOW + timedelta(days=40)) == []


def test_who_the_groups_are_is_told_only_after_the_voting(topic, statements):
    crowd(topic, statements, sex="female")
    crowd(topic, statements, key="other", sex="male")
    assert compute_pattern(topic, at=NOW).result["composition"] == {}
    compute_pattern(topic, at=LATER)
    with translation.override("en"):
        [said] = shown_pattern(topic).compositions
    assert (said.caption, said.rows) == ("Sex", [("women", [15, 15]), ("men", [15, 15])])


def test_votes_are_given_out_when_voting_is_over_and_enough_took_part(topic, statements):
    crowd(topic, statements)
    compute_pattern(topic, at=NOW)
    assert exported(topic, "") is None
    compute_pattern(topic, at=LATER)
    assert exported(topic, "https://example.org")[:2] == b"PK"


def test_votes_of_few_are_never_given_out(topic, statements):
    crowd(topic, statements, people=19)
    compute_pattern(topic, at=LATER)
    assert exported(topic, "") is None


def test_a_topic_has_one_pattern(topic):
    kept = compute_pattern(topic, at=NOW)
    with pytest.raises(IntegrityError, match="forum_pattern_once"), transaction.atomic():
        Pattern.objects.create(topic=topic, at=NOW, votes=0, is_over=False, print=kept.print, result={})


def test_a_pattern_of_votes_says_when_the_newest_was_cast(topic):
    with pytest.raises(IntegrityError, match="forum_pattern_votes"), transaction.atomic():
        Pattern.objects.create(topic=topic, at=NOW, votes=3, is_over=False, print="", result={})


def test_computing_changes_no_vote(topic, statements):
    crowd(topic, statements)
    before = set(Vote.objects.values_list("pk", "value"))
    compute_pattern(topic, at=LATER)
    assert set(Vote.objects.values_list("pk", "value")) == before
