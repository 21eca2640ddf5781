"""A job that keeps failing ends in a list, and can be tried again from there."""

import asyncio

import pytest
from django.test import Client
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import NOW, make_cast, make_municipality, sign_in
from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Village
from khuang.site import failed_jobs, flow

JOBS = "/desk/jobs/"
EVENT = "places.villages-loaded"


class Stubborn:
    """A step of the flow that fails until it is mended."""

    __module__ = "khuang.ground.stubborn.actions"
    __name__ = "rename_villages"
    is_mended = False

    def __call__(self, entry):
        Village.objects.update(name="เปลี่ยนแล้ว")
        if not self.is_mended:
            raise ArithmeticError


@pytest.fixture
def stubborn(monkeypatch):
    """Let a stubborn step follow the loading of villages."""
    step = flow.after(Stubborn())
    monkeypatch.setitem(flow.FLOW, EVENT, [step])
    monkeypatch.setitem(flow.STEPS, step.name, step)
    return step.do


@pytest.fixture
def town(committed):
    return make_cast(make_municipality())


def work():
    """Run a worker until no job is left to do now."""

    async def until_idle():
        with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
            async with worker_app.open_async():
                await worker_app.run_worker_async(
                    wait=False, install_signal_handlers=False, listen_notify=False
                )

    asyncio.run(until_idle())


def work_until_given_up(owner):
    for _ in range(10):
        work()
        job = ProcrastinateJob.objects.get(task_name="khuang.follow_up")
        if job.status == "failed":
            return job
        owner.execute("UPDATE procrastinate_jobs SET scheduled_at = now() WHERE status = 'todo'")
    raise AssertionError("The job never ended.")


@pytest.fixture
def failed(town, owner, stubborn):
    with within(town.municipality):
        journal.write(EVENT, by=town.prasit, about=None, at=NOW)
    return work_until_given_up(owner)


@pytest.fixture
def head(town):
    client = Client()
    sign_in(client, town.prasit)
    return client


def names(town):
    with within(town.municipality):
        return set(Village.objects.values_list("name", flat=True))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_a_failing_job_is_listed_and_a_retry_runs_it_again(town, failed, head, stubborn, owner):
    assert failed.attempts >= 6
    assert "เปลี่ยนแล้ว" not in names(town)  # no half of it stayed
    page = head.get(JOBS).content.decode()
    assert "stubborn.rename_villages" in page
    assert "นำเข้าหมู่บ้าน" in page

    stubborn.is_mended = True
    assert head.post(f"{JOBS}{failed.pk}/retry/")["Location"] == JOBS
    work()
    assert names(town) == {"เปลี่ยนแล้ว"}
    assert "ไม่มีงานที่ล้มเหลว" in head.get(JOBS).content.decode()
    with within(town.municipality):
        assert reads.newest(("jobs.retried",)).get().by_id == town.prasit.pk


def test_a_job_is_tried_again_only_once_and_only_by_its_own_municipality(failed, head):
    stranger = Client()
    sign_in(stranger, make_cast(make_municipality(slug="other")).prasit)
    assert "stubborn" not in stranger.get(JOBS).content.decode()
    assert stranger.post(f"{JOBS}{failed.pk}/retry/").status_code == 404
    assert head.post(f"{JOBS}{failed.pk}/retry/").status_code == 302
    assert head.post(f"{JOBS}{failed.pk}/retry/").status_code == 404


def test_every_step_of_the_flow_has_words():
    deferred = {step.name for steps in flow.FLOW.values() for step in steps if not step.is_now}
    assert deferred <= set(failed_jobs.STEPS)
