"""Where a change comes from."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID


@dataclass(frozen=True)
class Source:
    """Who says so, when, and in which submission or list of people.

    seen_on  day of the visit; none when nobody was seen, as when somebody types at a desk
    """

    by_kind: str
    by_id: UUID | None
    at: datetime
    on: date  # day of `at` in the municipality's own time
    submission_id: UUID | None = None
    import_id: UUID | None = None
    seen_on: date | None = None

    @property
    def day(self) -> date:
        """Day from which what it says holds."""
        return self.seen_on or self.on
