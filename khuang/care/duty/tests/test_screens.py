"""The pages of duty as people open them."""

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.cases.tests.cast import a_person
from khuang.care.duty import actions, pulse
from khuang.care.duty.models import Climb, Drill, DutySpell, LadderSetting, Stray, Told
from khuang.care.duty.tests.cast import an_address, come, hold_home, tap
from khuang.care.people.actions import fill_keys
from khuang.care.visits.models import Volunteer
from khuang.ground.journal.reads import newest
from khuang.ground.municipalities.context import within

MINUTE = timedelta(minutes=1)


@pytest.fixture
def person(cast):
    with within(cast.municipality):
        somebody = a_person(cast.villages[3])
        fill_keys()
        return somebody


@pytest.fixture
def carer(cast, person):
    with within(cast.municipality):
        hold_home(cast.boonsri, person)
        return Volunteer.objects.create(
            account=cast.boonsri, name="บุญศรี", kind="health", phone="0810000001", since=date(2026, 1, 1)
        )


@pytest.fixture
def alert(cast, person, carer):
    with within(cast.municipality):
        tap(an_address(person), at=timezone.now() - 2 * MINUTE)
        return Alert.objects.get()


@pytest.fixture
def stray(cast):
    with within(cast.municipality):
        tap(an_address(), at=timezone.now() - 2 * MINUTE)
        return Stray.objects.get()


def beat(client, account, **headers):
    token = pulse.token_for(account)
    return client.get(reverse("duty:pulse"), headers={"X-Khuang-Pulse": token} | headers)


def test_a_call_stands_on_the_list_and_in_the_badge(cast, client, alert):
    page = sign_in(client, cast.mali).get(reverse("duty:duty")).content.decode()
    assert "คำปัน" in page
    assert 'data-kh-waiting="1"' in page
    # Papers and letters are printed from these pages as well.
    assert 'class="kh-signal kh-no-print"' in page


def test_whoever_looks_reads_where_they_live_and_calls_whoever_was_not_reached(cast, client, alert, person):
    page = sign_in(client, cast.mali).get(reverse("duty:alert", args=[alert.pk])).content.decode()
    assert f"{person.dwelling.house_no} {person.village}" in page
    assert "ยังไม่ได้เยี่ยม" not in page


def test_an_empty_list_says_what_to_do(cast, client):
    page = sign_in(client, cast.mali).get(reverse("duty:duty")).content.decode()
    assert "kh-empty" in page


def test_the_badge_of_a_volunteer_counts_what_they_were_told(cast, client, alert):
    page = sign_in(client, cast.boonsri).get(reverse("duty:duty")).content.decode()
    assert "คำปัน" in page
    assert 'data-kh-every="15000"' in page
    assert json.loads(beat(client, cast.nok).content)["waiting"] == 0


def test_the_pulse_needs_no_session_and_names_nobody(cast, client, alert):
    answer = beat(client, cast.mali)
    assert set(answer.json()) == {"waiting", "newest"}
    assert answer.json()["waiting"] == 1
    assert "khuang-session" not in answer.cookies


def test_the_pulse_is_for_who_carries_a_token_that_is_ours(cast, client, alert, settings):
    assert client.get(reverse("duty:pulse")).status_code == 403
    assert client.get(reverse("duty:pulse"), headers={"X-Khuang-Pulse": "made:up"}).status_code == 403
    assert beat(client, cast.kham).status_code == 403


def test_the_pulse_stops_for_an_account_that_was_closed(cast, client, alert):
    type(cast.mali).objects.filter(pk=cast.mali.pk).update(is_active=False)
    assert beat(client, cast.mali).status_code == 403


def test_who_calls_again_is_heard_again_and_stands_so_on_the_list(cast, client, alert, person):
    before = beat(client, cast.mali).json()
    with within(cast.municipality):
        for _address in range(2):
            tap(an_address(person), at=timezone.now())
    after = beat(client, cast.mali).json()
    assert after["waiting"] == before["waiting"] == 1
    assert after["newest"] > before["newest"]
    reader = sign_in(client, cast.mali)
    for page in (reverse("duty:duty"), reverse("duty:alert", args=[alert.pk])):
        assert "3 ครั้ง" in reader.get(page).content.decode()


def test_the_pulse_falls_once_somebody_looks(cast, client, alert, stray):
    assert beat(client, cast.mali).json()["waiting"] == 2
    with within(cast.municipality):
        cases.acknowledge_alert(alert, by=cast.mali, at=timezone.now())
    assert beat(client, cast.mali).json()["waiting"] == 1


def test_a_button_takes_it_and_the_ladder_stops(cast, client, alert):
    answer = sign_in(client, cast.boonsri).post(reverse("duty:alert-take", args=[alert.pk]), follow=True)
    assert answer.status_code == 200
    with within(cast.municipality):
        assert Climb.objects.get().stopped_because == "acknowledged"


def test_a_button_passes_it_on(cast, client, alert):
    with within(cast.municipality):
        climb = Climb.objects.get()
    sign_in(client, cast.boonsri).post(reverse("duty:cannot", args=[climb.pk]))
    with within(cast.municipality):
        assert set(climb.told.values_list("rung", flat=True)) > {"volunteer"}


def test_a_button_that_comes_too_late_says_so(cast, client, alert):
    with within(cast.municipality):
        climb = Climb.objects.get()
        cases.acknowledge_alert(alert, by=cast.mali, at=timezone.now())
    answer = sign_in(client, cast.boonsri).post(reverse("duty:cannot", args=[climb.pk]), follow=True)
    assert "kh-notice--warning" in answer.content.decode()


def test_a_call_to_a_volunteer_is_noted(cast, client, alert):
    with within(cast.municipality):
        told = Told.objects.get(way="call")
    answer = sign_in(client, cast.mali).get(reverse("duty:alert", args=[alert.pk]))
    assert answer.status_code == 200
    assert "tel:0810000001" in answer.content.decode()
    client.post(reverse("duty:called", args=[told.pk]), {"reached": "no"})
    with within(cast.municipality):
        told.refresh_from_db()
    assert told.result == "not-reached"


def test_an_alert_is_settled_with_words(cast, client, alert):
    address = reverse("duty:alert", args=[alert.pk])
    assert sign_in(client, cast.mali).post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "ไปดูแล้ว"}).status_code == 302
    with within(cast.municipality):
        alert.refresh_from_db()
    assert alert.settled_because == "ไปดูแล้ว"
    assert "ไปดูแล้ว" in client.get(address).content.decode()


def test_a_volunteer_sees_no_box_to_settle(cast, client, alert):
    page = sign_in(client, cast.boonsri).get(reverse("duty:alert", args=[alert.pk])).content.decode()
    assert "because" not in page


def test_every_look_at_somebody_is_noted(cast, client, alert):
    sign_in(client, cast.mali).get(reverse("duty:duty"))
    client.get(reverse("duty:alert", args=[alert.pk]))
    with within(cast.municipality):
        assert newest(("people.listed",)).exists()
        assert newest(("people.viewed",)).exists()


def test_a_guarded_record_stands_there_without_its_name(cast, client, alert):
    with within(cast.municipality):
        type(alert.person).objects.update(level="sealed")
    page = sign_in(client, cast.mali).get(reverse("duty:duty")).content.decode()
    assert "คำปัน" not in page
    assert reverse("people:break-glass", args=[alert.person_id]) in page
    assert beat(client, cast.mali).json()["waiting"] == 1
    assert client.get(reverse("duty:alert", args=[alert.pk])).status_code == 404


def test_a_stray_call_is_taken_linked_and_goes_on_as_an_alert(cast, client, stray, person):
    sign_in(client, cast.mali)
    assert client.get(reverse("duty:stray", args=[stray.pk])).status_code == 200
    client.post(reverse("duty:stray-take", args=[stray.pk]))
    address = reverse("duty:stray-link", args=[stray.pk])
    assert client.get(address).status_code == 200
    assert str(person.pk) in client.post(address, {"search": "คำปัน"}).content.decode()
    assert client.post(address, {"search": "ไม่มีชื่อนี้เลย"}).status_code == 200
    assert client.post(address, {"person": "nobody"}).status_code == 404
    assert client.post(address, {"person": str(person.pk)}).status_code == 302
    with within(cast.municipality):
        assert Alert.objects.get().person == person
    assert client.get(address).status_code == 404


def test_a_stray_call_is_settled_with_words(cast, client, stray):
    address = reverse("duty:stray", args=[stray.pk])
    assert sign_in(client, cast.mali).post(address, {"because": ""}).status_code == 422
    assert client.post(address, {"because": "โทรถามแล้ว"}).status_code == 302
    assert client.post(address, {"because": "อีกครั้ง"}).status_code == 422


def test_only_who_answers_everywhere_opens_a_stray_call(cast, client, stray):
    assert sign_in(client, cast.boonsri).get(reverse("duty:stray", args=[stray.pk])).status_code == 403


def test_a_place_is_shown_on_our_map_and_in_no_address(cast, client, person):
    with within(cast.municipality):
        contact = an_address(person)
        tap(contact)
        come(contact, kind="location", place={"lat": 18.2, "lon": 99.4, "address": "หน้าวัด"}, at=NOW + MINUTE)
        alert = Alert.objects.get()
    sign_in(client, cast.mali)
    page = client.get(reverse("duty:place", args=[alert.pk])).content.decode()
    assert "หน้าวัด" in page
    assert "18.2" not in page
    points = client.get(reverse("duty:place-points", args=[alert.pk])).json()["points"]
    assert (points[0]["lon"], points[0]["lat"]) == (99.4, 18.2)


def test_a_place_abroad_is_said_to_be_one(cast, client, person):
    with within(cast.municipality):
        contact = an_address(person)
        tap(contact)
        come(contact, kind="location", place={"lat": -33.9, "lon": 151.2}, at=NOW + MINUTE)
        alert = Alert.objects.get()
    page = sign_in(client, cast.mali).get(reverse("duty:place", args=[alert.pk]))
    assert page.context["abroad"]


def test_without_a_place_there_is_no_map(cast, client, alert):
    assert sign_in(client, cast.mali).get(reverse("duty:place", args=[alert.pk])).status_code == 404


def test_messages_to_look_at_are_counted(cast, client, person):
    with within(cast.municipality):
        come(an_address(person), kind="text", text="ปวดหัวมาก")
    page = sign_in(client, cast.mali).get(reverse("duty:duty"))
    assert page.context["list"].looks == 1


def ladder_said(client):
    form = client.get(reverse("duty:ladder")).context["form"]
    values = {box.html_name: box.value() for box in form}
    said = {name: "" if value is None else value for name, value in values.items()}
    return said | {"day_begins": "05:30", "night_begins": "21:00"}


def test_the_head_sets_the_ladder(cast, client):
    said = ladder_said(sign_in(client, cast.prasit)) | {"urgent-day-volunteer": "", "urgent-day-head": "7"}
    assert client.post(reverse("duty:ladder"), said).status_code == 302
    with within(cast.municipality):
        setting = LadderSetting.objects.get(until=None)
        steps = {(one.kind, one.part, one.rung): one.minutes for one in setting.steps.all()}
    assert (steps["urgent", "day", "volunteer"], steps["urgent", "day", "head"]) == (None, 7)
    assert client.get(reverse("duty:ladder")).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [{"urgent-day-head": ""}, {"urgent-day-volunteer": "0"}, {"day_begins": "22:00"}, {"night_begins": "x"}],
)
def test_a_ladder_that_would_be_silent_is_refused(cast, client, wrong):
    said = ladder_said(sign_in(client, cast.prasit))
    assert client.post(reverse("duty:ladder"), said | wrong).status_code == 422


def test_only_the_head_sets_the_ladder(cast, client):
    assert sign_in(client, cast.mali).get(reverse("duty:ladder")).status_code == 403


def test_somebody_is_put_on_duty_and_it_is_ended(cast, client):
    sign_in(client, cast.prasit)
    assert client.get(reverse("duty:roster")).status_code == 200
    assert client.get(reverse("duty:spell-new")).status_code == 200
    names = {
        box.subwidgets[0].data["name"]
        for box in [client.get(reverse("duty:spell-new")).context["form"]["account"]]
    }
    assert names == {"account"}
    assert client.post(reverse("duty:spell-new"), {"part": ""}).status_code == 422
    with within(cast.municipality):
        actions.put_on_duty(
            cast.mali, first_on=timezone.localdate(), weekdays="02", part="night", by=cast.prasit, at=NOW
        )
        one = DutySpell.objects.get()
    assert "มะลิ" in client.get(reverse("duty:roster")).content.decode()
    assert client.post(reverse("duty:spell-end", args=[one.pk])).status_code == 302
    with within(cast.municipality):
        one.refresh_from_db()
    assert one.last_on == timezone.localdate()


def test_the_roster_is_for_who_answers(cast, client):
    assert sign_in(client, cast.boonsri).get(reverse("duty:roster")).status_code == 403
    assert client.post(reverse("duty:spell-new")).status_code == 403


def test_a_drill_is_held_and_shown(cast, client, person, carer):
    sign_in(client, cast.mali)
    assert client.get(reverse("duty:drills")).status_code == 200
    assert client.get(reverse("duty:drill-new")).status_code == 200
    assert client.post(reverse("duty:drill-new"), {"kind": "urgent"}).status_code == 422
    said = {"kind": "urgent", "village": str(cast.villages[3].pk), "part": "day", "pace": "at-once"}
    page = client.post(reverse("duty:drill-new"), said, follow=True)
    assert "บุญศรี" in page.content.decode()
    with within(cast.municipality):
        drill = Drill.objects.get()
    assert drill.seen_at is None
    sign_in(client, cast.prasit).get(reverse("duty:drill", args=[drill.pk]))
    with within(cast.municipality):
        drill.refresh_from_db()
    assert drill.seen_by_id == cast.prasit.pk
    assert client.get(reverse("duty:drills")).status_code == 200


def test_whoever_takes_part_says_that_they_saw_it(cast, client, person, carer):
    with within(cast.municipality):
        drill = actions.hold_drill(
            kind="urgent", village=cast.villages[3], part="day", pace="real", by=cast.mali, at=timezone.now()
        )
    address = reverse("duty:drill-notice", args=[drill.pk])
    assert sign_in(client, cast.boonsri).get(address).status_code == 200
    client.post(address)
    with within(cast.municipality):
        assert drill.lines.exclude(seen_at=None).count() == 1
    assert sign_in(client, cast.nok).get(address).status_code == 404


def test_who_has_no_part_in_alerts_has_no_badge(cast, client):
    page = sign_in(client, cast.kham).get(reverse("desk:today")).content.decode()
    assert "data-kh-signal" not in page
