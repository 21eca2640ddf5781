"""A tap on a telephone: it stands on the desk, somebody says "I look after it", and it is settled."""

import base64
import hashlib
import hmac
import json
import time
from datetime import date

import httpx
import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in

SECRET, HER_LINE, NOBODYS = "only for tests", f"U{1:032x}", f"U{2:032x}"


@pytest.fixture
def town(site):
    """Mali, Prasit and Boonsri, who holds the home of grandmother, whose telephone is linked."""
    from khuang.care.cases.tests.cast import a_person
    from khuang.care.duty.tests.cast import hold_home
    from khuang.care.people.actions import fill_keys
    from khuang.care.visits.models import Volunteer
    from khuang.ground.messaging.models import Contact, Route
    from khuang.ground.messaging.reads import address_hash
    from khuang.ground.messaging.tests.contacts import switch_on
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.prasit, cast.boonsri)
        cast.person = a_person(cast.villages[3])
        fill_keys()
        hold_home(cast.boonsri, cast.person)
        Volunteer.objects.create(
            account=cast.boonsri, name="บุญศรี", kind="health", phone="0810000001", since=date(2026, 1, 1)
        )
        switch_on("line", secret=SECRET, token="x")
        contact = Contact.objects.create(
            channel="line", address=HER_LINE, address_hash=address_hash("line", HER_LINE), since=NOW
        )
        Route.objects.create(party_id=cast.person.pk, channel="line", contact=contact, since=NOW)
    return cast


def tap(site, user, data="v1|help|x"):
    """Send what LINE sends when somebody taps, signed as LINE signs."""
    event = {
        "type": "postback",
        "mode": "active",
        "webhookEventId": f"01{time.time_ns()}",
        "timestamp": time.time_ns() // 1_000_000,
        "deliveryContext": {"isRedelivery": False},
        "replyToken": "x",
        "source": {"type": "user", "userId": user},
        "postback": {"data": data},
    }
    body = json.dumps({"destination": "x", "events": [event]}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    headers = {"x-line-signature": signature, "Content-Type": "application/json"}
    assert httpx.post(f"{site}/line/fah-sai/", content=body, headers=headers).status_code == 200


def press(page, words):
    follow(page.get_by_role("button", name=words).first)


def test_a_tap_rings_at_the_desk_and_somebody_looks_after_it(site, visit, town):
    worker = visit(width=1280, language="th")
    sign_in(worker, town.mali)
    page = worker.open("/desk/duty/")
    worker.fit("empty")
    page.get_by_role("button", name="เปิดเสียงเตือน").click()
    tap(site, HER_LINE)
    # The machine of the tests may be busy; how soon it is, the bench says.
    page.locator("[data-kh-signal-link]:visible").wait_for()
    page.locator(".kh-call--waiting").wait_for()
    assert page.title().startswith("(1)")
    worker.fit("waiting")
    follow(page.locator(".kh-call a").first)
    worker.fit("call")
    press(page, "รับดูแลเรื่องนี้")
    page.locator("[data-kh-signal-link]").wait_for(state="hidden")
    page.fill("[name=because]", "ไปดูแล้ว ข้อเท้าแพลง พาไปหาหมอ")
    press(page, "จบเรื่อง")
    assert page.locator(".kh-call").count() == 0


def test_on_a_telephone_in_english_a_volunteer_passes_it_on(site, visit, town):
    tap(site, HER_LINE)
    volunteer = visit(width=360, language="en")
    sign_in(volunteer, town.boonsri)
    page = volunteer.open("/desk/duty/")
    volunteer.fit("volunteer")
    press(page, "I cannot")
    tap(site, NOBODYS)
    worker = visit(width=360, language="en")
    sign_in(worker, town.mali)
    page = worker.open("/desk/duty/")
    worker.fit("two")
    follow(page.get_by_role("link", name="Somebody unknown"))
    press(page, "I know who it is")
    worker.fit("link")
    page.fill("[name=search]", "คำปัน")
    press(page, "Find")
    worker.fit("found")
    press(page, "It was this person")
    assert page.locator(".kh-call--waiting").count() == 0


def test_without_a_script_the_list_and_the_badge_are_there(site, visit, town):
    tap(site, HER_LINE)
    worker = visit(width=360, language="th", scripts=False)
    sign_in(worker, town.mali)
    page = worker.open("/desk/duty/")
    assert page.locator(".kh-call--waiting").count() == 1
    assert page.locator("[data-kh-signal-count]").inner_text() == "1"
    follow(page.locator(".kh-call--waiting button").first)
    assert page.locator("[name=because]").count() == 1


def test_the_head_sets_the_ladder_the_roster_and_holds_a_drill(site, visit, town):
    for width, language in ((1280, "th"), (360, "en")):
        head = visit(width=width, language=language)
        sign_in(head, town.prasit)
        for name in ("ladder", "roster", "roster/new", "drills", "drills/new"):
            head.open(f"/desk/duty/{name}/")
            head.fit(f"{name.replace('/', '-')}")
        page = head.page
        page.select_option("[name=village]", str(town.villages[3].pk))
        follow(page.locator("main form button").last)
        head.fit("drill")
        assert "บุญศรี" in page.locator("main").inner_text()
