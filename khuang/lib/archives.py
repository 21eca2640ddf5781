"""One sealed, signed file of many parts: a backup, or a municipality on its way.

    KHUANG1\n, length and JSON of a head that anybody may read (no names, no counts), then one sealed
    stream. In it the parts one after another, each with its name and its blocks; after them the
    manifest, with bytes and SHA-256 of every part, and its signature.

Written aside and renamed, so a file with its name is whole. Read twice: first `check`, which proves
all of it, then `parts`.
"""

import hashlib
import json
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidSignature

from khuang.lib.recovery import Lock, Sealer, check_signature, unlock
from khuang.lib.sealing import CHUNK, CannotOpen, Keyring

MAGIC = b"KHUANG1\n"
FORMAT = 1  # Grows when an older Khuang could not read the file any more.
LONGEST_HEAD = 1 << 16
MANIFEST, SIGNATURE = "manifest.json", "signature"

Part = tuple[str, Iterable[bytes]]
Manifest = dict[str, Any]


class Unreadable(Exception):
    """The file cannot be read; the message says why, for whoever stands at the terminal."""


@dataclass(frozen=True)
class Head:
    """What stands in clear at the beginning.

    kind      "backup" or "municipality"
    made_at   ISO 8601, UTC
    version   of the Khuang that made it
    found_by  public half of the key exchange
    """

    format: int
    kind: str
    made_at: str
    version: str
    lock: Lock
    found_by: str


def write(
    path: Path,
    sealer: Sealer,
    parts: Iterable[Part],
    manifest: Callable[[], Manifest],
    *,
    kind: str,
    made_at: str,
    version: str,
) -> Manifest:
    """Write an archive and return its manifest.

    manifest  called when all parts are through, so it can hold what was counted on the way
    Raises OSError, and then leaves nothing with the name `path`.
    """
    key, found_by = sealer.content_key()
    head = json.dumps(asdict(Head(FORMAT, kind, made_at, version, sealer.lock, found_by))).encode()
    aside = path.with_name(f"{path.name}.part")
    written: list[Manifest] = []
    try:
        with aside.open("wb") as file:
            file.write(MAGIC + len(head).to_bytes(4, "big") + head)
            # Closed before a full disk is told of: a COPY that nobody ends holds its connection for ever.
            with closing(_stream(parts, manifest, sealer, written)) as plain:
                for sealed in _keyring(key).seal_chunks(_even(plain), _bound(head)):
                    file.write(sealed)
            file.flush()
            os.fsync(file.fileno())
        aside.rename(path)
        _force_folder(path.parent)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    return written[0]


def read_head(path: Path) -> Head:
    """Read what stands in clear. Raises Unreadable."""
    with path.open("rb") as file:
        return _head(file)[0]


@dataclass(frozen=True)
class Archive:
    """An archive that the recovery code has opened."""

    path: Path
    head: Head
    key: bytes

    @classmethod
    def open(cls, path: Path, code: str) -> "Archive":
        """Open with the recovery code. Raises Unreadable and WrongCode."""
        head = read_head(path)
        try:
            return cls(path, head, unlock(head.lock, head.found_by, code))
        except ValueError:
            raise Unreadable("The beginning of the file is damaged.") from None

    def check(self, tell: Callable[[int, int], None] = lambda done, of: None) -> Manifest:
        """Read all of it, compare every sum, check the signature, and return the manifest.

        tell  is told how many bytes are through, of how many
        Raises Unreadable.
        """
        sums: dict[str, list[Any]] = {}
        small: dict[str, bytes] = {}
        for name, blocks in self._everything(tell):
            digest, size, kept = hashlib.sha256(), 0, []
            for block in blocks:
                digest.update(block)
                size += len(block)
                if name in (MANIFEST, SIGNATURE):
                    kept.append(block)
            sums[name], small[name] = [size, digest.hexdigest()], b"".join(kept)
        return self._proven(sums, small)

    def parts(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Give every part with its blocks, in the order in which they were written."""
        for name, blocks in self._everything(lambda done, of: None):
            if name not in (MANIFEST, SIGNATURE):
                yield name, blocks

    def _proven(self, sums: dict[str, list[Any]], small: dict[str, bytes]) -> Manifest:
        words, signature = small.get(MANIFEST, b""), small.get(SIGNATURE, b"")
        try:
            check_signature(self.head.lock, signature, _signed(words))
        except InvalidSignature:
            raise Unreadable(f"{self.path.name} was not signed by the installation it names.") from None
        manifest: Manifest = json.loads(words)
        found = {name: one for name, one in sums.items() if name not in (MANIFEST, SIGNATURE)}
        if found != manifest["parts"]:
            raise Unreadable(f"{self.path.name} is damaged: its parts are not those of its list.")
        return manifest

    def _everything(self, tell: Callable[[int, int], None]) -> Iterator[tuple[str, Iterator[bytes]]]:
        size = self.path.stat().st_size
        with self.path.open("rb") as file:
            _, head = _head(file)
            plain = _Plain(self._opened(file, head, size, tell))
            while plain.take(1) == b"P":
                name = plain.take(int.from_bytes(plain.take(2), "big")).decode()
                blocks = plain.blocks()
                yield name, blocks
                for _ in blocks:  # What the caller did not want must be passed all the same.
                    pass
            plain.must_end()

    def _opened(
        self, file: BinaryIO, head: bytes, size: int, tell: Callable[[int, int], None]
    ) -> Iterator[bytes]:
        def pieces() -> Iterator[bytes]:
            while start := file.read(4):
                tell(file.tell(), size)
                yield start + file.read(min(int.from_bytes(start, "big"), 2 * CHUNK))

        try:
            yield from _keyring(self.key).open_chunks(pieces(), _bound(head))
        except CannotOpen:
            raise Unreadable(
                f"{self.path.name} is damaged or not whole. Take another copy of it, or an older backup."
            ) from None


class _Plain:
    """Cuts the opened stream into what the parts say of themselves."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self.pieces, self.rest = pieces, b""

    def take(self, count: int) -> bytes:
        while len(self.rest) < count:
            piece = next(self.pieces, None)
            if piece is None:
                raise Unreadable("The file ends in the middle.")
            self.rest += piece
        taken, self.rest = self.rest[:count], self.rest[count:]
        return taken

    def blocks(self) -> Iterator[bytes]:
        while size := int.from_bytes(self.take(4), "big"):
            yield self.take(size)

    def must_end(self) -> None:
        # Reads the last sealed piece too, whose mark says that nothing is cut off.
        if self.rest or next(self.pieces, None):
            raise Unreadable("Something follows the end of the file.")


def _head(file: BinaryIO) -> tuple[Head, bytes]:
    if file.read(len(MAGIC)) != MAGIC:
        raise Unreadable("This is not a file of Khuang.")
    words = file.read(min(int.from_bytes(file.read(4), "big"), LONGEST_HEAD))
    try:
        said = json.loads(words)
        if said["format"] > FORMAT:
            raise Unreadable(f"Khuang {said['version']} made this file. Bring this Khuang up to date first.")
        return Head(**said | {"lock": Lock(**said["lock"])}), words
    except (ValueError, KeyError, TypeError):
        raise Unreadable("The beginning of the file is damaged.") from None


def _stream(
    parts: Iterable[Part], manifest: Callable[[], Manifest], sealer: Sealer, written: list[Manifest]
) -> Generator[bytes, None, None]:
    sums: dict[str, list[Any]] = {}
    for name, chunks in parts:
        digest, size = hashlib.sha256(), 0
        yield _title(name)
        for chunk in filter(None, chunks):  # An empty block would end the part.
            digest.update(chunk)
            size += len(chunk)
            yield _block(chunk)
        yield _block(b"")
        sums[name] = [size, digest.hexdigest()]
    written.append(manifest() | {"parts": sums})
    words = json.dumps(written[0], ensure_ascii=False).encode()
    for name, content in ((MANIFEST, words), (SIGNATURE, sealer.sign(_signed(words)))):
        yield _title(name) + _block(content) + _block(b"")
    yield b"E"


def _signed(manifest: bytes) -> bytes:
    return b"khuang manifest\n" + manifest


def _title(name: str) -> bytes:
    return b"P" + len(name.encode()).to_bytes(2, "big") + name.encode()


def _block(content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + content


def _even(chunks: Iterable[bytes]) -> Iterator[bytes]:
    waiting = bytearray()
    for chunk in chunks:
        waiting += chunk
        while len(waiting) >= CHUNK:
            yield bytes(waiting[:CHUNK])
            del waiting[:CHUNK]
    if waiting:
        yield bytes(waiting)


def _keyring(key: bytes) -> Keyring:
    return Keyring(1, {1: key}, b"")


def _bound(head: bytes) -> bytes:
    return b"archive:" + hashlib.sha256(head).digest()


def _force_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    # Some network folders cannot be forced; the file itself was.
    with suppress(OSError):
        os.fsync(descriptor)
    os.close(descriptor)
