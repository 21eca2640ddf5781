"""A vote: by token, by delegate, by help; once, in time, and unlinked."""

import threading
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, connections

from conftest import NOW, make_cast, make_municipality
from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.models import Ballot, Election, HasVoted, Token
from khuang.civic.ballots.rules import problems
from khuang.civic.ballots.tests.make import LATER, codes, make
from khuang.ground.municipalities.context import within


@pytest.fixture(autouse=True)
def _within(request):
    """Everything here happens in one municipality, with its cast; but for what commits."""
    if "committed" not in request.fixturenames:
        request.getfixturevalue("cast")
        request.getfixturevalue("inside")


@pytest.fixture
def election(cast):
    return make(cast.facai)


def test_a_token_votes_once(cast, election):
    (code,) = codes(election, 1, cast.facai, cast.villages[1])
    ballot = actions.cast(election, {1: 1, 3: 1}, token=code.lower(), sex="female", at=NOW)
    assert ballot.choices == [[1, 1], [3, 1]]
    assert (ballot.way, ballot.sex, ballot.village) == ("phone", "female", cast.villages[1])
    with pytest.raises(problems.UsedToken):
        actions.cast(election, {2: 1}, token=code, at=NOW)
    election.refresh_from_db()
    assert (election.refused_used, election.ballots.count()) == (1, 1)


def test_a_box_stuffed_with_one_token_counts_once_and_says_how_often_it_was_refused(cast, election):
    (code,) = codes(election, 1, cast.facai)
    for number in (1, 2, 3, 4, 1, 2):
        try:
            actions.cast(election, {number: 1}, token=code, at=NOW)
        except problems.UsedToken:
            continue
    election.refresh_from_db()
    assert (election.ballots.count(), election.refused_used) == (1, 5)


def test_a_mistyped_code_is_caught_before_anything_is_asked(cast, election, django_assert_num_queries):
    (code,) = codes(election, 1, cast.facai)
    wrong = code[:3] + ("2" if code[3] != "2" else "3") + code[4:]
    with django_assert_num_queries(0), pytest.raises(problems.Mistyped):
        reads.find_token(election, wrong)


def test_a_code_of_another_vote_is_unknown_here_and_is_counted(cast, election):
    (code,) = codes(make(cast.facai), 1, cast.facai)
    with pytest.raises(problems.UnknownToken):
        actions.cast(election, {1: 1}, token=code, at=NOW)
    election.refresh_from_db()
    assert election.refused_unknown == 1


def test_wrong_marks_do_not_use_the_token_up(cast, election):
    (code,) = codes(election, 1, cast.facai)
    with pytest.raises(problems.UnknownOption):
        actions.cast(election, {9: 1}, token=code, at=NOW)
    assert actions.cast(election, {}, token=code, at=NOW).choices == []


def test_a_vote_before_opening_or_after_closing_is_refused_kindly(cast):
    soon = make(cast.facai, opened=False)
    (code,) = codes(soon, 1, cast.facai)
    with pytest.raises(problems.NotOpenYet):
        actions.cast(soon, {1: 1}, token=code, at=NOW)
    actions.open_election(soon, by=cast.facai, at=NOW)
    with pytest.raises(problems.TooLate):
        actions.cast(soon, {1: 1}, token=code, at=LATER)
    actions.close(soon, by=cast.facai, at=NOW)
    with pytest.raises(problems.TooLate):
        actions.cast(soon, {1: 1}, token=code, at=NOW)
    soon.refresh_from_db()
    assert soon.refused_late == 2


def test_delegates_vote_by_their_account_and_once(cast):
    election = make(cast.facai, voters="delegates")
    said = {"voter_key": str(cast.kham.pk), "by": cast.kham, "at": NOW}
    assert actions.cast(election, {1: 1}, **said).way == "delegate"
    with pytest.raises(problems.VotedAlready):
        actions.cast(election, {1: 1}, **said)
    with pytest.raises(problems.NotForDelegates):
        actions.cast(election, {1: 1}, **(said | {"by": cast.facai}))
    with pytest.raises(PermissionDenied):
        actions.cast(election, {1: 1}, voter_key=str(cast.dao.pk), by=cast.dao, at=NOW)


def test_only_those_on_the_roll_vote_in_their_council(cast):
    election = make(cast.facai, voters="delegates", roll=[cast.wipa.pk])
    with pytest.raises(PermissionDenied):
        actions.cast(election, {1: 1}, voter_key=str(cast.kham.pk), by=cast.kham, at=NOW)


def test_an_officer_helps_under_their_own_name_and_with_the_voters_token(cast, election):
    one, other = codes(election, 2, cast.facai)
    actions.cast(election, {2: 1}, token=one, way="officer", by=cast.facai, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.cast(election, {2: 1}, token=other, way="officer", by=cast.dao, at=NOW)
    with pytest.raises(problems.TokenNeeded):
        actions.cast(election, {2: 1}, way="officer", by=cast.facai, at=NOW)


def test_a_spoilt_slip_is_worthless_and_its_replacement_votes(cast, election):
    (code,) = codes(election, 1, cast.facai)
    new = actions.replace_token(Token.objects.get(), by=cast.facai, at=NOW)
    with pytest.raises(problems.SpoiltToken):
        actions.cast(election, {1: 1}, token=code, at=NOW)
    actions.cast(election, {1: 1}, token=new, at=NOW)
    with pytest.raises(problems.UsedToken):
        actions.spoil_token(Token.objects.get(serial=2), by=cast.facai, at=NOW)


def test_nothing_in_a_ballot_leads_to_its_token_or_its_moment(cast, election):
    for code in codes(election, 3, cast.facai):
        actions.cast(election, {1: 1}, token=code, at=NOW)
    fields = {field.name for field in Ballot._meta.get_fields()}
    assert fields == {
        "id", "municipality", "election", "choices", "on", "way", "sex", "age_band", "village",
    }  # fmt: skip
    assert {ballot.pk.version for ballot in Ballot.objects.all()} == {4}
    assert not {"used_at", "ballot"} & {field.name for field in Token._meta.get_fields()}


def xmins(model):
    """Give (order on the disk, number of the transaction that wrote it) of every row."""
    with connection.cursor() as cursor:
        table = model._meta.db_table
        cursor.execute(f"SELECT id, xmin::text FROM {table} ORDER BY ctid")  # noqa: S608 - our own name
        return cursor.fetchall()


@pytest.mark.usefixtures("committed")
def test_after_closing_the_database_itself_does_not_know_who_came_when():
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        election = make(cast.facai)
        printed = codes(election, 6, cast.facai)
    for code in printed:
        with within(cast.municipality):
            actions.cast(election, {1: 1}, token=code, at=NOW)
    with within(cast.municipality):
        assert len({xmin for _id, xmin in xmins(Ballot)}) == 6  # what closing takes away
    with within(cast.municipality):
        actions.close(election, by=cast.facai, at=NOW)
    with within(cast.municipality):
        rows = xmins(Ballot)
        assert [key for key, _xmin in rows] == sorted(key for key, _xmin in rows)
        assert len({xmin for _id, xmin in rows + xmins(Token)}) == 1
        assert HasVoted.objects.count() == 0


@pytest.mark.usefixtures("committed")
def test_one_token_cast_by_two_at_once_counts_once():
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        election = make(cast.facai)
        (code,) = codes(election, 1, cast.facai)
    ready, answers = threading.Barrier(2), []

    def vote(number):
        ready.wait()
        try:
            with within(cast.municipality):
                try:
                    actions.cast(election, {number: 1}, token=code, at=NOW)
                    answers.append("counted")
                except problems.UsedToken:
                    answers.append("refused")
        finally:
            connections.close_all()

    threads = [threading.Thread(target=vote, args=[number]) for number in (1, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with within(cast.municipality):
        now = Election.objects.get()
        assert sorted(answers) == ["counted", "refused"]
        assert (now.ballots.count(), now.refused_used) == (1, 1)


def test_rules_stand_once_the_election_is_open(cast):
    announced = make(cast.facai, opened=False)
    said = {"title": "งบ", "question": "?", "kind": "scores", "budget": 5, "voters": "tokens", "limit": None}
    said |= {"rule": "greedy", "tie_rule": "number", "closes_at": LATER, "by": cast.facai, "at": NOW}
    draft = [actions.OptionDraft("ก", cost=3)]
    changed = actions.change_election(announced, options=draft, **said)
    assert (changed.rule, changed.options.count(), changed.limit) == ("greedy", 1, 5)
    actions.open_election(changed, by=cast.facai, at=NOW)
    with pytest.raises(problems.FixedNow):
        actions.change_election(changed, options=draft, **said)


@pytest.mark.parametrize(
    "wrong",
    [
        {"options": ()},
        {"closes_at": NOW},
        {"rule": "dice"},
        {"budget": -1},
        {"options": (("", 1),)},
        {"question": " "},
    ],
)
def test_an_election_that_is_not_whole_is_not_made(cast, wrong):
    with pytest.raises(problems.NotAnElection):
        make(cast.facai, opened=False, **wrong)


def test_only_who_runs_elections_makes_opens_and_closes_them(cast):
    with pytest.raises(PermissionDenied):
        make(cast.kham)
    election = make(cast.facai)
    for refused in (actions.close, actions.open_election):
        with pytest.raises(PermissionDenied):
            refused(election, by=cast.kham, at=NOW)
    with pytest.raises(problems.MovedOn):
        actions.open_election(election, by=cast.facai, at=NOW + timedelta(hours=1))
