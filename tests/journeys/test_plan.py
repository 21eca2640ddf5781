"""A proposal is answered at the desk, and what is planned and spent is read on a phone by anyone."""

import pytest

from conftest import make_cast, make_municipality
from khuang.civic.plan.models import Reply
from khuang.civic.plan.tests.planning import funded, later, planned, proposed, row
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """A proposal, a plan with a change being drafted, and an approved budget."""
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.wipa, cast.somchai)
        cast.proposal = proposed(cast)
        cast.plan, cast.items = planned(cast, row("ปรับปรุงทางเท้า", 0, 0, 0, 0, 500_000), row("ศาลา", 90_000))
        cast.change = later(cast.plan, cast)
        cast.first = cast.plan.editions.get(kind="first")
        cast.budget, cast.lines = funded(cast, (cast.items[0], 400_000))
    return cast


def test_a_proposal_is_answered_at_the_desk_and_read_by_anyone(town, visit):
    planner, mayor = visit(width=360), visit(width=1280, language="en")
    sign_in(planner, town.wipa)
    page = planner.open(f"/desk/proposals/{town.proposal.pk}/reply/")
    follow(page.locator("main form button").last)
    planner.expect_status(422)
    planner.fit("plan-reply-refused")
    page.check("[name=answer][value=accepted]")
    page.fill("[name=reason]", "เห็นด้วย")
    page.fill("[name=office]", "กองช่าง")
    follow(page.locator("main form button").last)
    planner.fit("plan-replied")
    sign_in(mayor, town.somchai)
    page = mayor.open(f"/desk/proposals/{town.proposal.pk}/")
    mayor.fit("plan-proposal")
    with within(town.municipality):
        reply = Reply.objects.get()
    follow(page.locator(f"form[action$='/replies/{reply.pk}/decide/'] button"))
    anyone = visit(width=360)
    page = anyone.open(f"/in/fah-sai/proposals/{town.proposal.pk}/")
    anyone.fit("plan-public-proposal")
    assert "กองช่าง" in page.inner_text("main")


def test_every_page_of_plan_and_budget_fits_a_phone(town, visit):
    reader = visit(width=360)
    sign_in(reader, town.wipa)
    change, item = f"plan/editions/{town.change.pk}", town.items[0].pk
    for name, path in {
        "proposals": "proposals",
        "proposal-new": "proposals/new",
        "plans": "plan",
        "plan": f"plan/{town.plan.pk}",
        "edition": change,
        "compare": f"{change}/against/{town.first.pk}",
        "item": f"{change}/projects/{item}",
        "item-new": f"{change}/projects/new",
        "bring": f"{change}/table",
        "budgets": "budget",
        "budget": f"budget/{town.budget.pk}",
        "move": f"budget/lines/{town.lines[0].pk}/move",
    }.items():
        reader.open(f"/desk/{path}/")
        reader.fit(f"plan-desk-{name}")
    first = town.plan.first_year
    for name, path in {
        "proposals": "proposals",
        "plan": "plan",
        "print": f"plan/{first}/print",
        "edition": f"plan/editions/{town.first.pk}",
        "item": f"plan/projects/{item}",
        "budget": f"budget/{town.budget.year}",
    }.items():
        reader.open(f"/in/fah-sai/{path}/")
        reader.fit(f"plan-public-{name}")
