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


# What pabutools 1.2.3 gives for these files, by bench/equal_shares.py: equal shares once, completed by
# raising shares one by one and filled by votes; then most votes first. Numbers in the order of the file.
KNOWN: dict[str, dict[str, set[int]]] = {
    "poland_swiecie_2023.pb": {
        "equal-shares": {*range(1, 6), 7, *range(9, 15), *range(17, 22)},
        "greedy": {2, 3, *range(8, 13), 20, 21},
        "greedy-per-cost": {*range(1, 6), 7, *range(9, 21)},
    }
}


@pytest.mark.parametrize("name", sorted(path.name for path in DATA.glob("*.pb")))
def test_public_elections_are_counted_as_pabutools_counts_them(name):
    found = pabulib.read((DATA / name).read_text(encoding="utf-8"))
    assert found.refused == []
    costs = [one.cost for one in found.projects]
    votes = of_choices(found.kind, costs, [vote.choices for vote in found.votes])
    outcomes = count(votes, found.budget, "number")
    for rule, numbers in KNOWN[name].items():
        assert {option + 1 for option in outcomes[rule].funded} == numbers


def test_a_pabulib_file_is_recounted_by_the_same_command():
    said = "\n".join(recount(GOOD))
    assert "greedy: 2 funded, 100 of 100" in said
