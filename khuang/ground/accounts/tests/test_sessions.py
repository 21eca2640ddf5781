"""Sessions: how long they last, where they are listed, what ends them, what is left of them."""

import datetime

import pytest
from django.db import connection
from django.test import Client, override_settings
from django.utils import timezone

from conftest import PASSWORD, make_cast, make_municipality, sign_in
from khuang.ground.accounts import actions, sessions
from khuang.ground.accounts.models import BrowserSession
from khuang.ground.accounts.rules import OFFICE, PHONE, device_name
from khuang.ground.municipalities.context import within

MATRIX = "/desk/roles/matrix/"
FACTORS = "/desk/account/second-factor/"
CHROME = "Mozilla/5.0 (Linux; Android 14; K) Chrome/130.0 Mobile Safari/537.36"


@pytest.fixture
def clock(monkeypatch):
    """Move the clock: clock(minutes=31)."""
    began = timezone.now()

    def move(**by):
        monkeypatch.setattr(timezone, "now", lambda: began + datetime.timedelta(**by))

    return move


def test_a_session_ends_when_it_is_not_used(cast, clock):
    browser = sign_in(Client(), cast.mali)
    for minutes in (25, 50, 75):
        clock(minutes=minutes)
        assert browser.get(MATRIX).status_code == 200
    clock(minutes=75 + 31)
    assert browser.get(MATRIX).status_code == 302


def test_a_session_ends_after_twelve_hours_however_much_it_is_used(cast, clock):
    browser = sign_in(Client(), cast.mali)
    for minutes in range(20, 12 * 60, 20):
        clock(minutes=minutes)
        assert browser.get(MATRIX).status_code == 200, minutes
    clock(hours=12, minutes=1)
    assert browser.get(MATRIX).status_code == 302


def test_a_volunteers_phone_stays_signed_in_for_half_a_day_unused_and_a_week_at_most(cast, clock):
    browser = sign_in(Client(), cast.boonsri)
    session = browser.session
    sessions.note_proof(session, "phone", at=timezone.now())
    session.save()
    for hours in range(11, 7 * 24, 11):
        clock(hours=hours)
        assert browser.get(MATRIX).status_code == 200, hours
    clock(hours=7 * 24 + 1)
    assert browser.get(MATRIX).status_code == 302


def test_lifetimes_end_with_the_sooner_of_both():
    now = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
    assert OFFICE.ends(now, now) == now + datetime.timedelta(minutes=30)
    assert PHONE.ends(now, now + datetime.timedelta(days=7)) == now + datetime.timedelta(days=7)


def test_where_one_is_signed_in_is_listed_and_ended(cast):
    here, phone = sign_in(Client(), cast.mali), sign_in(Client(), cast.mali)
    session = phone.session
    session["device"] = device_name(CHROME)
    session.save()
    page = here.get(FACTORS).content.decode()
    assert "Android, Chrome" in page
    other = BrowserSession.objects.get(device="Android, Chrome")
    assert here.post(f"/desk/account/sessions/{other.pk}/end/").status_code == 302
    assert phone.get(MATRIX).status_code == 302
    assert here.get(MATRIX).status_code == 200


def test_everywhere_else_is_signed_out(cast):
    browsers = [sign_in(Client(), cast.mali) for _ in range(3)]
    browsers[0].post("/desk/account/sessions/end/")
    assert [one.get(MATRIX).status_code for one in browsers] == [200, 302, 302]


def test_nobody_ends_anothers_session_but_who_gives_roles(cast):
    mali = sign_in(Client(), cast.mali)
    row = BrowserSession.objects.get(account=cast.mali)
    assert sign_in(Client(), cast.nok).post(f"/desk/account/sessions/{row.pk}/end/").status_code == 404
    assert sign_in(Client(), cast.nok).post(f"/desk/accounts/{cast.mali.pk}/sign-out/").status_code == 403
    stranger = make_cast(make_municipality(slug="other")).anan
    assert sign_in(Client(), stranger).post(f"/desk/accounts/{cast.mali.pk}/sign-out/").status_code == 404
    assert mali.get(MATRIX).status_code == 200
    sign_in(Client(), cast.anan).post(f"/desk/accounts/{cast.mali.pk}/sign-out/")
    assert mali.get(MATRIX).status_code == 302


def test_a_password_that_is_set_ends_all_other_sessions(cast):
    browser = sign_in(Client(), cast.mali)
    with within(cast.municipality):
        actions.set_password(cast.mali, PASSWORD, by=cast.mali, at=timezone.now())
    assert browser.get(MATRIX).status_code == 302
    assert BrowserSession.objects.get(account=cast.mali).ended_at


def test_an_ended_account_has_no_session_left(cast):
    sign_in(Client(), cast.mali)
    with within(cast.municipality):
        actions.deactivate(cast.mali, by=cast.anan, at=timezone.now())
    assert not BrowserSession.objects.filter(account=cast.mali, ended_at=None).exists()


def test_who_reads_the_table_can_neither_sign_in_nor_read(cast):
    browser = sign_in(Client(), cast.mali)
    key = browser.session.session_key
    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(s)::text FROM accounts_browsersession s")
        text = cursor.fetchone()[0]
        cursor.execute("SELECT encode(content, 'escape') FROM accounts_browsersession")
        text += cursor.fetchone()[0]
    assert key not in text
    assert "factor-at" not in text


def test_signing_out_clears_what_the_browser_kept(cast):
    browser = sign_in(Client(), cast.mali)
    answer = browser.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache"'
    assert browser.get(MATRIX).status_code == 302


def test_pages_of_signing_in_and_of_the_desk_are_kept_nowhere(cast):
    assert "no-store" in Client().get("/sign-in/")["Cache-Control"]
    assert "no-store" in sign_in(Client(), cast.mali).get(MATRIX)["Cache-Control"]


def test_old_sessions_are_swept_after_a_week(cast, clock):
    sign_in(Client(), cast.mali)
    clock(days=8)
    with within(cast.municipality):
        actions.forget_old(at=timezone.now())
    assert not BrowserSession.objects.exists()


def test_a_session_sealed_with_a_lost_key_signs_nobody_in(cast):
    browser = sign_in(Client(), cast.mali)
    BrowserSession.objects.update(content=b"\x01\x09" + bytes(40))
    assert browser.get(MATRIX).status_code == 302


def test_under_https_all_cookies_belong_to_this_host_alone():
    import os
    import subprocess
    import sys

    code = (
        "import django; django.setup(); from django.conf import settings as s; "
        "from khuang.ground.accounts import brake, phone_cookie; "
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, brake.BROWSER_COOKIE, phone_cookie.NAME, "
        "s.SESSION_COOKIE_SECURE and s.CSRF_COOKIE_SECURE and s.SESSION_COOKIE_HTTPONLY)"
    )
    told = os.environ | {
        "KHUANG_ORIGIN": "https://khuang.example",
        "DJANGO_SETTINGS_MODULE": "khuang.site.settings",
    }
    said = subprocess.run([sys.executable, "-c", code], env=told, capture_output=True, text=True, check=True)
    names = said.stdout.split()
    assert all(name.startswith("__Host-") for name in names[:4])
    assert names[4] == "True"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        (CHROME, "Android, Chrome"),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1",
            "iPhone, Safari",
        ),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130 Safari/537 Edg/130", "Windows, Edge"),
        ("", ""),
        ("curl/8", ""),
        ("<script>" * 500, ""),
    ],
)
def test_a_browser_gets_a_coarse_name(said, name):
    assert device_name(said) == name


@override_settings(KHUANG_ORIGIN="https://khuang.example")
def test_passkeys_are_offered_where_they_work(db):
    assert Client().get("/sign-in/").context["passkeys_work"]
    with override_settings(KHUANG_ORIGIN="http://127.0.0.1:8000"):
        assert not Client().get("/sign-in/").context["passkeys_work"]
