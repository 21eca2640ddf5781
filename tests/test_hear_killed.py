"""Web server and worker are killed while LINE speaks: nothing is lost, nothing heard twice.

The large one is `python -m bench.hear webhook`; this is the same with a few hundred events.
"""

import os
import time
from contextlib import contextmanager
from threading import Event, Thread

from bench.hear import killing, town
from bench.hear.webhook import verdict
from conftest import make_cast, make_municipality
from khuang.care.correspondence.tests.cast import a_person
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import User
from khuang.ground.messaging.models import ChannelAccount
from khuang.ground.municipalities.context import within
from khuang.site import line as beside
from khuang.site.supervisor import KHUANG, Child

PEOPLE, EVENTS = 24, 240


@contextmanager
def supervised(port):
    """Keep web server and worker running as `khuang up` does; the database is the tests' own."""
    children = {
        "web server": Child("web server", (*KHUANG, "serve", "--port", str(port))),
        "worker": Child("job worker", (*KHUANG, "work")),
    }
    over = Event()

    def watch():
        while not over.wait(0.2):
            for child in children.values():
                child.look()

    watching = Thread(target=watch)
    watching.start()
    try:
        yield {name: lambda child=child: _pid(child) for name, child in children.items()}
    finally:
        over.set()
        watching.join()
        for child in children.values():
            child.process.kill()
            child.process.wait()


def _pid(child):
    return child.process.pid if child.process else None


def telephones(municipality, line):
    """Give people of an invented municipality a telephone each."""
    cast = make_cast(municipality)
    with within(municipality):
        for _ in range(PEOPLE):
            a_person(cast.villages[1])
        keys = {"secret": line.secret, "token": line.token}
        ChannelAccount.objects.create(channel="line", is_on=True, secrets=keys, changed_at=line.clock.now())
        told = town.link(PEOPLE, line.base)
    users = [User(number, "", follows=True) for number in told["users"]]
    line.state.users = {user.id: user for user in users}
    return users


def everything(municipality):
    """Wait until nothing waits, and give what was heard."""
    deadline = time.monotonic() + 200
    while time.monotonic() < deadline:
        with within(municipality):
            heard = town.count()
        if not heard["states"].get("waiting"):
            break
        time.sleep(0.5)
    return heard


def test_no_event_is_lost_or_heard_twice_when_web_and_worker_are_killed(committed, owner):
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    municipality = make_municipality()
    port = beside.free_port("127.0.0.1", 8300)
    with Standin(webhook=f"http://127.0.0.1:{port}/line/{municipality.slug}/") as line:
        users = telephones(municipality, line)
        helped, others = users[: PEOPLE // 2], users[PEOPLE // 2 :]
        events = [line.acts.tap(user, "v1|help|menu") for user in helped]
        events += [
            line.acts.tap(others[n % len(others)], "v1|well|menu") for n in range(EVENTS - len(events))
        ]
        with supervised(port) as victims:
            while not line.webhook.send().is_taken:
                time.sleep(0.2)
            ordeal = killing.hammer(line, events[::-1], victims, pause=(0.3, 1.0))
            # As if half a minute had passed since the last sign of life of whom was killed.
            owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")
            heard = everything(municipality)
    assert min(ordeal.killed.values()) >= 1
    assert verdict(line, helped, heard) == {"lost": 0, "twice": 0, "still_waiting": 0, "alerts_wrong": 0}
    assert set(heard["events"]) == {event["webhookEventId"] for event in events}
