"""Guessing is slowed, and never the one whose account it is."""

import datetime

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from conftest import PASSWORD
from khuang.ground.accounts import actions, brake
from khuang.ground.accounts.models import SignInBrake
from khuang.ground.accounts.reads import code_at
from khuang.ground.accounts.rules import ACCOUNT, ADDRESS, misses_now
from khuang.ground.accounts.rules.brake import LONGEST
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
WRONG = "not the password"
STRANGER = {"REMOTE_ADDR": "203.0.113.7"}


@pytest.fixture
def clock(monkeypatch):
    """Move the clock on: clock(minutes=16)."""
    now = [timezone.now()]
    monkeypatch.setattr(timezone, "now", lambda: now[0])

    def move(**by):
        now[0] += datetime.timedelta(**by)

    return move


@pytest.fixture
def wipa(cast):
    with within(cast.municipality):
        actions.set_password(cast.wipa, PASSWORD, by=cast.wipa, at=timezone.now())
    return cast.wipa


def try_in(browser, account, password=WRONG, **where):
    return browser.post("/sign-in/", {"username": account.username, "password": password}, **where)


def guess(browser, account, times, **where):
    return [try_in(browser, account, **where).status_code for _ in range(times)]


@given(st.integers(0, 10_000))
def test_the_wait_never_shrinks_and_ends_at_a_quarter_of_an_hour(misses):
    assert ACCOUNT.wait(misses) <= ACCOUNT.wait(misses + 1) <= LONGEST
    assert ADDRESS.wait(misses) <= ACCOUNT.wait(misses)


def test_a_day_without_attempts_is_forgotten():
    now = timezone.now()
    assert misses_now(9, now - datetime.timedelta(hours=23), now) == 9
    assert misses_now(9, now - datetime.timedelta(hours=25), now) == 0


def test_the_sixth_guess_waits_and_each_further_one_longer(wipa, clock):
    browser = Client(**STRANGER)
    assert guess(browser, wipa, 6) == [200] * 5 + [429]
    waits = []
    for _ in range(4):
        answer = try_in(browser, wipa)
        waits.append(int(answer["Retry-After"]))
        clock(seconds=waits[-1])
        assert try_in(browser, wipa).status_code == 200
    assert waits == sorted(waits) and waits[-1] > waits[0]
    assert "กรุณารอ" in try_in(browser, wipa).content.decode()


def test_waiting_refuses_the_right_password_too_and_then_lets_it_in(wipa, clock):
    browser = Client(**STRANGER)
    guess(browser, wipa, 5)
    assert try_in(browser, wipa, PASSWORD).status_code == 429
    clock(minutes=16)
    assert try_in(browser, wipa, PASSWORD).status_code == 302


def test_strangers_never_slow_the_browser_that_has_signed_in_before(wipa):
    known = Client(**STRANGER)
    assert try_in(known, wipa, PASSWORD).status_code == 302
    known.post("/sign-out/")
    assert guess(Client(**STRANGER), wipa, 6)[-1] == 429
    # The same account, the same address, as in one office: only the stranger waits.
    assert try_in(known, wipa, PASSWORD).status_code == 302


def test_nor_does_one_address_slow_the_account_elsewhere(wipa):
    guess(Client(**STRANGER), wipa, 6)
    assert try_in(Client(REMOTE_ADDR="198.51.100.9"), wipa, PASSWORD).status_code == 302


def test_one_address_that_tries_many_names_waits(db):
    browser = Client(**STRANGER)
    codes = [
        browser.post("/sign-in/", {"username": f"name{number}", "password": "x"}).status_code
        for number in range(42)
    ]
    assert codes[:40] == [200] * 40 and codes[-1] == 429


def test_a_forged_cookie_makes_no_browser_known(wipa):
    browser = Client(**STRANGER)
    browser.cookies[brake.BROWSER_COOKIE] = "eyJpZCI6ICJ4In0:forged"
    assert guess(browser, wipa, 6)[-1] == 429


def test_unknown_names_are_slowed_alike(db):
    browser = Client(**STRANGER)
    codes = [browser.post("/sign-in/", {"username": "nobody", "password": "x"}).status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_codes_are_slowed_from_all_addresses_together(cast):
    with within(cast.municipality):
        actions.set_password(cast.mali, PASSWORD, by=cast.mali, at=timezone.now())
        actions.set_up_app(cast.mali, SECRET, code_at(SECRET, timezone.now()), at=timezone.now())
    codes = []
    for number in range(6):
        browser = Client(REMOTE_ADDR=f"203.0.113.{number}")
        try_in(browser, cast.mali, PASSWORD)
        codes.append(browser.post("/sign-in/code/", {"code": "000000"}).status_code)
    assert codes == [200] * 5 + [429]


def test_the_journal_says_when_it_begins(wipa):
    guess(Client(**STRANGER), wipa, 6)
    with within(wipa.municipality_id):
        lines = [line.event for line in journal.lines_about(wipa.pk)]
    assert lines.count("accounts.sign-in-refused") == 5
    assert lines.count("accounts.sign-in-slowed") == 1


def test_the_table_tells_neither_who_nor_from_where(wipa):
    guess(Client(**STRANGER), wipa, 2)
    text = repr([(bytes(row.key), row.misses) for row in SignInBrake.objects.all()])
    assert wipa.username not in text
    assert "203.0.113" not in text


@pytest.mark.parametrize(
    ("remote", "passed_on", "address"),
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("127.0.0.1", "10.9.9.9, 198.51.100.1", "198.51.100.1"),
        ("127.0.0.1", "'; DROP TABLE", ""),
        ("2001:db8:1:2:3::4", None, "2001:db8:1:2::/64"),
        ("", None, ""),
    ],
)
def test_the_address_is_what_our_own_proxy_saw(remote, passed_on, address):
    headers = {"HTTP_X_FORWARDED_FOR": passed_on} if passed_on else {}
    assert brake.address(RequestFactory().get("/", REMOTE_ADDR=remote, **headers)) == address
