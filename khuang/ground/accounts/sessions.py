"""What a session knows of how its holder came in."""

import datetime

from khuang.ground.accounts.models import BrowserSession
from khuang.ground.accounts.rules import device_name
from khuang.ground.accounts.session_store import DEVICE, PROOF

FACTOR_AT = "factor-at"


def note_device(request):
    """Note on what kind of device the session runs."""
    request.session[DEVICE] = device_name(request.headers.get("User-Agent", ""))


def device(session):
    """Return what kind of device the session runs on, in a word or two."""
    return session.get(DEVICE, "")


def note_proof(session, proof, *, at):
    """Note by what the holder came in: "password", "factor" or "phone"; the last two also make it fresh."""
    session[PROOF] = proof
    if proof != "password":
        session[FACTOR_AT] = at.isoformat()


def proof(session):
    """Return by what the holder of this session came in."""
    return session.get(PROOF, "password")


def factor_at(session):
    """Return when the second factor was last given in this session, or None."""
    noted = session.get(FACTOR_AT)
    return datetime.datetime.fromisoformat(noted) if noted else None


def end_all(account, *, at, but=None):
    """End the sessions of an account at once, all or all but one; return how many."""
    rows = BrowserSession.objects.filter(account=account, ended_at=None)
    kept = getattr(but, "row", None)
    rows = rows.exclude(pk=kept.pk) if kept else rows
    return rows.update(ended_at=at, content=b"")
