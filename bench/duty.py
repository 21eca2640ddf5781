"""How soon a tap on "I need help" stands on the desk, from the platform's signed call to the badge.

python -m bench.duty tap

The platform is our stand-in; web server, worker and database are those that `khuang up` starts. The desk
is a browser's worth of requests: it asks for the badge as its page does, every 700 ms, with the page's
own token. Ten desks ask at once, as many as a municipality has open; how long asking alone takes stands
beside it.
"""

import argparse
import http.client
import json
import random
import re
import threading
import time
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from bench import installation, pages
from bench.figures import percentile
from bench.hear.webhook import platform
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import User
from khuang.site.settings import KHUANG_PULSE

TAPS = 60
APART = 0.4  # seconds between taps, and up to one question of the desk more
PAUSE = KHUANG_PULSE[0] / 1000  # as the page of the desk waits
DESKS = 10
Seen = list[tuple[float, int, float]]  # when, how many wait, seconds that asking took


@dataclass(frozen=True)
class Found:
    """Milliseconds from the call of the platform to the badge, and what asking for the badge takes."""

    p50: float
    p95: float
    ask_p50: float
    ask_p95: float
    taps: int
    missed: int


class Desk:
    """A page of the desk that asks for its badge again and again, in a thread of its own."""

    def __init__(self, base: str, page: str, *, pause: float) -> None:
        self._base, self._pause = base, pause
        self._path = _said(page, "data-kh-pulse")
        self._headers = {"X-Khuang-Pulse": _said(page, "data-kh-token")}
        self.seen: Seen = []
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._ask, daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._over.set()
        self._thread.join()

    def _ask(self) -> None:
        connection = http.client.HTTPConnection(urlsplit(self._base).netloc, timeout=10)
        while not self._over.is_set():
            began = time.monotonic()
            connection.request("GET", self._path, headers=self._headers)
            said = json.loads(connection.getresponse().read())
            now = time.monotonic()
            self.seen.append((now, said["waiting"], now - began))
            self._over.wait(self._pause)


def _said(page: str, name: str) -> str:
    return re.search(rf'{name}="([^"]+)"', page)[1]


def measure(installed: installation.Running, *, taps: int = TAPS, desks: int = DESKS) -> Found:
    """Tap so many times, one person after another, and look when each stands in the badge of one desk."""
    visitor = pages.Browser(installed.base)
    visitor.sign_in("mali", installed.password)
    page = pages.text(visitor, "/desk/")
    open_desks = [Desk(installed.base, page, pause=PAUSE) for _ in range(desks)]
    with platform(installed, taps) as (line, users):
        for desk in open_desks:
            desk.begin()
        time.sleep(2)
        tapped = [_tap(line, user) for user in users]
        time.sleep(3)
    for desk in open_desks:
        desk.end()
    return _found(tapped, open_desks[0].seen, [took for desk in open_desks for *_, took in desk.seen])


def _tap(line: Standin, user: User) -> float:
    """Let somebody tap; give when the platform called."""
    began = time.monotonic()
    line.send_event(line.acts.tap(user, "v1|help|menu"))
    # Anywhere between two questions of the desk.
    time.sleep(APART + random.random() * PAUSE)
    return began


def _found(
    tapped: Sequence[float], seen: Sequence[tuple[float, int, float]], asked: Sequence[float]
) -> Found:
    before = seen[0][1]
    shown = [_when(seen, before + number) for number in range(1, len(tapped) + 1)]
    waits = [when - at for at, when in zip(tapped, shown, strict=True) if when is not None]
    share = lambda values, part: round(percentile(values, part) * 1000, 1)  # noqa: E731
    return Found(
        p50=share(waits, 0.5),
        p95=share(waits, 0.95),
        ask_p50=share(asked, 0.5),
        ask_p95=share(asked, 0.95),
        taps=len(tapped),
        missed=len(tapped) - len(waits),
    )


def _when(seen: Seen, waiting: int) -> float | None:
    return next((when for when, count, _took in seen if count >= waiting), None)


def rows(found: Found) -> list[tuple[str, str, str]]:
    """Give the rows of the table in README.md."""
    ratio = round(found.p50 / found.ask_p50, 1)
    return [
        (
            f"From the tap to the badge on the desk, {found.taps} taps, {DESKS} desks open",
            f"p50 {found.p50} ms, p95 {found.p95} ms, {found.missed} missed",
            "p95 1 s",
        ),
        (
            "Asking for the badge, meanwhile",
            f"p50 {found.ask_p50} ms, p95 {found.ask_p95} ms; a tap takes {ratio} times as long",
            "",
        ),
    ]


def _folder(home: Path | None) -> AbstractContextManager[Path]:
    return nullcontext(home) if home else installation.home()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("what", choices=["tap"])
    options.add_argument("--taps", type=int, default=TAPS)
    options.add_argument("--desks", type=int, default=DESKS)
    options.add_argument("--home", type=Path, help="a home whose demo is built already")
    said = options.parse_args()
    with _folder(said.home) as folder, installation.running(folder) as installed:
        print(json.dumps(asdict(measure(installed, taps=said.taps, desks=said.desks))))


if __name__ == "__main__":
    main()
