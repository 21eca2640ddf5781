"""The demo's plan, budget and proposals, as wipa writes and somchai decides them."""

from datetime import timedelta

import pytest

from conftest import NOW
from khuang.civic.plan.models import BudgetYear, Plan, Proposal
from khuang.civic.plan.reads import budget, editions
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places import actions as places
from khuang.site.demo.development_plan import tell_development_plan
from khuang.site.demo.homes import DATA


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def propose_for_people(*titles):
    """Proposals as the people's council would forward them, the first one long ago."""
    for number, title in enumerate(titles):
        on = NOW - timedelta(days=0 if number else 213)
        Proposal.objects.create(
            number=100 + number, year=2570, title=title, kind="no-transport", cost=480_000, origin="people",
            forwarded_on=on, due_on=on + timedelta(days=60), made_at=on,
        )  # fmt: skip


def test_the_demo_has_a_plan_a_budget_and_every_kind_of_reply(cast):
    places.load_villages((DATA / "villages.geojson").read_bytes(), by=SYSTEM, at=NOW)
    propose_for_people("รถล้างไต", "รถรับส่ง", "ราวจับ")
    tell_development_plan({"wipa": cast.wipa, "somchai": cast.somchai}, NOW)
    plan = Plan.objects.get()
    rows = editions.plan_on(plan, NOW.date())
    assert (plan.first_year, len(rows)) == (2566, 45)
    assert [edition.kind for edition in editions.approved(plan)] == ["addition", "addition", "first"]
    states = sorted(Proposal.objects.values_list("state", flat=True))
    assert states == ["accepted", "accepted", "changed", "declined", "waiting", "waiting"]
    assert Proposal.objects.filter(state="waiting", due_on__lt=NOW).count() == 1
    assert BudgetYear.objects.filter(year=2569, state="approved").exists()
    found = BudgetYear.objects.get(year=2570)
    assert found.state == "approved" and budget.in_ordinance(found) < found.total
    share = budget.share_of_people(2570)
    assert share.baht == 960_000 and share.whole > 8_000_000
    assert budget.movements(found).count() == 2
