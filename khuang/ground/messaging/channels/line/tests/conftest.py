"""The municipality's LINE, with the stand-in at the other end; jobs run when a test says so."""

import datetime

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import NOW
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions
from khuang.ground.messaging.channels.line import hearing, sending
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.models import ChannelAccount, Contact, InboundEvent, Message
from khuang.ground.municipalities.context import within

SECONDS = datetime.timedelta(seconds=1)


class Town:
    """A municipality that is heard by LINE.

    line      the stand-in
    at        the time by our own clock, which a test may move or set wrong
    """

    def __init__(self, municipality, line):
        self.municipality, self.line, self.at = municipality, line, NOW
        self.browser = Client()
        with within(municipality):
            self.account = ChannelAccount.objects.create(
                channel="line",
                is_on=True,
                secrets={"secret": line.secret, "token": line.token},
                settings={"api": line.base},
                changed_at=NOW,
            )

    def post(self, url, body, headers):
        """Bring what the platform posts to our webhook, as the web server would."""
        found = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
        path = f"/line/{self.municipality.slug}/"
        return self.browser.post(path, body, content_type="application/json", **found).status_code

    def work(self):
        """Let the jobs run until none is left: hearing first, then sending."""
        for _ in range(20):
            jobs = list(ProcrastinateJob.objects.filter(status="todo").order_by("-priority", "id"))
            if not jobs:
                return
            ProcrastinateJob.objects.filter(pk__in=[job.pk for job in jobs]).delete()
            for job in jobs:
                self._run(job)
        raise AssertionError("Jobs make new jobs without end.")

    def _run(self, job):
        if job.task_name == "khuang.hear":
            hearing.hear(self.municipality.pk, bytes.fromhex(job.args["address"]), lambda: self.at)
        elif job.task_name == "khuang.deliver":
            self._deliver(job.args["message"])

    def _deliver(self, key):
        with within(self.municipality):
            parcel = actions.claim(key, at=self.at)
        if parcel:
            receipt = sending.deliver(parcel)
            with within(self.municipality):
                actions.settle(parcel, receipt, at=self.at)

    def pass_by(self, seconds):
        """Let time pass, here and at LINE."""
        self.at += seconds * SECONDS
        self.line.clock.move(seconds)

    def events(self):
        with within(self.municipality):
            return list(InboundEvent.objects.all())

    def messages(self, **wanted):
        with within(self.municipality):
            return list(Message.objects.filter(**wanted).select_related("contact", "event"))

    def contact(self):
        with within(self.municipality):
            return Contact.objects.get()


@pytest.fixture
def line():
    with Standin(at=NOW) as running:
        yield running


@pytest.fixture
def town(municipality, line, monkeypatch):
    made = Town(municipality, line)
    # The webhook takes the machine's time; here it takes the town's.
    monkeypatch.setattr("khuang.ground.messaging.channels.line.views.timezone.now", lambda: made.at)
    line.webhook.post = made.post
    # What follows in the care wing is tested there.
    monkeypatch.setattr(journal, "_follow", None)
    return made


@pytest.fixture
def kham(line):
    return line.user("ยายคำ")
