"""How soon the webhook answers at 100 events a second, and whether kill -9 ever loses one.

The platform is our stand-in, in this process; web server, worker and database are those that `khuang up`
starts. Beside it, at the same pace, a view that only says no (405), so that what the machine and the web
server cost can be told from what storing costs.
"""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from random import Random

from bench import installation
from bench.hear import killing
from bench.hear.sending import KeptConnections, Times, at_pace
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import User

PACE = 100  # events a second
SEED = 5
SAID = ("สวัสดีค่ะ", "วันนี้ไปวัด", "ขอบคุณค่ะ", "ฝนตกหนัก")


def measure(
    installed: installation.Running,
    *,
    seconds: int = 30,
    people: int = 300,
    killed: int = 3000,
    rounds: int = 4,
) -> dict:
    """Measure pace, then the killing; return the figures."""
    with platform(installed, people) as (line, users):
        post, url = line.webhook.post, line.state.webhook
        at_pace([lambda: post(url, None, {}, "GET") == 405] * PACE * 2, PACE)
        baseline = at_pace([lambda: post(url, None, {}, "GET") == 405] * PACE * seconds, PACE)
        helped = users[: len(users) // 10]
        paced = _paced(line, users, helped, PACE * seconds)
        caught_up = _caught_up(installed)
        ordeal, verdict = _ordeal(installed, line, users[len(helped) :], killed, rounds)
    return {
        "baseline": asdict(baseline),
        "webhook": asdict(paced),
        "ratio_p95": round(paced.p95 / baseline.p95, 1),
        "seconds_to_catch_up": caught_up,
        "ordeal": asdict(ordeal),
        **verdict,
    }


def rows(found: dict) -> list[tuple[str, str, str]]:
    """Give the rows of the table in README.md."""
    webhook, baseline, ordeal = Times(**found["webhook"]), Times(**found["baseline"]), found["ordeal"]
    told = ", ".join(f"{name} {times} times" for name, times in ordeal["killed"].items())
    lost = f"{found['lost']} lost, {found['twice']} twice, {found['alerts_wrong']} alerts missing or double"
    return [
        ("LINE's webhook, stored and answered", str(webhook), "p95 50 ms at 100/s"),
        ("The same pace, a view that only refuses", f"{baseline}; ratio of p95 {found['ratio_p95']}", ""),
        ("Until everything of it was handled", f"{found['seconds_to_catch_up']} s", ""),
        (f"{ordeal['sent']:,} events while kill -9 met the {told}", lost, "0, 0, 0"),
    ]


@contextmanager
def platform(installed: installation.Running, people: int) -> Iterator[tuple[Standin, list[User]]]:
    """Lend a stand-in whose keys the demo has, and its users."""
    with Standin(send=KeptConnections()) as line:
        told = _ask(installed, "link", str(people), line.base)
        line.state.secret, line.state.token = told["secret"], told["token"]
        line.state.webhook = f"{installed.base}/line/wiang-kham-la/"
        users = [User(number, "", follows=True) for number in told["users"]]
        line.state.users = {user.id: user for user in users}
        yield line, users


def _paced(line: Standin, users: list[User], helped: list[User], many: int) -> Times:
    """Send a morning's mix: taps that all is well, words, and each of some once asking for help."""
    chance = Random(SEED)
    made = [line.acts.tap(user, "v1|help|menu") for user in helped]
    made += [_event(line, chance, chance.choice(users)) for _ in range(many - len(made))]
    chance.shuffle(made)
    return at_pace([_sending(line, event) for event in made], PACE)


def _event(line: Standin, chance: Random, user: User) -> dict:
    if chance.random() < 0.8:
        return line.acts.tap(user, "v1|well|menu")
    return line.acts.text(user, chance.choice(SAID))


def _sending(line: Standin, event: dict) -> Callable[[], bool]:
    return lambda: line.send_event(event).is_taken


def _ordeal(
    installed: installation.Running, line: Standin, users: list[User], many: int, rounds: int
) -> tuple[killing.Ordeal, dict]:
    """Let half of the users ask for help once, among many other events, while processes are killed."""
    chance = Random(SEED)
    helped = users[::2]
    others = [user for user in users if user not in helped]
    made = [line.acts.tap(user, "v1|help|menu") for user in helped]
    made += [_event(line, chance, chance.choice(others)) for _ in range(many - len(made))]
    chance.shuffle(made)
    victims = {"web server": lambda: _child(installed, "serve"), "worker": lambda: _child(installed, "work")}
    ordeal = killing.hammer(line, made, victims, pause=(2.0, 4.0), rounds=rounds)
    return ordeal, verdict(line, helped, _ask(installed, "settle"))


def verdict(line: Standin, helped: list[User], stored: dict) -> dict:
    """Compare the set that was sent with the set that is stored, and the cries with the alerts."""
    sent = {event["webhookEventId"] for delivery in line.webhook.deliveries for event in delivery.events}
    return {
        "lost": len(sent - set(stored["events"])),
        "twice": sum(times > 1 for times in stored["events"].values()),
        "still_waiting": stored["states"].get("waiting", 0),
        "alerts_wrong": sum(stored["alerts"].get(user.id) != 1 for user in helped),
    }


def _caught_up(installed: installation.Running) -> float:
    began = time.monotonic()
    _ask(installed, "settle")
    return round(time.monotonic() - began, 1)


def _child(installed: installation.Running, word: str) -> int | None:
    """Return the supervisor's child with this word on its command line, if it runs."""
    listed = subprocess.run(
        ["ps", "--ppid", str(installed.process.pid), "-o", "pid=,args="],
        capture_output=True,
        text=True,
        check=False,
    )
    found = [row.split() for row in listed.stdout.splitlines()]
    return next((int(pid) for pid, *words in found if word in words), None)


def _ask(installed: installation.Running, *words: str) -> dict:
    command = [sys.executable, "-m", "bench.hear.town", *words]
    done = subprocess.run(command, env=installed.environment, stdout=subprocess.PIPE, text=True, check=True)
    return json.loads(done.stdout)
