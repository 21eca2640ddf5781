"""Volunteers' phones: a link once, six digits, revoked at once."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from conftest import sign_in
from khuang.ground.accounts import actions, phone_cookie, reads
from khuang.ground.accounts.models import RememberedPhone
from khuang.ground.accounts.rules import LinkGone, is_too_simple
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within

PIN = "271593"


@pytest.fixture
def link(cast):
    with within(cast.municipality):
        token = actions.hand_link(cast.boonsri, by=cast.prasit, at=timezone.now())
    return f"/come-in/{token}/"


@pytest.fixture
def phone(link):
    """Boonsri's phone, known and signed in."""
    browser = Client()
    assert browser.post(link, {"pin": PIN, "again": PIN}).status_code == 302
    return browser


def expire(browser):
    browser.cookies.pop("khuang-session")


def test_a_link_makes_a_phone_known_and_signs_in(cast, phone):
    assert phone.get("/desk/people/").status_code == 200
    expire(phone)
    assert "บุญศรี" in phone.get("/sign-in/").content.decode()
    assert phone.post("/sign-in/phone/", {"pin": "๒๗๑ ๕๙๓"})["Location"] == "/desk/"


def test_looking_at_a_link_does_not_use_it_up(link):
    for _ in range(3):
        assert Client().get(link).status_code == 200


def test_a_link_works_once(link, phone):
    assert Client().get(link).status_code == 410
    assert Client().post(link, {"pin": PIN, "again": PIN}).status_code == 410


def test_a_link_ends_after_a_quarter_of_an_hour(link, monkeypatch):
    later = timezone.now() + datetime.timedelta(minutes=16)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert Client().get(link).status_code == 410


def test_a_newer_link_ends_the_one_before(cast, link):
    with within(cast.municipality):
        actions.hand_link(cast.boonsri, by=cast.prasit, at=timezone.now())
    assert Client().get(link).status_code == 410


@pytest.mark.parametrize("token", ["x", "fah-sai.", "fah-sai.wrong", "nowhere.x", "%00", "." * 300])
def test_odd_links_are_refused_calmly(cast, token):
    assert Client().get(f"/come-in/{token}/").status_code == 410


def test_of_two_answers_to_one_link_one_counts(cast):
    with within(cast.municipality):
        token = actions.hand_link(cast.boonsri, by=cast.prasit, at=timezone.now())
        actions.remember_phone(token, PIN, device="", at=timezone.now())
        with pytest.raises(LinkGone):
            actions.remember_phone(token, PIN, device="", at=timezone.now())


@pytest.mark.parametrize(("name", "by"), [("mali", "prasit"), ("boonsri", "mali"), ("boonsri", "boonsri")])
def test_links_are_for_volunteers_and_made_by_whoever_gives_roles(cast, name, by):
    with within(cast.municipality), pytest.raises(PermissionDenied):
        actions.hand_link(getattr(cast, name), by=getattr(cast, by), at=timezone.now())


def test_ten_wrong_tries_make_the_phone_unknown(cast, phone):
    with within(cast.municipality):
        known = reads.phones(cast.boonsri).get()
        tries = [actions.use_pin(known, "000000", at=timezone.now()) for _ in range(10)]
        assert not any(tries)
        assert not actions.use_pin(known, PIN, at=timezone.now())
    expire(phone)
    assert "accounts/phone.html" not in [one.name for one in phone.get("/sign-in/").templates]


def test_a_revoked_phone_is_out_at_once_and_unknown(cast, phone):
    with within(cast.municipality):
        actions.revoke_phone(reads.phones(cast.boonsri).get(), by=cast.anan, at=timezone.now())
    assert phone.get("/desk/").status_code == 302
    assert phone.post("/sign-in/phone/", {"pin": PIN})["Location"] == "/sign-in/"


def test_its_holder_revokes_a_phone_and_nobody_else_does(cast, phone):
    with within(cast.municipality):
        known = reads.phones(cast.boonsri).get()
    assert sign_in(Client(), cast.nok).post(f"/desk/account/phones/{known.pk}/revoke/").status_code == 404
    assert sign_in(Client(), cast.boonsri).post(f"/desk/account/phones/{known.pk}/revoke/").status_code == 302
    assert phone.get("/desk/").status_code == 302


def test_digits_are_not_enough_for_who_is_more_than_a_volunteer(cast, phone):
    with within(cast.municipality):
        actions.give_role(cast.boonsri, "head", held_at="municipality", by=SYSTEM, at=timezone.now())
    assert phone.get("/desk/people/")["Location"] == "/desk/account/second-factor/"


def test_an_ended_account_is_out_on_its_phone(cast, phone):
    with within(cast.municipality):
        actions.deactivate(cast.boonsri, by=cast.anan, at=timezone.now())
        actions.activate(cast.boonsri, by=cast.anan, at=timezone.now())
    assert phone.get("/desk/").status_code == 302
    assert phone.post("/sign-in/phone/", {"pin": PIN})["Location"] == "/sign-in/"


def test_the_table_holds_neither_token_nor_digits(cast, phone):
    token = phone.cookies[phone_cookie.NAME].value
    with within(cast.municipality):
        row = RememberedPhone.objects.get()
    assert token.encode() not in bytes(row.token_hash)
    assert len(bytes(row.pin_hash)) == 16
    assert PIN.encode() not in bytes(row.pin_hash)
    assert phone.cookies[phone_cookie.NAME]["httponly"]


@pytest.mark.parametrize("pin", ["111111", "123456", "987654", "121212", "123123", "890123", "112211"])
def test_digits_that_are_guessed_first_are_too_simple(pin):
    assert is_too_simple(pin)


def test_other_digits_are_not():
    assert not is_too_simple(PIN)
