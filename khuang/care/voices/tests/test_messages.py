"""What goes out by message: an answer, an invitation, news of an issue; on LINE nothing personal."""

import pytest
from django.urls import reverse

from conftest import NOW, sign_in
from khuang.care.cases.tests.cast import a_person
from khuang.care.correspondence.rules.problems import MayNotGo
from khuang.care.correspondence.tests.cast import a_contact, a_route, line_on
from khuang.care.people.models import Membership
from khuang.care.voices import actions
from khuang.care.voices.models import Issue, Report, Talk
from khuang.care.voices.rules.problems import NotReached, NoWay
from khuang.care.voices.tests.cast import LATER, held_talk, report, said
from khuang.ground.messaging.models import Message
from khuang.lib.identifiers import uuid7


@pytest.fixture
def khamman(cast, inside):
    """Head of a household in village 3, whom LINE reaches."""
    one = a_person(cast.villages[3])
    Membership.objects.filter(person=one).update(relation="head")
    line_on()
    a_route(one, a_contact())
    return one


def sent():
    return [(one.template, one.state) for one in Message.objects.filter(direction="out")]


def test_an_answer_goes_out_by_the_persons_channel(cast, khamman):
    made = report(cast.mali, about=khamman, speaker="self", answer_by="message")
    actions.answer(made, words="พรุ่งนี้มาได้ตั้งแต่แปดโมง", way="message", by=cast.mali, at=LATER)
    assert sent() == [("correspondence.answer", "queued")]
    assert (Report.objects.get().state, Report.objects.get().answered_by) == ("answered", "message")


def test_what_may_not_go_leaves_the_report_open_and_nothing_sent(cast, khamman):
    made = report(cast.mali, about=khamman, speaker="self", answer_by="message")
    with pytest.raises(MayNotGo):
        actions.answer(made, words="เลขบัตร 3512987410077", way="message", by=cast.mali, at=LATER)
    assert Report.objects.get().state == "open"
    assert sent() == []


def test_the_page_says_why_it_may_not_go_and_keeps_it(client, cast, khamman):
    made = report(cast.mali, about=khamman, speaker="self", answer_by="message")
    words = {"way": "message", "words": "เลขบัตร 3512987410077"}
    answer = sign_in(client, cast.mali).post(reverse("voices:answer", args=[made.pk]), words)
    assert answer.status_code == 422
    assert answer.content.decode().count("3512987410077") >= 2


def test_a_message_goes_to_nobody_but_who_spoke_themselves(cast, khamman):
    by_neighbour = report(cast.mali, about=khamman)
    with pytest.raises(NotReached):
        actions.answer(by_neighbour, words="x", way="message", by=cast.mali, at=LATER)
    assert Report.objects.get().state == "open"


def test_an_invitation_goes_to_the_head_of_the_household_or_is_refused(cast, khamman):
    plan = {"planned_at": LATER, "invited_by": "message", "by": cast.nok, "at": NOW}
    actions.invite(khamman.household, **plan)
    assert sent() == [("voices.talk-invitation", "queued")]
    assert "10.00" in Message.objects.get().text
    empty = a_person(cast.villages[3], "ไม่มีหัวหน้า").household
    Membership.objects.filter(household=empty).update(until=NOW.date())
    with pytest.raises(NoWay):
        actions.invite(empty, **plan)
    assert Talk.objects.count() == 1, "nobody was invited, so nothing is planned"


def test_news_of_an_issue_goes_to_who_raised_it_and_wants_it(cast, khamman):
    talk = held_talk(khamman.household, cast.nok)
    words = said(raiser=khamman, wants_news=True)
    row = actions.note_issue(talk, words, key=uuid7(), by=cast.nok, at=NOW)
    actions.close_talk(talk, read_back=True, by=cast.nok, at=NOW)
    made = actions.release(row, words="ไม่มีรถไปโรงพยาบาล", by=cast.mali, at=LATER)
    assert actions.tell_raiser(made.reference, words="ที่ประชุมรับเรื่องแล้ว", at=LATER)
    assert sent() == [("voices.issue-news", "queued")]
    assert Issue.objects.get().told_at == LATER
