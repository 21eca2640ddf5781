"""Have a queued message taken to its channel: the job queue lives above, so `site` plugs it in."""

from collections.abc import Callable
from datetime import datetime

from khuang.ground.messaging.models import Message

Post = Callable[[Message, datetime], None]

_post: Post | None = None


def plug(post: Post) -> None:
    """Say how the job that delivers a message is queued, and not before which time it runs."""
    global _post
    _post = post


def post(message: Message, at: datetime) -> None:
    """Queue the delivery of a message, in the transaction that wants it."""
    if _post is None:
        raise LookupError("No job queue has been plugged in.")
    _post(message, at)
