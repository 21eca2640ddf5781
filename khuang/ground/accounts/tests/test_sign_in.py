"""Signing in, out, and coming in by an invitation."""

import datetime
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.tokens import default_token_generator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, PASSWORD
from conftest import sign_in as enter
from khuang.ground.accounts import actions
from khuang.ground.accounts.rules import InvitationGone
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

SIGN_IN = "/sign-in/"
MINE = "/desk/account/"


def sign_in(client, username, password, **more):
    return client.post(SIGN_IN, {"username": username, "password": password, **more})


def events_about(account):
    with within(account.municipality_id):
        return [(line.event, line.by_kind) for line in journal.lines_about(account.pk)]


def test_signing_in_leads_where_one_wanted_and_is_journaled(with_password):
    mali = with_password("mali")
    answer = sign_in(Client(), " MALI.fah-sai ", PASSWORD, next=MINE)
    assert answer["Location"] == MINE
    assert events_about(mali)[0] == ("accounts.signed-in", "account")


def test_a_new_session_begins_when_signing_in(client, with_password):
    with_password("mali")
    client.cookies["khuang-session"] = "chosen-by-somebody-else"
    sign_in(client, "mali.fah-sai", PASSWORD, next=MINE)
    assert client.cookies["khuang-session"].value != "chosen-by-somebody-else"


@pytest.mark.parametrize("elsewhere", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_signing_in_never_leads_to_another_site(with_password, elsewhere):
    with_password("dao")
    assert sign_in(Client(), "dao.fah-sai", PASSWORD, next=elsewhere)["Location"] == MINE


def test_an_unknown_name_and_a_wrong_password_get_the_same_answer(with_password):
    with_password("mali")
    wrong = sign_in(Client(), "mali.fah-sai", "not the password")
    unknown = sign_in(Client(), "mali.fah-say", "not the password")
    assert wrong.status_code == unknown.status_code == 200
    for answer in (wrong, unknown):
        assert answer.context["form"].non_field_errors() == [
            "ชื่อเข้าระบบหรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจทั้งสองช่องแล้วลองใหม่"
        ]


def test_an_ended_account_gets_that_answer_too(cast, with_password):
    mali = with_password("mali")
    with within(cast.municipality):
        actions.deactivate(mali, by=cast.anan, at=NOW)
    answer = sign_in(Client(), "mali.fah-sai", PASSWORD)
    assert "ไม่ถูกต้อง" in answer.content.decode()


def test_a_refused_sign_in_is_journaled_without_saying_who_did_it(with_password):
    mali = with_password("mali")
    sign_in(Client(), "mali.fah-sai", "not the password")
    assert events_about(mali)[0] == ("accounts.sign-in-refused", "system")


@pytest.mark.parametrize("username", ["", "x" * 5000, "nobody\0", "'; DROP TABLE accounts_account; --"])
def test_odd_names_are_refused_calmly(db, username):
    assert sign_in(Client(), username, "x").status_code == 200


def test_what_was_typed_stays_except_the_password(db):
    page = sign_in(Client(), "somchai", "secret words").content.decode()
    assert 'value="somchai"' in page
    assert "secret words" not in page


def test_signing_out_ends_the_session_and_is_journaled(cast, browse):
    browser = browse("mali")
    assert browser.get("/sign-out/").status_code == 405
    assert browser.post("/sign-out/").status_code == 302
    assert urlsplit(browser.get(MINE)["Location"]).path == SIGN_IN
    assert events_about(cast.mali)[0] == ("accounts.signed-out", "account")


def test_an_ended_account_is_out_at_its_next_step(cast, browse):
    browser = browse("mali")
    assert browser.get(MINE).status_code == 200
    with within(cast.municipality):
        actions.deactivate(cast.mali, by=cast.anan, at=NOW)
    assert browser.get(MINE).status_code == 302


@pytest.fixture
def invitation(cast):
    with within(cast.municipality):
        token = actions.invite(cast.dao, by=cast.anan, at=NOW)
    return reverse("accounts:welcome", args=[cast.dao.pk, token])


def accept(address, password=PASSWORD, again=None):
    return Client().post(address, {"password": password, "again": password if again is None else again})


def test_an_invited_person_chooses_a_password_and_signs_in(cast, invitation):
    assert cast.dao.username in Client().get(invitation).content.decode()
    assert accept(invitation)["Location"] == SIGN_IN
    assert sign_in(Client(), "dao.fah-sai", PASSWORD)["Location"] == MINE
    assert ("accounts.password-set", "account") in events_about(cast.dao)


def test_an_invitation_works_once(invitation):
    accept(invitation)
    assert Client().get(invitation).status_code == 410
    assert accept(invitation, "another long password").status_code == 410


def test_two_answers_at_once_to_one_invitation_set_one_password(cast):
    with within(cast.municipality):
        token = actions.invite(cast.dao, by=cast.anan, at=NOW)
        actions.accept_invitation(cast.dao, token, PASSWORD, at=NOW)
        with pytest.raises(InvitationGone):
            actions.accept_invitation(cast.dao, token, "another long password", at=NOW)
    cast.dao.refresh_from_db()
    assert cast.dao.check_password(PASSWORD)


def test_an_invitation_ends_after_three_days(invitation, monkeypatch):
    later = timezone.localtime().replace(tzinfo=None) + datetime.timedelta(days=3, minutes=1)
    monkeypatch.setattr(default_token_generator, "_now", lambda: later)
    assert Client().get(invitation).status_code == 410


def test_an_ended_account_cannot_be_entered_by_its_invitation(cast, invitation):
    with within(cast.municipality):
        actions.deactivate(cast.dao, by=cast.anan, at=NOW)
    assert accept(invitation).status_code == 410


@pytest.mark.parametrize(
    ("password", "again", "said"),
    [
        ("สั้นไป", None, "อย่างน้อย 12 ตัวอักษร"),
        ("password1234", None, "มีคนใช้กันมาก"),
        ("dao.fah-sai", None, "อย่างน้อย 12 ตัวอักษร"),
        (PASSWORD, PASSWORD + "ๆ", "ไม่ตรงกับช่องบน"),
    ],
)
def test_a_password_that_will_not_do_is_explained(invitation, password, again, said):
    answer = accept(invitation, password, again)
    assert answer.status_code == 200
    assert said in answer.content.decode()


def test_changing_the_password_asks_for_the_old_one_and_signs_others_out(with_password):
    mali = with_password("mali")
    here, elsewhere = Client(), Client()
    for browser in (here, elsewhere):
        enter(browser, mali)
    new = {"password": "ฝนตกที่หน้าต่างบ้านยาย", "again": "ฝนตกที่หน้าต่างบ้านยาย"}
    assert "ไม่ใช่รหัสผ่านของคุณ" in here.post(f"{MINE}password/", {"current": "wrong", **new}).content.decode()
    assert here.post(f"{MINE}password/", {"current": PASSWORD, **new})["Location"] == MINE
    assert here.get(MINE).status_code == 200
    assert elsewhere.get(MINE).status_code == 302
