"""What the desk shows and does: ways, codes, conversation, calls, and to whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import sign_in
from khuang.care.correspondence.actions import calls, linking, ways
from khuang.care.correspondence.models import Call, Letter, LinkCode, Supporter
from khuang.care.correspondence.tests.cast import (
    PHONE,
    a_contact,
    a_person,
    a_route,
    line_on,
    received,
)
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import message_files
from khuang.ground.messaging.models import Message, Route
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        line_on(basic_id="@fahsai")
        cast.elder = a_person(cast.villages[3], phone=PHONE)
        cast.contact = a_contact(at=timezone.now())
        a_route(cast.elder, cast.contact)
    return cast


@pytest.fixture
def mali(town, client):
    return sign_in(client, town.mali)


def page(client, url):
    answer = client.get(url, headers={"Accept-Language": "en"})
    assert answer.status_code == 200, url
    return answer.content.decode()


def fresh(town, model, **said):
    with within(town.municipality):
        return model.objects.filter(**said).first()


def test_the_person_page_says_how_they_are_reached(town, mali):
    said = page(mali, f"/desk/people/{town.elder.pk}/")
    assert f"/desk/people/{town.elder.pk}/ways/" in said and "LINE" in said


def test_ways_are_added_moved_and_ended_by_forms(town, mali):
    base = f"/desk/people/{town.elder.pk}/ways/"
    mali.post(f"{base}add/", {"channel": "call"})
    call = fresh(town, Route, channel="call")
    mali.post(f"{base}{call.pk}/move/", {"to": "up"})
    assert page(mali, base).index("Phone call") < page(mali, base).index("<strong>LINE")
    mali.post(f"{base}{call.pk}/end/")
    assert fresh(town, Route, channel="call").until is not None
    assert mali.post(f"{base}add/", {"channel": "sms", "address": "12"}).status_code == 422


def test_a_helper_is_noted_and_handed_a_code(town, mali):
    base = f"/desk/people/{town.elder.pk}/"
    mali.post(f"{base}helpers/add/", {"name": "สมศรี", "relation": "child", "phone": "0899999999"})
    helper = fresh(town, Supporter)
    handed = mali.post(f"/desk/helpers/{helper.pk}/line-code/").content.decode()
    assert "สมศรี" in handed
    assert fresh(town, LinkCode).helper_id == helper.pk
    mali.post(f"/desk/helpers/{helper.pk}/end/")
    assert fresh(town, Supporter).until is not None


def test_the_code_is_shown_once_with_a_picture_and_kept_nowhere(town, mali):
    answer = mali.post(f"/desk/people/{town.elder.pk}/line-code/")
    said = answer.content.decode()
    digits = said.split("data-kh-code>")[1][:7].replace(" ", "")
    assert len(digits) == 6 and digits.isdecimal() and "data:image/svg+xml" in said
    assert "no-store" in answer["Cache-Control"]
    assert mali.get(f"/desk/people/{town.elder.pk}/line-code/").status_code == 405
    with within(town.municipality):
        assert linking.use_code(a_contact("U9"), digits, at=timezone.now()).person == town.elder


def test_two_own_line_accounts_raise_a_question(town, mali):
    with within(town.municipality):
        second = a_route(town.elder, a_contact("U2"), position=1)
    base = f"/desk/people/{town.elder.pk}/ways/"
    assert "Several LINE accounts" in page(mali, base)
    mali.post(f"{base}{second.pk}/choose/")
    assert "Several LINE accounts" not in page(mali, base)


def test_the_inbox_shows_unread_first_and_reading_marks(town, mali):
    with within(town.municipality):
        received(town.contact, "ขอถามเรื่องรถเข็น", party=town.elder, at=timezone.now())
    assert "1 new" in page(mali, "/desk/messages/")
    said = page(mali, f"/desk/messages/{town.elder.pk}/")
    assert "ขอถามเรื่องรถเข็น" in said
    assert "1 new" not in page(mali, "/desk/messages/")
    assert fresh(town, Message, direction="in").seen_by_id == town.mali.pk


def test_an_answer_goes_by_the_channel_and_says_who_wrote(town, mali):
    url = f"/desk/messages/{town.elder.pk}/"
    mali.post(url, {"words": "พรุ่งนี้มีคนไปเยี่ยม"})
    sent = fresh(town, Message, direction="out")
    assert (sent.channel, sent.by_id) == ("line", town.mali.pk)
    assert "มะลิ" in page(mali, url)


def test_a_ready_answer_fills_the_form(town, mali):
    assert "We will call you today" in page(mali, f"/desk/messages/{town.elder.pk}/?ready=call")


def test_what_was_withdrawn_says_so(town, mali):
    with within(town.municipality):
        message = received(town.contact, "ลับ", party=town.elder, at=timezone.now())
        message.state, message.text = "withdrawn", None
        message.save()
    assert "Message withdrawn" in page(mali, f"/desk/messages/{town.elder.pk}/")


def test_an_unknown_sender_is_found_by_search_and_linked(town, mali):
    with within(town.municipality):
        stranger = a_contact("U7", at=timezone.now())
        received(stranger, "ฉันเอง", at=timezone.now())
    assert f"/desk/messages/unknown/{stranger.pk}/" in page(mali, "/desk/messages/")
    assert "ฉันเอง" in page(mali, f"/desk/messages/unknown/{stranger.pk}/")
    mali.post(f"/desk/messages/unknown/{stranger.pk}/", {"words": "สวัสดี ท่านคือใคร"})
    link = f"/desk/messages/unknown/{stranger.pk}/link/"
    page(mali, link)
    answer = mali.post(link, {"person": str(town.elder.pk)})
    assert answer["Location"] == f"/desk/messages/{town.elder.pk}/"
    assert mali.get(f"/desk/messages/unknown/{stranger.pk}/")["Location"] == answer["Location"]
    assert mali.get(link).status_code == 404


def test_guarded_people_are_read_only_by_who_is_named(town, mali):
    with within(town.municipality):
        town.elder.level = "sensitive"
        town.elder.save()
        received(town.contact, "ช่วยด้วย", party=town.elder, at=timezone.now())
    assert "คำปัน" not in page(mali, "/desk/messages/")
    assert mali.get(f"/desk/messages/{town.elder.pk}/").status_code == 404
    assert mali.get(f"/desk/people/{town.elder.pk}/ways/").status_code == 404


def test_a_call_is_made_on_a_telephone_with_one_tap(town, client):
    with within(town.municipality):
        call = calls.ask_call(town.elder, "เตือนนัดวันศุกร์", by=town.mali, at=timezone.now())
    nok = sign_in(client, town.nok)
    assert "คำปัน" in page(nok, "/desk/calls/")
    said = page(nok, f"/desk/calls/{call.pk}/")
    assert f"tel:{PHONE}" in said and "เตือนนัดวันศุกร์" in said
    assert nok.post(f"/desk/calls/{call.pk}/", {"result": "needs"}).status_code == 422
    nok.post(f"/desk/calls/{call.pk}/", {"result": "later", "again": "hour"})
    assert "คำปัน" in page(nok, "/desk/calls/")
    nok.post(f"/desk/calls/{call.pk}/", {"result": "well"})
    assert fresh(town, Call).state == "done"
    assert fresh(town, Message, direction="out").state == "delivered"
    with within(town.municipality):
        assert Entry.objects.filter(event="correspondence.number-shown", by_id=town.nok.pk).exists()


def test_a_call_is_asked_for_by_hand(town, mali):
    mali.post(f"/desk/people/{town.elder.pk}/call/", {"words": "ถามว่ายาหมดหรือยัง"})
    assert fresh(town, Call).person_id == town.elder.pk


def test_calls_of_other_places_are_not_there(town, client):
    with within(town.municipality):
        other = a_person(town.villages[1], "จันทร์")
        call = calls.ask_call(other, "ก", by=town.mali, at=timezone.now())
    nok = sign_in(client, town.nok)
    assert "จันทร์" not in page(nok, "/desk/calls/")
    assert nok.get(f"/desk/calls/{call.pk}/").status_code == 404


def test_somebody_of_ours_links_and_unlinks_their_own_line(town, client):
    nok = sign_in(client, town.nok)
    page(nok, "/desk/my-line/")
    digits = nok.post("/desk/my-line/").content.decode().split("data-kh-code>")[1][:7].replace(" ", "")
    with within(town.municipality):
        linking.use_code(a_contact("U8"), digits, at=timezone.now())
        route = Route.objects.get(party_id=town.nok.pk)
    assert str(route.pk) in page(nok, "/desk/my-line/")
    nok.post(f"/desk/my-line/{route.pk}/end/")
    assert fresh(town, Route, pk=route.pk).until is not None


def test_somebody_of_ours_notes_and_takes_away_their_own_number(town, client):
    nok = sign_in(client, town.nok)
    base = "/desk/my-line/number/"
    assert nok.post(base, {"number": "12"}).status_code == 422
    nok.post(base, {"number": "081-000 0009"})
    nok.post(base, {"number": "+66 81 000 0008"})
    assert "0810000008" in page(nok, "/desk/my-line/")
    assert "0810000008" in page(nok, base)
    nok.post(base, {"number": ""})
    assert "081" not in page(nok, "/desk/my-line/").partition("<main")[2].partition("</main")[0]


def test_what_a_helper_says_and_reads_is_told_apart(town, mali):
    with within(town.municipality):
        daughter = a_contact("U7", at=timezone.now())
        a_route(town.elder, daughter, position=1, is_helper=True, helper_name="สมศรี")
        received(town.contact, "จากแม่", party=town.elder, at=timezone.now())
        received(daughter, "จากลูก", party=town.elder, at=timezone.now())
    own, hers = page(mali, f"/desk/messages/{town.elder.pk}/").split("จากลูก")
    assert "LINE (สมศรี)" in hers
    assert "LINE (สมศรี)" not in own


def test_the_copy_of_a_persons_data_says_what_was_said(town, mali):
    with within(town.municipality):
        received(town.contact, "ขอบคุณมาก", party=town.elder, at=timezone.now())
        ways.add_helper(town.elder, {"name": "สมศรี", "relation": "child"}, by=town.mali, at=timezone.now())
        Letter.objects.create(
            person=town.elder,
            words="ผลตรวจ",
            token_hash=b"1" * 16,
            made_at=timezone.now(),
            until=timezone.now() + timedelta(days=1),
        )
    copy = page(mali, f"/desk/people/{town.elder.pk}/copy/")
    assert "ขอบคุณมาก" in copy and "ผลตรวจ" in copy and "สมศรี" not in copy


def test_a_voice_is_listened_to_by_a_human_and_the_look_is_journaled(town, mali):
    with within(town.municipality):
        spoken = received(town.contact, party=town.elder, kind="voice", text=None)
        message_files.write(spoken.pk, [b"voice"])
        spoken.media, spoken.media_type = f"{spoken.pk.hex}{message_files.SENT}", "audio/m4a"
        spoken.save()
    answer = mali.get(f"/desk/messages/media/{spoken.pk}/")
    assert b"".join(answer.streaming_content) == b"voice"
    assert answer.headers["Content-Type"] == "audio/m4a"
    assert fresh(town, Entry, about_id=spoken.pk, by_id=town.mali.pk) is not None
    with within(town.municipality):
        message_files.remove(spoken.pk)


def test_a_place_is_seen_on_our_own_map_and_stands_in_no_page_or_address(town, mali, client):
    with within(town.municipality):
        stranger = a_contact("U9")
        sent = received(stranger, kind="location")
        sent.place = {"lat": 18.2, "lon": 99.4, "address": "หน้าวัด"}
        sent.save()
    base = f"/desk/messages/places/{sent.pk}/"
    talk = page(mali, f"/desk/messages/unknown/{stranger.pk}/")
    assert base in talk and "18.2" not in talk
    shown = page(mali, base)
    assert "หน้าวัด" in shown and "18.2" not in shown
    found = mali.get(f"{base}points/").json()["points"]
    assert [(one["lon"], one["lat"]) for one in found] == [(99.4, 18.2)]
    assert fresh(town, Entry, event="correspondence.media-opened").about_id == sent.pk
    assert sign_in(client, town.boonsri).get(base).status_code == 403


def test_every_button_of_ours_is_said_in_words(town, mali):
    with within(town.municipality):
        for verb in ("away", "help-home", "help-for-a"):
            received(town.contact, verb=verb, party=town.elder)
    talk = page(mali, f"/desk/messages/{town.elder.pk}/")
    assert "I am away" in talk and "I am at home" in talk
    assert "help-" not in talk
