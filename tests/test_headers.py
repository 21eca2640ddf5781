"""What every answer tells the browser: the same fences on every page, and cookies that stay at home."""

import re
import runpy
from pathlib import Path

import pytest
from django.test import Client

from conftest import PASSWORD, sign_in
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.context import within
from khuang.lib.marks import ANYONE
from tests.doors import doors

ORIGIN = "https://khuang.example"
GOLDEN = {
    "Content-Security-Policy": {
        *("default-src 'none'", "script-src 'self'", "style-src 'self'", "font-src 'self'"),
        *(
            "img-src 'self' data: blob:",
            "media-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
        ),
        *("base-uri 'none'", "frame-ancestors 'none'"),
    },
    "Cross-Origin-Opener-Policy": {"same-origin"},
    "Cross-Origin-Resource-Policy": {"same-origin"},
    "Permissions-Policy": {
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
        "microphone=(), midi=(), payment=(), usb=(), "
        "publickey-credentials-create=(self), publickey-credentials-get=(self)"
    },
    "Referrer-Policy": {"same-origin"},
    "Strict-Transport-Security": {"max-age=31536000"},
    "X-Content-Type-Options": {"nosniff"},
    "X-Frame-Options": {"DENY"},
}
DOORS = (
    doors()
)  # Before any setting is changed: some modules take a cookie's name from them when they are read.
KEY = "00000000-0000-4000-8000-000000000000"  # of nobody


# The form engine compiles its parser and writes its own styles; its page asks for the place.
GOLDEN_OF_SURVEYS = {
    **GOLDEN,
    "Content-Security-Policy": {
        {"script-src 'self'": "script-src 'self' 'wasm-unsafe-eval'"}.get(one, one).replace(
            "style-src 'self'", "style-src 'self' 'unsafe-inline'"
        )
        for one in GOLDEN["Content-Security-Policy"]
    },
    "Permissions-Policy": {
        one.replace("camera=()", "camera=(self)").replace("geolocation=()", "geolocation=(self)")
        for one in GOLDEN["Permissions-Policy"]
    },
}


def told(answer):
    """Give the golden headers of an answer as sets of directives, without the nonce that some pages need."""
    plain = {name: re.sub(r" 'nonce-[^']+'", "", answer.headers.get(name, "")) for name in GOLDEN}
    return {name: {part.strip() for part in value.split(";")} for name, value in plain.items()}


@pytest.fixture
def https(settings, monkeypatch):
    """The settings that the house would have at an https address."""
    monkeypatch.setenv("KHUANG_ORIGIN", ORIGIN)
    fresh = runpy.run_path(str(Path(__file__).parents[1] / "khuang/site/settings.py"))
    for name, value in fresh.items():
        if name.startswith(("SECURE_", "SESSION_COOKIE_", "CSRF_COOKIE_")):
            setattr(settings, name, value)


@pytest.fixture
def browsers(https, cast):
    """Somebody for every permission, and a stranger."""
    names = ("mali", "prasit", "wipa", "anan", "nok")
    return {name: sign_in(Client(raise_request_exception=False), getattr(cast, name)) for name in names}


def holder(browsers, cast, permission):
    with within(cast.municipality):
        return next((name for name in browsers if may(getattr(cast, name), permission)), "mali")


def test_every_answer_carries_the_same_fences(browsers, cast):
    stranger = Client(raise_request_exception=False)
    for door in DOORS:
        browser = browsers[holder(browsers, cast, door.permission)] if door.is_for_roles else browsers["mali"]
        address = door.address(**dict.fromkeys(door.keys, KEY))
        if door.name == "accounts:sign-out":
            continue
        for answer in (browser.get(address, secure=True), stranger.get(address, secure=True)):
            is_survey = door.name == "surveys:fill" and answer.status_code == 200
            assert told(answer) == (GOLDEN_OF_SURVEYS if is_survey else GOLDEN), address


def test_what_an_account_sees_is_kept_by_no_browser(browsers, cast):
    for door in DOORS:
        # The roads of the municipality are nobody's data, and heavy; they are asked for anew, not sent anew.
        if door.permission == ANYONE or door.name in ("accounts:sign-out", "places:base-map"):
            continue
        browser = browsers[holder(browsers, cast, door.permission)] if door.is_for_roles else browsers["mali"]
        answer = browser.get(door.address(**dict.fromkeys(door.keys, KEY)), secure=True)
        if answer.status_code == 200:
            assert "no-store" in answer.get("Cache-Control", ""), str(door)


def test_cookies_stay_with_this_host_and_out_of_scripts(https, cast):
    browser = Client()
    cast.kham.set_password(PASSWORD)
    with within(cast.municipality):
        cast.kham.save(update_fields=["password"])
    browser.get("/sign-in/", secure=True)
    browser.post("/sign-in/", {"username": cast.kham.username, "password": PASSWORD}, secure=True)
    own = ("__Host-session", "__Host-csrf")
    for cookie in map(browser.cookies.__getitem__, own):
        assert cookie["secure"] and cookie["httponly"] and cookie["path"] == "/"
        assert not cookie["domain"] and cookie["samesite"] in {"Lax", "Strict"}


def test_signing_out_clears_what_the_browser_kept(browsers):
    answer = browsers["mali"].post("/sign-out/", secure=True)
    assert answer["Clear-Site-Data"] == '"cache"'
