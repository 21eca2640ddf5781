"""What the tests of the plan begin with: rows, and a plan that was approved in its order."""

from datetime import date, timedelta

from conftest import NOW
from khuang.civic.plan import actions
from khuang.civic.plan.rules.rows import PlanRow

TODAY = date(2026, 11, 23)


def row(project="ปรับปรุงทางเท้า", *years, **values):
    said = {"form": "p02", "work_plan": "housing", "project": project, "reason": "จำเป็น"}
    return PlanRow(**said | values, years=(tuple(years) + (0,) * 5)[:5])


def approve(edition, cast, *, on=TODAY, effective=None):
    """Take a draft through its steps; Wipa wrote it, Somchai approves."""
    codes = ["draft"] if edition.kind == "correction" else ["draft", "consider"]
    for code in codes:
        actions.note_step(edition, code, done_on=on - timedelta(days=1), by=cast.wipa, at=NOW)
    return actions.approve_edition(
        edition,
        approved_on=on,
        effective_on=effective or on,
        announcement="ประกาศที่ 1",
        office="นายกเทศมนตรี",
        by=cast.somchai,
        at=NOW,
    )


def planned(cast, *rows, origin="officer", on=TODAY - timedelta(days=30), first_year=2566):
    """A plan with an approved first edition; gives the plan and its projects in the order of the rows."""
    plan = actions.open_plan(first_year, by=cast.wipa, at=NOW)
    edition = actions.open_edition(plan, "first", by=cast.wipa, at=NOW)
    items = [actions.write_item(edition, one, origin=origin, by=cast.wipa, at=NOW) for one in rows]
    approve(edition, cast, on=on)
    return plan, items


def later(plan, cast, kind="change"):
    """A later edition, being drafted."""
    return actions.open_edition(plan, kind, reasons="ตามมติ", by=cast.wipa, at=NOW)


def funded(cast, *lines, total=10_000_000, year=2570, on=TODAY - timedelta(days=2)):
    """An approved budget; lines are (item, amount). Gives the budget and its lines."""
    budget = actions.open_budget(year, total=total, by=cast.wipa, at=NOW)
    made = [
        actions.write_line(budget, actions.Line("own", amount), item=item, by=cast.wipa, at=NOW)
        for item, amount in lines
    ]
    for code in ("draft", "first", "second", "third"):
        actions.note_budget_step(budget, code, done_on=on, by=cast.wipa, at=NOW)
    actions.approve_budget(budget, approved_on=on, announcement="1/2569", by=cast.somchai, at=NOW)
    return budget, made


def proposed(cast, title="ราวกันตกสะพาน", **values):
    said = actions.Proposed(title, words="ขอราว", **values)
    return actions.propose(said, forwarded_on=TODAY, by=cast.wipa, at=NOW)


def replied(proposal, cast, answer="accepted", **values):
    reply = actions.draft_reply(
        proposal, answer=answer, reason="เห็นด้วย", office="กองช่าง", by=cast.wipa, at=NOW, **values
    )
    actions.decide_reply(reply, by=cast.somchai, at=NOW)
    proposal.refresh_from_db()
    return proposal
