"""A job whose worker is killed in the middle is done by the next worker, and takes effect once."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from uuid import uuid4

from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from conftest import NOW, make_municipality
from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads
from khuang.ground.municipalities.context import within
from khuang.site import flow
from tests import slow_worker

PATIENCE = 40  # Seconds; a worker looks for jobs every five.


@contextmanager
def worker(folder):
    process = subprocess.Popen([sys.executable, "-m", "tests.slow_worker", str(folder)], env=os.environ)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(condition):
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.05)


def effects(municipality):
    with within(municipality):
        return reads.newest(("tests.acted",)).count()


def begin(municipality, monkeypatch):
    """Write the line that the slow step follows; its job is deferred with it."""
    monkeypatch.setitem(flow.FLOW, "tests.happened", [flow.after(slow_worker.act)])
    with within(municipality):
        journal.write("tests.happened", by=journal.SYSTEM, about=municipality, at=NOW)


def test_a_job_killed_in_the_middle_takes_effect_exactly_once(committed, owner, tmp_path, monkeypatch):
    municipality = make_municipality()
    begin(municipality, monkeypatch)
    with worker(tmp_path) as first:
        wait_for((tmp_path / "begun").exists)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert effects(municipality) == 0

    # As if half a minute had passed, and then the full minute at which stalled jobs are looked for.
    owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
    with suppress(AlreadyEnqueued):  # The clock may have been quicker.
        app.configure_task("khuang.take_up_again").defer(timestamp=int(time.time()))
    (tmp_path / "go").touch()
    with worker(tmp_path):
        wait_for(lambda: effects(municipality) == 1)
        wait_for(lambda: not jobs(owner, "khuang.follow_up"))
    assert effects(municipality) == 1


def test_a_job_delivered_twice_takes_effect_once(committed, owner, tmp_path, monkeypatch):
    municipality = make_municipality()
    begin(municipality, monkeypatch)
    begun = owner.execute("SELECT args FROM procrastinate_jobs").fetchone()[0]
    app.configure_task("khuang.follow_up").defer(**begun)
    (tmp_path / "go").touch()
    with worker(tmp_path):
        wait_for(lambda: not jobs(owner, "khuang.follow_up"))
    assert effects(municipality) == 1


def test_a_stalled_job_gives_way_to_one_that_waits_to_do_the_same(committed, owner, tmp_path):
    look = app.configure_task("khuang.look", lock="one", queueing_lock="one")
    said = {"municipality": str(uuid4()), "step": "messages.look", "channel": "none"}
    look.defer(**said)
    owner.execute("UPDATE procrastinate_jobs SET status = 'doing'")
    look.defer(**said)
    with suppress(AlreadyEnqueued):
        app.configure_task("khuang.take_up_again").defer(timestamp=int(time.time()))
    with worker(tmp_path):
        wait_for(lambda: not jobs(owner, "khuang.look"))
        wait_for(lambda: not jobs(owner, "khuang.take_up_again"))


def jobs(owner, task):
    """Return how many jobs of a task are left; what succeeded is deleted."""
    return owner.execute("SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s", [task]).fetchone()[0]
