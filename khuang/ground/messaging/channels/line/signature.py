"""LINE's signature: base64 of HMAC-SHA256 over the raw bytes, with the channel's secret. Nothing else
says that a call is LINE's: it publishes no addresses to expect it from.
"""

import base64
import hashlib
import hmac


def sign(secret: str, body: bytes) -> str:
    """Give what LINE puts into `x-line-signature`."""
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()


def is_signed(secret: str, body: bytes, signature: str) -> bool:
    """Say whether `signature` is that of these bytes; any text may stand in it."""
    return hmac.compare_digest(sign(secret, body).encode(), signature.encode("utf-8", "surrogateescape"))
