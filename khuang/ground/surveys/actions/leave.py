"""Ask leave at the head of an action."""

from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.ground.accounts.reads import may


def ask_leave(by: Any, permission: str) -> None:
    """Raise PermissionDenied unless `by` may do this somewhere."""
    if not may(by, permission):
        raise PermissionDenied
