"""A count: all rules side by side, who got nothing, again under a smaller budget, and by anybody."""

import json
import random
import subprocess
import sys

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.ballots import actions, reads
from khuang.civic.ballots.models import Ballot, Count, Election
from khuang.civic.ballots.rules import nothing, problems, sheet
from khuang.civic.ballots.rules.recount import main, recount
from khuang.civic.ballots.tests.make import codes, make


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def election(cast):
    """Two thirds want the road, one third the ramp and the lamps."""
    made = make(cast.facai)
    printed = codes(made, 9, cast.facai, cast.villages[1])
    for place, code in enumerate(printed):
        marks = {1: 1} if place < 6 else {2: 1, 3: 1}
        actions.cast(made, marks, token=code, sex="female" if place % 2 else "male", at=NOW)
    return made


def test_a_count_holds_every_rule_and_says_which_decides(cast, election):
    count = actions.close_and_count(election, by=cast.facai, at=NOW)
    found = reads.outcomes(election)
    assert list(found) == ["equal-shares", "greedy", "greedy-stop", "greedy-per-cost"]
    assert [one.decides for one in found.values()] == [True, False, False, False]
    assert {one.number for one in reads.winners(election)} == {1, 2, 3}
    assert (count.number, count.ballots, len(count.input_hash)) == (1, 9, 64)
    assert found["greedy"].bare == 0


def test_before_the_count_there_is_nothing_to_see(election):
    assert reads.outcomes(election) == {}
    assert reads.winners(election) == ()
    assert reads.count_sheet(election) is None


def test_a_budget_that_is_cut_afterwards_makes_a_second_count_and_the_first_stays(cast, election):
    first = actions.close_and_count(election, by=cast.facai, at=NOW)
    with pytest.raises(problems.NoReason):
        actions.recount(election, budget=1_200_000, because="", by=cast.facai, at=NOW)
    second = actions.recount(election, budget=1_200_000, because="งบถูกปรับลด", by=cast.facai, at=NOW)
    assert [one.budget for one in reads.counts(election)] == [2_000_000, 1_200_000]
    assert len(reads.outcomes(election, first)["equal-shares"].funded) == 3
    assert {one.number for one in reads.outcomes(election)["greedy"].funded} == {1}
    assert first.input_hash != second.input_hash
    election.refresh_from_db()
    assert election.budget == 2_000_000


def test_who_got_nothing_is_told_by_what_they_said_of_themselves(cast, election):
    actions.close_and_count(election, by=cast.facai, at=NOW)
    actions.recount(election, budget=1_200_000, because="ปรับลด", by=cast.facai, at=NOW)
    table = reads.outcomes(election)["greedy"].nothing
    assert table["all"] == {"": [3, 9]}
    assert table["sex"] == {"female": [1, 4], "male": [2, 5]}
    assert table["village"] == {cast.villages[1].code: [3, 9]}


def test_in_public_small_groups_are_not_shown_nor_can_they_be_reckoned():
    table = {"sex": {"female": [10, 40], "male": [20, 60], "other": [1, 2]}, "all": {"": [31, 102]}}
    assert nothing.safe(table) == {"sex": {"female": None, "male": 35, "other": None}, "all": {"": 30}}
    assert nothing.safe({"all": {"": [1, 3]}}) == {"all": {"": None}}


def test_a_blank_ballot_asked_for_nothing():
    voters = [nothing.Voter(frozenset()), nothing.Voter(frozenset({1}))]
    assert nothing.without(voters, [2])["all"] == {"": [1, 1]}


def test_anybody_counts_the_sheet_again_without_a_database(cast, election, tmp_path):
    count = actions.close_and_count(election, by=cast.facai, at=NOW)
    found = reads.count_sheet(election)
    file = tmp_path / "sheet.json"
    file.write_text(found.as_text())
    command = [sys.executable, "-m", "khuang.civic.ballots.rules.recount", str(file)]
    said = subprocess.run(command, capture_output=True, text=True, check=True, env={"PYTHONPATH": "."}).stdout
    assert count.input_hash in said
    assert "equal-shares: 3 funded, 1,900,000 of 2,000,000" in said


def test_the_order_of_ballots_changes_neither_sheet_nor_hash(cast, election):
    actions.close_and_count(election, by=cast.facai, at=NOW)
    found = reads.count_sheet(election)
    mixed = list(found.ballots)
    random.Random(3).shuffle(mixed)
    again = sheet.Sheet(**(vars(found) | {"ballots": tuple(mixed)}))
    assert (again.as_text(), again.hash()) == (found.as_text(), found.hash())
    assert sheet.read(found.as_text()).hash() == found.hash()


def test_the_sheet_tells_nothing_of_who_voted(cast, election):
    actions.close_and_count(election, by=cast.facai, at=NOW)
    said = json.loads(reads.count_sheet(election).as_text())
    assert set(said) == {
        "form", "title", "kind", "limit", "budget", "rule", "tie_rule", "options", "ballots",
    }  # fmt: skip
    assert len(reads.count_sheet(election).as_rows()) == 10


@pytest.mark.parametrize(
    "change",
    [
        {"form": "other"},
        {"ballots": [[[9, 1]]]},
        {"ballots": [[[1, 1], [1, 1]]]},
        {"kind": "dice"},
        {"options": [[2, "ก", 1]]},
        {"ballots": 3},
    ],
)
def test_a_sheet_that_was_changed_is_not_counted(change, tmp_path, capsys):
    whole = sheet.Sheet("ก", "approval", 0, 5, "greedy", "number", ((1, "ก", 1),), ([[1, 1]],))
    said = json.loads(whole.as_text())
    assert "greedy: 1 funded" in "\n".join(recount(json.dumps(said)))
    with pytest.raises(sheet.NotASheet):
        recount(json.dumps(said | change))
    file = tmp_path / "sheet.json"
    file.write_text(json.dumps(said | change))
    assert main([str(file)]) == 2
    assert "was not changed" in capsys.readouterr().err


def test_an_election_in_which_nobody_or_one_voted_is_counted(cast):
    nobody = make(cast.facai)
    assert actions.close_and_count(nobody, by=cast.facai, at=NOW).ballots == 0
    assert reads.winners(nobody) == ()
    one = make(cast.facai)
    (code,) = codes(one, 1, cast.facai)
    actions.cast(one, {4: 1}, token=code, at=NOW)
    actions.close_and_count(one, by=cast.facai, at=NOW)
    assert [option.number for option in reads.winners(one)] == [4]


def test_it_is_counted_once_and_only_by_who_may(cast, election):
    with pytest.raises(PermissionDenied):
        actions.close_and_count(election, by=cast.kham, at=NOW)
    actions.close_and_count(election, by=cast.facai, at=NOW)
    with pytest.raises(problems.MovedOn):
        actions.close_and_count(election, by=cast.facai, at=NOW)


def test_the_database_keeps_states_and_counts_whole(cast, election):
    with pytest.raises(IntegrityError, match="ballots_closed"), transaction.atomic():
        Election.objects.filter(pk=election.pk).update(state="closed")
    with pytest.raises(IntegrityError, match="ballots_opened"), transaction.atomic():
        Election.objects.filter(pk=election.pk).update(opened_at=None)
    with pytest.raises(IntegrityError, match="ballots_budget"), transaction.atomic():
        Election.objects.filter(pk=election.pk).update(budget=-1)
    with pytest.raises(IntegrityError, match="ballots_option_cost"), transaction.atomic():
        election.options.update(cost=-1)
    actions.close_and_count(election, by=cast.facai, at=NOW)
    said = Count.objects.values("budget", "ballots", "input_hash", "outcomes", "nothing", "counted_at").get()
    with pytest.raises(IntegrityError, match="ballots_count_because"), transaction.atomic():
        Count.objects.create(election=election, number=2, **said)
    with pytest.raises(IntegrityError, match="ballots_count_number"), transaction.atomic():
        Count.objects.create(election=election, number=1, **said)
    assert Ballot.objects.count() == 9
