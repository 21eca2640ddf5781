"""The plan book as officials know it, read back; and a plan that comes as their own table."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from conftest import NOW
from khuang.civic.plan import actions
from khuang.civic.plan.models import PlanImport
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.reads.imports import read
from khuang.civic.plan.rules.problems import MovedOn, NotATable, NoYears
from khuang.civic.plan.rules.tables import baht, guess, read_rows, read_table, work_plan_code
from khuang.civic.plan.rules.workbook import Cover, book
from khuang.civic.plan.tests.planning import approve, row
from khuang.lib.spreadsheets import as_csv, as_xlsx

COVER = Cover("เทศบาลตำบลฟ้าใส", 2566, "ฉบับแรก", is_first=True)
HEAD = ["ที่", "โครงการ", "แผนงาน", "2566", "2567", "2568", "2569", "2570", "รวม"]


def opened(content):
    return load_workbook(io.BytesIO(content))


def cells(sheet):
    return [[cell for cell in line if cell not in (None, "")] for line in sheet.iter_rows(values_only=True)]


def test_the_book_is_as_officials_know_it():
    rows = [
        row("ทางลาด", 100, 200, issue="คนพิการ", strategy="เข้าถึงได้", target="3 แห่ง"),
        row("ราวจับ", 50, issue="คนพิการ", strategy="เข้าถึงได้"),
        row("อบรม", 7, work_plan="health", form="p02_1"),
        row("เครื่องปรับอากาศ", 30, form="p03", category="ครุภัณฑ์สำนักงาน", work_plan="general"),
    ]
    made = opened(book(rows, COVER))
    assert made.sheetnames == ["ผ.01", "ผ.02", "ผ.02-1", "ผ.03"]
    sheet = made["ผ.02"]
    assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.paperSize == 9
    assert sheet["A1"].value == "แบบ ผ.02 รายละเอียดโครงการพัฒนา" and sheet["A1"].font.name == "TH SarabunPSK"
    assert "พ.ศ. 2566 - 2570" in sheet["A2"].value and sheet["A3"].value == COVER.place
    assert {"F4:J4", "A4:A5", "B4:B5"} <= {str(one) for one in sheet.merged_cells.ranges}
    assert [sheet.cell(5, column).value for column in range(6, 11)] == [
        "2566",
        "2567",
        "2568",
        "2569",
        "2570",
    ]
    assert cells(sheet)[5:9] == [
        ["ประเด็นการพัฒนา: คนพิการ"],
        ["กลยุทธ์: เข้าถึงได้"],
        ["แผนงานเคหะและชุมชน"],
        [1, "ทางลาด", "คนพิการ", "3 แห่ง", 100, 200, 0, 0, 0, 300],
    ]
    assert cells(sheet)[10] == ["รวม 2 โครงการ", 150, 200, 0, 0, 0, 350]
    assert cells(sheet)[11][0] == "รวมทั้งสิ้น 2 โครงการ"


def test_the_summary_is_computed_from_all_forms():
    rows = [row("a", 10, 20), row("b", 5), row("c", 1, work_plan="general", form="p03")]
    lines = cells(opened(book(rows, COVER))["ผ.01"])
    assert lines[5] == ["แผนงานบริหารงานทั่วไป", 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1]
    assert lines[6] == ["แผนงานเคหะและชุมชน", 2, 15, 1, 20, 0, 0, 0, 0, 0, 0, 2, 35]
    assert lines[7] == ["รวมทั้งสิ้น", 3, 16, 1, 20, 0, 0, 0, 0, 0, 0, 3, 36]


def test_reasons_are_a_column_only_after_the_first_edition():
    later = Cover("x", 2566, "เพิ่มเติม ครั้งที่ 1/2569", is_first=False)
    assert "เหตุผลและความจำเป็น" in cells(opened(book([row("a", 1)], later))["ผ.02"])[3]
    assert "เหตุผลและความจำเป็น" not in cells(opened(book([row("a", 1)], COVER))["ผ.02"])[3]


def test_no_cell_is_a_formula_and_an_empty_plan_has_its_summary():
    made = opened(book([row("=1+1", 1)], COVER))
    values = [cell for line in made["ผ.02"].iter_rows() for cell in line if cell.value == "=1+1"]
    assert [cell.data_type for cell in values] == ["s"]
    assert opened(book([], COVER)).sheetnames == ["ผ.01"]


AMOUNTS = st.tuples(*[st.integers(0, 10**9)] * 5)


@settings(max_examples=20)
@given(st.lists(st.tuples(AMOUNTS, st.sampled_from(["housing", "health"])), min_size=1, max_size=6))
def test_what_we_write_we_read_again(given_rows):
    rows = [
        row(f"โครงการที่ {n}", *years, work_plan=code, issue="ก", strategy="ข", reason="")
        for n, (years, code) in enumerate(given_rows)
    ]
    table = read_table(book(rows, COVER))
    found = read_rows(table, guess(table.head, 2566), form="p02")
    assert all(one.row for one in found)
    assert sorted(map(repr, (one.row for one in found))) == sorted(map(repr, rows))


def brought(*rows, head=HEAD):
    return as_xlsx(head, rows, name="แผน")


GOOD = (1, "ทางลาด", "แผนงานเคหะและชุมชน", "100,000", "-", "", 0, "๕๐", "100,050")


def test_a_row_is_read_as_people_write_it():
    table = read_table(brought(GOOD))
    (one,) = read_rows(table, guess(table.head, 2566), form="p02")
    assert one.row.years == (100_000, 0, 0, 0, 50) and one.row.work_plan == "housing"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({1: ""}, "no-project"),
        ({2: "แผนงานลับ"}, "no-work-plan"),
        ({2: ""}, "no-work-plan"),
        ({3: "ประมาณแสน"}, "no-amount"),
        ({3: "100.50"}, "no-amount"),
        ({3: "-5"}, "no-amount"),
        ({8: "99"}, "not-added-up"),
    ],
)
def test_a_bad_row_says_what_is_wrong(change, problem):
    cells = [change.get(column, cell) for column, cell in enumerate(GOOD)]
    table = read_table(brought(cells))
    (one,) = read_rows(table, guess(table.head, 2566), form="p02")
    assert one.row is None and problem in one.problems


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04 not a workbook", as_csv(["a", "b", "c"], [["1", "2", "3"]]), b"\xff\xfe\x00" * 10],
)
def test_what_is_no_table_is_refused(content):
    with pytest.raises(NotATable):
        read_table(content)


def test_a_csv_in_the_old_thai_encoding_is_read():
    content = ",".join(HEAD).encode("cp874") + b"\r\n" + "1,ทางลาด,แผนงานสาธารณสุข,5,,,,,5".encode("cp874")
    table = read_table(content)
    (one,) = read_rows(table, guess(table.head, 2566), form="p02")
    assert (one.row.project, one.row.work_plan, one.row.total) == ("ทางลาด", "health", 5)


def test_a_table_without_years_asks_for_them():
    table = read_table(brought(GOOD))
    with pytest.raises(NoYears):
        read_rows(table, {"project": 1}, form="p02")


@pytest.mark.parametrize(
    ("words", "code"),
    [("แผนงานการศึกษา", "education"), ("การศึกษา", "education"), ("Public health", "health"), ("x", "")],
)
def test_a_work_plan_is_known_by_its_words(words, code):
    assert work_plan_code(words) == code


@given(st.integers(0, 10**11))
def test_an_amount_is_read_as_it_was_written(amount):
    assert baht(f"{amount:,}") == baht(f"{amount} บาท") == baht(f"{amount}.00") == amount


@pytest.fixture
def edition(cast, inside):
    plan = actions.open_plan(2566, by=cast.wipa, at=NOW)
    return actions.open_edition(plan, "first", by=cast.wipa, at=NOW)


def test_good_rows_go_in_and_bad_ones_come_back(cast, edition):
    bad = (2, "ราวจับ", "แผนงานลับ", 5, "", "", "", "", 5)
    table = actions.bring_table(edition, brought(GOOD, bad), form="p02", by=cast.wipa, at=NOW)
    assert [bool(one.row) for one in read(table)] == [True, False]
    done = actions.take_table(table, by=cast.wipa, at=NOW)
    assert (done.taken, done.refused) == (1, [[2, ["no-work-plan"]]])
    assert [one.project for one in reads.drafted(edition).values()] == ["ทางลาด"]
    assert edition.versions.get().item.origin == "unknown"
    with pytest.raises(MovedOn):
        actions.take_table(table, by=cast.wipa, at=NOW)
    approve(edition, cast)


def test_what_columns_hold_is_remembered_for_the_next_table_alike(cast, edition):
    head = ["ลำดับ", "โครงการ", "งบปีแรก", "อื่น"]
    content = brought(("1", "ทางลาด", "70", "x"), head=head)
    table = actions.bring_table(edition, content, form="p02", by=cast.wipa, at=NOW)
    with pytest.raises(NoYears):
        actions.take_table(table, by=cast.wipa, at=NOW)
    mapping = {"project": 1, "year_1": 2}
    actions.map_table(table, mapping, work_plan="housing", by=cast.wipa, at=NOW)
    actions.take_table(table, by=cast.wipa, at=NOW)
    again = actions.bring_table(edition, content, form="p02", by=cast.wipa, at=NOW)
    assert again.mapping == mapping | {"default": "housing"} and PlanImport.objects.count() == 2
