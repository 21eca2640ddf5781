"""From a table in Excel to an approved plan that anyone reads, prints and downloads."""

import io

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from conftest import make_cast, make_municipality
from khuang.civic.plan import actions
from khuang.civic.plan.models import Edition, Proposal
from khuang.civic.plan.tests.planning import funded, proposed
from khuang.ground.municipalities.context import within
from khuang.lib.spreadsheets import as_xlsx
from tests.journeys.conftest import follow, let_in, sign_in

HEAD = ["ที่", "โครงการ", "แผนงาน", "2566", "2567", "2568", "2569", "2570", "รวม"]
ROWS = [
    (1, "ทางลาดในตลาด", "แผนงานเคหะและชุมชน", 100_000, "-", "-", "-", 250_000, 350_000),
    (2, "โรงเรียนผู้สูงอายุ", "แผนงานสังคมสงเคราะห์", 90_000, 90_000, 90_000, 90_000, 90_000, 450_000),
    (3, "ไม่รวมยอด", "แผนงานสาธารณสุข", 5, "-", "-", "-", "-", 6),
]


@pytest.fixture
def town(site):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.wipa)
    return cast


def test_a_plan_comes_from_excel_and_anyone_downloads_its_book(town, visit):
    reader = visit(width=1280)
    sign_in(reader, town.wipa)
    with within(town.municipality):
        plan = actions.open_plan(2566, by=town.wipa, at=timezone.now())
        edition = actions.open_edition(plan, "first", by=town.wipa, at=timezone.now())
    page = reader.open(f"/desk/plan/editions/{edition.pk}/table/")
    file = {"name": "plan.xlsx", "mimeType": "", "buffer": as_xlsx(HEAD, ROWS, name="แผน")}
    page.set_input_files("[name=file]", file)
    follow(page.locator("main form button"))
    expect(page.locator("h1")).to_contain_text("ตรวจตารางก่อนนำเข้า")
    reader.fit("plan-table")
    follow(page.locator("main form button").first)
    expect(page.locator("h1")).to_contain_text("นำเข้าตารางแล้ว")
    page = reader.open(f"/desk/plan/editions/{edition.pk}/")
    expect(page.locator("main")).to_contain_text("ทางลาดในตลาด")
    reader.fit("plan-edition")
    _approve(edition, town)
    public = visit(width=360, language="en")
    page = public.open(f"/in/{town.municipality.slug}/plan/")
    public.fit("plan-public")
    assert "ทางลาดในตลาด" in page.content()
    with page.expect_download() as saved:
        page.click("text=Plan book (XLSX)")
    book = load_workbook(io.BytesIO(saved.value.path().read_bytes()))
    total = [cell.value for cell in list(book["ผ.01"].iter_rows())[-1]]
    assert total[0] == "รวมทั้งสิ้น" and total[-2:] == [2, 800_000]
    public.open(f"/in/{town.municipality.slug}/plan/2566/print/")
    public.fit("plan-book-print")


def test_what_is_owed_and_what_is_funded_is_read_on_a_phone(town, visit):
    with within(town.municipality):
        made = proposed(town)
        past = timezone.localdate().replace(year=2026, month=1)
        Proposal.objects.filter(pk=made.pk).update(forwarded_on=past, due_on=past)
        plan = actions.open_plan(2566, by=town.wipa, at=timezone.now())
        edition = actions.open_edition(plan, "first", by=town.wipa, at=timezone.now())
        table = actions.bring_table(
            edition, as_xlsx(HEAD, ROWS, name="x"), form="p02", by=town.wipa, at=timezone.now()
        )
        actions.take_table(table, by=town.wipa, at=timezone.now())
        _approve(edition, town)
        items = list(plan.items.order_by("pk"))
        funded(town, (items[0], 200_000), (items[1], 90_000))
    reader = visit(width=360)
    page = reader.open(f"/in/{town.municipality.slug}/proposals/")
    expect(page.locator(".plan-owed")).to_contain_text("เทศบาลค้างคำตอบ")
    reader.fit("plan-owed")
    reader.open(f"/in/{town.municipality.slug}/budget/")
    reader.fit("plan-budget")
    expect(page.locator("main")).to_contain_text("290,000")


def _approve(edition, town):
    today, at = timezone.localdate(), timezone.now()
    with within(town.municipality):
        edition = Edition.objects.get(pk=edition.pk)
        for code in ("draft", "consider"):
            actions.note_step(edition, code, done_on=today, by=town.wipa, at=at)
        said = {"announcement": "1", "office": "นายก", "by": town.somchai, "at": at}
        actions.approve_edition(edition, approved_on=today, effective_on=today, **said)
