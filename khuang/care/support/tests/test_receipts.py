"""Money is never negative, sums agree, and nothing goes out that did not come in."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import NOW, make_cast, make_municipality
from khuang.care.support import actions
from khuang.care.support.actions import Slip
from khuang.care.support.models import Movement, Package, Paper, Pledge
from khuang.care.support.reads import packages as reads
from khuang.care.support.rules import package_problems as problems
from khuang.care.support.tests.packages_cast import (
    BAHT,
    TODAY,
    a_funder,
    a_need,
    a_package,
    a_person,
    a_pledge,
    handed_over,
    picture,
)
from khuang.ground.municipalities.context import within


class OneTown:
    """Everything happens in one municipality, with its cast."""

    @pytest.fixture(autouse=True)
    def _within(self, cast, inside):
        pass


class TestMoney(OneTown):
    def test_the_first_money_begins_the_package(self, cast):
        package = a_package(cast)
        pledge = a_pledge(cast, package, came=500)
        package.refresh_from_db()
        assert (package.state, package.balance, pledge.balance) == ("under-way", 500, 500)

    def test_more_than_came_is_not_spent(self, cast):
        pledge = a_pledge(cast, a_package(cast), came=500)
        with pytest.raises(problems.Overspent):
            actions.spend(pledge, Slip(TODAY, 501), by=cast.mali, at=NOW)
        actions.spend(pledge, Slip(TODAY, 500), by=cast.mali, at=NOW)
        with pytest.raises(problems.Overspent):
            actions.spend(pledge, Slip(TODAY, 1), by=cast.mali, at=NOW)

    def test_one_funder_s_money_does_not_pay_for_another_s(self, cast):
        package = a_package(cast)
        a_pledge(cast, package, came=5000)
        other = a_pledge(cast, package, funder=a_funder(cast, "วัดกลาง", "temple"))
        with pytest.raises(problems.Overspent):
            actions.spend(other, Slip(TODAY, 1), by=cast.mali, at=NOW)

    @pytest.mark.parametrize("change", [{"went": 501}, {"came": 0, "went": 1}, {"came": 10, "went": -1}])
    def test_the_database_refuses_an_overdraft(self, cast, change):
        pledge = a_pledge(cast, a_package(cast), came=500)
        with pytest.raises(IntegrityError, match="support_pledge_not_overspent"), transaction.atomic():
            Pledge.objects.filter(pk=pledge.pk).update(**change)

    def test_the_database_refuses_a_balance_below_zero(self, cast):
        package = a_package(cast)
        with pytest.raises(IntegrityError, match="support_package_balance"), transaction.atomic():
            Package.objects.filter(pk=package.pk).update(balance=-1)

    def test_nothing_moves_before_approval_or_after_closing(self, cast):
        package = a_package(cast, approved=False)
        pledge = a_pledge(cast, package)
        with pytest.raises(problems.NotOpen):
            actions.receive(pledge, Slip(TODAY, 1), by=cast.mali, at=NOW)
        actions.cancel_package(package, because="ก", by=cast.mali, at=NOW)
        with pytest.raises(problems.NotOpen):
            a_pledge(cast, package)

    def test_bills_may_come_after_the_hand_over(self, cast):
        package = a_package(cast)
        pledge = a_pledge(cast, package, came=500)
        handed_over(cast, package)
        assert actions.spend(pledge, Slip(TODAY, 500), by=cast.mali, at=NOW).amount == 500

    def test_a_day_to_come_is_refused(self, cast):
        pledge = a_pledge(cast, a_package(cast))
        with pytest.raises(problems.InTheFuture):
            actions.receive(pledge, Slip(TODAY.replace(year=2027), 5), by=cast.mali, at=NOW)

    def test_a_bill_is_kept_with_its_line(self, cast):
        pledge = a_pledge(cast, a_package(cast), came=500)
        made = actions.spend(
            pledge, Slip(TODAY, 5, papers=(picture(), b"%PDF-1.4 bill")), by=cast.mali, at=NOW
        )
        assert list(Paper.objects.filter(movement=made).values_list("kind", "is_pdf")) == [
            ("receipt", False),
            ("receipt", True),
        ]

    def test_a_pledge_is_withdrawn_and_what_came_stays(self, cast):
        package = a_package(cast)
        pledge = a_pledge(cast, package, amount=1000, came=400)
        with pytest.raises(problems.NoReason):
            actions.withdraw_pledge(pledge, because="", by=cast.mali, at=NOW)
        pledge = actions.withdraw_pledge(pledge, because="ติดขัด", by=cast.mali, at=NOW)
        assert (pledge.outstanding, pledge.balance) == (0, 400)
        assert reads.money_of(package).promised == 400
        with pytest.raises(problems.MovedOn):
            actions.withdraw_pledge(pledge, because="ติดขัด", by=cast.mali, at=NOW)

    def test_a_surplus_goes_back_only_with_a_reason(self, cast):
        pledge = a_pledge(cast, a_package(cast), came=400)
        with pytest.raises(problems.NoReason):
            actions.give_back(pledge, Slip(TODAY, 400), by=cast.mali, at=NOW)
        actions.give_back(pledge, Slip(TODAY, 400, words="เหลือ"), by=cast.mali, at=NOW)
        pledge.refresh_from_db()
        assert pledge.balance == 0

    def test_a_surplus_moves_to_another_package_of_the_same_funder(self, cast):
        first = a_package(cast)
        second = a_package(cast, a_need(cast, a_person(cast.villages[2], "อีกคน")))
        pledge = a_pledge(cast, first, came=400)
        actions.move_surplus(pledge, second, Slip(TODAY, 300, words="เหลือ"), by=cast.mali, at=NOW)
        first.refresh_from_db(), second.refresh_from_db()
        assert (first.balance, second.balance, second.state) == (100, 300, "under-way")
        assert second.pledges.get().funder == pledge.funder
        moved = Movement.objects.filter(kind__startswith="moved").values_list("moved_with", flat=True)
        assert len(moved) == 2 and len(set(moved)) == 1

    def test_a_surplus_does_not_move_to_itself(self, cast):
        pledge = a_pledge(cast, a_package(cast), came=400)
        with pytest.raises(problems.SamePackage):
            actions.move_surplus(pledge, pledge.package, Slip(TODAY, 300, words="ก"), by=cast.mali, at=NOW)

    def test_a_slip_of_the_pen_is_undone_and_stays_visible(self, cast):
        pledge = a_pledge(cast, a_package(cast), came=400)
        spent = actions.spend(pledge, Slip(TODAY, 400), by=cast.mali, at=NOW)
        received = Movement.objects.get(kind="received")
        with pytest.raises(problems.Overspent):
            actions.undo_movement(received, because="ผิด", by=cast.mali, at=NOW)
        actions.undo_movement(spent, because="พิมพ์ผิด", by=cast.mali, at=NOW)
        pledge.refresh_from_db()
        assert (pledge.balance, Movement.objects.count()) == (400, 2)
        with pytest.raises(problems.MovedOn):
            actions.undo_movement(spent, because="พิมพ์ผิด", by=cast.mali, at=NOW)

    def test_hours_are_worth_the_rate_of_the_day_and_used_at_once(self, cast):
        package = a_package(cast)
        made = actions.pledge(
            package, a_funder(cast, "จิตอาสา", "volunteers"), form="labour", hours=30, by=cast.mali, at=NOW
        )
        assert (made.rate, made.amount) == (4337, 30 * 4337)
        actions.record_work(made, Slip(TODAY, hours=24, payee="ช่าง 4 คน"), by=cast.mali, at=NOW)
        made.refresh_from_db()
        assert (made.came, made.went, made.outstanding) == (24 * 4337, 24 * 4337, 6 * 4337)

    def test_hours_have_no_value_before_the_first_rate(self, cast):
        with pytest.raises(problems.NoRate):
            actions.pledge(
                a_package(cast),
                a_funder(cast),
                form="labour",
                hours=3,
                by=cast.mali,
                at=NOW.replace(year=2021),
            )

    def test_a_funder_that_ended_pledges_nothing(self, cast):
        funder = a_funder(cast)
        said = {"name": "งบ", "kind": "municipal", "since": funder.since, "until": TODAY.replace(year=2025)}
        actions.change_funder(funder, **said, by=cast.mali, at=NOW)
        with pytest.raises(problems.FunderEnded):
            a_pledge(cast, a_package(cast), funder=funder)


class TestLimits(OneTown):
    @pytest.fixture
    def ministry(self, cast):
        return a_funder(cast, "พมจ.", "ministry")

    def test_a_ministry_gives_up_to_the_limit_for_a_house_and_not_more(self, cast, ministry):
        package = a_package(cast)
        with pytest.raises(problems.OverLimit):
            a_pledge(cast, package, amount=40_001 * BAHT, funder=ministry)
        a_pledge(cast, package, amount=40_000 * BAHT, funder=ministry)
        with pytest.raises(problems.OverLimit):
            a_pledge(cast, package, amount=1, funder=ministry)

    def test_other_funders_may_add_to_it(self, cast, ministry):
        package = a_package(cast)
        a_pledge(cast, package, amount=40_000 * BAHT, funder=ministry)
        assert a_pledge(cast, package, amount=60_000 * BAHT)

    def test_the_limit_is_for_the_house_not_for_the_package(self, cast, ministry):
        need = a_need(cast)
        first = a_package(cast, need)
        at_home = a_person(cast.villages[1], "ญาติ", household=need.person.household)
        second = a_package(cast, a_need(cast, at_home))
        a_pledge(cast, first, amount=30_000 * BAHT, funder=ministry)
        with pytest.raises(problems.OverLimit):
            a_pledge(cast, second, amount=10_001 * BAHT, funder=ministry)

    def test_other_help_has_no_such_limit(self, cast, ministry):
        package = a_package(cast, kind="living")
        assert a_pledge(cast, package, amount=60_000 * BAHT, funder=ministry)

    def test_more_than_was_promised_may_not_come_beyond_the_limit(self, cast, ministry):
        pledge = a_pledge(cast, a_package(cast), amount=39_000 * BAHT, funder=ministry)
        with pytest.raises(problems.OverLimit):
            actions.receive(pledge, Slip(TODAY, 41_000 * BAHT), by=cast.mali, at=NOW)
        assert actions.receive(pledge, Slip(TODAY, 40_000 * BAHT), by=cast.mali, at=NOW)

    def test_what_went_back_makes_room(self, cast, ministry):
        package = a_package(cast)
        pledge = a_pledge(cast, package, amount=40_000 * BAHT, came=40_000 * BAHT, funder=ministry)
        actions.give_back(pledge, Slip(TODAY, 5_000 * BAHT, words="เหลือ"), by=cast.mali, at=NOW)
        assert a_pledge(cast, package, amount=5_000 * BAHT, funder=ministry)

    def test_the_page_says_that_the_budget_asks_more_than_the_source_gives(self, cast):
        found = reads.record(a_package(cast, budget=50_000 * BAHT), on=TODAY)
        assert found.over_limit and found.limits[0].confirm and not found.limits[0].is_reached


STEPS = st.lists(
    st.tuples(st.sampled_from(["receive", "spend", "back", "undo"]), st.integers(0, 1), st.integers(1, 900)),
    max_size=14,
)


@pytest.fixture
def two_pledges(cast, inside):
    package = a_package(cast)
    return cast, [a_pledge(cast, package), a_pledge(cast, package, funder=a_funder(cast, "วัด", "temple"))]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_nothing_is_negative_and_sums_agree(two_pledges, steps):
    cast, pledges = two_pledges
    with transaction.atomic():
        for step, number, amount in steps:
            happen(step, pledges[number], amount, cast)
        agree(pledges[0].package)
        transaction.set_rollback(True)


def happen(step, pledge, amount, cast):
    do = {"receive": actions.receive, "spend": actions.spend, "back": actions.give_back}.get(step)
    try:
        if do:
            do(pledge, Slip(TODAY, amount, words="เหลือ"), by=cast.mali, at=NOW)
        elif last := Movement.objects.filter(pledge=pledge, undone_at=None).order_by("at", "pk").last():
            actions.undo_movement(last, because="ผิด", by=cast.mali, at=NOW)
    except problems.Overspent:
        pass


def agree(package):
    """The counters on the rows say what the lines add up to, counted here by itself."""
    in_all = 0
    for pledge in Pledge.objects.filter(package=package):
        lines = Movement.objects.filter(pledge=pledge, undone_at=None)
        came = sum(one.amount for one in lines if one.kind in ("received", "moved-in"))
        went = sum(one.amount for one in lines if one.kind in ("spent", "returned", "moved-out"))
        assert (pledge.came, pledge.went) == (came, went)
        assert pledge.balance >= 0
        in_all += pledge.balance
    money = reads.money_of(Package.objects.get(pk=package.pk))
    assert money.balance == in_all == money.came - money.went


@pytest.fixture
def committed_pledge(committed):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        return cast, a_pledge(cast, a_package(cast), came=1000)


def test_two_who_spend_the_same_money_at_once_do_not_both_succeed(committed_pledge):
    cast, pledge = committed_pledge
    barrier, outcomes = threading.Barrier(2, timeout=30), []

    def work():
        try:
            with within(cast.municipality):
                mine = Pledge.objects.select_related("package").get(pk=pledge.pk)
                barrier.wait()
                actions.spend(mine, Slip(TODAY, 700), by=cast.mali, at=NOW)
            outcomes.append("spent")
        except problems.Overspent:
            outcomes.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["refused", "spent"]
    with within(cast.municipality):
        assert Pledge.objects.get().balance == 300
