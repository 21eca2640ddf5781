"""Second factors: who needs one, codes that count once, what ends when one changes."""

import datetime

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.utils import timezone

from conftest import PASSWORD, sign_in
from khuang.ground.accounts import actions, reads, sessions
from khuang.ground.accounts.reads import code_at
from khuang.ground.accounts.rules import policy
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.lib.sealing import CannotOpen
from tests.doors import doors

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
AT = datetime.datetime(2026, 11, 23, 3, 0, tzinfo=datetime.UTC)
HALF_A_MINUTE = datetime.timedelta(seconds=30)
FACTORS = "/desk/account/second-factor/"


@pytest.fixture
def mali(cast):
    with within(cast.municipality):
        actions.set_password(cast.mali, PASSWORD, by=cast.mali, at=AT)
        actions.set_up_app(cast.mali, SECRET, code_at(SECRET, AT), at=AT)
    return cast.mali


def events(account):
    with within(account.municipality_id):
        return [line.event for line in journal.lines_about(account.pk)]


def test_whatever_begins_with_people_needs_a_second_factor_and_so_does_giving_roles():
    for code, permission in policy().permissions.items():
        if code.startswith("people.") or code in ("accounts.roles", "desk.map", "surveys.submissions"):
            assert permission.second_factor, code


@pytest.mark.parametrize("name", ["mali", "prasit", "boonsri", "nok", "anan", "kham", "wipa", "dao"])
def test_who_may_see_people_reaches_only_the_page_that_sets_one_up(cast, name):
    account, browser = getattr(cast, name), Client()
    with within(cast.municipality):
        needs = reads.needs_factor(account)
    assert needs == (name in ("mali", "prasit", "boonsri", "nok", "anan"))
    browser.force_login(account)
    for door in doors():
        if door.permission not in ("anyone", "signed-in") and not door.keys:
            answer = browser.get(door.address())
            led_there = answer.status_code == 302 and answer["Location"] == FACTORS
            assert led_there == needs, door
    assert browser.get(FACTORS).status_code == 200


def test_without_the_permissions_that_are_marked_nobody_is_seen(cast):
    """Every look at a person writes the journal: planner and council leave no such line."""
    for name in ("wipa", "kham", "dao"):
        browser = sign_in(Client(), getattr(cast, name))
        for door in doors():
            if not door.keys:
                browser.get(door.address())
    with within(cast.municipality):
        assert not [line for line in journal.newest() if line.event.startswith("people.")]


def test_a_role_that_is_given_asks_for_a_second_factor_at_once(cast):
    browser = Client()
    browser.force_login(cast.wipa)
    assert browser.get("/desk/").status_code == 200
    with within(cast.municipality):
        actions.give_role(cast.wipa, "head", held_at="municipality", by=SYSTEM, at=timezone.now())
    assert browser.get("/desk/")["Location"] == FACTORS


def test_a_code_counts_once(cast, mali):
    later = AT + 4 * HALF_A_MINUTE
    with within(cast.municipality):
        assert actions.use_code(mali, code_at(SECRET, later), at=later)
        assert not actions.use_code(mali, code_at(SECRET, later), at=later)
        assert not actions.use_code(mali, code_at(SECRET, later - HALF_A_MINUTE), at=later)


@pytest.mark.parametrize(("steps", "counts"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(cast, mali, steps, counts):
    later = AT + 10 * HALF_A_MINUTE
    with within(cast.municipality):
        assert actions.use_code(mali, code_at(SECRET, later + steps * HALF_A_MINUTE), at=later) == counts


@pytest.mark.parametrize("code", ["", "abcdef", "๑๒๓๔๕๖", "1" * 5000, "\0"])
def test_odd_codes_are_refused_calmly(mali, code):
    browser = Client()
    browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
    assert browser.post("/sign-in/code/", {"code": code}).status_code == 200


def test_a_recovery_code_counts_once_and_new_ones_end_the_old(cast, mali):
    with within(cast.municipality):
        codes = actions.make_codes(mali, at=AT)
        assert len(set(codes)) == 10
        assert actions.use_code(mali, codes[0], at=AT)
        assert not actions.use_code(mali, codes[0], at=AT)
        actions.make_codes(mali, at=AT)
        assert not actions.use_code(mali, codes[1], at=AT)
    assert "accounts.code-used" in events(mali)


def test_secrets_lie_sealed_and_open_only_for_their_account(cast, mali):
    with within(cast.municipality):
        app = Authenticator.objects.get(user=mali)
        assert SECRET not in str(app.data)
        stolen = Authenticator.objects.create(user=cast.nok, type="totp", data=app.data)
        with pytest.raises(CannotOpen):
            reads.secret_of(stolen)


def test_another_municipality_does_not_see_them(cast, mali):
    from conftest import make_municipality

    with within(make_municipality(slug="other")):
        assert not Authenticator.objects.exists()


def test_the_password_alone_is_only_half_way(mali):
    browser = Client()
    answer = browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
    assert answer["Location"] == "/sign-in/code/"
    assert browser.get("/desk/").status_code == 302
    assert "accounts.signed-in" not in events(mali)


def test_half_way_ends_after_ten_minutes(mali, monkeypatch):
    browser = Client()
    browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
    later = timezone.now() + datetime.timedelta(minutes=11)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert browser.post("/sign-in/code/", {"code": code_at(SECRET, later)})["Location"] == "/sign-in/"


def test_the_demo_shows_its_code_and_no_other_municipality_does(cast, mali):
    browser = Client()
    browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
    assert browser.get("/sign-in/code/").context["demo_code"] == ""
    cast.municipality.is_demo = True
    cast.municipality.save()
    for _ in range(2):  # Everybody reads the same code there.
        browser = Client()
        browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
        code = browser.get("/sign-in/code/").context["demo_code"]
        assert browser.post("/sign-in/code/", {"code": code})["Location"] == "/desk/"


def test_a_changed_factor_signs_out_everywhere_else(cast, mali):
    here, elsewhere = sign_in(Client(), mali), sign_in(Client(), mali)
    secret_page = here.get(f"{FACTORS}app/")
    secret = secret_page.context["secret"].replace(" ", "")
    answer = here.post(f"{FACTORS}app/", {"code": code_at(secret, timezone.now())})
    assert answer["Location"] == "/desk/account/recovery-codes/"
    assert here.get("/desk/").status_code == 200
    assert elsewhere.get("/desk/").status_code == 302


def test_the_last_factor_stays_where_one_is_needed(cast, mali):
    with within(cast.municipality):
        app = Authenticator.objects.get(user=mali, type="totp")
        with pytest.raises(ValidationError):
            actions.remove_factor(mali, app.pk, session=None, at=AT)
    browser = sign_in(Client(), mali)
    browser.post(f"{FACTORS}remove/", {"number": app.pk})
    with within(cast.municipality):
        assert reads.has_factor(mali)


def test_a_second_app_or_passkey_wants_a_fresh_factor(mali):
    browser = sign_in(Client(), mali, fresh=False)
    for path in ("app/", "passkey/"):
        assert browser.get(FACTORS + path)["Location"].startswith("/desk/account/confirm/")
    assert browser.post("/desk/account/recovery-codes/new/").status_code == 302


def test_lost_factors_are_reset_by_another_in_person_and_the_holder_is_told(cast, mali):
    mali.last_login = timezone.now() - datetime.timedelta(hours=1)
    mali.save()
    browser = sign_in(Client(), mali)
    with within(cast.municipality):
        for by in (mali, cast.nok, cast.wipa):
            with pytest.raises(PermissionDenied):
                actions.reset_factors(mali, by=by, at=timezone.now())
        mali.last_login = timezone.now() - datetime.timedelta(hours=1)
        mali.save()
    head = sign_in(Client(), cast.prasit)
    assert head.post(f"/desk/accounts/{mali.pk}/second-factor/reset/").status_code == 302
    assert browser.get("/desk/").status_code == 302
    assert "accounts.factors-reset" in events(mali)
    browser.post("/sign-in/", {"username": mali.username, "password": PASSWORD})
    assert "ประสิทธิ์" in browser.get(FACTORS).content.decode()


def test_resetting_wants_a_fresh_factor(cast, mali):
    with within(cast.municipality):
        actions.set_up_app(cast.prasit, SECRET, code_at(SECRET, AT), at=AT)
    head = sign_in(Client(), cast.prasit, fresh=False)
    answer = head.post(f"/desk/accounts/{mali.pk}/second-factor/reset/")
    assert answer["Location"].startswith("/desk/account/confirm/")
    with within(cast.municipality):
        assert reads.has_factor(mali)


def test_the_step_up_leads_back_and_never_elsewhere(mali):
    for wanted, led in (
        ("/desk/roles/matrix/", "/desk/roles/matrix/"),
        ("//evil.example/", "/desk/account/"),
    ):
        browser = sign_in(Client(), mali, fresh=False)
        Authenticator.objects.filter(user=mali).update(data={**mali_app(mali).data, "step": 0})
        code = code_at(SECRET, timezone.now())
        answer = browser.post("/desk/account/confirm/", {"code": code, "next": wanted})
        assert answer["Location"] == led
        assert timezone.now() - sessions.factor_at(browser.session) < datetime.timedelta(minutes=1)
    assert "accounts.confirmed" in events(mali)


def mali_app(account):
    return Authenticator.objects.get(user=account, type="totp")


@pytest.mark.parametrize(
    "answer", ["", "null", "[]", "{}", '{"response": 1}', '{"response": {"userHandle": "AA"}}']
)
def test_an_odd_answer_of_a_passkey_is_refused_calmly(db, answer):
    browser = Client()
    browser.post("/sign-in/passkey/options/")
    assert browser.post("/sign-in/passkey/", {"credential": answer})["Location"] == "/sign-in/"


@pytest.mark.parametrize("path", ["/accounts/signup/", "/signup/", "/accounts/login/", "/accounts/2fa/"])
def test_pages_of_allauth_are_not_served(client, db, path):
    assert client.get(path).status_code == 404
