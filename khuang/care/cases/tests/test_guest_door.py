"""What a guest's browser meets: the link, the code, the promise, the case; and everybody else nothing."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conftest import make_cast, make_municipality, sign_in
from khuang.care.cases.actions import conferences, guests, minutes, referrals
from khuang.care.cases.models import Conference, GuestComment, GuestPass, Referral
from khuang.care.cases.tests.conferences_cast import a_case, a_conference, a_partner, a_request
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db
SHOWS = ["name", "age", "needs", "decisions"]


@pytest.fixture
def town(cast):
    """A conference tomorrow, with a nurse who was handed a link."""
    now = timezone.now()
    with within(cast.municipality):
        cast.case = a_case(cast)
        cast.conference = a_conference(cast, cast.case, now + timedelta(days=1))
        cast.nurse = conferences.ask_outsider(cast.conference, "พยาบาลเอื้อง", by=cast.mali, at=now)
        cast.handed = guests.invite(cast.nurse, SHOWS, by=cast.mali, at=now)
    return cast


@pytest.fixture
def guest(town):
    """A browser in which the code was typed and the promise made."""
    browser = Client()
    enter(browser, town.handed)
    browser.post(page_of(town.handed), {"promise": "on"})
    return browser


def link(handed):
    return f"/invited/{handed.token}/"


def page_of(handed):
    return f"/guest/{handed.guest.pk}/"


def enter(browser, handed, code=None):
    return browser.post(link(handed), {"code": code or handed.code})


def fresh(town):
    with within(town.municipality):
        return GuestPass.objects.get(pk=town.handed.guest.pk)


def test_the_code_leads_in_by_a_cookie_that_scripts_do_not_see(town):
    browser = Client()
    assert "คำปัน" not in browser.get(link(town.handed)).content.decode()
    answer = enter(browser, town.handed)
    assert answer["Location"] == page_of(town.handed)
    (cookie,) = (one for name, one in browser.cookies.items() if "guest" in name)
    assert cookie["httponly"] and cookie["samesite"] == "Lax"
    assert 0 < cookie["max-age"] <= 9 * 24 * 3600


def test_thai_digits_and_spaces_are_the_same_code(town):
    digits = town.handed.code.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
    assert enter(Client(), town.handed, f"{digits[:3]} {digits[3:]}").status_code == 302


def test_without_the_promise_nothing_is_shown(town):
    browser = Client()
    enter(browser, town.handed)
    for answer in (browser.get(page_of(town.handed)), browser.post(page_of(town.handed))):
        assert "คำปัน" not in answer.content.decode()
    refused = browser.post(f"{page_of(town.handed)}comment/", {"words": "ก"})
    assert 'name="promise"' in refused.content.decode()
    with within(town.municipality):
        assert not GuestComment.objects.exists()
    assert browser.post(page_of(town.handed), {"promise": "on"}).status_code == 302
    assert "คำปัน" in browser.get(page_of(town.handed)).content.decode()


def test_every_look_is_in_the_journal_with_the_guest(town, guest):
    guest.get(page_of(town.handed))
    with within(town.municipality):
        lines = [one for one in journal.lines_about(town.case.person_id) if one.event == "cases.guest-looked"]
        assert {one.by_id for one in lines} == {town.handed.guest.pk}
        assert journal.in_words(lines[:1])[0].who == "พยาบาลเอื้อง"


def test_nothing_is_kept_by_browsers_on_the_way(town, guest):
    answer = guest.get(page_of(town.handed))
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


def test_another_browser_finds_the_code_used_and_no_case(town, guest):
    other = Client()
    assert enter(other, town.handed).status_code == 200
    assert other.get(page_of(town.handed)).status_code == 404
    assert guest.get(link(town.handed))["Location"] == page_of(town.handed)


@pytest.mark.parametrize("token", ["x", "fah-sai.x", "other.x", ".", "fah-sai."])
def test_a_wrong_link_leads_nowhere(town, token):
    assert Client().get(f"/invited/{token}/").status_code == 404


def test_guesses_at_links_are_slowed(town):
    browser = Client()
    answers = [browser.get(f"/invited/fah-sai.{number}/").status_code for number in range(45)]
    assert answers[0] == 404 and answers[-1] == 429


def test_guesses_at_the_code_end_it(town):
    wrong = f"{(int(town.handed.code) + 1) % 10**6:06d}"
    answers = [enter(Client(), town.handed, wrong).status_code for _ in range(7)]
    assert answers[0] == 422 and 200 not in answers[:5]
    assert enter(Client(), town.handed).status_code in (200, 429)
    assert fresh(town).browser_hash is None


def test_revoked_it_dies_in_the_open_page_too(town, guest):
    with within(town.municipality):
        guests.revoke(town.handed.guest, by=town.mali, at=timezone.now())
    assert guest.get(page_of(town.handed)).status_code == 410
    assert guest.get(page_of(town.handed)).status_code == 404  # its cookie is gone
    assert Client().get(link(town.handed)).status_code == 410


@pytest.mark.parametrize("how", ["over", "cancelled", "restricted"])
def test_it_closes_with_its_time_its_conference_and_the_persons_wish(town, guest, how):
    with within(town.municipality):
        if how == "over":
            GuestPass.objects.update(until=timezone.now())
        elif how == "cancelled":
            conferences.cancel_conference(town.conference, because="ป่วย", by=town.mali, at=timezone.now())
        else:
            person = town.case.person
            person.restricted_at = timezone.now()
            person.save()
    assert guest.get(page_of(town.handed)).status_code == 410


def test_leaving_shuts_this_browser_out(town, guest):
    assert guest.post(f"{page_of(town.handed)}leave/").status_code == 200
    assert guest.get(page_of(town.handed)).status_code == 404
    assert fresh(town).browser_hash is None


def test_a_comment_and_an_answer_are_kept_and_empty_ones_asked_for_again(town, guest):
    assert guest.post(f"{page_of(town.handed)}comment/", {"words": " "}).status_code == 422
    guest.post(f"{page_of(town.handed)}comment/", {"words": "นัดตรวจตา"})
    with within(town.municipality):
        now = timezone.now()
        Conference.objects.update(begins_at=now - timedelta(hours=1))
        decided = minutes.Decided("ทำแผล", town.nurse, timezone.localdate() + timedelta(days=5))
        (made,) = minutes.decide(town.conference, [decided], by=town.mali, at=now)
    own = f"{page_of(town.handed)}decisions/{made.pk}/"
    assert guest.post(own).status_code == 422
    guest.post(own, {f"{made.pk.hex}-outcome": "doing", f"{made.pk.hex}-words": "เริ่มแล้ว"})
    with within(town.municipality):
        said = [(one.outcome, one.words) for one in GuestComment.objects.all()]
    assert said == [(None, "นัดตรวจตา"), ("doing", "เริ่มแล้ว")]
    assert "นัดตรวจตา" in guest.get(page_of(town.handed)).content.decode()


def test_a_decision_of_somebody_else_does_not_exist(town, guest):
    strange = f"{page_of(town.handed)}decisions/{town.case.pk}/"
    assert guest.post(strange, {f"{town.case.pk.hex}-outcome": "done"}).status_code == 404


def test_a_referral_is_answered_and_a_second_answer_is_told(town):
    now = timezone.now()
    with within(town.municipality):
        request = a_request(a_partner(town), due_on=timezone.localdate() + timedelta(days=5))
        sent = referrals.refer(town.case, request, by=town.mali, at=now)
        handed = guests.invite_partner(sent, by=town.mali, at=now)
    browser = Client()
    enter(browser, handed)
    browser.post(page_of(handed), {"promise": "on"})
    assert "ขอให้ตรวจแผลที่บ้าน" in browser.get(page_of(handed)).content.decode()
    answer = f"{page_of(handed)}answer/"
    assert browser.post(answer, {"outcome": "no"}).status_code == 422
    assert browser.post(answer, {"outcome": "yes"}).status_code == 302
    assert browser.post(answer, {"outcome": "yes"}).status_code == 422
    assert browser.post(f"{page_of(handed)}result/", {"words": "หายแล้ว"}).status_code == 302
    with within(town.municipality):
        assert Referral.objects.get().result == "หายแล้ว"


def test_a_guest_of_a_conference_answers_no_referral(town, guest):
    assert guest.post(f"{page_of(town.handed)}answer/", {"outcome": "yes"}).status_code == 404


def test_whoever_is_signed_in_elsewhere_may_be_a_guest_here(town):
    other = make_cast(make_municipality(slug="other", name="เทศบาลอื่น"))
    browser = sign_in(Client(), other.mali)
    enter(browser, town.handed)
    browser.post(page_of(town.handed), {"promise": "on"})
    assert "คำปัน" in browser.get(page_of(town.handed)).content.decode()
