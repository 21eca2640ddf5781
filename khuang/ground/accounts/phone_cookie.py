"""The cookie by which a volunteer's phone is known: a long random word, hashed in the database."""

from django.conf import settings

from khuang.ground.accounts import reads
from khuang.ground.municipalities.context import within

NAME = "__Host-phone" if settings.SESSION_COOKIE_SECURE else "khuang-phone"
LASTS = 365 * 24 * 3600  # seconds


def phone_of(request):
    """Return the remembered phone that this browser is, or None."""
    token = request.COOKIES.get(NAME, "")
    municipality = reads.municipality_named_in(token)
    if municipality is None:
        return None
    with within(municipality):
        return reads.phone_with(token)


def give(response, token):
    """Let the browser keep the token."""
    response.set_cookie(
        NAME, token, max_age=LASTS, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
    return response


def renew(request, response):
    """Let the browser keep its token for another year."""
    return give(response, request.COOKIES[NAME])
