"""The pages: make, print, vote, type, count, read."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.civic.ballots import actions
from khuang.civic.ballots.models import Ballot, Election, Token
from khuang.civic.ballots.tests.make import OPTIONS, codes, make, papers
from khuang.civic.ballots.tests.test_pabulib import GOOD
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM

LONG_AFTER = timezone.now() + timedelta(days=400)
FORM = {
    "title": "งบชุมชนปีหน้า",
    "question": "เลือกสิ่งที่สนับสนุน",
    "voters": "residents",
    "kind": "approval",
    "budget": "2,000,000",
    "rule": "equal-shares",
    "tie_rule": "cheaper",
    "closes_on_day": "1",
    "closes_on_month": "12",
    "closes_on_year": str(LONG_AFTER.year + 543),
    "closes_at": "16:00",
    "options": "ถนน; 1,200,000; หน้าโรงเรียน\n\nทางลาด; 300000",
}


@pytest.fixture
def desk(client, cast, inside):
    return sign_in(client, cast.facai)


@pytest.fixture
def election(cast, inside):
    return make(cast.facai, voters="residents", closes_at=LONG_AFTER)


def at(name, *args):
    return reverse(f"ballots:{name}", args=args)


def public(name, election, *more):
    return reverse(f"portal:{name}", args=["fah-sai", election.pk, *more])


def test_an_election_is_made_changed_opened_and_closed(desk):
    assert "ยัง" in desk.get(at("elections")).content.decode()
    answer = desk.post(at("new"), FORM)
    assert answer.status_code == 302, answer.context["form"].errors
    made = Election.objects.get()
    assert answer.url == at("election", made.pk)
    assert [(one.title, one.cost, one.words) for one in made.options.all()] == [
        ("ถนน", 1_200_000, "หน้าโรงเรียน"), ("ทางลาด", 300_000, ""),
    ]  # fmt: skip
    assert "ถนน; 1200000; หน้าโรงเรียน" in desk.get(at("change", made.pk)).content.decode()
    desk.post(at("change", made.pk), FORM | {"rule": "greedy"})
    desk.post(at("open", made.pk))
    made.refresh_from_db()
    assert (made.state, made.rule) == ("open", "greedy")
    assert desk.post(at("change", made.pk), FORM).status_code == 422
    desk.post(at("close", made.pk))
    assert desk.get(at("election", made.pk)).status_code == 200
    assert desk.get(at("elections")).status_code == 200


def test_a_line_that_cannot_be_read_is_named_and_nothing_is_lost(desk):
    answer = desk.post(at("new"), FORM | {"options": "ถนน; 5\nทางลาด; มาก"})
    assert answer.status_code == 422
    assert "ทางลาด; มาก" in answer.content.decode()
    assert desk.post(at("new"), FORM | {"budget": "10.50"}).status_code == 422


def test_slips_are_printed_once_with_code_and_picture(desk, election, cast):
    answer = desk.post(at("tokens", election.pk), {"number": 3, "village": cast.villages[1].pk})
    shown = re.findall(r'kh-slips__code">([A-Z0-9-]+)<', answer.content.decode())
    assert len(shown) == 3
    assert "data:image/svg+xml" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    again = desk.post(at("spoilt", election.pk), {"batch": 1, "serial": 2}).content.decode()
    assert len(re.findall("kh-slips__code", again)) == 1
    assert Token.objects.filter(state="spoilt").count() == 1
    assert desk.post(at("spoilt", election.pk), {"batch": 9, "serial": 2}).status_code == 422


def test_a_resident_votes_with_a_slip_and_the_address_holds_no_code(client, election, cast):
    (code,) = codes(election, 1, cast.facai)
    page = public("vote", election)
    assert client.get(page).status_code == 200
    wrong = client.post(page, {"token": code, "marks": ["1", "9"]})
    assert wrong.status_code == 422
    answer = client.post(page, {"token": code, "marks": ["1", "3"], "sex": "female", "age_band": "60-79"})
    assert answer.status_code == 200
    assert code not in answer.content.decode()
    assert [ballot.choices for ballot in Ballot.objects.all()] == [[[1, 1], [3, 1]]]
    again = client.post(page, {"token": code, "marks": ["2"]})
    assert again.status_code == 422
    assert 'value="2"' in again.content.decode()


def test_a_vote_after_closing_is_refused_kindly_and_keeps_what_was_typed(client, election, cast):
    (code,) = codes(election, 1, cast.facai)
    actions.close(election, by=cast.facai, at=NOW)
    answer = client.post(public("vote", election), {"token": code, "marks": ["1"]})
    assert answer.status_code == 422
    assert code in answer.content.decode()
    assert '<form method="post" novalidate' not in client.get(public("vote", election)).content.decode()


@pytest.mark.parametrize("kind", ["scores", "points", "ranking"])
def test_every_kind_of_ballot_is_cast(client, cast, inside, kind):
    one = make(cast.facai, kind=kind, closes_at=LONG_AFTER)
    (code,) = codes(one, 1, cast.facai)
    page = public("vote", one)
    assert client.post(page, {"token": code, "mark1": "99"}).status_code == 422
    assert client.post(page, {"token": code, "mark2": "1", "mark1": "2"}).status_code == 200
    assert Ballot.objects.get().choices == [[1, 2], [2, 1]]


def test_papers_are_printed_typed_by_two_and_shown_side_by_side(desk, client, election, cast):
    page = desk.post(at("papers", election.pk), {"number": 2}).content.decode()
    numbers = re.findall(r"(\d{5}-[\dX])", page)
    assert len(numbers) == 2
    typed = {"number": numbers[0], "marks": ["1"]}
    assert desk.post(at("type", election.pk), typed).status_code == 302
    assert desk.post(at("type", election.pk), typed).status_code == 422
    accounts.give_role(cast.kham, "facilitator", held_at="municipality", by=SYSTEM, at=NOW)
    sign_in(client, cast.kham)
    client.post(at("type", election.pk), typed | {"marks": ["1", "2"]})
    paper = election.papers.get(number=1)
    assert paper.state == "differs"
    assert client.get(at("paper", paper.pk)).content.decode().count('scope="row"') == len(OPTIONS) + 3
    assert numbers[0] in client.get(at("type", election.pk)).content.decode()
    client.post(at("drop", paper.pk), {"why": "ขาด"})
    client.post(at("box", election.pk), {"papers": "1"})
    client.post(at("count", election.pk))
    election.refresh_from_db()
    assert election.state == "counted"


def test_one_paper_under_two_numbers_is_shown_and_set_right(desk, client, election, cast):
    one, other = papers(election, 2, cast.facai)
    desk.post(at("type", election.pk), {"number": one, "marks": ["1"]})
    accounts.give_role(cast.kham, "facilitator", held_at="municipality", by=SYSTEM, at=NOW)
    actions.key_paper(election, other, {1: 1}, by=cast.kham, at=NOW)
    keys = [paper.pk for paper in election.papers.all()]
    assert at("same", keys[1], keys[0]) in desk.get(at("type", election.pk)).content.decode()
    desk.post(at("same", keys[1], keys[0]))
    assert election.papers.get(number=1).state == "accepted"


def test_an_officer_helps_with_the_voters_own_slip(desk, election, cast):
    (code,) = codes(election, 1, cast.facai)
    assert desk.post(at("help", election.pk), {"token": code, "marks": ["1"]}).status_code == 422
    said = {"token": code, "marks": ["1"], "read_back": "on"}
    assert desk.post(at("help", election.pk), said).status_code == 302
    assert Ballot.objects.get().way == "officer"


def test_a_delegate_votes_and_is_not_asked_again(client, cast, inside):
    one = make(cast.facai, voters="delegates", closes_at=LONG_AFTER)
    sign_in(client, cast.kham)
    assert at("vote", one.pk) in client.get(at("votes")).content.decode()
    client.post(at("vote", one.pk), {"marks": ["2"]})
    assert at("vote", one.pk) not in client.get(at("votes")).content.decode()
    assert client.get(public("vote", one)).status_code == 404


def test_results_are_public_side_by_side_with_a_sheet_to_count_again(desk, client, election, cast):
    for place, code in enumerate(codes(election, 30, cast.facai, cast.villages[1])):
        marks = {1: 1} if place < 20 else {2: 1, 3: 1}
        sex = "female" if place % 2 else "male"
        actions.cast(election, marks, token=code, sex=sex, at=NOW)
    assert ".json" not in client.get(public("election", election)).content.decode()
    desk.post(at("count", election.pk))
    desk.post(at("again", election.pk), {"budget": "1,200,000", "because": "งบถูกปรับลด"})
    assert desk.get(at("count", election.pk)).status_code == 200
    client.logout()
    page = client.get(public("election", election)).content.decode()
    assert "งบถูกปรับลด" in page
    assert page.count("SHA-256") == 2
    sheet = client.get(public("count-sheet", election, 2))
    assert sheet.json()["budget"] == 1_200_000
    assert len(client.get(public("count-csv", election, 1)).content.decode().splitlines()) == 31
    assert "vote_type;approval" in client.get(public("count-pabulib", election, 1)).content.decode()
    assert client.get(public("count-sheet", election, 3)).status_code == 404
    assert client.get(reverse("portal:elections", args=["fah-sai"])).status_code == 200


def test_a_pabulib_file_is_read_with_its_errors_line_by_line(desk):
    file = SimpleUploadedFile("one.pb", GOOD.encode())
    page = desk.post(at("from-file"), {"file": file}).content.decode()
    assert "a;10;Road again" in page
    made = Election.objects.get()
    assert (made.state, made.ballots.count(), made.options.count()) == ("closed", 2, 2)
    desk.post(at("count", made.pk))
    bad = SimpleUploadedFile("one.pb", b"\xff\xfe nothing")
    assert desk.post(at("from-file"), {"file": bad}).status_code == 422
