"""What people think of a topic, in the open court."""

import io
import zipfile
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import sign_in
from khuang.civic.forum import actions
from khuang.civic.forum.actions.patterns import compute_pattern
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.forum.tests.crowds import planted
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within


def told(place, facilitator, people, *, is_over=True, flat=False):
    """A topic on which a crowd of two groups has voted, computed."""
    now = timezone.now()
    begun, today = now - timedelta(days=9), timezone.localdate(now)
    last = today - timedelta(days=1) if is_over else today
    with within(place):
        topic = actions.open_topic(
            "ขยะในชุมชน",
            "เราจะจัดการขยะอย่างไร",
            phases=[PhaseDraft("vote", timezone.localdate(begun), last)],
            by=facilitator,
            at=begun,
        )
        statements = [_statement(topic, number, facilitator, begun) for number in range(8)]
        person, at, value, _of = planted(people, 8, groups=2, seen=1, noise=1.1)
        sheets = {}
        for who, one, vote in zip(person, at, value, strict=True):
            sheets.setdefault(who, {})[statements[one].pk] = 1 if flat else int(vote)
        made = [actions.Sheet(key=f"paper {who}", at=begun, votes=votes) for who, votes in sheets.items()]
        actions.take_sheets(topic, made, way="paper", by=SYSTEM, at=now)
        compute_pattern(topic, at=now)
    return topic


def _statement(topic, number, facilitator, at):
    made = actions.offer_statement(topic, f"ควรทำข้อที่ {number}", source="facilitator", by=facilitator, at=at)
    return actions.show(made, by=facilitator, at=at)


@pytest.fixture
def place(municipality):
    return municipality


def read(client, place, topic, name="topic-patterns"):
    address = reverse(f"portal:{name}", args=[place.slug, topic.pk])
    return client.get(address, headers={"accept-language": "en"})


def test_consensus_comes_before_the_groups(client, place, cast):
    page = read(client, place, told(place, cast.facai, 30)).content.decode()
    assert page.index("What most agree on") < page.index('class="kh-court"') < page.index("How sure is this")
    assert "What group A holds" in page and "What group B holds" in page


def test_while_people_vote_nothing_is_told(client, place, cast):
    page = read(client, place, told(place, cast.facai, 30, is_over=False)).content.decode()
    assert "The result comes when the voting is over" in page and "kh-court" not in page


def test_two_participants_show_no_groups(client, place, cast):
    page = read(client, place, told(place, cast.facai, 2)).content.decode()
    assert "fewer than 20 people" in page and "What group A holds" not in page


def test_when_all_say_the_same_the_page_says_so(client, place, cast):
    page = read(client, place, told(place, cast.facai, 25, flat=True)).content.decode()
    assert "so alike" in page and "25 people gave the same answer to everything" in page


def test_nobody_voted(client, place, cast):
    topic = told(place, cast.facai, 2)
    with within(place):
        topic.patterns.all().delete()
    assert "Nobody has voted here" in read(client, place, topic).content.decode()


def test_a_topic_that_is_not_there_is_not_found(client, place, cast):
    topic = told(place, cast.facai, 2)
    topic.pk = place.pk
    assert read(client, place, topic).status_code == 404


def test_anyone_may_have_the_votes_of_enough_people(client, place, cast):
    topic = told(place, cast.facai, 30)
    answer = read(client, place, topic, "topic-patterns-file")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as opened:
        assert "votes.csv" in opened.namelist()
    assert (
        reverse("portal:topic-patterns-file", args=[place.slug, topic.pk])
        in read(client, place, topic).content.decode()
    )


@pytest.mark.parametrize(("people", "is_over"), [(19, True), (30, False)])
def test_votes_of_few_and_of_those_who_still_vote_are_not_given_out(client, place, cast, people, is_over):
    topic = told(place, cast.facai, people, is_over=is_over)
    assert read(client, place, topic, "topic-patterns-file").status_code == 404


def test_the_desk_sees_hidden_groups_with_the_reason(client, place, cast):
    topic = told(place, cast.facai, 19, is_over=False)
    sign_in(client, cast.facai)
    address = reverse("forum:pattern", args=[topic.pk])
    page = client.get(address, headers={"accept-language": "en"}).content.decode()
    assert "Only you see these groups" in page and "What group A holds" in page
    assert "All statements" in page
