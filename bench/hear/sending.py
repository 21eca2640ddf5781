"""Sends events at a steady pace over kept connections, as a busy platform does."""

import http.client
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import local
from urllib.parse import urlsplit

from bench.figures import percentile

SENDERS = 12  # Connections at once.


class KeptConnections:
    """Posts over one connection a thread; one that broke is left, and its request counts as not taken."""

    def __init__(self) -> None:
        self._held = local()

    def __call__(self, url: str, body: bytes | None, headers: Mapping[str, str], method: str = "POST") -> int:
        parts = urlsplit(url)
        connection = getattr(self._held, "connection", None)
        if connection is None:
            connection = self._held.connection = http.client.HTTPConnection(parts.netloc, timeout=10)
        try:
            connection.request(method, parts.path, body, dict(headers))
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            connection.close()
            self._held.connection = None
            raise
        return answer.status


@dataclass(frozen=True)
class Times:
    """How long something took that was done at a steady pace; the wait for a free sender counts too."""

    per_second: float
    p50: float
    p95: float
    p99: float
    failed: int

    def __str__(self) -> str:
        return f"p50 {self.p50} ms, p95 {self.p95} ms, p99 {self.p99} ms at {self.per_second}/s"


def at_pace(does: Sequence[Callable[[], bool]], per_second: float) -> Times:
    """Begin each when its moment has come, whether or not those before are done; return the times.

    does   each returns whether it went well
    A time is counted from the moment at which it should have begun: a server that stalls cannot hide it
    by keeping the senders waiting.
    """
    began, done = time.monotonic(), []

    def one(number: int) -> None:
        due = began + number / per_second
        time.sleep(max(0.0, due - time.monotonic()))
        went_well = does[number]()
        done.append((time.monotonic() - due, went_well))

    with ThreadPoolExecutor(SENDERS) as senders:
        list(senders.map(one, range(len(does))))
    seconds = [took for took, _ in done]
    spread = {name: round(percentile(seconds, share) * 1000, 1) for name, share in _SHARES.items()}
    reached = round(len(done) / (time.monotonic() - began), 1)
    return Times(reached, failed=sum(not well for _, well in done), **spread)


_SHARES = {"p50": 0.50, "p95": 0.95, "p99": 0.99}
