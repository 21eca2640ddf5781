"""Roll, balance, hands, what the public may read: plain rules."""

from datetime import timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.civic.hearings.rules import cells, entries, hands, roll
from khuang.civic.hearings.rules.balance import Goal, balance
from khuang.civic.hearings.rules.problems import NoWords, Unreadable
from khuang.civic.hearings.rules.roll import Kin, Step
from khuang.civic.hearings.rules.targets import targets
from khuang.lib.demographics import AGE_BANDS, SEXES

kins = st.builds(Kin, st.sampled_from(SEXES), st.sampled_from(("", *AGE_BANDS)), st.sampled_from(("", "01")))
steps = st.lists(st.builds(Step, kins, st.integers(-5, 5).filter(bool), st.just(NOW)), max_size=20)


def counted(**by_sex):
    return {Kin(sex, village="01"): number for sex, number in by_sex.items()}


@given(steps, st.randoms())
def test_the_roll_is_the_same_in_whatever_order_two_phones_send(told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)
    assert roll.tally(shuffled) == roll.tally(told)


@given(steps)
def test_nobody_is_counted_below_nobody(told):
    assert min(roll.present(roll.tally(told)).values()) >= 0


def test_the_roll_of_an_earlier_moment_leaves_later_events_out():
    early, late = Step(Kin("female"), 2, NOW), Step(Kin("female"), 3, NOW + timedelta(hours=1))
    assert roll.total(roll.tally([early, late], until=NOW)) == 2
    assert roll.total(roll.tally([early, late])) == 5


def test_more_out_than_in_is_named():
    assert roll.below_nobody(roll.tally([Step(Kin("male"), -1, NOW)])) == [Kin("male")]


@pytest.mark.parametrize(
    ("women", "men", "because"),
    [
        (4, 6, ()),
        (3, 7, ("women",)),
        (7, 3, ("men",)),
        (2, 2, ("quorum",)),
        (0, 0, ("quorum", "villages")),
    ],
)
def test_a_hall_is_weighed_against_half(women, men, because):
    goal = Goal(quorum=5, leeway=10, villages=frozenset({"01"}))
    assert balance(counted(female=women, male=men), goal).because == because


def test_a_hall_is_weighed_against_what_is_known_of_the_village():
    goal = Goal(quorum=1, leeway=10, women=70)
    assert balance(counted(female=5, male=5), goal).because == ("women",)


def test_missing_villages_and_groups_are_named():
    goal = Goal(quorum=1, leeway=50, villages=frozenset({"01", "02"}), groups=frozenset({"กลุ่มแม่บ้าน"}))
    found = balance(counted(female=5, male=5), goal)
    assert (found.missing_villages, found.missing_groups) == (("02",), ("กลุ่มแม่บ้าน",))
    assert found.because == ("villages", "groups")


@given(st.integers(0, 40), st.integers(0, 40))
def test_half_and_half_is_always_balanced(half, rest):
    found = balance(counted(female=half, male=half), Goal(quorum=0, leeway=rest))
    assert "women" not in found.because and "men" not in found.because


def test_no_more_hands_than_people():
    assert hands.too_many({"female": (2, 1, 0), "male": (1, 0, 0)}, {"female": 2, "male": 1}) == ["female"]
    assert hands.total({"female": (2, 1, 0), "male": (1, 0, 4)}) == (3, 1, 4)


@pytest.mark.parametrize("wrong", [[1, 2], [1, 2, -1], [1, 2, 1.5], [True, 0, 0], "123", [1, 2, 10**6]])
def test_hands_are_three_whole_numbers(wrong):
    with pytest.raises(ValueError):
        hands.by_sex({"female": wrong})


TOLD = {"id": str(uuid4()), "kind": "roll", "at": NOW.isoformat(), "sex": "female", "step": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": "x"}, {"at": "gestern"}, {"kind": "dance"}, {"sex": "cat"}, {"sex": ""}, {"step": 0},
        {"step": 1000}, {"age_band": "7-9"}, {"seconds": -1}, {"kind": "hands"}, {"kind": "turn", "sex": ""},
        {"hands": {"cat": [1, 1, 1]}}, {"kind": "issue", "words": "ถนนพัง"}, {"at": None}, {"hands": 3},
    ],
)  # fmt: skip
def test_an_entry_that_no_page_sends_is_refused(wrong):
    with pytest.raises(Unreadable):
        entries.read(TOLD | wrong)


def test_a_statement_needs_words():
    with pytest.raises(NoWords):
        entries.read(TOLD | {"kind": "statement", "words": "  "})


def test_an_entry_is_read_as_it_was_sent():
    found = entries.read(TOLD | {"village": "52039901", "age_band": "80+"})
    assert (found.sex, found.step, found.village, found.age_band) == ("female", 1, "52039901", "80+")


tables = st.fixed_dictionaries(
    {(sex, band): st.integers(0, 12) for sex in ("female", "male") for band in AGE_BANDS[:3]}
)


@given(tables)
def test_no_line_of_a_public_table_gives_a_small_cell_away(table):
    closed = cells.hidden(table, 5)
    assert all(cell in closed for cell, number in table.items() if 0 < number < 5)
    for place in (0, 1):
        for name in {cell[place] for cell in table}:
            line = [cell for cell in table if cell[place] == name]
            inside = [cell for cell in line if cell in closed]
            is_safe = len(inside) > 1 and sum(table[cell] for cell in inside) >= 5
            assert not inside or is_safe or set(inside) == set(line)


def test_a_large_table_is_shown_whole():
    assert (
        cells.hidden({("female", "a"): 9, ("male", "a"): 9, ("female", "b"): 5, ("male", "b"): 0}, 5) == set()
    )


def test_targets_are_data_that_the_municipality_confirms():
    assert targets().of("official").quorum > targets().of("village").quorum
    assert not targets().confirmed and targets().source
