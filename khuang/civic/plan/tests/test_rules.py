"""Sums, editions as of a day, what changed, and shares."""

from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.plan.rules import knowledge, shares
from khuang.civic.plan.rules.editions import Version, as_of, check, compare
from khuang.civic.plan.rules.problems import OnlyAdds, OnlyWords, WhyNot
from khuang.civic.plan.rules.rows import PlanRow, blocks, grew, sum_of, summary
from khuang.civic.plan.rules.shares import Spent
from khuang.civic.plan.tests.planning import row

ORDER = list(knowledge.work_plans())
BAHT = st.integers(0, 10**9)
ROWS = st.lists(
    st.builds(
        PlanRow,
        form=st.just("p02"),
        work_plan=st.sampled_from([*ORDER[:4], "own-code"]),
        project=st.text(max_size=5),
        years=st.tuples(*[BAHT] * 5),
        issue=st.sampled_from(["", "ก", "ข"]),
        strategy=st.sampled_from(["", "1"]),
    ),
    max_size=12,
)


@given(ROWS)
def test_the_summary_holds_every_row_and_every_baht(rows):
    lines = summary(rows, ORDER)
    assert sum(line.count for line in lines) == len(rows)
    assert sum(line.total for line in lines) == sum(one.total for one in rows)
    assert all(sum(line.years) == line.total for line in lines)


@given(ROWS)
def test_blocks_hold_each_row_once_and_add_up(rows):
    found = blocks(rows, ORDER)
    assert sorted(map(repr, (one for block in found for one in block.rows))) == sorted(map(repr, rows))
    assert tuple(map(sum, zip(*(block.sum.years for block in found), strict=True))) == (
        sum_of(rows).years if rows else ()
    )


def test_blocks_keep_the_order_of_issues_and_of_the_official_summary():
    rows = [
        row("a", issue="ข", work_plan="housing"),
        row("b", issue="ก"),
        row("c", issue="ข", work_plan="health"),
    ]
    assert [(one.issue, one.work_plan) for one in blocks(rows, ORDER)] == [
        ("ข", "health"),
        ("ข", "housing"),
        ("ก", "housing"),
    ]


def test_a_project_of_several_years_counts_once_in_all_and_in_each_of_them():
    (line,) = summary([row("a", 1, 2)], ORDER)
    assert (line.counts, line.count) == ((1, 1, 0, 0, 0), 1)


@given(ROWS, st.integers(0, 12))
def test_a_split_that_adds_up_never_grows(rows, at):
    assert not any(grew(rows, rows[:at] + rows[at:]))
    assert grew([], rows) == sum_of(rows).years


DAY = date(2026, 1, 1)


def version(item, place, days, amount, is_out=False):
    return Version(UUID(int=item), place, DAY + timedelta(days=days), row("x", amount), is_out)


@given(
    st.lists(st.tuples(st.integers(1, 3), st.integers(0, 20), st.booleans()), max_size=12),
    st.integers(0, 25),
    st.integers(0, 25),
)
def test_what_was_planned_on_a_day_does_not_change_by_editions_that_begin_later(given_rows, on, later):
    all_of_them = [version(item, n, days, n, out) for n, (item, days, out) in enumerate(given_rows, start=1)]
    day = DAY + timedelta(days=on)
    until_then = [one for one in all_of_them if one.effective <= day]
    assert as_of(all_of_them, day) == as_of(until_then, day + timedelta(days=later))


def test_the_later_edition_counts_and_what_is_out_is_gone():
    versions = [version(1, 1, 0, 10), version(1, 2, 5, 20), version(2, 1, 0, 1), version(2, 3, 9, 1, True)]
    amounts = lambda days: {  # noqa: E731
        key.int: one.row.total for key, one in as_of(versions, DAY + timedelta(days=days)).items()
    }
    assert amounts(0) == {1: 10, 2: 1}
    assert amounts(5) == {1: 20, 2: 1}
    assert amounts(9) == {1: 20}
    assert amounts(-1) == {}


def test_compare_says_what_was_added_changed_and_taken_out():
    one, two, three, four = (UUID(int=n) for n in range(4))
    same = row("same", 1)
    before = {one: row("a", 10), two: row("b", 5), three: same}
    after = {one: row("a", 30, reason="other"), three: same, four: row("d", 7)}
    found = {
        change.item: (change.what, change.fields, change.difference) for change in compare(before, after)
    }
    assert found == {
        one: ("changed", ("years",), 20),
        two: ("taken-out", (), -5),
        four: ("added", (), 7),
    }


@given(st.dictionaries(st.integers(0, 4), BAHT), st.dictionaries(st.integers(0, 4), BAHT))
def test_the_changes_explain_the_whole_difference(before, after):
    rows = lambda amounts: {UUID(int=n): row("x", baht) for n, baht in amounts.items()}  # noqa: E731
    difference = sum(change.difference for change in compare(rows(before), rows(after)))
    assert difference == sum(after.values()) - sum(before.values())


@pytest.mark.parametrize(
    ("kind", "before", "after", "reason", "problem"),
    [
        ("addition", row("a", 1), row("a", 2), "r", OnlyAdds),
        ("addition", row("a", 1), None, "r", OnlyAdds),
        ("correction", None, row("a"), "r", OnlyWords),
        ("correction", row("a", 1), None, "r", OnlyWords),
        ("correction", row("a", 1), row("b", 2), "r", OnlyWords),
        ("correction", row("a", 1), row("b", 1), " ", WhyNot),
        ("change", None, row("a"), "", WhyNot),
    ],
)
def test_an_edition_refuses_what_its_kind_may_not_do(kind, before, after, reason, problem):
    with pytest.raises(problem):
        check(kind, before, after, reason)


def test_an_edition_takes_what_its_kind_may_do():
    check("first", None, row("a"), "")
    check("addition", None, row("a"), "r")
    check("correction", row("a", 1), row("b", 1), "r")
    check("change", row("a", 1), None, "r")


def spent(baht, origin="officer", kind="k"):
    return Spent(baht, origin, kind, "housing", "own")


@given(st.lists(st.tuples(BAHT, st.sampled_from(["people", "officer", "mixed"])), max_size=10))
def test_shares_hold_every_baht(given_lines):
    lines = [spent(*one) for one in given_lines]
    found = shares.by(lines, "origin")
    assert sum(one.baht for one in found) == sum(line.baht for line in lines)
    assert sum(one.lines for one in found) == len(lines)
    assert shares.of_people(lines).baht == sum(line.baht for line in lines if line.origin == "people")


@given(BAHT, BAHT)
def test_a_percentage_is_rounded_half_up_to_two_decimals(part, more):
    whole = part + more
    text = shares.in_percent(part, whole)
    if not whole:
        assert text == "–"
        return
    exact = Fraction(part * 100, whole)
    assert Fraction(text) - Fraction(1, 200) <= exact < Fraction(text) + Fraction(1, 200)


def test_a_merger_of_different_origins_is_mixed_and_never_the_peoples():
    assert shares.joined(["people", "people"]) == "people"
    assert shares.joined(["people", "officer"]) == "mixed"
    assert shares.of_people([spent(1, "mixed"), spent(1, "people")]).percent == "50.00"


def test_what_is_small_still_has_a_bar():
    (large, small) = shares.by([spent(10**9), spent(1, "people")], "origin")
    assert (large.width, small.width) == (1000, 1)


def test_each_kind_of_edition_has_steps_that_end_with_the_approval():
    for body in knowledge.bodies():
        for kind in knowledge.KINDS:
            assert knowledge.edition_steps(body, kind)[-1].code == "approve"
    codes = [step.code for step in knowledge.edition_steps("sao", "addition")]
    assert codes == ["draft", "consider", "council", "approve"]
    assert knowledge.is_confirmed("sao", "addition") and not knowledge.is_confirmed("sao", "first")


def test_a_draft_of_the_ordinance_is_usual_by_mid_august():
    assert knowledge.usual_day("draft", 2570) == date(2026, 8, 15)
    assert knowledge.usual_day("first", 2570) is None
    assert knowledge.ordinance_steps()[-1].code == "approved"


def test_a_reply_is_due_after_the_days_of_the_file():
    days, is_confirmed = knowledge.reply_days()
    assert knowledge.reply_due(DAY) == DAY + timedelta(days=days) and not is_confirmed
