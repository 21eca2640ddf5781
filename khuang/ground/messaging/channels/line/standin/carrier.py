"""Brings to the product what is done on the phone page, in the background and with the chosen faults."""

from queue import SimpleQueue
from threading import Thread

from khuang.ground.messaging.channels.line.standin.faults import Faults
from khuang.ground.messaging.channels.line.standin.webhook import Webhook


class Carrier:
    """A queue of events and the thread that empties it, in order unless a fault says otherwise."""

    def __init__(self, webhook: Webhook, faults: Faults) -> None:
        self.webhook, self.faults = webhook, faults
        self._queue: SimpleQueue[dict | None] = SimpleQueue()
        self._held: dict | None = None
        self._thread = Thread(target=self._carry_on, daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._queue.put(None)
        self._thread.join()

    def carry(self, event: dict) -> None:
        """Send an event soon."""
        self._queue.put(event)

    def _carry_on(self) -> None:
        while event := self._queue.get():
            self._carry(event)

    def _carry(self, event: dict) -> None:
        kind, held = self.faults.events, self._held
        if kind == "reversed" and not held:
            self._held = event
            return
        self._held = None
        self._send(kind, event)
        if held:
            self.webhook.send(held)

    def _send(self, kind: str, event: dict) -> None:
        if kind == "lost":
            self.webhook.drop(event)
        elif kind == "twice":
            self.webhook.duplicate(event)
        elif kind == "late":
            self.webhook.delay(event, self.faults.seconds)
        else:
            self.webhook.send(event)
