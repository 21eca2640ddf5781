"""One request, with what every endpoint needs of it."""

import json
from dataclasses import dataclass, field
from typing import Any

from khuang.ground.messaging.channels.line.standin.answers import Refused


@dataclass
class Request:
    """A request to the platform, its path taken apart.

    platform   the Platform; named in no type here, since it stands above its endpoints
    headers    by names in lower case
    """

    platform: Any
    method: str
    path: str
    headers: dict[str, str]
    raw: bytes = b""
    query: dict[str, str] = field(default_factory=dict)
    id: str = ""

    def json(self) -> dict:
        """Return the body. Raises Refused when it is no JSON object."""
        try:
            body = json.loads(self.raw or b"{}")
        except ValueError:
            body = None
        if not isinstance(body, dict):
            raise Refused(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
        return body
