"""Signs events and brings them to the product, also in the wrong order, twice, late or not at all."""

import base64
import hashlib
import hmac
import http.client
import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Barrier, Thread, Timer
from urllib.parse import urlsplit

from khuang.ground.messaging.channels.line.standin import events
from khuang.ground.messaging.channels.line.standin.state import State

Post = Callable[[str, bytes, Mapping[str, str]], int]
PATIENCE = 10.0  # Seconds that the platform waits for a 200.
MOST_REMEMBERED = 100_000  # Deliveries.
RETRIES = (2.0, 8.0, 30.0)  # Seconds until an event that was not taken is sent again.


def signature(secret: str, body: bytes) -> str:
    """The sign of the raw bytes that stands in X-Line-Signature."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Post over a connection of its own and return the status. Raises OSError, HTTPException."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(parts.hostname or "", parts.port, timeout=PATIENCE)
    try:
        connection.request("POST", parts.path or "/", body, dict(headers))
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()


@dataclass(frozen=True)
class Delivery:
    """One POST to the product: the events in it, and what it answered; 0 is nothing."""

    events: tuple[dict, ...]
    status: int
    seconds: float

    @property
    def is_taken(self) -> bool:
        return 200 <= self.status < 300


class Webhook:
    """The way from the platform to the product.

    redelivers   send again by itself what was not answered with 200, as an account can ask LINE to
    """

    def __init__(self, state: State, send: Post = post, *, redelivers: bool = False) -> None:
        self.state, self.post, self.redelivers = state, send, redelivers
        self.deliveries: list[Delivery] = []
        self._waiting: list[Timer] = []

    def send(
        self, *sent: dict, signed: str | None = None, body: bytes | None = None, to: str = "", retry: int = 0
    ) -> Delivery:
        """Send events in one POST.

        signed   another signature than the right one; "" sends none
        body     other bytes than the events, for what no platform would send
        to       another address than the account's webhook
        """
        if body is None:
            body = json.dumps({"destination": self.state.bot, "events": sent}, ensure_ascii=False).encode()
        signed = signature(self.state.secret, body) if signed is None else signed
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "LineBotWebhook/2.0"}
        began = time.monotonic()
        status = self._status(
            to or self.state.webhook, body, headers | ({"X-Line-Signature": signed} if signed else {})
        )
        done = Delivery(sent, status, time.monotonic() - began)
        self.deliveries.append(done)
        del self.deliveries[:-MOST_REMEMBERED]
        if self.redelivers and sent and not done.is_taken and retry < len(RETRIES):
            self._later(RETRIES[retry], *map(events.again, sent), retry=retry + 1)
        return done

    def redeliver(self, *sent: dict) -> Delivery:
        """Send events once more, with the same ids."""
        return self.send(*map(events.again, sent))

    def redeliver_failed(self) -> list[Delivery]:
        """Send once more, one by one, whatever was never taken."""
        return [self.redeliver(each) for each in self.not_taken()]

    def not_taken(self) -> list[dict]:
        """Return the events that no POST with a 200 carried, in the order in which they were first sent."""
        first, taken = {}, set()
        for delivery in self.deliveries:
            for each in delivery.events:
                first.setdefault(each["webhookEventId"], each)
            if delivery.is_taken:
                taken |= {each["webhookEventId"] for each in delivery.events}
        return [each for name, each in first.items() if name not in taken]

    def reorder(self, *sent: dict) -> list[Delivery]:
        """Send each alone, the last first."""
        return [self.send(each) for each in reversed(sent)]

    def duplicate(self, sent: dict, times: int = 2) -> list[Delivery]:
        """Send the same event so many times at the same moment."""
        together, done = Barrier(times), []

        def one() -> None:
            together.wait()
            done.append(self.send(sent))

        threads = [Thread(target=one) for _ in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return done

    def drop(self, *sent: dict) -> Delivery:
        """Lose events on the way; `redeliver_failed` would bring them."""
        lost = Delivery(sent, 0, 0.0)
        self.deliveries.append(lost)
        return lost

    def delay(self, sent: dict, seconds: float) -> None:
        """Send an event later, as it is now."""
        self._later(seconds, sent)

    def stop(self) -> None:
        """Forget what is still to be sent."""
        for timer in self._waiting:
            timer.cancel()

    def _status(self, to: str, body: bytes, headers: dict[str, str]) -> int:
        try:
            return self.post(to, body, headers)
        except (OSError, http.client.HTTPException):
            return 0

    def _later(self, seconds: float, *sent: dict, retry: int = 0) -> None:
        timer = Timer(seconds, self.send, sent, {"retry": retry})
        timer.daemon = True
        self._waiting = [each for each in self._waiting if each.is_alive()] + [timer]
        timer.start()
