"""What comes in is heard by jobs: one for each address, and found again when a job is lost."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import NOW
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.models import ChannelAccount, InboundEvent, Message
from khuang.ground.municipalities.context import within
from khuang.site import hearing
from khuang.site.messages import deliver_now, do_step

ADDRESS = b"0123456789abcdef"


def jobs(name="khuang.hear"):
    return ProcrastinateJob.objects.filter(task_name=name, status="todo")


def hear(municipality):
    for job in jobs():
        hearing.hear_now(municipality.pk, job.args["channel"], bytes.fromhex(job.args["address"]))


def lose(some):
    # Django may only read them; what is lost is lost by hand.
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE id = ANY(%s)", [[job.pk for job in some]])


@pytest.fixture
def line(municipality):
    """LINE's stand-in, set up for the municipality, with the webhook behind its calls."""
    browser = Client()

    def post(url, body, headers):
        path = f"/line/{municipality.slug}/"
        signed = headers["X-Line-Signature"]
        answer = browser.post(
            path, body, content_type="application/json", headers={"X-Line-Signature": signed}
        )
        return answer.status_code

    with Standin(send=post) as standin:
        with within(municipality):
            ChannelAccount.objects.create(
                channel="line",
                is_on=True,
                secrets={"secret": standin.secret, "token": standin.token},
                settings={"api": standin.base},
                changed_at=NOW,
            )
        yield standin


def test_an_address_has_one_job_that_waits(municipality):
    for _ in range(3):
        hearing.queue(municipality.pk, "line", ADDRESS)
    hearing.queue(municipality.pk, "line", ADDRESS[::-1])
    assert jobs().count() == 2


def test_a_job_of_a_channel_that_is_gone_or_hears_nothing_ends(municipality):
    for channel in ("nothing", "call"):
        hearing.hear_now(municipality.pk, channel, ADDRESS)
        hearing.look_now(municipality.pk, channel)


def test_who_follows_is_greeted_and_asked_within_the_minute(municipality, line):
    kham = line.user("ยายคำ")
    line.send_event(line.acts.follow(kham))
    hear(municipality)
    with within(municipality):
        (welcome,) = Message.objects.filter(direction="out")
    deliver_now(municipality.pk, welcome.pk)
    (reply,) = line.sent("reply")
    assert reply.status == 200
    assert "v1|agree|" in json.dumps(reply.body)
    assert "v1|decline|" in json.dumps(reply.body)
    assert line.sent("push") == []


def test_what_a_lost_job_left_is_found_by_the_minute(municipality, line):
    line.send_event(line.acts.text(line.user("ยายคำ"), "สวัสดี"))
    lose(jobs())
    with within(municipality):
        received = InboundEvent.objects.get().received_at
    do_step(municipality.pk, "minute.hear-due", clock=lambda: received + timedelta(seconds=29))
    assert not jobs().exists()
    do_step(municipality.pk, "minute.hear-due", clock=lambda: received + timedelta(seconds=31))
    hear(municipality)
    with within(municipality):
        assert InboundEvent.objects.get().state == "done"


def test_a_channel_is_asked_about_itself_every_hour(municipality, line):
    do_step(municipality.pk, "minute.look", clock=lambda: NOW)
    do_step(municipality.pk, "minute.look", clock=lambda: NOW)
    assert jobs("khuang.look").count() == 1
    lose(jobs("khuang.look"))
    hearing.look_now(municipality.pk, "line")
    with within(municipality):
        account = ChannelAccount.objects.get()
        assert (account.status["limit"], account.status["problem"]) == (300, "")
        account.status |= {"looked_at": NOW.isoformat()}
        account.save()
    do_step(municipality.pk, "minute.look", clock=lambda: NOW + timedelta(minutes=59))
    assert not jobs("khuang.look").exists()
    do_step(municipality.pk, "minute.look", clock=lambda: NOW + timedelta(minutes=60))
    assert jobs("khuang.look").count() == 1
