"""Opinion patterns are computed by jobs: one for each topic, at most one a minute."""

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import NOW
from khuang.civic.forum import actions
from khuang.civic.forum.models import Pattern
from khuang.civic.forum.tests.cast import a_person, a_statement, a_topic
from khuang.ground.municipalities.context import within
from khuang.site import patterns
from khuang.site.messages import do_step


def jobs():
    return ProcrastinateJob.objects.filter(task_name="khuang.pattern", status="todo")


@pytest.fixture
def voted(municipality, cast):
    """A topic in which somebody has voted."""
    with within(municipality):
        topic = a_topic(cast)
        actions.vote(a_person(topic), a_statement(cast, topic), 1, at=NOW)
    return topic


def minute(municipality):
    do_step(municipality.pk, "minute.find-patterns", lambda: NOW)


def test_a_vote_is_found_by_the_minute_and_computed_by_a_job(municipality, voted):
    minute(municipality)
    [job] = jobs()
    assert job.args["topic"] == str(voted.pk)
    patterns.compute_now(municipality.pk, voted.pk, lambda: NOW)
    with within(municipality):
        assert Pattern.objects.get().votes == 1


def test_a_topic_waits_once_however_many_minutes_pass(municipality, voted):
    for _minute in range(3):
        minute(municipality)
    assert jobs().count() == 1


def test_nothing_is_queued_where_nothing_changed(municipality, voted):
    patterns.compute_now(municipality.pk, voted.pk, lambda: NOW)
    minute(municipality)
    assert not jobs().exists()
