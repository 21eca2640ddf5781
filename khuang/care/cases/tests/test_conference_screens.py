"""Screens of conferences, referrals and partners: what they keep when two people meet."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import sign_in
from khuang.care.cases.actions import conferences, minutes, referrals
from khuang.care.cases.models import AgendaItem, Conference, Partner, Referral
from khuang.care.cases.reads import together
from khuang.care.cases.tests.conferences_cast import a_case, a_conference, a_partner, a_request
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db
WHEN = {"day_0": "1", "day_1": "2", "day_2": "2570", "clock": "๙.๓๐ น.", "place": "วัด"}
WHEN |= {"day_day": "1", "day_month": "2", "day_year": "2570"}


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        cast.case = a_case(cast)
        cast.partner = a_partner(cast)
        cast.coming = a_conference(cast, cast.case, timezone.now() + timedelta(days=2))
    cast.browser, cast.head = sign_in(Client(), cast.mali), sign_in(Client(), cast.prasit)
    return cast


def inside(town, do):
    with within(town.municipality):
        return do()


def test_a_day_and_a_time_are_read_as_thai_people_write_them(town):
    answer = town.browser.post(f"/desk/cases/{town.case.pk}/conference/", WHEN)
    assert answer.status_code == 302
    made = inside(town, lambda: Conference.objects.order_by("-year").first())
    assert timezone.localtime(made.begins_at).isoformat() == "2027-02-01T09:30:00+07:00"


@pytest.mark.parametrize("clock", ["", "25.00", "9.75", "เช้า"])
def test_a_time_that_is_none_is_asked_for_again_with_the_rest_kept(town, clock):
    answer = town.browser.post(f"/desk/cases/{town.case.pk}/conference/", WHEN | {"clock": clock})
    assert answer.status_code == 422
    assert 'value="วัด"' in answer.content.decode()


def test_two_who_move_it_see_each_other(town):
    address = f"/desk/conferences/{town.coming.pk}/change/"
    assert town.head.post(address, WHEN | {"revision": 1, "place": "โรงเรียน"}).status_code == 302
    answer = town.browser.post(address, WHEN | {"revision": 1})
    shown = answer.content.decode()
    assert answer.status_code == 422
    assert "โรงเรียน" in shown and 'value="วัด"' in shown and 'name="revision" value="2"' in shown
    assert town.browser.post(address, WHEN | {"revision": 2}).status_code == 302


def test_two_who_write_one_item_see_each_other(town):
    item = inside(town, lambda: town.coming.items.first())
    address = f"/desk/conferences/items/{item.pk}/"
    assert town.head.post(address, {"text": "ของหัวหน้า", "was": ""}).status_code == 302
    shown = town.browser.post(address, {"text": "ของมะลิ", "was": ""}).content.decode()
    assert "ของหัวหน้า" in shown and "ของมะลิ" in shown
    assert town.browser.post(address, {"text": "ของมะลิ", "was": "ของหัวหน้า"}).status_code == 302
    assert inside(town, lambda: AgendaItem.objects.get(pk=item.pk).text) == "ของมะลิ"


def minutes_sheet(town, conference, **said):
    """What the sheet of minutes sends, with nothing typed."""
    with within(town.municipality):
        rows = [(f"p{one.pk.hex}", "") for one in conference.participants.all()]
        items = [f"i{one.pk.hex}" for one in conference.items.all()]
    sent = {f"{name}-apology": text for name, text in rows}
    for name in items:
        sent |= {f"{name}-said": "", f"{name}-was": ""}
    return sent | said, items


def test_a_sheet_of_minutes_keeps_everything_or_asks_again(town):
    conference = inside(town, lambda: a_conference(town, town.case, timezone.now() - timedelta(hours=2)))
    address = f"/desk/conferences/{conference.pk}/write/"
    sheet, items = minutes_sheet(town, conference)
    late = {"d0-text": "ทำราวจับ", "d0-other": "ช่างมูล"}
    answer = town.browser.post(address, sheet | late | {f"{items[0]}-said": "เปิดประชุม"})
    assert answer.status_code == 422 and "เปิดประชุม" in answer.content.decode()
    due = {"d0-due_on_day": "1", "d0-due_on_month": "2", "d0-due_on_year": "2570"}
    done = town.browser.post(address, sheet | late | due | {f"{items[0]}-said": "เปิดประชุม"})
    assert done.status_code == 302
    with within(town.municipality):
        assert conference.resolutions.get().owner == "ช่างมูล"
        assert conference.items.first().said == "เปิดประชุม"


def test_two_sheets_meet_and_no_decision_is_kept_twice(town):
    conference = inside(town, lambda: a_conference(town, town.case, timezone.now() - timedelta(hours=2)))
    address = f"/desk/conferences/{conference.pk}/write/"
    sheet, items = minutes_sheet(town, conference)
    assert town.head.post(address, sheet | {f"{items[0]}-said": "ของหัวหน้า"}).status_code == 302
    mine = sheet | {f"{items[0]}-said": "ของมะลิ", "d0-text": "ซ่อมบ้าน", "d0-other": "ช่าง"}
    mine |= {"d0-due_on_day": "1", "d0-due_on_month": "2", "d0-due_on_year": "2570"}
    shown = town.browser.post(address, mine).content.decode()
    assert "ของหัวหน้า" in shown and "ของมะลิ" in shown and "ซ่อมบ้าน" in shown
    again = mine | {f"{items[0]}-was": "ของหัวหน้า"}
    assert town.browser.post(address, again).status_code == 302
    assert inside(town, lambda: conference.resolutions.count()) == 1


def test_who_wrote_does_not_approve_and_sees_why(town):
    conference = inside(town, lambda: a_conference(town, town.case, timezone.now() - timedelta(hours=2)))
    inside(town, lambda: minutes.write_minutes(conference, {}, by=town.mali, at=timezone.now()))
    revision = inside(town, lambda: Conference.objects.get(pk=conference.pk).revision)
    address = f"/desk/conferences/{conference.pk}/approve/"
    town.browser.post(address, {"revision": revision})
    assert inside(town, lambda: Conference.objects.get(pk=conference.pk).state) == "held"
    town.head.post(address, {"revision": revision})
    assert inside(town, lambda: Conference.objects.get(pk=conference.pk).state) == "approved"


def test_a_link_and_its_code_are_shown_once(town):
    one = inside(
        town,
        lambda: conferences.ask_outsider(town.coming, "พยาบาล", by=town.mali, at=timezone.now()),
    )
    address = f"/desk/conferences/participants/{one.pk}/link/"
    answer = town.browser.post(address, {"shows": ["name"]})
    assert "/invited/fah-sai." in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = town.browser.post(address, {"shows": ["name"]})
    assert again.status_code == 422 and "/invited/" not in again.content.decode()


def sent(**said):
    told = {"asks": "ขอให้ทำแผล", "shares": ["name"], "basis": "consent"}
    return told | {"due_on_day": "1", "due_on_month": "2", "due_on_year": "2570"} | said


def test_nothing_is_sent_before_it_was_seen(town):
    address = f"/desk/cases/{town.case.pk}/refer/"
    shown = town.browser.post(address, sent(to=str(town.partner.pk)))
    (mark,) = re.findall(r'name="seen" value="(\w+)"', shown.content.decode())
    other = town.browser.post(address, sent(to=str(town.partner.pk), seen=mark, shares=["name", "age"]))
    assert other.status_code == 200
    assert not inside(town, Referral.objects.exists)
    answer = town.browser.post(address, sent(to=str(town.partner.pk), seen=mark))
    assert answer.status_code == 302
    assert inside(town, lambda: Referral.objects.get().shared) == [["name", ["คำปัน ใจดี"]]]


@pytest.mark.parametrize("page", ["refer/colleague/", "transfer/", "transfer/out/"])
def test_every_way_to_ask_opens(town, page):
    assert town.browser.get(f"/desk/cases/{town.case.pk}/{page}").status_code == 200


def test_what_is_overdue_or_asked_of_somebody_waits_on_their_desk(town):
    now = timezone.now()

    def waits(who):
        return {title: count for title, _name, count, _kind in together.waiting(who, at=now) if count}

    with within(town.municipality):
        due = timezone.localdate() + timedelta(days=1)
        request = a_request(town.prasit, kind="transfer", due_on=due)
        referrals.refer(town.case, request, by=town.mali, at=now)
        assert len(waits(town.prasit)) == 1 and not waits(town.mali)
        Referral.objects.update(due_on=due - timedelta(days=400), sent_at=now - timedelta(days=500))
        assert any("เกินกำหนด" in title or "overdue" in title for title in waits(town.mali))


def test_a_partner_is_found_by_words_need_and_village(town):
    for query, found in (
        ("words=เวียงคำ", True),
        ("words=054123456", True),
        ("words=ไม่มี", False),
        ("kind=hospital&service=unsafe-house", True),
        ("service=violence", False),
        (f"village={town.villages[2].pk}", True),
        ("village=nonsense&kind=nonsense", True),
    ):
        shown = town.browser.get(f"/desk/partners/?{query}").content.decode()
        assert (f"/desk/partners/{town.partner.pk}/" in shown) == found, query


def test_two_who_change_a_partner_see_each_other(town):
    address = f"/desk/partners/{town.partner.pk}/change/"
    said = {"name": "โรงพยาบาลใหม่", "kind": "hospital", "revision": 1}
    assert town.head.post(address, said).status_code == 302
    answer = town.browser.post(address, said | {"name": "ชื่อของมะลิ"})
    shown = answer.content.decode()
    assert answer.status_code == 422 and "โรงพยาบาลใหม่" in shown and "ชื่อของมะลิ" in shown
    assert town.browser.post(address, said | {"name": "ชื่อของมะลิ", "revision": 2}).status_code == 302
    assert inside(town, lambda: Partner.objects.get().name) == "ชื่อของมะลิ"


def test_one_that_left_stands_among_those_that_left(town):
    town.browser.post(f"/desk/partners/{town.partner.pk}/end/")
    assert str(town.partner.pk) not in town.browser.get("/desk/partners/").content.decode()
    assert str(town.partner.pk) in town.browser.get("/desk/partners/?ended=yes").content.decode()
