"""What anyone reads of proposals, the plan book and the budget, without an account."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from conftest import NOW
from khuang.civic.plan import actions
from khuang.civic.plan.models import Proposal
from khuang.civic.plan.tests.planning import TODAY, approve, funded, later, planned, proposed, replied, row
from khuang.ground.municipalities.context import within


@pytest.fixture
def opened(client, municipality):
    """Open a public page: `opened("proposals")`."""

    def open_it(name, *keys, status=200, **asked):
        answer = client.get(reverse(f"portal:{name}", args=[municipality.slug, *keys]), asked)
        assert answer.status_code == status
        is_page = answer.headers["Content-Type"].startswith("text/html")
        return answer.content.decode() if is_page else answer.content

    return open_it


def test_what_the_municipality_owes_stands_first_and_in_red(opened, cast, municipality):
    assert "ยังไม่มีข้อเสนอ" in opened("proposals")
    with within(municipality):
        late, answered = proposed(cast, "ศาลา"), replied(proposed(cast, "ราว"), cast)
        past = timezone.localdate() - timedelta(days=10)
        Proposal.objects.filter(pk=late.pk).update(forwarded_on=past, due_on=past)
    page = opened("proposals")
    assert page.index("ศาลา") < page.index("ราว") and "plan-owed" in page and "เห็นด้วย" in page
    assert "plan-owed" in opened("proposal", late.pk)
    shown = opened("proposal", answered.pk)
    assert (
        "กองช่าง" in shown and cast.wipa.display_name not in shown and cast.somchai.display_name not in shown
    )
    opened("proposal", cast.wipa.pk, status=404)


def test_a_draft_of_a_reply_is_not_public(opened, cast, municipality):
    with within(municipality):
        made = proposed(cast)
        said = {"answer": "declined", "reason": "ลับอยู่", "office": "กองช่าง"}
        actions.draft_reply(made, **said, by=cast.wipa, at=NOW)
    assert "ลับอยู่" not in opened("proposal", made.pk)


def test_the_plan_is_read_as_it_was_on_a_day(opened, cast, municipality):
    assert "ยังไม่มีแผนที่อนุมัติ" in opened("plan")
    opened("plan-of", 2566, status=404)
    with within(municipality):
        plan, (bridge,) = planned(cast, row("สะพานไม้", 10), on=TODAY - timedelta(days=30))
        change = later(plan, cast)
        actions.change_item(change, bridge, row("สะพานปูน", 25), by=cast.wipa, at=NOW)
        draft_only = actions.write_item(change, row("ยังเป็นร่าง", 1), by=cast.wipa, at=NOW)
        assert "ยังเป็นร่าง" not in opened("plan")
        opened("plan-item", draft_only.pk, status=404)
        opened("plan-edition", change.pk, status=404)
        approve(change, cast)
    before = TODAY - timedelta(days=1)
    asked = {"on_day": before.day, "on_month": before.month, "on_year": before.year + 543}
    assert "สะพานไม้" in opened("plan", **asked) and "สะพานปูน" in opened("plan")
    assert "สะพานไม้" in opened("plan-print", 2566, on=before.isoformat())
    assert "สะพานปูน" in opened("plan-print", 2566, on="yesterday")
    shown = opened("plan-item", bridge.pk)
    assert "เปลี่ยนแปลง ครั้งที่ 1/2569" in shown and "ฉบับแรก" in shown
    assert "สะพานปูน" in opened("plan-edition", change.pk)


def test_the_plan_book_is_handed_out_as_officials_know_it(opened, cast, municipality):
    with within(municipality):
        planned(cast, row("สะพานไม้", 10, 5))
    book = load_workbook(io.BytesIO(opened("plan-book", 2566)))
    assert book.sheetnames == ["ผ.01", "ผ.02"]
    assert book["ผ.02"]["A3"].value == municipality.name
    opened("plan-book", 2571, status=404)


def test_the_budget_stands_as_bars_and_as_a_table_and_as_open_data(opened, cast, municipality):
    assert "ยังไม่มีงบประมาณ" in opened("budget-newest")
    with within(municipality):
        _plan, items = planned(cast, row("สะพาน", 0, 0, 0, 0, 500), row("ถนน", 0, 0, 0, 0, 300))
        _budget, (bridge, _road) = funded(cast, (items[0], 400), (items[1], 200))
        type(items[0]).objects.filter(pk=items[0].pk).update(origin="people")
        moved = actions.propose_movement(bridge, 100, reason="รายได้ลด", by=cast.wipa, at=NOW)
        assert "รายได้ลด" not in opened("budget", 2570)
        actions.decide_movement(moved, decided_on=TODAY, by=cast.somchai, at=NOW)
    page = opened("budget", 2570)
    assert "60.00" in page and "<svg" in page and "รายได้ลด" in page and "60.00" in opened("budget-newest")
    lines = list(csv.DictReader(io.StringIO(opened("budget-csv", 2570).decode("utf-8-sig"))))
    assert [(line["approved"], line["now"], line["origin"]) for line in lines] == [
        ("400", "300", "people"),
        ("200", "200", "officer"),
    ]
    opened("budget", 2560, status=404)
    opened("budget-csv", 2560, status=404)
