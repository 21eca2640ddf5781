"""Envelopes: anybody may close one with a public key, only who holds the private key opens it.

A phone closes what it cannot send yet; lost or stolen, it cannot open it again.
An envelope is the closer's one-time public key (65 bytes), a nonce (12), and
ciphertext with its tag. ECDH on P-256, HKDF-SHA-256, AES-256-GCM: what every
browser's WebCrypto knows. static/surveys/sealing.js closes them.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from khuang.lib.sealing import NONCE, TAG, CannotOpen

POINT = 65  # bytes of an uncompressed point
SCALAR = 32  # bytes of a private key
_CURVE = ec.SECP256R1()
_PURPOSE = b"khuang envelope 1"


def new_pair() -> tuple[bytes, bytes]:
    """Make a public and a private key, as bytes."""
    private = ec.generate_private_key(_CURVE)
    return _written(private), private.private_numbers().private_value.to_bytes(SCALAR, "big")


def close(plain: bytes, public: bytes, bound: bytes) -> bytes:
    """Put `plain` into an envelope for who holds the private key of `public`; `bound` as at its opening."""
    once = ec.generate_private_key(_CURVE)
    ours, nonce = _written(once), os.urandom(NONCE)
    secret = once.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, public))
    return ours + nonce + _cipher(secret, ours, public).encrypt(nonce, plain, bound)


def open_envelope(envelope: bytes, private: bytes, bound: bytes) -> bytes:
    """Take out what lies in an envelope.

    bound  what it belongs to, for example a survey and the name of a file
    Raises CannotOpen: for another key, for something else, cut short or changed.
    """
    if len(envelope) < POINT + NONCE + TAG:
        raise CannotOpen("The envelope is not whole.")
    key = ec.derive_private_key(int.from_bytes(private, "big"), _CURVE)
    theirs, nonce, sealed = envelope[:POINT], envelope[POINT : POINT + NONCE], envelope[POINT + NONCE :]
    try:
        secret = key.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(_CURVE, theirs))
        return _cipher(secret, theirs, _written(key)).decrypt(nonce, sealed, bound)
    except (InvalidTag, ValueError):
        raise CannotOpen("The envelope was changed, or is meant for somebody else.") from None


def _cipher(secret: bytes, theirs: bytes, ours: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, salt=theirs + ours, info=_PURPOSE).derive(secret))


def _written(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
