"""Contracts and vouchers: nothing is paid that the budget does not hold, and mistakes stay to be read."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.plan.models import BudgetLine, Movement
from khuang.civic.projects import actions, reads
from khuang.civic.projects.models import Project, Voucher
from khuang.civic.projects.rules import problems
from khuang.civic.projects.tests.cast import BAHT, TODAY, a_line, a_project
from khuang.lib.identifiers import uuid7


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def project(cast):
    return actions.start(a_project(cast), by=cast.wipa, at=NOW)


def pay(project, cast, baht, number="ฎ.1/2570", **said):
    paid = {"number": number, "amount": baht * BAHT, "words": "ค่าวัสดุ", "on": TODAY} | said
    return actions.spend(project, **paid, by=cast.wipa, at=NOW)


def sign(project, cast, baht, **said):
    signed = {"with_whom": "หจก.ทำจริง", "method": "general", "amount": baht * BAHT}
    days = {"signed_on": TODAY, "due_on": TODAY + timedelta(days=30)}
    return actions.sign_contract(project, **(signed | days | said), by=cast.wipa, at=NOW)


def test_a_payment_beyond_the_budget_is_refused_and_says_what_to_do(project, cast):
    pay(project, cast, 150_000)
    with pytest.raises(problems.Overspent, match="change the budget first"):
        pay(project, cast, 50_001, "ฎ.2/2570")
    pay(project, cast, 50_000, "ฎ.2/2570")
    assert Project.objects.get(pk=project.pk).balance == 0


def test_a_payment_beyond_a_line_that_was_cut_is_refused(project, cast):
    hands = {"proposed_by_id": uuid7(), "proposed_at": NOW, "decided_by_id": uuid7(), "decided_on": TODAY}
    cut = {"line": project.line, "amount": 400_000, "reason": "น้ำท่วม", "state": "decided"}
    Movement.objects.create(**cut, **hands)
    assert reads.held_by(project.line) == 100_000 * BAHT
    with pytest.raises(problems.Overspent):
        pay(project, cast, 100_001)
    assert reads.left_of(project.line) < 0


def test_nothing_begins_and_nothing_is_signed_before_the_money_is_there(cast):
    project = a_project(cast, a_line(funded_on=None))
    for begin in (lambda: actions.start(project, by=cast.wipa, at=NOW), lambda: sign(project, cast, 1)):
        with pytest.raises(problems.NotFunded, match="no money yet"):
            begin()
    BudgetLine.objects.update(funded_on=TODAY)
    assert actions.start(project, by=cast.wipa, at=NOW).state == "under-way"


def test_the_same_voucher_is_noted_once(project, cast):
    first = pay(project, cast, 10)
    with pytest.raises(problems.SaidTwice):
        pay(project, cast, 10, " ฎ.1/2570 ")
    with pytest.raises(IntegrityError, match="projects_voucher_once"), transaction.atomic():
        Voucher.objects.create(project=project, on=TODAY, number=first.number, amount=1, by_id=uuid7())


def test_a_mistake_is_undone_with_a_reason_and_stays_to_be_read(project, cast):
    first = pay(project, cast, 10)
    with pytest.raises(problems.NoReason):
        actions.undo(first, because="", by=cast.wipa, at=NOW)
    actions.undo(first, because="พิมพ์ผิดโครงการ", by=cast.wipa, at=NOW)
    assert Project.objects.get(pk=project.pk).spent == 0
    assert Voucher.objects.get().undone_because == "พิมพ์ผิดโครงการ"
    with pytest.raises(problems.MovedOn):
        actions.undo(first, because="อีกครั้ง", by=cast.wipa, at=NOW)
    pay(project, cast, 10)


def test_contracts_stay_within_the_budget_and_payments_within_the_contract(project, cast):
    contract = sign(project, cast, 150_000)
    with pytest.raises(problems.OverContract):
        sign(project, cast, 50_001)
    pay(project, cast, 150_000, contract=contract)
    with pytest.raises(problems.OverContract):
        pay(project, cast, 1, "ฎ.2/2570", contract=contract)
    other = actions.start(a_project(cast, a_line()), by=cast.wipa, at=NOW)
    with pytest.raises(problems.NotTheirs):
        pay(other, cast, 1, contract=contract)


@pytest.mark.parametrize(("do", "day"), [(pay, "on"), (sign, "signed_on")])
def test_nothing_is_paid_or_signed_tomorrow(project, cast, do, day):
    with pytest.raises(problems.NotInFuture):
        do(project, cast, 10, **{day: TODAY + timedelta(days=1)})


def test_before_the_work_begins_nothing_is_paid(cast):
    with pytest.raises(problems.MovedOn):
        pay(a_project(cast), cast, 1)


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ({"spent": 200_001 * BAHT}, "projects_project_money"),
        ({"state": "done"}, "projects_project_closed"),
        ({"starts_on": TODAY, "due_on": TODAY - timedelta(days=1)}, "projects_project_due"),
    ],
)
def test_the_database_refuses_what_cannot_be(project, changed, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Project.objects.filter(pk=project.pk).update(**changed)
