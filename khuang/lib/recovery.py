"""The recovery code: thirty letters on paper that open an installation's backups.

The machine keeps only what seals. From the code comes the private half (scrypt, then X25519) and
the voucher, which says that the signing key belongs to the same sheet of paper; so whoever holds
the code needs nothing else to open a backup and to know who made it.
"""

import base64
import hashlib
import hmac
import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

# Crockford's letters: none looks like another.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LETTERS = 30  # 150 bits
GROUP = 5
_MISREAD = str.maketrans("OIL", "011", "- \t\r\n")


class WrongCode(Exception):
    """The recovery code is not the one of this file."""


@dataclass(frozen=True)
class Lock:
    """What anybody may know: it seals and recognises signatures, and opens nothing. All in base64.

    salt     of the derivation from the code
    to       X25519 public key to which is sealed
    signer   Ed25519 public key of whoever seals
    voucher  HMAC over both under the code
    """

    salt: str
    to: str
    signer: str
    voucher: str


@dataclass(frozen=True)
class Sealer:
    """A lock with the key that signs, as an installation keeps it."""

    lock: Lock
    signing: bytes

    def sign(self, words: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.signing).sign(words)

    def content_key(self) -> tuple[bytes, str]:
        """Choose a key for one file; return it, and what the owner of the code finds it by."""
        ephemeral = X25519PrivateKey.generate()
        public = ephemeral.public_key().public_bytes_raw()
        shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(_bytes(self.lock.to)))
        return _mixed(shared, public, _bytes(self.lock.to)), _text(public)


def new_code() -> str:
    """Return a new recovery code in groups, to be written on paper."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LETTERS))
    return "-".join(letters[start : start + GROUP] for start in range(0, LETTERS, GROUP))


def sealer(code: str) -> Sealer:
    """Make what seals for the holder of `code`."""
    salt, signing = os.urandom(16), Ed25519PrivateKey.generate()
    private, vouching = _derived(code, salt)
    to = private.public_key().public_bytes_raw()
    signer = signing.public_key().public_bytes_raw()
    voucher = hmac.digest(vouching, to + signer, "sha256")
    return Sealer(Lock(_text(salt), _text(to), _text(signer), _text(voucher)), signing.private_bytes_raw())


def unlock(lock: Lock, found_by: str, code: str) -> bytes:
    """Return the content key of a file. Raises WrongCode."""
    private, vouching = _derived(code, _bytes(lock.salt))
    to, signer, public = _bytes(lock.to), _bytes(lock.signer), _bytes(found_by)
    if not hmac.compare_digest(hmac.digest(vouching, to + signer, "sha256"), _bytes(lock.voucher)):
        raise WrongCode("This is not the recovery code of this file. Each letter counts.")
    return _mixed(private.exchange(X25519PublicKey.from_public_bytes(public)), public, to)


def check_signature(lock: Lock, signature: bytes, words: bytes) -> None:
    """Raise InvalidSignature when the signer of `lock` did not sign these words."""
    Ed25519PublicKey.from_public_bytes(_bytes(lock.signer)).verify(signature, words)


def write_sealer(path: Path, sealer: Sealer) -> None:
    """Keep what seals in a file for its owner alone, in place of an older one."""
    aside = path.with_name(f"{path.name}.part")
    aside.unlink(missing_ok=True)
    with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump({"lock": asdict(sealer.lock), "signing": _text(sealer.signing)}, file)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)


def read_sealer(path: Path) -> Sealer:
    """Read what write_sealer kept. Raises FileNotFoundError."""
    content = json.loads(path.read_text())
    return Sealer(Lock(**content["lock"]), _bytes(content["signing"]))


def _derived(code: str, salt: bytes) -> tuple[X25519PrivateKey, bytes]:
    letters = code.upper().translate(_MISREAD).encode()
    derived = hashlib.scrypt(letters, salt=salt, n=1 << 15, r=8, p=1, maxmem=1 << 26, dklen=64)
    return X25519PrivateKey.from_private_bytes(derived[:32]), derived[32:]


def _mixed(shared: bytes, public: bytes, to: bytes) -> bytes:
    return hmac.digest(shared, b"khuang content key" + public + to, "sha256")


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
