"""Accounts, places, journal and jobs in a real browser: coming in by an invitation, and every page."""

import pytest

from conftest import NOW, PASSWORD, make_cast, make_municipality
from khuang.care.people.models import Dwelling
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.places import actions as places
from khuang.ground.places.tests.test_rules import BOW_TIE, SQUARE, file_of, village
from tests.journeys.conftest import follow, let_in, sign_in

ROAD = {"type": "LineString", "coordinates": [[99.395, 18.295], [99.41, 18.31], [99.43, 18.325]]}


@pytest.fixture
def town(site):
    """The cast with passwords, a village on the map, homes, and one file with a refused feature."""
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.prasit, cast.anan)
        outlines = file_of(village(SQUARE, moo="1"), village(BOW_TIE, name="บ้านเส้นไขว้", code="52039909"))
        cast.load = places.load_villages(outlines, file_name="หมู่บ้าน.geojson", by=cast.prasit, at=NOW)
        road = {"type": "Feature", "properties": {"kind": "road"}, "geometry": ROAD}
        places.load_lines(file_of(road), by=SYSTEM, at=NOW)
        for number in range(1, 31):
            Dwelling.objects.create(
                village=cast.villages[3], house_no=f"{number}/{number % 3 + 1}", known_from=NOW.date()
            )
        cast.role = RoleAssignment.objects.get(account=cast.boonsri)
    return cast


def pages(town):
    account = f"/desk/accounts/{town.boonsri.pk}/"
    return [
        "/desk/account/",
        "/desk/account/password/",
        "/desk/account/confirm/",
        "/desk/account/second-factor/",
        "/desk/account/second-factor/app/",
        "/desk/account/second-factor/passkey/",
        "/desk/account/recovery-codes/",
        "/desk/roles/matrix/",
        "/desk/accounts/",
        "/desk/accounts/new/",
        account,
        f"{account}end/",
        f"{account}second-factor/reset/",
        f"{account}roles/",
        f"{account}roles/researcher/",
        f"{account}roles/{town.role.pk}/end/",
        f"{account}roles/{town.role.pk}/homes/?village={town.villages[3].pk}",
        "/desk/places/",
        "/desk/places/villages/load/",
        "/desk/places/roads/load/",
        f"/desk/places/loads/{town.load.pk}/",
        "/desk/journal/",
        "/desk/journal/chain/",
        "/desk/jobs/",
    ]


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_every_page_can_be_read_by_everyone(visit, town, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, town.prasit)
    for path in pages(town):
        reader.open(path)
        reader.fit()


def test_somebody_is_invited_comes_in_and_goes_out(visit, town):
    administrator = visit(language="en")
    sign_in(administrator, town.anan)
    page = administrator.open("/desk/accounts/new/")
    page.get_by_label("Name", exact=True).fill("สมชาย มาใหม่")
    page.get_by_label("Sign-in name").fill("somchai.m")
    follow(page.get_by_role("button", name="Make the account"))
    link = page.get_by_label("Link to copy").input_value()

    somchai = visit(width=360, scripts=False)
    page = somchai.open(link[link.index("/welcome/") :])
    page.get_by_label("รหัสผ่านใหม่", exact=True).fill(PASSWORD)
    page.get_by_label("พิมพ์รหัสผ่านใหม่อีกครั้ง").fill(PASSWORD)
    follow(page.get_by_role("button", name="ใช้รหัสผ่านนี้"))
    page.get_by_label("ชื่อเข้าระบบ").fill("somchai.m")
    page.get_by_label("รหัสผ่าน").fill(PASSWORD)
    follow(page.locator("main form button"))
    assert "คุณยังไม่มีบทบาท" in page.locator("main").inner_text()

    follow(page.get_by_role("button", name="ออกจากระบบ"))
    page.go_back()
    assert "สมชาย" not in page.locator("main").inner_text()


def test_the_map_of_villages_shows_their_names(visit, town):
    head = visit()
    sign_in(head, town.prasit)
    page = head.open("/desk/places/")
    assert page.locator(".kh-map__label").all_inner_texts() == ["หมู่ 1 บ้านดอกแก้ว"]
