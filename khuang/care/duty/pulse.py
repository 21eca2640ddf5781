"""The badge asks every second whether somebody calls for help, so asking costs next to nothing.

A page carries a token that says for whom it asks: no session is read, and asking does not keep one
alive. Whoever has been signed out still hears that somebody calls, and learns nothing else.
"""

from typing import Any
from uuid import UUID

from django.core import signing

SALT = "khuang.duty.pulse"
LASTS = 24 * 3600  # seconds for which a page that stays open may ask


def token_for(account: Any) -> str:
    """Make the token that a page of this account carries."""
    return signing.dumps([str(account.municipality_id), str(account.pk)], salt=SALT, compress=False)


def read_token(token: str) -> tuple[UUID, UUID] | None:
    """Give municipality and account of a token; None when it is not ours or too old."""
    try:
        municipality, account = signing.loads(token, salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return None
    return UUID(municipality), UUID(account)
