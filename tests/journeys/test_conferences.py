"""A guest on a phone: let in by a code, reads, is shut out; minutes, referrals and letters printed."""

import os
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in

SECRETS = ("1101700230705", "0817654329", "12/1", "ความลับของหลาน")


@pytest.fixture
def town(site):
    """Mali and Prasit, somebody with a case, a partner, and a grandson with a secret."""
    from khuang.care.cases import actions
    from khuang.care.cases.actions import partners
    from khuang.care.cases.tests.cast import a_home, a_person
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.fields import keyed_hash

    cast = make_cast(make_municipality())
    now = timezone.now()
    with within(cast.municipality):
        let_in(cast.mali, cast.prasit)
        home = a_home(cast.villages[3], "12/1")
        sealed = {"national_id": SECRETS[0], "phone": SECRETS[1]}
        sealed |= {"national_id_hash": keyed_hash(SECRETS[0], "national_id")}
        sealed |= {"phone_hash": keyed_hash(SECRETS[1], "phone")}
        person = a_person(cast.villages[3], "คำปัน", home, **sealed)
        grandson = a_person(cast.villages[3], "ต้นกล้า", home)
        case = actions.open_case(person, because="walk-in", lead=cast.mali, by=cast.mali, at=now)
        for kind in ("unsafe-house", "violence"):
            actions.note_need(person, kind, source="desk", by=cast.mali, at=now)
        actions.note_need(grandson, "mind", source="desk", words=SECRETS[3], by=cast.mali, at=now)
        said = {"name": "โรงพยาบาลเวียงคำ", "kind": "hospital", "phone": "054111222"}
        partners.add_partner(said, since=now.date(), by=cast.mali, at=now)
    cast.case = f"/desk/cases/{case.pk}/"
    cast.case_key = case.pk
    return cast


def press(page, chosen="main form button.govuk-button"):
    page.evaluate("document.querySelectorAll('form').forEach((form) => delete form.dataset.khSent)")
    follow(page.locator(chosen).first)


def fill_date(page, name, on):
    for part, value in zip(("day", "month", "year"), (on.day, on.month, on.year), strict=True):
        page.fill(f"[name={name}_{part}]", str(value))


def plan(reader, town, on, clock):
    page = reader.open(f"{town.case}conference/")
    reader.fit("conference-new")
    fill_date(page, "day", on)
    page.fill("[name=clock]", clock)
    page.fill("[name=place]", "ห้องประชุมเทศบาล")
    press(page)
    reader.fit("conference")
    return page.url.partition("/desk/")[2]


def invite(reader, conference):
    """Ask a nurse and hand her link and code over; give both."""
    page = reader.open(f"/desk/{conference}outsider/")
    page.fill("[name=name]", "พยาบาลเอื้อง")
    page.fill("[name=post]", "พยาบาลวิชาชีพ")
    reader.fit("outsider")
    press(page)
    reader.fit("invite")
    assert "ความรุนแรง" not in page.inner_text("main")
    press(page)
    reader.fit("handed")
    return re.search(r"/invited/\S+", page.inner_text("main"))[0], page.inner_text("[data-kh-code]")


def come_in(guest, link, code):
    page = guest.open(link)
    guest.fit("guest-code")
    page.fill("[name=code]", "000000" if code != "000000" else "111111")
    press(page)
    guest.expect_status(422)
    guest.fit("guest-code-wrong")
    page.fill("[name=code]", code)
    press(page)
    guest.fit("guest-promise")
    press(page)
    guest.expect_status(422)
    assert page.locator(".govuk-error-summary").count() == 1
    page.check("[name=promise]")
    press(page)
    guest.fit("guest-case")
    return page


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_a_guest_comes_in_on_a_phone_reads_writes_and_is_shut_out(visit, town, width, language):
    staff, guest, other = (visit(width=width, language=language) for _ in range(3))
    sign_in(staff, town.mali)
    tomorrow = timezone.localdate() + timedelta(days=1)
    conference = plan(staff, town, tomorrow, "9.30")
    link, code = invite(staff, conference)

    page = come_in(guest, link, code)
    shown = page.inner_text("main")
    assert "คำปัน" in shown
    assert not [secret for secret in (*SECRETS, "ต้นกล้า") if secret in page.content()]
    assert "คำปัน" not in page.title() and "คำปัน" not in page.url
    violence = {"th": "ความรุนแรง", "en": "iolence"}[language]
    assert violence not in shown
    page.fill("[name=words]", "ควรตรวจตาด้วย")
    press(page, "form[action$='/comment/'] button")
    assert "ควรตรวจตาด้วย" in page.inner_text("main")

    # The same link on a second phone meets a closed door; on the first it leads on.
    other.open(link)
    other.fit("guest-taken")
    assert other.page.locator("[name=code]").count() == 0
    assert "คำปัน" in guest.open(link).inner_text("main")
    other.open("/invited/fah-sai.wrong/", status=404)
    other.expect_status(404)

    page = staff.open(f"/desk/{conference}")
    assert "ควรตรวจตาด้วย" in page.inner_text("main")
    staff.fit("conference-with-guest")
    press(page, "form[action$='/revoke/'] button")
    guest.open(link, status=410)
    guest.expect_status(410)
    guest.fit("guest-gone")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_paper_first_then_the_minutes_are_typed_printed_and_approved(visit, town, width, language):
    staff, head = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(staff, town.mali)
    sign_in(head, town.prasit)
    conference = plan(staff, town, timezone.localdate() - timedelta(days=1), "13.00")
    page = staff.open(f"/desk/{conference}colleague/")
    page.select_option("[name=account]", str(town.prasit.pk))
    page.check("[name=role][value=chair]")
    press(page)

    page = staff.open(f"/desk/{conference}sheets/")
    staff.fit("sheets")
    printed(page, "sheets")
    page = staff.open(f"/desk/{conference}write/")
    staff.fit("minutes-write")
    for box in page.locator("input[type=radio][value=came]").all():
        box.check()
    page.fill("[name=ended]", "14.30")
    page.locator("textarea[name$=-said]").first.fill("ประธานกล่าวเปิดประชุม")
    page.fill("[name=d0-text]", "ทำราวจับในห้องน้ำ")
    press(page)
    staff.expect_status(422)
    assert page.locator(".govuk-error-summary").count() == 1
    page.fill("[name=d0-other]", "ช่างคำมูล")
    fill_date(page, "d0-due_on", timezone.localdate() + timedelta(days=14))
    press(page)
    assert "ช่างคำมูล" in page.inner_text("main")
    staff.fit("conference-held")

    page = head.open("/desk/")
    follow(page.locator("main a[href='/desk/conferences/']"))
    head.fit("conferences")
    page = head.open(f"/desk/{conference}approve/")
    head.fit("approve")
    press(page)
    page = head.open(f"/desk/{conference}minutes/")
    head.fit("minutes")
    text = page.inner_text("article")
    assert {"th": "ระเบียบวาระที่ ๑", "en": "Item 1"}[language] in text
    assert "ทำราวจับในห้องน้ำ" in text
    printed(page, "minutes")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_a_referral_is_seen_before_it_is_sent_and_answered_by_link(visit, town, width, language):
    staff, partner = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(staff, town.mali)
    page = staff.open("/desk/partners/")
    staff.fit("partners")
    follow(page.locator(".kh-card a").first)
    staff.fit("partner")
    page = staff.open(f"{town.case}refer/")
    staff.fit("refer")
    page.select_option("[name=to]", index=1)
    page.fill("[name=asks]", "ขอให้ตรวจแผลที่บ้าน")
    page.check("[name=basis][value=consent]")
    press(page)
    staff.fit("refer-seen")
    assert "คำปัน" in page.inner_text("dl")
    press(page)
    staff.fit("referral")
    address = page.url
    follow(page.locator("a[href$='/letter/']").first)
    staff.fit("letter")
    printed(page, "letter")
    page.goto(address)
    press(page, "form[action$='/link/'] button")
    link, code = re.search(r"/invited/\S+", page.inner_text("main"))[0], page.inner_text("[data-kh-code]")

    theirs = come_in(partner, link, code)
    partner.fit("guest-referral")
    theirs.check("[name=outcome][value=no]")
    press(theirs, "form[action$='/answer/'] button")
    partner.expect_status(422)
    theirs.check("[name=outcome][value=yes]")
    press(theirs, "form[action$='/answer/'] button")
    theirs.locator("form[action$='/result/'] textarea").fill("ทำแผลแล้ว")
    press(theirs, "form[action$='/result/'] button")
    page.goto(address)
    assert "ทำแผลแล้ว" in page.inner_text("main")
    staff.open("/desk/referrals/")
    staff.fit("referrals")


def printed(page, name):
    """Print a page as a browser does, and keep the file where the tests are told to."""
    page.emulate_media(media="print")
    assert not page.locator("[data-kh-print]").is_visible()
    made = page.pdf(format="A4", prefer_css_page_size=True)
    assert made.startswith(b"%PDF")
    if folder := os.environ.get("KHUANG_PICTURES"):
        language = page.evaluate("document.documentElement.lang")
        Path(folder, f"{name}-{language}.pdf").write_bytes(made)
    page.emulate_media(media="screen")
