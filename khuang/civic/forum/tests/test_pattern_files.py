"""Who groups are made of, the map, and the files for other programs."""

import csv
import io
import zipfile
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.forum.rules.patterns import analyse, kept, votes_of
from khuang.civic.forum.rules.patterns.composition import FEWEST_TOLD, OTHERS, composition
from khuang.civic.forum.rules.patterns.drawing import draw
from khuang.civic.forum.rules.patterns.export import Export, Line, archive, files
from khuang.civic.forum.tests.crowds import planted, votes

PEOPLE = st.lists(
    st.tuples(st.integers(0, 2), st.sampled_from(["female", "male", "other", ""])), max_size=150
)


@given(PEOPLE)
def test_no_number_of_people_told_is_small_and_none_left_out_can_be_worked_out(people):
    group, said = np.array([one for one, _ in people], int), [answer for _, answer in people]
    told = composition(group, said)
    assert all(number >= FEWEST_TOLD for row in told.values() for number in row)
    if told:
        # Nobody is left over: what is not told alone is in a number of ten or more.
        assert [sum(column) for column in zip(*told.values(), strict=True)] == np.bincount(group).tolist()
        assert len(told) > 1 or not any(answer not in told for answer in said)


def test_answers_that_are_rare_somewhere_are_told_together():
    said = ["female"] * 40 + ["male"] * 30 + ["other"] * 3 + [""] * 9
    group = np.arange(len(said)) % 1
    assert composition(group, said) == {"female": [40], "male": [30], OTHERS: [12]}


def test_a_rest_that_is_small_swallows_the_rarest_answer():
    group = np.zeros(73, int)
    assert composition(group, ["female"] * 40 + ["male"] * 30 + [""] * 3) == {"female": [40], OTHERS: [33]}


def test_one_small_cell_keeps_the_whole_attribute_untold():
    group = np.array([0] * 40 + [1] * 15)
    assert composition(group, ["female"] * 40 + ["male"] * 15) == {}


def test_nobody_in_a_group_tells_nothing():
    assert composition(np.array([-1, -1]), ["female", "male"]) == {}


def crowd():
    *columns, _of = planted(60, 12)
    return votes_of(*columns, 12)


def test_a_pattern_is_kept_as_plain_numbers_with_the_numbers_of_statements():
    found = crowd()
    pattern = analyse(found)
    said = ["female" if at % 3 else "male" for at in range(found.people)]
    result = kept(pattern, [10 * number for number in range(12)], {"sex": said, "age_band": ["15-24"] * 60})
    assert {row[0] for row in result["counts"]} == {10 * number for number in range(12)}
    assert sum(dot[3] for dot in result["dots"]) == result["grouped"]
    assert len(result["group_aware"]) == 12
    # Who is alike in everything tells as much as a small number: it is not said.
    assert "age_band" not in result["composition"]


def test_groups_that_are_hidden_tell_nothing_of_who_they_are():
    found = votes(["+" * 9 + "-"] * 30 + ["-" * 9 + "+"] * 3)
    assert kept(analyse(found), range(10), {"sex": ["female"] * 33})["composition"] == {}


def test_the_map_holds_a_mark_for_each_cell_and_a_letter_for_each_group():
    drawn = draw([[0, 0, 0, 5], [3, 2, 0, 1], [23, 9, 1, 40]])
    assert [mark.letter for mark in drawn.marks] == ["A", "A", "B"]
    assert [letter for letter, _x, _y in drawn.letters] == ["A", "B"]
    assert drawn.marks[0].path.count("a") == 2 and drawn.marks[2].path.count("L") == 3


def test_nobody_makes_no_map():
    assert draw([]) is None


@pytest.fixture
def export():
    found = crowd()
    lines = [Line(number + 1, f"=ข้อ {number + 1}, หนึ่ง", date(2026, 11, 2)) for number in range(12)]
    days = [date(2026, 11, 3)] * len(found.value)
    return Export("น้ำ", "เราจะทำอย่างไร", "https://example.org/t", found, days, analyse(found), lines)


def read(content):
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_files_have_the_columns_of_polis(export):
    heads = {name: content.decode().splitlines()[0] for name, content in files(export).items()}
    assert heads["votes.csv"] == "timestamp,datetime,comment-id,voter-id,vote"
    assert heads["comments.csv"].startswith(
        "timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated"
    )
    assert heads["participant-votes.csv"].startswith(
        "participant,group-id,n-comments,n-votes,n-agree,n-disagree,1,2"
    )
    assert heads["comment-groups.csv"].startswith(
        "comment-id,comment,total-votes,total-agrees,total-disagrees"
    )
    assert "group-b-passes" in heads["comment-groups.csv"] and heads["summary.csv"] == "topic,น้ำ"


def test_the_result_can_be_computed_again_from_the_file_of_votes(export):
    rows = read(files(export)["votes.csv"])
    columns = (np.array([int(row[name]) for row in rows]) for name in ("voter-id", "comment-id", "vote"))
    voter, comment, vote = columns
    assert votes_of(voter, comment - 1, vote, 12).hash == export.pattern.hash


def test_the_two_files_of_votes_tell_the_same(export):
    made = files(export)
    sheets = {
        (row["participant"], number): row[number]
        for row in read(made["participant-votes.csv"])
        for number in map(str, range(1, 13))
        if row[number]
    }
    assert sheets == {(row["voter-id"], row["comment-id"]): row["vote"] for row in read(made["votes.csv"])}


def test_groups_in_the_files_are_those_of_the_result(export):
    rows = read(files(export)["participant-votes.csv"])
    sizes = np.bincount([int(row["group-id"]) for row in rows if row["group-id"]])
    assert sizes.tolist() == [group.people for group in export.pattern.groups]


def test_no_file_says_who_wrote_a_statement_or_at_which_hour(export):
    made = files(export)
    assert {row["author-id"] for row in read(made["comments.csv"])} == {""}
    assert {row["n-comments"] for row in read(made["participant-votes.csv"])} == {""}
    assert all(int(row["timestamp"]) % 86400 == 0 for row in read(made["votes.csv"]))


def test_a_statement_is_never_a_formula(export):
    assert read(files(export)["comments.csv"])[0]["comment-body"].startswith("'=")


def test_the_same_votes_give_the_same_archive(export):
    assert archive(export) == archive(export)
    with zipfile.ZipFile(io.BytesIO(archive(export))) as opened:
        assert len(opened.namelist()) == 5
