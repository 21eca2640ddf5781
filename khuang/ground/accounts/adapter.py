"""What allauth's second factors need to know of us: our keys, our name, our address."""

from contextlib import contextmanager
from contextvars import ContextVar
from urllib.parse import urlsplit

from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings

from khuang.ground.municipalities.fields import keyring

_whose: ContextVar[str] = ContextVar("whose")


@contextmanager
def secrets_of(account):
    """Let allauth seal and open secrets of this account, and of no other."""
    token = _whose.set(str(account.pk))
    try:
        yield
    finally:
        _whose.reset(token)


class Adapter(DefaultMFAAdapter):
    """Seals secrets to their account; passkeys belong to the address in KHUANG_ORIGIN."""

    def encrypt(self, text):
        return keyring().seal(text.encode(), _bound()).hex()

    def decrypt(self, encrypted_text):
        return keyring().open(bytes.fromhex(encrypted_text), _bound()).decode()

    def get_public_key_credential_rp_entity(self):
        return {"id": urlsplit(settings.KHUANG_ORIGIN).hostname, "name": "Khuang"}

    def get_public_key_credential_user_entity(self, user):
        return super().get_public_key_credential_user_entity(user) | {"name": user.username}

    def get_totp_label(self, user):
        return user.username

    def get_totp_issuer(self):
        return "Khuang"


def passkeys_work():
    """Say whether a browser would make passkeys for our address: a name, and https unless it is localhost."""
    parts = urlsplit(settings.KHUANG_ORIGIN)
    host = parts.hostname or ""
    is_name = any(letter.isalpha() for letter in host) and ":" not in host
    return host == "localhost" or (parts.scheme == "https" and is_name)


def _bound():
    return f"mfa_authenticator:{_whose.get()}".encode()
