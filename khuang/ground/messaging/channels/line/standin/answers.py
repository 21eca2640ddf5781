"""What the platform answers, and the form in which it refuses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One answer: JSON, or bytes of some type."""

    body: object = field(default_factory=dict)
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    type: str = "application/json"

    def encoded(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with a body: `messages[0].text`, and what it should be."""

    property: str
    message: str


class Refused(Exception):
    """The platform does not do it; carries the answer that it gives."""

    def __init__(
        self, status: int, message: str, *, headers: Mapping[str, str] | None = None, **more: object
    ) -> None:
        super().__init__(message)
        self.answer = Answer({"message": message, **more}, status, headers or {})


def refuse(faults: list[Fault]) -> None:
    """Raise Refused, in the platform's form, when there are faults."""
    if faults:
        details = [{"message": fault.message, "property": fault.property} for fault in faults]
        raise Refused(400, f"The request body has {len(faults)} error(s)", details=details)
