"""A list of people from the file to the registry and back, in a real browser, with scripts and without."""

from pathlib import Path

import pytest

from conftest import make_cast, make_municipality
from khuang.care.people.actions import imports
from khuang.care.people.models import Import, Person
from khuang.care.people.tests.lists import HEAD, carry_out, row, xlsx_bytes
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, sign_in

ROWS = [
    ["รายชื่อผู้สูงอายุ ปีงบประมาณ 2570"],
    [],
    HEAD,
    row(1),
    row(2, "นางสาวสมศรี มีสุข", born="๕ ม.ค. ๒๔๘๘"),
    row(3, "นายคำ ปันแก้ว", born="31/2/2567"),
    row(4, "นางบุญมี ทองดี", moo="ทุ่งนาเก่า"),
]


@pytest.fixture
def town(site):
    town = make_cast(make_municipality())
    with within(town.municipality):
        let_in(town.mali)
    return town


def press(page, selector="main form button"):
    follow(page.locator(selector).last)


@pytest.mark.parametrize(("width", "language", "scripts"), [(360, "th", True), (1280, "en", False)])
def test_a_list_goes_in_and_comes_back_out(visit, town, tmp_path, width, language, scripts):
    reader = visit(width=width, language=language, scripts=scripts)
    sign_in(reader, town.mali)
    page = reader.open("/desk/imports/")
    reader.fit("imports-empty")
    reader.open("/desk/imports/new/")
    reader.fit("import-new")
    path = tmp_path / "list.xlsx"
    path.write_bytes(xlsx_bytes(("Sheet1", ROWS)))
    page.fill("[name=source]", "สำนักงานพัฒนาสังคม")
    page.set_input_files("[name=file]", path)
    press(page)
    reader.fit("import-columns")
    assert page.locator("[name=column_1]").input_value() == "full_name"
    press(page)
    reader.fit("import-preview")
    page.select_option("[name=village_0]", town.villages[2].code)
    follow(page.locator("main form button").first)
    assert page.locator("[name=village_0]").count() == 0
    press(page)
    reader.fit("import-waiting")
    with within(town.municipality):
        brought = Import.objects.get()
    carry_out(brought, imports.work_piece)
    reader.open(f"/desk/imports/{brought.pk}/")
    reader.fit("import-done")
    with page.expect_download() as download:
        page.locator(f"a[href$='{brought.pk}/rows.xlsx']").click()
    assert Path(download.value.path()).read_bytes().startswith(b"PK")
    with within(town.municipality):
        assert Person.objects.count() == 3
    reader.open(f"/desk/imports/{brought.pk}/undo/")
    reader.fit("import-undo")
    press(page)
    with within(town.municipality):
        undo = brought.undoings.get()
    carry_out(undo, imports.undo_piece)
    reader.open(f"/desk/imports/{brought.pk}/")
    reader.fit("import-undone")
    reader.open("/desk/imports/")
    reader.fit("imports")
    with within(town.municipality):
        assert not Person.objects.exists()
