"""The desk minds guards: tasks of the day, the strip on a record, the list for the person; and who is due."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from khuang.care.people.actions import guard, note_view
from khuang.care.people.tests.intake import MALI
from khuang.care.risk.models import Classification
from khuang.desk.looks import looks
from khuang.desk.tests.test_views import names
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account, BrokenGlass
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db


@pytest.fixture
def sealed(town):
    """Mali's record, sealed; Prasit is named."""
    with within(town.cast.municipality):
        head = town.cast.prasit
        guard(town.mali, "sealed", named=[head], reason="ต้องคุ้มครอง", by=head, at=timezone.now())
    return town


def smash(town, days_ago=0):
    with within(town.cast.municipality):
        account = Account.objects.get(pk=town.cast.mali.pk)
        at = timezone.now() - timedelta(days=days_ago)
        accounts.break_glass(town.mali, reason="danger", said="ฉุกเฉิน", by=account, at=at)


def tasks(client):
    return {task["url"]: task["kind"] for task in client.get(reverse("desk:today")).context["waiting"]}


@pytest.mark.parametrize(("days", "kind"), [(0, "wait"), (8, "bad")])
def test_broken_glass_is_a_task_of_the_head_and_red_when_late(sealed, sign_in, days, kind):
    smash(sealed, days)
    assert tasks(sign_in(sealed.cast.prasit))[reverse("people:glasses")] == kind
    assert reverse("people:glasses") not in tasks(sign_in(sealed.cast.mali))


def test_the_strip_says_until_when_and_the_door_shuts_at_once(sealed, sign_in):
    smash(sealed)
    client, address = sign_in(sealed.cast.mali), reverse("desk:person", args=[MALI])
    assert client.get(address).context["record"].glass is not None
    with within(sealed.cast.municipality):
        BrokenGlass.objects.update(until=timezone.now())
    assert client.get(address).status_code == 404


def test_the_list_for_the_person_says_who_in_which_role_and_marks_an_emergency(sealed):
    now = timezone.now()
    with within(sealed.cast.municipality):
        before = timezone.localdate(now)
        note_view(sealed.mali, by=sealed.cast.prasit, at=now)
    smash(sealed)
    with within(sealed.cast.municipality):
        note_view(sealed.mali, by=sealed.cast.mali, at=timezone.now())
        told = [one for one in looks(sealed.mali, first=before, last=before) if one.who != "Khuang itself"]
        assert looks(sealed.mali, first=before - timedelta(days=9), last=before - timedelta(days=9)) == []
    by = {(one.who, one.is_emergency) for one in told}
    assert (str(sealed.cast.mali), True) in by
    assert (str(sealed.cast.prasit), False) in by
    assert {one.role for one in told if one.who == str(sealed.cast.prasit)} <= {
        "Head of social welfare",
        "หัวหน้าฝ่ายสวัสดิการสังคม",
    }


def test_making_the_list_is_a_look_and_a_wrong_period_is_refused(town, sign_in):
    client, address = sign_in(town.cast.mali), reverse("desk:looks", args=[MALI])
    first = {"first_day": "1", "first_month": "5", "first_year": "2569"}
    last = {"last_day": "1", "last_month": "4", "last_year": "2569"}
    assert client.post(address, first | last).status_code == 422
    page = client.post(address, first | last | {"last_year": "2570"})
    assert page.status_code == 200
    assert page.context["looks"][-1].who == str(town.cast.mali)


@pytest.mark.parametrize(
    ("days", "due", "soon"), [(-1, True, True), (0, False, True), (14, False, True), (15, False, False)]
)
def test_who_is_due_to_be_seen_again_can_be_listed(town, sign_in, days, due, soon):
    with within(town.cast.municipality):
        until = timezone.localdate() + timedelta(days=days)
        Classification.objects.filter(person=MALI).update(expires_on=until)
    client = sign_in(town.cast.mali)
    for code, expected in (("expired", due), ("soon", soon)):
        assert names(client.get(reverse("desk:people"), {"due": code})) == ({"มาลี"} if expected else set())
