"""What of ways and messages belongs into the copy of their data that a person may ask for.

Names of helpers and of those who wrote stay out: they are other people's.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from khuang.care.correspondence.models import Letter
from khuang.care.correspondence.reads.inbox import kind_words
from khuang.ground.messaging.models import Message, Route
from khuang.ground.messaging.reads import channel


def ways_copy(keys: Collection[UUID]) -> list[dict[str, Any]]:
    """Give every way by which somebody was ever reached."""
    rows = Route.objects.filter(party_id__in=keys).order_by("since", "pk")
    return [
        {
            "words": _channel(one.channel),
            "since": one.since.isoformat(),
            "until": one.until.isoformat() if one.until else "",
            "helped": one.is_helper,
        }
        for one in rows
    ]


def messages_copy(keys: Collection[UUID]) -> list[dict[str, Any]]:
    """Give everything that was said, oldest first, letters behind a code included."""
    rows = Message.objects.filter(party_id__in=keys)
    said = [_message(one) for one in rows.order_by("at", "pk")]
    said += [_letter(one) for one in Letter.objects.filter(person_id__in=keys)]
    return sorted(said, key=lambda one: one["at"])


def _message(one: Message) -> dict[str, Any]:
    return {
        "at": one.at.isoformat(),
        "from": "them" if one.direction == "in" else "municipality",
        "words": kind_words(one) or _channel(one.channel),
        "text": one.text or "",
        "state": str(one.get_state_display()),
    }


def _letter(one: Letter) -> dict[str, Any]:
    return {
        "at": one.made_at.isoformat(),
        "from": "municipality",
        "words": _("Letter behind a code"),
        "text": one.words or "",
        "state": "",
    }


def _channel(code: str) -> str:
    found = channel(code)
    return str(found.words) if found else code
