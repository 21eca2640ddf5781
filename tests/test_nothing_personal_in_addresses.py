"""What somebody types about a person comes back in no address, title or log line."""

import logging
import re
from urllib.parse import unquote

import pytest
from django.test import Client

from conftest import sign_in
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.context import within
from khuang.lib.marks import ANYONE
from tests.doors import doors

NAME, NUMBER, PHONE = "พิมพ์พิศา", "1100700000011", "0899990001"
SEEDED = {
    **dict.fromkeys(("search", "q", "name", "given_name", "family_name", "label", "reason", "title"), NAME),
    **dict.fromkeys(("national_id", "id_number", "number"), NUMBER),
    "phone": PHONE,
}
KEY = "00000000-0000-4000-8000-000000000000"  # of nobody
NAMES = ("mali", "prasit", "wipa", "anan", "nok")
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


def told(answer):
    """Give where an answer leads and what it is called: what browsers and machines between keep."""
    title = TITLE.search(answer.content.decode(errors="replace")) if not answer.streaming else None
    led = (answer.headers.get(name, "") for name in ("Location", "HX-Redirect", "HX-Push-Url"))
    return unquote(" ".join((*led, answer.headers.get("Content-Disposition", ""), title[1] if title else "")))


@pytest.fixture
def browsers(cast):
    return {name: sign_in(Client(raise_request_exception=False), getattr(cast, name)) for name in NAMES}


def whoever_may(door, cast, browsers):
    if door.permission == ANYONE:
        return Client(raise_request_exception=False)
    if not door.is_for_roles:
        return browsers["mali"]
    with within(cast.municipality):
        holders = [name for name in NAMES if may(getattr(cast, name), door.permission)]
    return browsers[holders[0] if holders else "mali"]


def test_what_was_typed_comes_back_in_no_address_title_or_log_line(browsers, cast, caplog):
    caplog.set_level(logging.INFO)
    for door in doors():
        if door.name == "accounts:sign-out":
            continue
        answer = whoever_may(door, cast, browsers).post(door.address(**dict.fromkeys(door.keys, KEY)), SEEDED)
        assert not [word for word in (NAME, NUMBER, PHONE) if word in told(answer)], str(door)
    assert not [word for word in (NAME, NUMBER, PHONE) if word in unquote(caplog.text)]


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", r"/\evil.example/"])
def test_no_address_leads_to_another_house(browsers, elsewhere):
    for door in doors():
        if door.name == "accounts:sign-out":
            continue
        for browser in (browsers["prasit"], Client(raise_request_exception=False)):
            asked = door.address(**dict.fromkeys(door.keys, KEY))
            answer = browser.get(asked, {"next": elsewhere})
            led = answer.headers.get("Location", "")
            assert not led.startswith(("//", "http", "/\\")), str(door)
