"""Help from a need to the hand-over, and an appeal by two people to the public page, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.care.support.models import Appeal, Package, Paper
from khuang.care.support.tests.packages_cast import TODAY, a_funder, a_need, a_package, a_person, picture
from khuang.civic.appeals.models import PublicAppeal
from khuang.ground.municipalities.context import within
from khuang.site import public_appeals
from tests.journeys.conftest import follow, let_in, sign_in

TEXT = "ผู้สูงอายุหลายคนหกล้มในห้องน้ำ ขอราวจับสำหรับบ้านหนึ่งหลัง"


@pytest.fixture
def town(site):
    town = make_cast(make_municipality())
    with within(town.municipality):
        let_in(town.mali, town.prasit)
        person = a_person(town.villages[1])
        Person.objects.bulk_create(
            Person(given_name=f"ชาวบ้าน{n}", sort_key=str(n), known_from=TODAY) for n in range(20)
        )
        town.need = a_need(town, person)
        a_funder(town, "พมจ.", "ministry"), a_funder(town, "วัดกลาง", "temple")
    return town


def press(page, selector="main form button"):
    follow(page.locator(selector).last)


def go(page, part):
    follow(page.locator(f"main a[href*='{part}']").first)


def fill(page, **said):
    for name, value in said.items():
        page.fill(f"main [name={name}]", value)


def read(town, ask):
    with within(town.municipality):
        return ask()


def package_page(reader, town):
    return reader.open(f"/desk/support/packages/{read(town, lambda: Package.objects.get().pk)}/")


@pytest.mark.parametrize(("width", "language", "scripts"), [(360, "th", True), (1280, "en", False)])
def test_help_goes_from_a_need_to_the_hand_over(visit, town, tmp_path, width, language, scripts):
    mali, prasit = (visit(width=width, language=language, scripts=scripts) for _ in range(2))
    bill = tmp_path / "bill.jpg"
    bill.write_bytes(picture())
    sign_in(mali, town.mali)
    sign_in(prasit, town.prasit)
    propose(mali, town)
    press(package_page(prasit, town))
    assert read(town, lambda: Package.objects.get().state) == "approved"
    fund(mali, town)
    move_money(mali, town, bill)
    hand_over(mali, town, bill)
    go(mali.page, "/close/")
    mali.fit("package-close")
    mali.page.check("main [name=met][value=yes]")
    fill(mali.page, because="ไปดูแล้ว หลังคาไม่รั่ว")
    press(mali.page)
    mali.fit("package-closed")
    found = read(town, lambda: Package.objects.select_related("need").get())
    assert (found.state, found.balance, found.need.state) == ("closed", 0, "met")


def propose(reader, town):
    page = reader.open("/desk/support/packages/")
    reader.fit("packages-empty")
    go(page, "/packages/needs/")
    reader.fit("package-needs")
    go(page, f"/needs/{town.need.pk}/")
    reader.fit("package-new")
    press(page)
    reader.expect_status(422)
    assert page.locator(".govuk-error-summary").is_visible()
    page.check("main [name=kind][value=house]")
    page.select_option("main [name=kind_1]", "material")
    fill(page, words="เปลี่ยนหลังคา", words_1="สังกะสี", amount_1="48,000")
    press(page)
    reader.fit("package-proposed")


def fund(reader, town):
    pledge(reader, town, "พมจ.", "50,000")
    reader.expect_status(422)
    assert reader.page.locator(".govuk-error-summary").is_visible(), "more than the ministry may give"
    reader.fit("pledge-refused")
    fill(reader.page, amount="40,000")
    press(reader.page)
    pledge(reader, town, "วัดกลาง", "8,000")


def move_money(reader, town, bill):
    for way in ("receive", "spend"):
        for number, amount in enumerate(("40000", "8000")):
            page = package_page(reader, town)
            # What is spent whole has no link any more.
            follow(page.locator(f"main a[href$='/{way}/']").nth(0 if way == "spend" else number))
            fill(page, amount=amount)
            page.set_input_files("main [name=paper]", bill)
            if way == "spend":
                fill(page, payee="ร้านค้า")
            reader.fit(way)
            press(page)
            assert not page.locator(".govuk-error-summary").count()
        reader.fit(f"package-after-{way}")


def hand_over(reader, town, bill):
    page = package_page(reader, town)
    go(page, "/sheet/")
    reader.fit("acceptance-sheet")
    page = package_page(reader, town)
    go(page, "/hand-over/")
    reader.fit("hand-over")
    fill(page, received_by="คำปัน ใจดีมาก")
    page.set_input_files("main [name=photograph]", bill)
    sign(page) if reader.scripts else page.set_input_files("main [name=signed]", bill)
    press(page, "main form button[data-kh-once]")
    kind = "drawn" if reader.scripts else "signed"
    assert read(town, lambda: Paper.objects.filter(kind=kind).count()) == 1


def pledge(reader, town, funder, amount):
    page = package_page(reader, town)
    go(page, "/pledge/")
    page.select_option("main [name=funder]", label=funder)
    page.check("main [name=form][value=money]")
    fill(page, amount=amount)
    press(page)


def sign(page):
    canvas = page.locator("main canvas")
    canvas.scroll_into_view_if_needed()
    box = canvas.bounding_box()
    page.mouse.move(box["x"] + 20, box["y"] + 40)
    page.mouse.down()
    for step in range(12):
        page.mouse.move(box["x"] + 20 + step * 15, box["y"] + 40 + (step % 3) * 12)
    page.mouse.up()


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_an_appeal_goes_by_two_people_to_the_public_page(visit, town, width, language):
    package = read(town, lambda: a_package(town, town.need))
    mali = visit(width=width, language=language)
    sign_in(mali, town.mali)
    page = mali.open(f"/desk/support/packages/{package.pk}/appeal/")
    fill(page, title="ห้องน้ำที่ไม่ลื่น", text="ช่วยยายคำปันด้วย")
    press(page)
    mali.expect_status(422)
    mali.fit("appeal-refused")
    fill(page, text=TEXT)
    press(page)
    mali.fit("appeal-waits")

    prasit = visit(width=width, language=language)
    sign_in(prasit, town.prasit)
    other = prasit.open("/desk/support/appeals/")
    prasit.fit("appeals")
    go(other, f"/appeals/{read(town, lambda: Appeal.objects.get().pk)}/")
    other.check("main [name=outcome][value=approve]")
    press(other)
    prasit.fit("appeal-approved")
    assert not read(town, PublicAppeal.objects.exists)
    read(town, lambda: public_appeals.bring_up_to_date(at=timezone.now() + timedelta(days=1)))

    anyone = visit(width=width, language=language)
    public = anyone.open("/appeals/")
    anyone.fit("public-appeals")
    go(public, "/appeals/")
    anyone.fit("public-appeal")
    fill(public, name="ครูวัยเกษียณ", contact="0899990001", what="ช่วยค่าราวจับได้ 500 บาท")
    press(public, "main form button")
    anyone.fit("public-appeal-thanks")
    page = mali.open("/desk/support/offers/")
    mali.fit("offers")
    go(page, "/offers/")
    fill(page, answer="โทรกลับแล้ว นัดรับวันจันทร์")
    press(page)
    mali.fit("offers-answered")
    assert read(town, lambda: Appeal.objects.get().offers.get().answered_at)
