"""Kills what hears, again and again, while events come, and says afterwards whether all are there."""

import os
import random
import signal
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event, Thread

from khuang.ground.messaging.channels.line.standin.standin import Standin

Victim = Callable[[], int | None]  # The process that is to be killed now, if it runs.
PATIENCE = 180.0  # Seconds for everything to be taken in the end.


@dataclass(frozen=True)
class Ordeal:
    """What was sent and what befell those who heard it."""

    sent: int
    first_refused: int  # Of these, not answered with 200 at the first try.
    killed: dict[str, int]
    seconds: float


def hammer(
    line: Standin,
    events: Sequence[dict],
    victims: dict[str, Victim],
    *,
    pause: tuple[float, float] = (1.0, 3.0),
    rounds: int = 1,
    senders: int = 4,
) -> Ordeal:
    """Send all events, some twice, while each victim is killed; then redeliver until each was taken.

    pause    least and most seconds between two killings
    rounds   how often each victim is killed at least; killing goes on until then, and no longer
    """
    began, over = time.monotonic(), Event()
    killed = dict.fromkeys(victims, 0)
    killer = Thread(target=_kill, args=(victims, killed, pause, rounds, over))
    killer.start()
    with ThreadPoolExecutor(senders) as crowd:
        list(crowd.map(lambda event: _send(line, event), events))
    refused = len(line.webhook.not_taken())
    killer.join()
    _redeliver(line)
    return Ordeal(len(events), refused, killed, time.monotonic() - began)


def _send(line: Standin, event: dict) -> None:
    """Send an event, one in ten of them twice, as LINE does now and then."""
    if not line.send_event(event).is_taken:
        # Else all that is left would be sent while nobody is there to be killed.
        time.sleep(0.2)
    if random.random() < 0.1:
        line.webhook.redeliver(event)


def _kill(
    victims: dict[str, Victim], killed: dict[str, int], pause: tuple[float, float], rounds: int, over: Event
) -> None:
    deadline = time.monotonic() + PATIENCE
    while min(killed.values()) < rounds and time.monotonic() < deadline:
        over.wait(random.uniform(*pause))
        name = min(killed, key=killed.__getitem__)
        if pid := victims[name]():
            os.kill(pid, signal.SIGKILL)
            killed[name] += 1


def _redeliver(line: Standin) -> None:
    deadline = time.monotonic() + PATIENCE
    while line.webhook.not_taken() and time.monotonic() < deadline:
        if not all(delivery.is_taken for delivery in line.webhook.redeliver_failed()):
            time.sleep(0.5)
