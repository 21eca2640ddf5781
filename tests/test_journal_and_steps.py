"""Actions keep or lose their rows and lines together; a deferred step takes effect once."""

import threading

import pytest
from django.db import IntegrityError, connection

from conftest import NOW, make_municipality
from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads
from khuang.ground.journal.models import Entry, FollowUp
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Village


def write(event):
    journal.write(event, by=journal.SYSTEM, about=None, at=NOW)


@journal.action
def look_then_fail():
    write("thing.began")
    assert [entry.event for entry in reads.newest()] == ["thing.began", "thing.before"]
    raise ZeroDivisionError


def test_lines_from_before_survive_an_action_that_read_the_journal_and_failed(municipality):
    with within(municipality):
        write("thing.before")
        with pytest.raises(ZeroDivisionError):
            look_then_fail()
        write("thing.after")
    with within(municipality):
        assert [entry.event for entry in reads.newest()] == ["thing.after", "thing.before"]
        assert reads.verdict().broken_at is None


def test_an_inner_action_that_fails_takes_only_its_own_lines(municipality):
    @journal.action
    def outer():
        write("outer.began")
        with pytest.raises(ZeroDivisionError):
            inner()
        write("outer.ended")

    @journal.action
    def inner():
        write("inner.began")
        raise ZeroDivisionError

    with within(municipality):
        outer()
        assert [entry.event for entry in reads.newest()] == ["outer.ended", "outer.began"]


@pytest.fixture
def line(committed):
    place = make_municipality()
    with within(place):
        write("thing.done")
    with within(place):
        return Entry.objects.get()


def add_village(entry):
    Village.objects.create(code=str(Village.objects.count() + 1), name="บ้านทดสอบ")


def villages(line):
    with within(line.municipality_id):
        return Village.objects.count()


def test_a_step_that_runs_twice_acts_once(line):
    for _ in range(2):
        with within(line.municipality_id):
            journal.once(line, "add", add_village, at=NOW)
    assert villages(line) == 1


def test_two_steps_after_one_line_both_act(line):
    for step in ("add", "add more"):
        with within(line.municipality_id):
            journal.once(line, step, add_village, at=NOW)
    assert villages(line) == 2


def test_a_step_that_failed_is_not_taken_for_done(line):
    def fail(entry):
        add_village(entry)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), within(line.municipality_id):
        journal.once(line, "add", fail, at=NOW)
    with within(line.municipality_id):
        assert not FollowUp.objects.exists()
        journal.once(line, "add", add_village, at=NOW)
    assert villages(line) == 1


def test_two_workers_with_the_same_job_at_the_same_time_act_once(line):
    barrier, outcomes = threading.Barrier(2, timeout=30), []

    def work():
        try:
            with within(line.municipality_id):
                barrier.wait()
                journal.once(line, "add", add_village, at=NOW)
            outcomes.append("done")
        except IntegrityError:
            outcomes.append("tries again")
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert villages(line) == 1
    assert "done" in outcomes
