"""The session store: sessions of an account can be listed and ended, and lie sealed in the database."""

import hashlib
import json

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase, UpdateError
from django.utils import timezone

from khuang.ground.accounts.models import Account, BrowserSession
from khuang.ground.accounts.rules import OFFICE, PHONE, STRANGER, TOUCH
from khuang.ground.municipalities.fields import keyring
from khuang.lib.sealing import CannotOpen

PROOF = "proof"  # By what somebody came in: password, factor or phone.
DEVICE = "device"  # The coarse name of the browser.
PHONE_ID = "phone-id"  # The remembered phone by which somebody came in.


def key_hash(key):
    """Return what the database knows of the key in a cookie."""
    return hashlib.sha256(key.encode()).digest()


class SessionStore(SessionBase):
    """One browser's session.

    row    the row behind a session that goes on
    ended  the row of a session that has ended, when the browser still carries its key
    """

    row = None
    ended = None

    def load(self):
        row = BrowserSession.objects.filter(key_hash=key_hash(self.session_key)).first()
        if row is None or row.ended_at or row.expires_at <= timezone.now():
            self.ended = row
            self._session_key = None
            return {}
        self.row = row
        return _open(row)

    def exists(self, session_key):
        return BrowserSession.objects.filter(key_hash=key_hash(session_key)).exists()

    def create(self):
        self._session_key = self._get_new_session_key()
        self.row = None
        self.save(must_create=True)
        self.modified = True

    def save(self, must_create=False):
        if self.session_key is None:
            self.create()
            return
        content = self._get_session(no_load=must_create)
        now = timezone.now()
        account = _account(content)
        began_at = self.row.began_at if self.row else now
        values = {
            "content": _sealed(content, self.session_key),
            "account_id": account and account.pk,
            "municipality_id": account and account.municipality_id,
            "device": content.get(DEVICE, ""),
            "phone_id": content.get(PHONE_ID),
            "seen_at": now,
            "expires_at": _lifetime(content).ends(began_at, now),
        }
        key = key_hash(self.session_key)
        if must_create:
            self.row = BrowserSession.objects.create(key_hash=key, began_at=began_at, **values)
        elif not BrowserSession.objects.filter(key_hash=key, ended_at=None).update(**values):
            # Ended from elsewhere while this request was under way.
            raise UpdateError

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key is None:
            return
        rows = BrowserSession.objects.filter(key_hash=key_hash(key))
        rows.filter(account=None).delete()
        rows.filter(ended_at=None).update(ended_at=timezone.now(), content=b"")

    def touch(self, at):
        """Note that the session is used, at most once a minute, so that it does not end as idle."""
        if self.row and at - self.row.seen_at >= TOUCH:
            self.row.seen_at = at
            self.row.expires_at = _lifetime(self._session).ends(self.row.began_at, at)
            self.row.save(update_fields=["seen_at", "expires_at"])

    @classmethod
    def clear_expired(cls):
        BrowserSession.objects.filter(account=None, expires_at__lt=timezone.now()).delete()


def _lifetime(content):
    if SESSION_KEY not in content:
        return STRANGER
    return PHONE if content.get(PROOF) == "phone" else OFFICE


def _account(content):
    key = content.get(SESSION_KEY)
    return Account.objects.filter(pk=key).only("pk", "municipality_id").first() if key else None


def _bound(key):
    return b"accounts_browsersession:" + key


def _sealed(content, session_key):
    return keyring().seal(json.dumps(content).encode(), _bound(key_hash(session_key)))


def _open(row):
    try:
        return json.loads(keyring().open(bytes(row.content), _bound(bytes(row.key_hash))))
    except CannotOpen:
        # Sealed with a key that is gone: nobody is signed in by it.
        return {}
