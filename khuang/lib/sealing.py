"""Sealed values: AES-256-GCM bound to the row they belong to.

A sealed value is one byte for the format, one for the key, twelve for the
nonce, then ciphertext with its tag. The bound text (table, column, row) is
authenticated with it, so a value copied into another row does not open.
"""

import hashlib
import hmac
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT = 1
NONCE = 12  # bytes
CHUNK = 1 << 20  # bytes of a file that are sealed at a time
TAG = 16  # bytes that GCM adds
HASH = 16  # bytes kept of a keyed hash


class CannotOpen(Exception):
    """A sealed value belongs to another row, was changed, or its key is missing."""


@dataclass(frozen=True)
class Keyring:
    """The keys of one installation, kept outside the database.

    current   number of the key that seals what is written now, 1 to 255
    keys      number -> 32 bytes; old ones only open
    index     32 bytes for keyed hashes; when it changes, every hash must be made anew
    """

    current: int
    keys: dict[int, bytes]
    index: bytes
    _ciphers: dict[int, AESGCM] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_ciphers", {number: AESGCM(key) for number, key in self.keys.items()})

    def seal(self, plain: bytes, bound: bytes) -> bytes:
        """Encrypt `plain` for the row that `bound` names."""
        nonce = os.urandom(NONCE)
        return (
            bytes((FORMAT, self.current)) + nonce + self._ciphers[self.current].encrypt(nonce, plain, bound)
        )

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """Decrypt a value of the row that `bound` names. Raises CannotOpen."""
        is_whole = len(sealed) >= 2 + NONCE + TAG and sealed[0] == FORMAT
        cipher = self._ciphers.get(sealed[1]) if is_whole else None
        if cipher is None:
            raise CannotOpen("The key of this value is not in the keyring.")
        try:
            return cipher.decrypt(sealed[2 : 2 + NONCE], sealed[2 + NONCE :], bound)
        except InvalidTag:
            raise CannotOpen("This value was changed or belongs to another row.") from None

    def seal_chunks(self, chunks: Iterable[bytes], bound: bytes) -> Iterator[bytes]:
        """Seal a file piece by piece, each bound to its number and the last one marked."""
        waiting, number = None, 0
        for chunk in chunks:
            if waiting is not None:
                yield self._sealed_chunk(waiting, bound, number, last=False)
                number += 1
            waiting = chunk
        yield self._sealed_chunk(waiting or b"", bound, number, last=True)

    def open_chunks(self, sealed: Iterator[bytes], bound: bytes) -> Iterator[bytes]:
        """Open what seal_chunks sealed. Raises CannotOpen, also when the end is missing."""
        number, chunk = 0, next(sealed, None)
        if chunk is None:
            raise CannotOpen("The file is empty; even an empty one has a sealed end.")
        while chunk is not None:
            following = next(sealed, None)
            yield self.open(chunk[4:], _chunk_bound(bound, number, following is None))
            number, chunk = number + 1, following

    def _sealed_chunk(self, chunk: bytes, bound: bytes, number: int, *, last: bool) -> bytes:
        sealed = self.seal(chunk, _chunk_bound(bound, number, last))
        return len(sealed).to_bytes(4, "big") + sealed

    def keyed_hash(self, text: str, purpose: str) -> bytes:
        """Hash `text` so that equal texts can be found and none can be guessed without the key."""
        return hmac.new(self.index, f"{purpose}:{text}".encode(), hashlib.sha256).digest()[:HASH]


def _chunk_bound(bound: bytes, number: int, last: bool) -> bytes:
    return b"%s:%d:%s" % (bound, number, b"last" if last else b"more")
