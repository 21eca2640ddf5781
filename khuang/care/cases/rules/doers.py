"""Who takes a step or gives a service: an account of ours, or somebody by name."""

from dataclasses import dataclass
from typing import Any

from khuang.care.cases.rules.problems import NoDoer

BY_NAME = ("volunteer", "partner", "family")


@dataclass(frozen=True)
class Doer:
    """kind: account, volunteer, partner or family; an account for the first, a name for the others.

    Raises NoDoer when neither fits.
    """

    kind: str
    account: Any = None
    name: str = ""

    def __post_init__(self) -> None:
        if self.kind == "account":
            fits = self.account is not None
        else:
            fits = self.kind in BY_NAME and bool(self.name.strip())
        if not fits:
            raise NoDoer

    @property
    def fields(self) -> dict[str, Any]:
        """As a row keeps it."""
        if self.kind == "account":
            return {"owner_kind": self.kind, "owner": self.account, "owner_name": None}
        return {"owner_kind": self.kind, "owner": None, "owner_name": self.name.strip()}
