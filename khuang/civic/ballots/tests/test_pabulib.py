"""Pabulib files: read with every bad row named, written, and the public elections that are here."""

from pathlib import Path

import pytest
from hypothesis import given

from khuang.civic.ballots.rules import pabulib
from khuang.civic.ballots.rules.choices import LIMITS
from khuang.civic.ballots.rules.outcomes import count
from khuang.civic.ballots.rules.problems import NotAPabulibFile
from khuang.civic.ballots.rules.recount import recount
from khuang.civic.ballots.rules.votes import of_choices
from khuang.civic.ballots.tests.test_rules import polls

DATA = Path(__file__).parent / "data"
GOOD = """META
key;value
vote_type;approval
budget;100
PROJECTS
project_id;cost;name
a;60;Road
b;50;Lamps; and more
c;-1;Nothing
a;10;Road again
d;40;Ramp
VOTES
voter_id;vote;sex;age
1;a,d;F;35
2;a,x;M;40
2;a,a;M;40
2;d;M;70
2;a;F;20
"""


def test_good_rows_are_kept_and_bad_ones_are_handed_back():
    found = pabulib.read("lost\n" + GOOD)
    assert [one.key for one in found.projects] == ["a", "d"]
    assert [(one.line, one.why) for one in found.refused] == [
        (1, "section"), (9, "columns"), (10, "cost"), (11, "project-twice"),
        (16, "marks"), (17, "marks"), (19, "voter-twice"),
    ]  # fmt: skip
    assert [(vote.choices, vote.sex, vote.age_band) for vote in found.votes] == [
        ([[1, 1], [2, 1]], "female", "25-44"), ([[2, 1]], "male", "60-79"),
    ]  # fmt: skip
    assert {one.why for one in found.refused} <= set(pabulib.WHY)


@pytest.mark.parametrize(
    "text", ["", "META\nkey;value\n", GOOD.replace("100", "much"), GOOD.split("PROJ")[0]]
)
def test_a_file_with_nothing_to_build_on_is_refused(text):
    with pytest.raises(NotAPabulibFile):
        pabulib.read(text)


def test_a_cost_with_an_empty_fraction_is_whole_and_one_with_satang_is_not():
    found = pabulib.read(GOOD.replace("60;Road", "60,0;Road").replace("40;Ramp", "40.5;Ramp"))
    assert [one.key for one in found.projects] == ["a"]


def test_points_that_are_no_whole_numbers_are_said_to_be_that():
    text = GOOD.split("VOTES")[0].replace("approval", "cumulative") + "VOTES\nvoter_id;vote;points\n"
    found = pabulib.read(text + "1;a,d;2,1\n2;a;many\n3;a,d;2\n")
    assert [(one.text, one.why) for one in found.refused if one.text[0] in "123"] == [
        ("2;a;many", "number"),
        ("3;a,d;2", "marks"),
    ]
    assert [vote.choices for vote in found.votes] == [[[1, 2], [2, 1]]]


@given(polls())
def test_what_is_written_is_read_again(poll):
    kind, costs, budget, ballots = poll
    limit = {"scores": 5, "points": 60}.get(kind, LIMITS[kind])
    text = pabulib.write(
        title="งบ; ชุมชน",
        place="ฟ้าใส",
        year=2026,
        kind=kind,
        limit=limit,
        budget=budget,
        rule="greedy",
        options=[(number, f"ที่; {number}", cost) for number, cost in enumerate(costs, start=1)],
        ballots=ballots,
    )
    found = pabulib.read(text)
    assert (found.kind, found.budget, found.refused) == (kind, budget, [])
    assert [one.cost for one in found.projects] == costs
    assert [vote.choices for vote in found.votes] == ballots


# What pabutools 1.2.3 gives for these files, by `make bench-peers`: equal shares once, completed by
# raising shares one by one and filled by votes; then most votes first. Numbers in the order of the file.
KNOWN: dict[str, dict[str, set[int]]] = {
    "canada_stanford_dataset_pb_dieppe_2018_vote_approvals.pb": {
        "equal-shares": {1, 2, 3, 4, 10, 12, 15},
        "greedy": {1, 2, 3, 4, 8},
        "greedy-per-cost": {1, 2, 3, 10, 12, 14, 15, 16},
    },
    "france_toulouse_2022_6_-_saint-cyprien.pb": {
        "equal-shares": {4, 6, 8, 10},
        "greedy": {4, 6, 8, 10},
        "greedy-per-cost": {4, 6, 8, 10},
    },
    "netherlands_assen_2024.pb": {
        "equal-shares": {1, 2, 4, 5, 7, *range(9, 14)},
        "greedy": {1, 2, 3, 4, 5, 7, 9},
        "greedy-per-cost": {1, 2, 4, 5, 7, *range(9, 14)},
    },
    "poland_gdynia_2020_babie-doly-large.pb": {
        "equal-shares": {3, 6},
        "greedy": {1},
        "greedy-per-cost": {3, 6},
    },
    "poland_swiecie_2023.pb": {
        "equal-shares": {*range(1, 6), 7, *range(9, 15), *range(17, 22)},
        "greedy": {2, 3, *range(8, 13), 20, 21},
        "greedy-per-cost": {*range(1, 6), 7, *range(9, 21)},
    },
    "poland_zabrze_2020_helenka.pb": {
        "equal-shares": {1, 2},
        "greedy": {3},
        "greedy-per-cost": {1, 2},
    },
}


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_public_elections_are_counted_as_pabutools_counts_them(name):
    found = pabulib.read((DATA / name).read_text(encoding="utf-8"))
    assert found.refused == []
    costs = [one.cost for one in found.projects]
    votes = of_choices(found.kind, costs, [vote.choices for vote in found.votes])
    outcomes = count(votes, found.budget, "number")
    for rule, numbers in KNOWN[name].items():
        assert {option + 1 for option in outcomes[rule].funded} == numbers


# Votes of the files as their META says them.
PUBLIC = {
    "poland_czestochowa_2020_grabowka.pb": ("points", 8, 201),
    "poland_gdansk_2020_krakowiec-gorki-zachodnie.pb": ("points", 5, 219),
    "poland_gdansk_2020_rudniki.pb": ("points", 2, 163),
    "poland_krakow_2018_swoszowice.pb": ("ranking", 10, 844),
}


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_public_elections_by_points_and_places_are_read_whole_and_counted_within_their_budget(name):
    found = pabulib.read((DATA / name).read_text(encoding="utf-8"))
    assert (found.kind, len(found.projects), len(found.votes)) == PUBLIC[name] and found.refused == []
    costs = [one.cost for one in found.projects]
    for outcome in count(
        of_choices(found.kind, costs, [vote.choices for vote in found.votes]), found.budget, "number"
    ).values():
        assert 0 < sum(costs[option] for option in outcome.funded) <= found.budget


def test_a_pabulib_file_is_recounted_by_the_same_command():
    said = "\n".join(recount(GOOD))
    assert "greedy: 2 funded, 100 of 100" in said
