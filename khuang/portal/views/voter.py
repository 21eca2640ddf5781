"""The device of somebody who votes: a random key in a cookie that no script reads."""

import re
import secrets

from django.conf import settings

COOKIE = "__Host-voter" if settings.SESSION_COOKIE_SECURE else "khuang-voter"
A_YEAR = 365 * 24 * 3600  # seconds
_KEY = re.compile(r"[\w-]{32,38}")


def voter_of(request, topic):
    """Give the key of the device in a topic, "" before it has voted."""
    key = request.COOKIES.get(_cookie(topic), "")
    return key if _KEY.fullmatch(key) else ""


def new_voter():
    """Make a key for a device."""
    return secrets.token_urlsafe(24)


def remember(response, topic, voter):
    """Let the device keep its key; gives the answer."""
    response.set_cookie(
        _cookie(topic),
        voter,
        max_age=A_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(topic):
    """A token belongs to one topic; the key of a device is hashed anew in every topic anyway."""
    return f"{COOKIE}-{topic.pk.hex}" if topic.needs_token else COOKIE
