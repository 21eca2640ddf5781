"""Every way in, and what happens when a session ends or somebody guesses, in a real browser."""

from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import PASSWORD, make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import BrowserSession, SignInBrake
from khuang.ground.accounts.reads import code_at
from khuang.ground.municipalities.context import within
from khuang.lib import thai_names
from tests.journeys.conftest import code_for, follow, let_in, sign_in

PIN = "271593"


@pytest.fixture
def town(site):
    """The cast; Mali, Prasit and Boonsri know a password, only Prasit has a second factor already."""
    town = make_cast(make_municipality())
    with within(town.municipality):
        let_in(town.prasit)
        for account in (town.mali, town.boonsri):
            accounts.set_password(account, PASSWORD, by=account, at=timezone.now())
        town.person = Person.objects.create(
            given_name="คำแก้ว",
            family_name="ใจดี",
            sort_key=thai_names.sort_key("คำแก้ว", "ใจดี"),
            sex="female",
            village=town.villages[3],
            known_from=timezone.localdate(),
        )
    return town


def by_password(reader, account, path="/sign-in/"):
    page = reader.open(path)
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main form button").first)
    return page


def end_sessions(account):
    BrowserSession.objects.filter(account=account).update(expires_at=timezone.now() - timedelta(minutes=1))


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_the_first_sign_in_sets_up_an_app_and_hands_out_codes(visit, town, width, language):
    reader = visit(width=width, language=language, scripts=language == "th")
    page = by_password(reader, town.mali)
    assert page.url.endswith("/desk/account/second-factor/")
    reader.fit()
    assert reader.open("/desk/people/").url.endswith("/desk/account/second-factor/")
    page = reader.open("/desk/account/second-factor/app/")
    secret = page.locator("[data-kh-secret]").inner_text().replace(" ", "")
    page.fill("[name=code]", code_at(secret, timezone.now()))
    follow(page.locator("main form button"))
    assert page.locator("main ol li").count() == 10
    code = page.locator("main ol li").first.inner_text().strip()
    reader.fit()
    assert reader.open("/desk/people/").url.endswith("/desk/people/")

    # The phone is gone: a recovery code lets in, once.
    later = visit(language=language)
    for right in (True, False):
        page = by_password(later, town.mali)
        page.fill("[name=code]", code)
        follow(page.locator("main form button").last)
        assert page.url.endswith("/desk/") is right
        if right:
            follow(page.locator("form[action='/sign-out/'] button").first)


def test_a_passkey_is_made_and_is_enough_by_itself(visit, town, settings):
    reader = visit(language="en")
    settings.KHUANG_ORIGIN = reader.origin = reader.origin.replace("127.0.0.1", "localhost")
    devtools = reader.context.new_cdp_session(reader.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})

    page = by_password(reader, town.mali)
    follow(page.get_by_role("button", name="Set up a passkey"))
    page.get_by_label("Name of this passkey").fill("my phone")
    assert not page.get_by_text("The passkey did not answer").is_visible()
    reader.fit()
    page.get_by_role("button", name="Make the passkey").click()
    page.wait_for_url("**/recovery-codes/", wait_until="networkidle")
    follow(page.locator("form[action='/sign-out/'] button").first)

    page = reader.open("/sign-in/?next=/desk/people/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{reader.origin}/desk/people/", wait_until="networkidle")
    page = reader.open("/desk/account/second-factor/")
    assert "my phone" in page.locator("main").inner_text()
    page = reader.open("/desk/account/confirm/?next=/desk/people/")
    page.get_by_role("button", name="Use a passkey").click()
    page.wait_for_url(f"{reader.origin}/desk/people/", wait_until="networkidle")


def test_a_volunteer_comes_in_by_a_link_and_later_by_six_digits(visit, town):
    head = visit(language="en")
    sign_in(head, town.prasit)
    page = head.open(f"/desk/accounts/{town.boonsri.pk}/")
    follow(page.get_by_role("button", name="Show a link for their phone"))
    link = page.get_by_label("The same link in letters").input_value()
    head.fit()

    phone = visit(width=360, scripts=False)
    path = link[link.index("/come-in/") :]
    page = phone.open(path)
    for wrong in ("123456", "111111"):
        page.fill("[name=pin]", wrong)
        page.fill("[name=again]", wrong)
        follow(page.locator("main form button"))
        assert page.locator(".govuk-error-summary").count() == 1
    page.fill("[name=pin]", PIN)
    page.fill("[name=again]", PIN)
    follow(page.locator("main form button"))
    assert page.url.endswith("/desk/")
    assert phone.open("/desk/people/").locator("h1").count() == 1

    stranger = visit(width=360)
    stranger.open(path, status=410)
    stranger.expect_status(410)

    end_sessions(town.boonsri)
    page = phone.open("/desk/people/")
    assert "บุญศรี" in page.locator("h1").inner_text()
    page.fill("[name=pin]", PIN)
    follow(page.locator("main form button"))
    assert page.url.endswith("/desk/people/")

    page = head.open(f"/desk/accounts/{town.boonsri.pk}/")
    follow(page.get_by_role("button", name="Revoke"))
    assert phone.open("/desk/people/").locator("[name=password]").count() == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_nothing_typed_is_lost_when_a_session_ends(visit, town, scripts):
    reader = visit(scripts=scripts)
    sign_in(reader, town.prasit)
    page = reader.open(f"/desk/people/{town.person.pk}/correct/")
    page.fill("[name=given_name]", 'แก้วมา "<b>&')
    page.fill("[name=birth_year], [name=born_on_2]", "2483") if page.locator(
        "[name=born_on_2]"
    ).count() else None
    end_sessions(town.prasit)
    follow(page.locator("main form[method=post] button").last)
    assert "/sign-in/" in page.url
    sign_in(reader, town.prasit, page.url.removeprefix(reader.origin))
    assert page.url.endswith(f"/desk/people/{town.person.pk}/correct/")
    assert page.input_value("[name=given_name]") == 'แก้วมา "<b>&'
    assert page.locator(".kh-notice").count() == 1
    with within(town.municipality):
        assert Person.objects.get(pk=town.person.pk).given_name == "คำแก้ว"


def test_another_person_does_not_get_what_was_typed(visit, town):
    with within(town.municipality):
        let_in(town.mali)
    reader = visit()
    sign_in(reader, town.prasit)
    page = reader.open(f"/desk/people/{town.person.pk}/correct/")
    page.fill("[name=given_name]", "แก้วมา")
    end_sessions(town.prasit)
    follow(page.locator("main form[method=post] button").last)
    sign_in(reader, town.mali, page.url.removeprefix(reader.origin))
    assert page.input_value("[name=given_name]") == "คำแก้ว"


def test_what_is_grave_asks_again_and_then_is_done(visit, town):
    reader = visit(language="en", scripts=False)
    sign_in(reader, town.prasit)
    session = BrowserSession.objects.get(account=town.prasit, ended_at=None)
    _make_old(reader, session)
    page = reader.open(f"/desk/accounts/{town.boonsri.pk}/")
    follow(page.get_by_role("button", name="Show a link for their phone"))
    assert "Is it you?" in page.locator("h1").inner_text()
    page.fill("[name=code]", code_for(town.prasit))
    follow(page.get_by_role("button", name="Go on"))
    follow(page.get_by_role("button", name="Do it now"))
    assert "/come-in/" in page.get_by_label("The same link in letters").input_value()


def _make_old(reader, session):
    """Let the second factor of this browser have been given an hour ago."""
    from khuang.ground.accounts import sessions
    from khuang.ground.accounts.session_store import SessionStore

    cookie = next(one for one in reader.context.cookies() if one["name"] == "khuang-session")
    store = SessionStore(cookie["value"])
    sessions.note_proof(store, "factor", at=timezone.now() - timedelta(hours=1))
    store.save()


def test_guessing_is_slowed_and_says_until_when(visit, town):
    guesser = visit(language="en")
    page = guesser.open("/sign-in/")
    for _ in range(6):
        page.fill("[name=username]", town.prasit.username)
        page.fill("[name=password]", "not the password")
        follow(page.locator("main form button").first)
    guesser.expect_status(429)
    assert "Too many attempts" in page.locator("h1").inner_text()
    guesser.fit()
    SignInBrake.objects.update(free_at=timezone.now())
    sign_in(guesser, town.prasit)
    assert guesser.page.url.endswith("/desk/")
