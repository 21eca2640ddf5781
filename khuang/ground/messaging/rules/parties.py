"""Whom a message is for: an opaque id, since the ground knows neither people nor their names."""

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

Kind = Literal["person", "account"]


@dataclass(frozen=True)
class Party:
    """Somebody who is written to, or who wrote.

    id    key of the person or of the account, known to whoever owns it
    kind  person or account
    """

    id: UUID
    kind: Kind = "person"
