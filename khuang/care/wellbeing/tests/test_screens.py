"""The pages: who is silent, one person, an agreement in three steps, pauses, settings, holidays."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import sign_in
from khuang.care.wellbeing import actions, reads
from khuang.care.wellbeing.actions.pauses import Paused
from khuang.care.wellbeing.models import CheckIn, Holiday, Pause, Settings, Sign, Silence
from khuang.care.wellbeing.tests.cast import DAILY, make_town
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within

BOARD = "/desk/wellbeing/"


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        return make_town(cast)


@pytest.fixture
def silent(town):
    """Make the first person silent today, by the clock of the wall, since pages read it."""
    now = timezone.now()
    with within(town.cast.municipality):
        return Silence.objects.create(
            person=town.person,
            check_in=town.check_in,
            day=timezone.localdate(now),
            run_since=timezone.localdate(now) - timedelta(days=2),
            due_at=now,
            noticed_at=now,
            level="call",
            level_since=now,
        )


def page(client, account, url):
    return sign_in(client, account).get(url)


def test_the_board_shows_the_silent_first_and_notes_who_looked(client, town, silent):
    shown = page(client, town.cast.mali, BOARD)
    assert shown.status_code == 200
    assert [one.days for one in shown.context["board"].silent] == [3]
    assert str(town.person.given_name) in shown.content.decode()
    with within(town.cast.municipality):
        assert Entry.objects.filter(event="people.listed", by_id=town.cast.mali.pk).exists()


def test_a_volunteer_sees_the_people_of_their_homes_only_and_may_agree_nothing(client, town, silent):
    shown = page(client, town.cast.boonsri, BOARD)
    assert len(shown.context["board"].silent) == 1
    assert client.get(reverse("wellbeing:agree", args=[town.person.pk])).status_code == 403
    with within(town.cast.municipality):
        town.cast.boonsri.assignments.update(until=timezone.now())
    assert client.get(BOARD).status_code == 403


def test_who_holds_no_role_for_it_sees_nothing(client, town):
    assert page(client, town.cast.kham, BOARD).status_code == 403
    assert client.get(reverse("wellbeing:settings")).status_code == 403


def test_the_filter_narrows_by_village_and_state(client, town, silent):
    shown = page(client, town.cast.mali, f"{BOARD}?village={town.cast.villages[1].pk}")
    assert not shown.context["board"].silent
    shown = client.get(f"{BOARD}?how=paused")
    assert not shown.context["shown"]
    assert client.get(f"{BOARD}?how=nonsense&many=x").status_code == 200


def test_an_agreement_is_made_in_three_steps_without_scripts(client, town):
    person, url = town.people[1], reverse("wellbeing:agree", args=[town.people[1].pk])
    sign_in(client, town.cast.mali)
    assert client.get(url).context["number"] == 1
    said = {"step": "1", "every": "weekly", "weekdays": ["0", "3"]}
    second = client.post(url, said)
    assert (second.status_code, second.context["number"]) == (200, 2)
    said |= {"step": "2", "hour": "08:30"}
    third = client.post(url, said)
    assert 'name="weekdays" value="3"' in third.content.decode()
    said |= {"step": "3", "agreed_by": "helper", "helper_name": "กิ่งแก้ว", "consent": "visit"}
    assert client.post(url, said).status_code == 302
    with within(town.cast.municipality):
        made = CheckIn.objects.get(person=person)
        assert (made.weekdays, f"{made.hour:%H:%M}", made.helper_name) == ([0, 3], "08:30", "กิ่งแก้ว")
        assert made.way == "call"


def test_a_step_that_is_not_answered_is_shown_again_with_what_was_typed(client, town):
    url = reverse("wellbeing:agree", args=[town.people[1].pk])
    sign_in(client, town.cast.mali)
    again = client.post(url, {"step": "1", "every": "weekly"})
    assert (again.status_code, again.context["number"]) == (422, 1)
    said = {"step": "3", "every": "daily", "hour": "08:30", "agreed_by": "helper", "consent": "phone"}
    again = client.post(url, said | {"words": "หูตึง"})
    assert (again.status_code, again.context["number"]) == (422, 3)
    assert "หูตึง" in again.content.decode()
    assert client.post(url, {"step": "3", "every": "daily", "hour": "25:00"}).context["number"] == 2
    assert client.post(url, {"step": "²"}).status_code == 200


def test_agreeing_again_ends_what_held_and_begins_the_new(client, town):
    url = reverse("wellbeing:agree", args=[town.person.pk])
    said = {"step": "3", "every": "daily", "hour": "11:00", "agreed_by": "person", "consent": "phone"}
    sign_in(client, town.cast.mali).post(url, said)
    with within(town.cast.municipality):
        before = CheckIn.objects.get(pk=town.check_in.pk)
        assert (before.until, before.ended_because) == (timezone.localdate(), "changed")
        assert CheckIn.objects.get(until=None).hour.hour == 11


def test_the_page_of_a_person_shows_eight_weeks_in_words_and_shapes(client, town, silent):
    with within(town.cast.municipality):
        day = timezone.localdate() - timedelta(days=1)
        at = timezone.make_aware(timezone.datetime(day.year, day.month, day.day, 8))
        Sign.objects.create(person=town.person, day=day, how="tap", first_at=at, last_at=at, noted_at=at)
    shown = page(client, town.cast.mali, reverse("wellbeing:person", args=[town.person.pk]))
    weeks = shown.context["record"].weeks
    assert [len(week) for week in weeks] == [7] * 8
    by_day = {one.on: one.state for week in weeks for one in week}
    assert by_day[timezone.localdate() - timedelta(days=1)] == "answered"
    assert set(by_day.values()) <= {"answered", "late", "silent", "paused", "waiting", "not-due", "ahead"}
    with within(town.cast.municipality):
        assert Entry.objects.filter(event="people.viewed", about_id=town.person.pk).exists()


def test_a_check_in_ends_with_a_reason(client, town):
    url = reverse("wellbeing:end", args=[town.check_in.pk])
    sign_in(client, town.cast.mali)
    assert client.post(url, {"because": ""}).status_code == 422
    assert client.post(url, {"because": "wish"}).status_code == 302
    assert client.post(url, {"because": "wish"}).status_code == 422
    with within(town.cast.municipality):
        assert CheckIn.objects.get().ended_because == "wish"


def test_a_pause_until_further_notice_is_asked_about_later(client, town):
    url = reverse("wellbeing:pause", args=[town.person.pk])
    sign_in(client, town.cast.mali)
    today = timezone.localdate()
    parts = {"first_on_0": today.day, "first_on_1": today.month, "first_on_2": today.year}
    wrong = {"last_on_0": 1, "last_on_1": 1, "last_on_2": 2020}
    first = client.get(url).content.decode()
    names = [name for name in ("first_on_0", "first_on_day") if f'name="{name}"' in first]
    if names == ["first_on_day"]:
        swap = {"0": "day", "1": "month", "2": "year"}
        parts = {f"{name[:-1]}{swap[name[-1]]}": value for name, value in parts.items()}
        wrong = {f"{name[:-1]}{swap[name[-1]]}": value for name, value in wrong.items()}
    assert client.post(url, {"kind": "hospital", **parts, **wrong}).status_code == 422
    assert client.post(url, {"kind": "hospital", **parts}).status_code == 302
    with within(town.cast.municipality):
        made = Pause.objects.get()
        assert (made.last_on, made.remind_on) == (None, today + timedelta(days=14))
        Pause.objects.update(remind_on=today)
    assert len(client.get(BOARD).context["board"].reminders) == 1
    settle = reverse("wellbeing:settle-pause", args=[made.pk])
    client.post(settle, {"goes-on": "1"})
    assert not client.get(BOARD).context["board"].reminders
    client.post(settle)
    client.post(settle)
    with within(town.cast.municipality):
        assert Pause.objects.get().ended_on == today


def test_who_knows_of_them_ends_the_silence_once(client, town, silent):
    url = reverse("wellbeing:end-silence", args=[silent.pk])
    sign_in(client, town.cast.mali)
    assert client.get(url).status_code == 200
    client.post(url)
    again = client.post(url, follow=True)
    assert again.status_code == 200
    with within(town.cast.municipality):
        assert Silence.objects.get().ended_because == "hand"


def test_who_might_be_asked_leaves_out_with_whom_it_is_agreed(client, town):
    url = reverse("wellbeing:proposals")
    shown = page(client, town.cast.mali, url)
    assert shown.status_code == 200
    assert town.person not in [one.person for one in shown.context["lines"]]
    assert client.get(f"{url}?alone=on&level=low").status_code == 200


def test_the_head_sets_times_and_a_social_worker_does_not(client, town):
    url = reverse("wellbeing:settings")
    assert page(client, town.cast.mali, url).status_code == 403
    sign_in(client, town.cast.prasit)
    shown = client.get(url)
    assert shown.context["unconfirmed"]
    said = {
        "hour": "09:30",
        "calls_from": "08:00",
        "visit_after": "60",
        "unanswered": "3",
        "alert_after": "90",
        "own_pause_days": "5",
        "remind_days": "10",
    }
    assert client.post(url, said | {"visit_after": "0"}).status_code == 422
    assert client.post(url, said).status_code == 302
    assert not client.get(url).context["unconfirmed"]
    with within(town.cast.municipality):
        assert Settings.objects.get().visit_after == 60
        assert reads.setting().times.unanswered == 3


def test_the_head_adds_a_holiday_and_strikes_a_public_one_out(client, town):
    url, change = reverse("wellbeing:holidays"), reverse("wellbeing:holiday")
    sign_in(client, town.cast.prasit)
    new_year = date(timezone.localdate().year + 1, 1, 1)
    assert any(one.on == new_year and one.is_on for one in client.get(url).context["days"])
    client.post(change, {"on": new_year.isoformat()})
    assert any(one.on == new_year and not one.is_on for one in client.get(url).context["days"])
    client.post(change, {"on": new_year.isoformat(), "counts": "1"})
    assert client.post(change, {"on": "soon"}).status_code == 404
    with within(town.cast.municipality):
        assert Holiday.objects.get().is_on


def test_pausing_by_staff_takes_a_silence_away(town, silent):
    with within(town.cast.municipality):
        today = timezone.localdate()
        what = Paused("family", today - timedelta(days=1), today + timedelta(days=3))
        actions.pause(town.person, what, by=town.cast.mali, at=timezone.now())
        assert Silence.objects.get().ended_because == "pause"


def test_the_whole_record_and_the_day_say_so(client, town, silent):
    shown = page(client, town.cast.mali, town.person.get_absolute_url())
    assert reverse("wellbeing:person", args=[town.person.pk]) in shown.content.decode()
    today = client.get("/desk/").content.decode()
    assert BOARD in today


def test_what_was_agreed_for_next_week_is_not_due_today(town):
    with within(town.cast.municipality):
        later = timezone.localdate() + timedelta(days=7)
        what = type(DAILY)(range(7), DAILY.hour, "visit", since=later)
        made = actions.agree(town.people[1], what, by=town.cast.mali, at=timezone.now())
        lines = reads.board(town.cast.mali, at=timezone.now()).today
        assert made.pk not in [one.check_in.pk for one in lines]
