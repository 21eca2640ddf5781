"""A project is done: needs are answered by a person, families hear of it, and may say that it is not so."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse

from conftest import NOW, sign_in
from khuang.care.cases import actions
from khuang.care.cases.models import AnswerReview, Need, NeedAnswer
from khuang.care.cases.reads import answers as reads
from khuang.care.cases.rules.problems import NoWords, WrongState
from khuang.care.cases.tests.cast import LATER, a_person
from khuang.care.people.models import Person
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules import templates
from khuang.lib.identifiers import uuid7

KIND, HERE, BRIDGE = "no-transport", ["52039901"], uuid7()


@pytest.fixture
def person(cast, inside):
    return a_person(cast.villages[1])


@pytest.fixture
def need(person):
    return note(person)


@pytest.fixture
def review(need):
    return ask()


def note(person, kind=KIND, at=NOW):
    return actions.note_need(person, kind, source="walk-in", by=SYSTEM, at=at)


def ask(round=1, villages=HERE):
    return actions.ask_answers(
        BRIDGE, round=round, kind=KIND, villages=villages, title="สะพาน", at=NOW + timedelta(hours=1)
    )


def answer(review, need, by, met=True, **said):
    return actions.answer_need(review, need, met=met, by=by, at=LATER, **said)


def test_the_same_project_is_asked_about_once(review):
    assert ask() == review
    assert AnswerReview.objects.count() == 1


def test_only_open_needs_of_the_kind_and_place_are_put_before_a_social_worker(cast, need, review):
    note(a_person(cast.villages[1]), kind="flood")
    note(a_person(cast.villages[2]))
    note(a_person(cast.villages[1]), at=LATER)
    ended = note(a_person(cast.villages[1]))
    actions.end_need(ended, met=True, because="x", by=SYSTEM, at=NOW)
    assert list(reads.undecided(review, cast.mali)) == [need]
    assert reads.waiting_reviews(cast.mali) == [(review, 1)]
    assert reads.waiting_reviews(cast.boonsri) == []


def test_a_project_for_the_whole_municipality_asks_about_every_village(cast, need):
    note(a_person(cast.villages[2]))
    assert reads.undecided(ask(villages=[]), cast.mali).count() == 2


def test_a_guarded_record_is_not_put_before_everybody(cast, need, review):
    Person.objects.filter(pk=need.person_id).update(level="sealed")
    assert list(reads.undecided(review, cast.mali)) == []
    with pytest.raises(PermissionDenied):
        answer(review, Need.objects.get(), cast.mali)


def test_a_need_that_is_met_ends_and_the_family_is_told_of_nothing_in_particular(cast, need, review):
    made = answer(review, need, cast.mali)
    assert Need.objects.get().state == "met"
    message = Message.objects.get()
    assert (message.template, message.about_id) == ("cases.answered", made.pk)
    # Nobody of this family has a channel: they are told by mouth.
    assert list(reads.to_tell(cast.mali)) == [made]
    events = [line.event for line in journal.newest()]
    assert {"cases.answer-confirmed", "cases.need-met", "correspondence.call-listed"} <= set(events)
    actions.note_told(made, by=cast.mali, at=LATER)
    assert not reads.to_tell(cast.mali).exists()
    with pytest.raises(WrongState):
        actions.note_told(made, by=cast.mali, at=LATER)


def test_the_words_of_the_message_name_no_kind(need):
    texts = templates.named("cases.answered").texts
    for kind in need_kinds().values():
        assert kind.th not in texts["th"] and kind.en not in texts["en"]


def test_a_need_that_is_not_met_says_why_and_stays(cast, need, review):
    with pytest.raises(NoWords):
        answer(review, need, cast.mali, met=False)
    answer(review, need, cast.mali, met=False, words="บ้านอยู่อีกฝั่ง")
    assert Need.objects.get().state == "open"
    assert not Message.objects.exists()
    with pytest.raises(WrongState):
        answer(review, need, cast.mali)


def test_a_family_that_says_it_is_not_so_has_its_need_open_again(cast, need, review):
    made = answer(review, need, cast.mali)
    with pytest.raises(NoWords):
        actions.deny_answer(made, words=" ", by=cast.mali, at=LATER)
    actions.deny_answer(made, words="ยังข้ามไม่ได้", by=cast.mali, at=LATER)
    opened = Need.objects.get()
    assert (opened.state, opened.ended_at) == ("open", None)
    assert [word.what for word in opened.words.all()] == ["noted", "met", "open"]
    assert reads.met_by(BRIDGE) == 0
    with pytest.raises(WrongState):
        actions.deny_answer(made, words="อีกครั้ง", by=cast.mali, at=LATER)


def test_a_need_that_was_noted_anew_takes_the_words_instead(cast, need, review):
    made = answer(review, need, cast.mali)
    anew = note(need.person, at=LATER)
    actions.deny_answer(made, words="ยังข้ามไม่ได้", by=cast.mali, at=LATER)
    assert Need.objects.filter(ended_at=None).get() == anew
    assert "open" in [word.what for word in anew.words.all()]


def test_a_met_need_is_opened_again_by_no_other_way(cast, need):
    actions.end_need(need, met=True, because="x", by=SYSTEM, at=NOW)
    with pytest.raises(WrongState):
        actions.stop_meeting(need, words="x", by=cast.mali, at=LATER)


def test_a_reopened_project_is_asked_about_no_more(cast, need, review):
    actions.withdraw_review(BRIDGE, at=LATER)
    assert reads.waiting_reviews(cast.mali) == []
    with pytest.raises(WrongState):
        answer(AnswerReview.objects.get(), need, cast.mali)
    assert ask(round=2).withdrawn_at is None


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"is_met": False}, "cases_answer_because"),
        ({"is_met": True, "denied_at": NOW}, "cases_answer_denied"),
    ],
)
def test_the_database_refuses_what_cannot_be(need, review, row, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        NeedAnswer.objects.create(review=review, need=need, at=NOW, by_id=uuid7(), **row)


def test_the_page_asks_for_a_reason_and_keeps_what_was_said(client, cast, need, review):
    sign_in(client, cast.mali)
    address = f"/desk/answers/{review.pk}/"
    path = f"/desk/path/project/{review.project_id}/"
    assert str(need.pk) in client.get(address).text and path in client.get(address).text
    saying, words = f"is-{need.pk}", f"words-{need.pk}"
    refused = client.post(address, {saying: "not", words: ""})
    assert refused.status_code == 422
    assert client.post(address, {saying: "later", words: ""}).url == "/desk/answers/"
    assert Need.objects.get().is_open
    client.post(address, {saying: "met", words: ""})
    assert Need.objects.get().state == "met"
    made = NeedAnswer.objects.get()
    assert f"/desk/answers/of-needs/{made.pk}/told/" in client.get("/desk/answers/").text
    for page in ("/desk/answers/", reverse("cases:need", args=[made.need_id])):
        assert path in client.get(page).text
    client.post(f"/desk/answers/of-needs/{made.pk}/told/")
    assert NeedAnswer.objects.get().told_at
    denied = client.post(f"/desk/answers/of-needs/{made.pk}/deny/", {"words": "ยังไม่เสร็จ"})
    assert denied.url == f"/desk/needs/{need.pk}/"
    assert "/desk/answers/" in client.get("/desk/").text or not reads.waiting_reviews(cast.mali)


def test_a_volunteer_sees_no_answers(client, cast, review):
    assert sign_in(client, cast.boonsri).get("/desk/answers/").status_code == 403
