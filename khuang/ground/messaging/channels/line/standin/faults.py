"""Switches that make the platform behave as it does on a bad day."""

from dataclasses import dataclass

KINDS = ("error", "busy", "silent", "slow", "cut", "revoked")
EVENT_KINDS = ("lost", "twice", "late", "reversed")
HANGS = 30.0  # Seconds, at most, that a silent request is left waiting.


@dataclass
class Faults:
    """What goes wrong now.

    On the product's requests (`kind`; "" is none):
    error    500, nothing done
    busy     429, nothing done
    silent   done, and never answered: the case for which retry keys exist
    slow     answered after `seconds`
    cut      the connection ends without an answer
    revoked  401: the access token no longer holds
    only     a word that the path must hold, such as `push`
    times    how many requests it befalls; None is all

    ahead    seconds by which the time that it tells (the header Date) is ahead of ours

    On events to the product (`events`): lost (never sent), twice (both at once), late (after `seconds`),
    reversed (held until the next one, which goes first).
    """

    kind: str = ""
    only: str = ""
    times: int | None = None
    seconds: float = 3.0
    events: str = ""
    ahead: float = 0.0

    def befalls(self, path: str) -> str:
        """Return the fault of this request, and count it; the caller holds the state's lock."""
        if not self.kind or self.only not in path or self.times == 0:
            return ""
        if self.times is not None:
            self.times -= 1
        return self.kind

    def clear(self) -> None:
        self.kind, self.only, self.times, self.events, self.ahead = "", "", None, "", 0.0
