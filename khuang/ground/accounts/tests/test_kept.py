"""What was typed comes back: into the right form, for the right person, for an hour, and never by itself."""

import datetime

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from conftest import sign_in
from khuang.ground.accounts.kept_form import fill
from khuang.ground.accounts.models import Account, BrowserSession

NEW = "/desk/accounts/new/"
TYPED = {"display_name": 'สมหญิง <ใจดี> & "เพื่อน"', "username": "somying"}
FORM = """<!doctype html><p>1 < 2 &amp; 3</p>
<form action="/elsewhere/" method="post"><input name="a" value="x"></form>
<form method="post">
<input type="hidden" name="csrfmiddlewaretoken" value="token"><input name="a" value="old">
<textarea name="b">old &lt;b&gt;</textarea>
<select name="c"><option value="1" selected>1</option><option value="2">2</option></select>
<input type="checkbox" name="d" value="x" checked><input type="checkbox" name="d" value="y">
<input type="radio" name="e" value="1"><input type="password" name="p">
<button name="go" value="1">Go</button></form>"""


def late(cast, account=None):
    """Send a form after the session has ended; return the browser."""
    browser = sign_in(Client(), account or cast.anan)
    end(account or cast.anan)
    answer = browser.post(NEW, TYPED)
    assert answer["Location"] == f"/sign-in/?next={NEW}"
    return browser


def end(account):
    BrowserSession.objects.filter(account=account).update(expires_at=timezone.now())


def again(browser, account):
    """Sign in on the same browser, keeping what its session carries, as the pages do."""
    from django.contrib.auth import login
    from django.http import HttpRequest

    from khuang.ground.accounts import sessions

    request = HttpRequest()
    request.session = browser.session
    login(request, account, backend="django.contrib.auth.backends.ModelBackend")
    sessions.note_proof(request.session, "factor", at=timezone.now())
    request.session.save()
    browser.cookies["khuang-session"] = request.session.session_key


def test_a_form_that_was_sent_too_late_comes_back_and_was_not_carried_out(cast):
    browser = late(cast)
    again(browser, cast.anan)
    page = browser.get(NEW).content.decode()
    assert 'value="สมหญิง &lt;ใจดี&gt; &amp; &quot;เพื่อน&quot;"' in page
    assert 'value="somying"' in page
    assert "kh-notice" in page
    assert not Account.objects.filter(username="somying").exists()
    assert "สมหญิง" not in browser.get(NEW).content.decode()


def test_it_does_not_come_back_to_another_person(cast):
    browser = late(cast)
    again(browser, cast.prasit)
    assert "สมหญิง" not in browser.get(NEW).content.decode()


def test_it_does_not_come_back_after_an_hour(cast):
    browser = late(cast)
    again(browser, cast.anan)
    session = browser.session
    session["kept"] |= {"until": (timezone.now() - datetime.timedelta(minutes=1)).isoformat()}
    session.save()
    assert "สมหญิง" not in browser.get(NEW).content.decode()


def test_a_stranger_keeps_nothing(db):
    browser = Client()
    browser.post(NEW, TYPED)
    assert "kept" not in browser.session


def test_what_one_signs_in_with_is_not_kept(cast):
    browser = sign_in(Client(), cast.anan)
    end(cast.anan)
    browser.post("/desk/account/password/", {"current": "secret words", "password": "x", "again": "x"})
    assert "secret words" not in str(dict(browser.session))


def test_a_form_without_its_token_is_refused_as_ever(cast):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, cast.anan)
    assert browser.post(NEW, TYPED).status_code == 403


@pytest.mark.parametrize(("site", "status"), [("same-origin", 302), ("cross-site", 403), ("same-site", 403)])
def test_a_form_from_before_a_new_sign_in_comes_back_and_only_from_our_own_page(cast, site, status):
    browser = Client(enforce_csrf_checks=True, headers={"Sec-Fetch-Site": site})
    sign_in(browser, cast.anan)
    assert browser.post(NEW, TYPED).status_code == status
    assert ("สมหญิง" in browser.get(NEW).content.decode()) == (site == "same-origin")
    assert not Account.objects.filter(username="somying").exists()


def test_a_button_is_pressed_again_by_hand(cast):
    browser = sign_in(Client(), cast.anan)
    end(cast.anan)
    address = f"/desk/accounts/{cast.mali.pk}/sign-out/"
    browser.post(address)
    again(browser, cast.anan)
    page = browser.get(address)
    assert page.status_code == 200
    assert f'action="{address}"' in page.content.decode()


def test_a_part_of_a_page_leads_the_whole_page_to_signing_in(db):
    answer = Client().get("/desk/people/", headers={"HX-Request": "true"})
    assert answer["HX-Redirect"] == "/sign-in/"


def test_every_kind_of_field_is_filled_and_the_rest_travels_hidden():
    fields = [
        ("a", '"n<e>w'),
        ("b", "</textarea>&"),
        ("c", "2"),
        ("d", "y"),
        ("e", "1"),
        ("f", "z"),
        ("go", "1"),
    ]
    page = fill(FORM, [*fields, ("p", "secret")], "/here/")
    assert '<form action="/elsewhere/" method="post"><input name="a" value="x"></form>' in page
    assert '<input name="a" value="&quot;n&lt;e&gt;w">' in page
    assert '<textarea name="b">&lt;/textarea&gt;&amp;</textarea>' in page
    assert '<option value="1">1</option><option value="2" selected>' in page
    assert (
        '<input type="checkbox" name="d" value="x"><input type="checkbox" name="d" value="y" checked>' in page
    )
    assert '<input type="radio" name="e" value="1" checked>' in page
    assert '<input type="hidden" name="f" value="z">' in page
    assert page.count('name="go"') == 1
    assert 'value="token"' in page
    assert "1 < 2 &amp; 3" in page


@pytest.mark.parametrize("path", ["/other/", "/elsewhere"])
def test_a_page_without_such_a_form_is_left_alone(path):
    assert fill('<form action="/x/" method="post"><input name="a"></form>', [("a", "1")], path) is None


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_text_breaks_out_of_its_field(one, two):
    page = fill(FORM, [("a", one), ("b", two), ("zz", one)], "/here/")
    assert page.count("<form") == FORM.count("<form")
    assert page.count("<script") == 0
    assert page.count("<input") == FORM.count("<input") + 1
