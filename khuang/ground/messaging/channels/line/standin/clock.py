"""The time at the platform, which a test can set and move."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Runs like the machine's clock until it is set; then it stands still and only moves when told."""

    def __init__(self, at: datetime | None = None) -> None:
        self._at = at

    def now(self) -> datetime:
        return self._at or datetime.now(UTC)

    def set(self, at: datetime) -> None:
        self._at = at

    def move(self, seconds: float) -> None:
        """Let so many seconds pass at once."""
        self._at = self.now() + timedelta(seconds=seconds)
