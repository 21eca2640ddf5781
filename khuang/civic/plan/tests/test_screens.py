"""The desk: a planner writes, the mayor decides, each on their own pages, and what is wrong is said there."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from conftest import sign_in
from khuang.civic.plan import actions
from khuang.civic.plan.models import BudgetYear, Edition, Movement, Plan, PlanImport, Proposal, Reply
from khuang.civic.plan.reads.budget import balance
from khuang.civic.plan.tests.planning import later, planned, proposed, replied, row
from khuang.ground.municipalities.context import within
from khuang.lib.spreadsheets import as_xlsx
from tests.unknown_variables import refuse_unknown_variables

__all__ = ["refuse_unknown_variables"]


@pytest.fixture
def desk(client, cast):
    """Open or post a page of the plan as somebody: `desk(cast.wipa, "plan:plans")`."""

    def open_as(account, name, *keys, post=None, asked=None, status=200):
        sign_in(client, account)
        address = reverse(name, args=keys)
        answer = client.post(address, post) if post is not None else client.get(address, asked)
        assert answer.status_code == status, answer.content.decode()[:3000]
        is_page = answer.headers.get("Content-Type", "").startswith("text/html")
        return answer.content.decode() if is_page else answer.content

    return open_as


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year + 543}


def today():
    return timezone.localdate()


def test_a_proposal_from_the_desk_to_its_public_reply(desk, cast, municipality):
    assert "ไม่มีข้อเสนอที่รอ" in desk(cast.wipa, "plan:proposals")
    typed = {"title": "ศาลาพักผู้สูงอายุ", "origin": "village-plan", "cost": "45,000"} | day(
        "forwarded_on", today()
    )
    desk(cast.wipa, "plan:proposal-new", post=typed | {"cost": "มาก"}, status=422)
    desk(cast.wipa, "plan:proposal-new", post=typed, status=302)
    with within(municipality):
        made = Proposal.objects.get()
    assert made.cost == 45_000
    assert "ศาลาพักผู้สูงอายุ" in desk(cast.somchai, "plan:proposals")
    said = {"answer": "changed", "reason": "งบจำกัด", "office": "กองช่าง"}
    desk(cast.wipa, "plan:reply", made.pk, post=said, status=422)
    desk(cast.wipa, "plan:reply", made.pk, post=said | {"change": "ทำหลังใหญ่"}, status=302)
    assert "ร่างคำตอบแล้ว" in desk(cast.wipa, "plan:proposals")
    assert "ทำหลังใหญ่" in desk(cast.wipa, "plan:reply", made.pk)
    desk(cast.wipa, "plan:reply", made.pk, post=said | {"change": "ทำหลังเล็ก"}, status=302)
    with within(municipality):
        reply = Reply.objects.get()
    assert reverse("plan:reply-decide", args=[reply.pk]) not in desk(cast.wipa, "plan:proposal", made.pk)
    assert reverse("plan:reply-decide", args=[reply.pk]) in desk(cast.somchai, "plan:proposal", made.pk)
    desk(cast.wipa, "plan:reply-decide", reply.pk, post={}, status=403)
    desk(cast.somchai, "plan:reply-back", reply.pk, post={"because": "เขียนให้ชัด"}, status=302)
    desk(cast.wipa, "plan:reply", made.pk, post=said | {"change": "ทำหลังเล็ก"}, status=302)
    with within(municipality):
        reply = Reply.objects.get(state="drafted")
    desk(cast.somchai, "plan:reply-decide", reply.pk, post={}, status=302)
    assert "ทำหลังเล็ก" in desk(cast.wipa, "plan:proposal", made.pk)


def test_what_is_owed_stands_in_red(desk, cast, municipality):
    with within(municipality):
        made = proposed(cast)
        Proposal.objects.update(forwarded_on=today() - timedelta(days=60), due_on=today() - timedelta(days=3))
    for name, keys in (("plan:proposals", ()), ("plan:proposal", (made.pk,))):
        assert "plan-owed" in desk(cast.wipa, name, *keys)


def test_an_accepted_proposal_leads_into_the_draft_of_the_plan(desk, cast, municipality):
    with within(municipality):
        proposal = replied(proposed(cast, "ศาลาพักผู้สูงอายุ", cost=45_000), cast)
        plan, _items = planned(cast, row())
    assert reverse("plan:plans") in desk(cast.wipa, "plan:proposal", proposal.pk)
    with within(municipality):
        edition = later(plan, cast)
    address = f"{reverse('plan:item-new', args=[edition.pk])}?proposal={proposal.pk}"
    page = desk(cast.wipa, "plan:proposal", proposal.pk)
    assert address in page and "แผนพัฒนา" in page
    assert address not in desk(cast.somchai, "plan:proposal", proposal.pk)
    form = desk(cast.wipa, "plan:item-new", edition.pk, asked={"proposal": proposal.pk})
    assert 'value="ศาลาพักผู้สูงอายุ"' in form and f'value="{proposal.pk}" selected' in form
    with within(municipality):
        actions.write_item(edition, row("ศาลาใหม่"), proposal=proposal, by=cast.wipa, at=timezone.now())
    assert "ศาลาใหม่" in desk(cast.wipa, "plan:proposal", proposal.pk)
    assert "ศาลาพักผู้สูงอายุ</" not in desk(cast.wipa, "plan:item-new", edition.pk, asked={"proposal": "x"})


def test_a_plan_that_stands_in_excel_becomes_the_first_edition(desk, cast, municipality):
    assert "ยังไม่มีแผน" in desk(cast.wipa, "plan:plans")
    desk(cast.wipa, "plan:plan-new", post={"first_year": "ปีหน้า", "body": "municipality"}, status=422)
    desk(cast.wipa, "plan:plan-new", post={"first_year": "๒๕๗๑", "body": "municipality"}, status=302)
    with within(municipality):
        plan = Plan.objects.get()
    assert plan.first_year == 2571
    desk(cast.wipa, "plan:edition-new", plan.pk, post={"kind": "first"}, status=302)
    with within(municipality):
        edition = Edition.objects.get()
    head = ["ที่", "โครงการ", "แผนงาน", "2571", "2572", "รวม"]
    rows = [(1, "ทางลาด", "เคหะและชุมชน", 100, 50, 150), (2, "ราวจับ", "ลึกลับ", 5, "", 5)]
    content = as_xlsx(head, rows, name="แผน")
    broken = {"form": "p02", "file": SimpleUploadedFile("x.xlsx", b"PK no")}
    assert "ไม่พบตาราง" in desk(cast.wipa, "plan:bring", edition.pk, post=broken, status=422)
    typed = {"form": "p02", "file": SimpleUploadedFile("plan.xlsx", content)}
    desk(cast.wipa, "plan:bring", edition.pk, post=typed, status=302)
    with within(municipality):
        table = PlanImport.objects.get()
    assert "ทางลาด" in desk(cast.wipa, "plan:table", table.pk)
    desk(cast.wipa, "plan:table", table.pk, post={"project": "1"}, status=422)
    mapping = {"project": "1", "work_plan": "2", "year_1": "3", "year_2": "4", "total": "5"}
    desk(cast.wipa, "plan:table", table.pk, post=mapping, status=302)
    desk(cast.wipa, "plan:table-take", table.pk, post={}, status=302)
    assert reverse("plan:table-refused", args=[table.pk]) in desk(cast.wipa, "plan:table", table.pk)
    sheet = load_workbook(io.BytesIO(desk(cast.wipa, "plan:table-refused", table.pk))).active
    assert [cell.value for cell in sheet[2]][1:3] == ["ราวจับ", "ลึกลับ"] and sheet.max_row == 2
    assert "ทางลาด" in desk(cast.wipa, "plan:edition", edition.pk)
    book = load_workbook(io.BytesIO(desk(cast.wipa, "plan:book", edition.pk)))
    assert book.sheetnames == ["ผ.01", "ผ.02"]


def test_an_edition_is_written_and_approved_on_its_pages(desk, cast, municipality):
    with within(municipality):
        plan, (bridge, road) = planned(cast, row("สะพาน", 10, 5), row("ถนน", 5))
    desk(cast.wipa, "plan:edition-new", plan.pk, post={"kind": "change", "reasons": ""}, status=422)
    desk(cast.wipa, "plan:edition-new", plan.pk, post={"kind": "change", "reasons": "ตามมติ"}, status=302)
    with within(municipality):
        edition = Edition.objects.get(kind="change")
    item = {
        "form": "p02",
        "work_plan": "health",
        "project": "อบรม",
        "year_1": "7",
        "origin": "officer",
        "reason": "x",
    }
    desk(cast.wipa, "plan:item-new", edition.pk)
    desk(cast.wipa, "plan:item-new", edition.pk, post=item | {"reason": ""}, status=422)
    desk(cast.wipa, "plan:item-new", edition.pk, post=item, status=302)
    assert 'value="10"' in desk(cast.wipa, "plan:item", edition.pk, road.pk).replace(
        'value="5"', 'value="10"'
    )
    desk(cast.wipa, "plan:item", edition.pk, road.pk, post=item | {"project": "ถนนใหญ่"}, status=302)
    parts = {
        "project_1": "สะพานเหนือ",
        "year_1_1": "6",
        "year_1_2": "5",
        "project_2": "สะพานใต้",
        "year_2_1": "9",
        "reason": "y",
    }
    desk(cast.wipa, "plan:item-split", edition.pk, bridge.pk, post=parts, status=422)
    desk(cast.wipa, "plan:item-split", edition.pk, bridge.pk, post=parts | {"year_2_1": "4"}, status=302)
    with within(municipality):
        keys = [str(one.pk) for one in edition.plan.items.order_by("pk")][-2:]
    joined = {"items": keys, "project": "สะพานคู่", "reason": "z"}
    desk(cast.wipa, "plan:item-merge", edition.pk, post=joined | {"items": keys[:1]}, status=422)
    desk(cast.wipa, "plan:item-merge", edition.pk, post=joined, status=302)
    desk(cast.wipa, "plan:item-out", edition.pk, road.pk, post={"because": "ซ้ำ"}, status=302)
    desk(cast.wipa, "plan:item-out", edition.pk, road.pk, status=404)
    approval = (
        {"announcement": "2/2569", "office": "นายก"}
        | day("approved_on", today())
        | day("effective_on", today())
    )
    desk(cast.somchai, "plan:approve", edition.pk, post=approval, status=422)
    for code in ("draft", "consider"):
        assert reverse("plan:step", args=[edition.pk, code]) in desk(cast.wipa, "plan:edition", edition.pk)
        desk(cast.wipa, "plan:step", edition.pk, code, post=day("done_on", today()), status=302)
    assert reverse("plan:approve", args=[edition.pk]) in desk(cast.somchai, "plan:edition", edition.pk)
    desk(cast.somchai, "plan:approve", edition.pk, post=approval, status=302)
    shown = desk(cast.wipa, "plan:plan", plan.pk)
    assert "สะพานคู่" in shown and "ถนนใหญ่" not in shown
    with within(municipality):
        first = plan.editions.get(kind="first")
    assert "สะพานคู่" in desk(cast.somchai, "plan:compare", edition.pk, first.pk)
    desk(cast.wipa, "plan:item-new", edition.pk, status=404)


def test_a_draft_is_given_up(desk, cast, municipality):
    with within(municipality):
        plan, _items = planned(cast, row("สะพาน", 10))
        edition = later(plan, cast)
    desk(cast.wipa, "plan:drop", edition.pk, post={}, status=302)
    assert reverse("plan:edition-new", args=[plan.pk]) in desk(cast.wipa, "plan:plan", plan.pk)


def test_a_budget_from_its_lines_to_a_cut(desk, cast, municipality):
    with within(municipality):
        _plan, (bridge,) = planned(cast, row("สะพาน", 0, 0, 0, 0, 500))
    assert "ยังไม่มีงบประมาณ" in desk(cast.wipa, "plan:budgets")
    desk(cast.wipa, "plan:budget-new", post={"year": "70", "total": "1,000"}, status=422)
    desk(cast.wipa, "plan:budget-new", post={"year": "2570", "total": "1,000"}, status=302)
    with within(municipality):
        budget = BudgetYear.objects.get()
    line = {"item": str(bridge.pk), "source": "own", "amount": "501"}
    assert "สะพาน" in desk(cast.wipa, "plan:line-new", budget.pk)
    desk(cast.wipa, "plan:line-new", budget.pk, post=line, status=422)
    desk(cast.wipa, "plan:line-new", budget.pk, post=line | {"amount": "400"}, status=302)
    own = {
        "source": "gift",
        "amount": "50",
        "title": "ผ้าป่า",
        "outside_because": "มีผู้บริจาค",
        "work_plan": "culture",
    }
    desk(cast.wipa, "plan:line-new", budget.pk, post=own, status=302)
    desk(cast.wipa, "plan:budget-total", budget.pk, post={"total": "300"}, status=422)
    desk(cast.wipa, "plan:budget-total", budget.pk, post={"total": "900"}, status=302)
    for code in ("draft", "first", "second", "third"):
        desk(cast.wipa, "plan:budget-step", budget.pk, code, post=day("done_on", today()), status=302)
    approval = {"announcement": "1/2569"} | day("approved_on", today())
    desk(cast.somchai, "plan:budget-approve", budget.pk, post=approval, status=302)
    with within(municipality):
        first, gift = budget.lines.order_by("pk")
    desk(cast.somchai, "plan:line-approve", gift.pk, post=day("on", today()), status=302)
    cut = {"amount": "401", "reason": "รายได้ลด"}
    desk(cast.wipa, "plan:move", first.pk, post=cut, status=422)
    desk(cast.wipa, "plan:move", first.pk, post=cut | {"amount": "100"}, status=302)
    desk(cast.wipa, "plan:move", first.pk, post=cut | {"amount": "7"}, status=302)
    with within(municipality):
        seven, hundred = Movement.objects.order_by("amount")
    assert reverse("plan:movement-decide", args=[hundred.pk]) in desk(cast.somchai, "plan:budget", budget.pk)
    desk(cast.somchai, "plan:movement-decide", hundred.pk, post={}, status=302)
    desk(cast.somchai, "plan:movement-decline", seven.pk, post={}, status=302)
    with within(municipality):
        assert balance(first) == 300
    shown = desk(cast.wipa, "plan:budget", budget.pk)
    assert "รายได้ลด" in shown and "plan-bars" in shown
    assert "2570" in desk(cast.somchai, "plan:budgets")


def test_a_line_is_removed_before_it_is_funded(desk, cast, municipality):
    with within(municipality):
        _plan, (bridge,) = planned(cast, row("สะพาน", 0, 0, 0, 0, 500))
        budget = actions.open_budget(2570, total=900, by=cast.wipa, at=timezone.now())
        line = actions.write_line(
            budget, actions.Line("own", 5), item=bridge, by=cast.wipa, at=timezone.now()
        )
    desk(cast.wipa, "plan:line-remove", line.pk, post={}, status=302)
    assert "ยังไม่มีรายการ" in desk(cast.wipa, "plan:budget", budget.pk)


@pytest.mark.parametrize("name", ["plan:proposals", "plan:plans", "plan:budgets"])
def test_who_neither_plans_nor_decides_does_not_get_in(desk, cast, name):
    desk(cast.kham, name, status=403)
    desk(cast.mali, name, status=403)
