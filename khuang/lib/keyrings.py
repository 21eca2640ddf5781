"""The keyring's file: made, read, wrapped by a passphrase, and written anew so that nothing is lost.

    {"current": 2, "keys": {"1": "...", "2": "..."}, "index": "...", "next_index": "..."}

or, where KHUANG_KEYRING_PASSPHRASE is set, the same sealed: {"salt": "...", "wrapped": "..."}.
"""

import base64
import hashlib
import json
import os
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from khuang.lib.sealing import NONCE, Keyring

MOST_KEYS = 255  # A sealed value has one byte for the number of its key.
_SCRYPT = {"n": 1 << 15, "r": 8, "p": 1, "maxmem": 1 << 26, "dklen": 32}


class CannotUnwrap(Exception):
    """The keyring is wrapped, and the passphrase is missing or another one."""


class TooManyKeys(Exception):
    """All 255 numbers are taken; retire old keys first."""


def create_keyring(path: Path) -> None:
    """Write a new keyring that only its owner may read; keep one that is there."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, {"current": 1, "keys": {"1": _new()}, "index": _new()})


def read_keyring(path: Path) -> Keyring:
    """Read the keyring at `path`, again only when the file was replaced.

    Raises FileNotFoundError when there is none, CannotUnwrap.
    """
    found = path.stat()
    return _read(path, found.st_ino, found.st_mtime_ns, found.st_size)


def add_key(path: Path) -> int:
    """Let a new key seal what is written from now on; the others still open. Return its number."""
    content = _content(path)
    number = next((n for n in range(1, MOST_KEYS + 1) if str(n) not in content["keys"]), None)
    if number is None:
        raise TooManyKeys(f"All {MOST_KEYS} numbers are taken. Run: khuang rekey --retire")
    content["keys"][str(number)] = _new()
    content["current"] = number
    _write(path, content)
    return number


def retire(path: Path) -> list[int]:
    """Take every key out but the current one, and return their numbers; nothing may be sealed with them."""
    content = _content(path)
    gone = [number for number in content["keys"] if number != str(content["current"])]
    _write(path, content | {"keys": {str(content["current"]): content["keys"][str(content["current"])]}})
    return [int(number) for number in gone]


def begin_index(path: Path) -> None:
    """Choose the next key for keyed hashes, unless a change that was broken off has chosen one."""
    content = _content(path)
    if "next_index" not in content:
        _write(path, content | {"next_index": _new()})


def finish_index(path: Path) -> None:
    """Let the next key for keyed hashes be the key."""
    content = _content(path)
    content["index"] = content.pop("next_index")
    _write(path, content)


def is_index_changing(path: Path) -> bool:
    """Say whether a change of the key for keyed hashes was begun and not finished."""
    return "next_index" in _content(path)


def with_next_index(path: Path) -> Keyring:
    """Return the keyring as it will be when the change of the key for keyed hashes is finished."""
    content = _content(path)
    return _keyring(content | {"index": content["next_index"]})


def plain(path: Path) -> bytes:
    """Return the keyring's content without its wrapping, for a place that has a lock of its own."""
    return json.dumps(_content(path)).encode()


def write_plain(path: Path, content: bytes) -> None:
    """Write what `plain` gave, wrapped as this installation asks for."""
    _write(path, json.loads(content))


def is_wrapped(path: Path) -> bool:
    """Say whether a passphrase is needed to read the file."""
    return "wrapped" in json.loads(path.read_text())


def is_to_be_wrapped() -> bool:
    """Say whether this installation has a passphrase."""
    return bool(_passphrase())


@lru_cache(maxsize=8)
def _read(path: Path, *signature: int) -> Keyring:
    # The signature is what the cache knows a replaced file by.
    return _keyring(_content(path))


def _keyring(content: dict[str, Any]) -> Keyring:
    keys = {int(number): base64.b64decode(key) for number, key in content["keys"].items()}
    return Keyring(content["current"], keys, base64.b64decode(content["index"]))


def _content(path: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(path.read_text())
    if "wrapped" not in content:
        return content
    salt, box = base64.b64decode(content["salt"]), base64.b64decode(content["wrapped"])
    try:
        opened = AESGCM(_wrapping_key(_passphrase(), salt)).decrypt(box[:NONCE], box[NONCE:], b"keyring")
    except InvalidTag:
        raise CannotUnwrap(
            f"The keyring {path} is wrapped, and KHUANG_KEYRING_PASSPHRASE does not open it."
        ) from None
    unwrapped: dict[str, Any] = json.loads(opened)
    return unwrapped


def _write(path: Path, content: dict[str, Any]) -> None:
    """Replace the file whole or not at all, and be sure that it is on the disk."""
    aside = path.with_name(f"{path.name}.part")
    aside.unlink(missing_ok=True)
    descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(_wrap(content) if _passphrase() else content, file)
        file.flush()
        os.fsync(file.fileno())
    if path.exists():
        # The account that serves stays the owner, also when root changes the keys.
        found = path.stat()
        os.chown(aside, found.st_uid, found.st_gid)
    aside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _wrap(content: dict[str, Any]) -> dict[str, str]:
    salt, nonce = os.urandom(16), os.urandom(NONCE)
    box = AESGCM(_wrapping_key(_passphrase(), salt)).encrypt(nonce, json.dumps(content).encode(), b"keyring")
    return {"salt": _text(salt), "wrapped": _text(nonce + box)}


def _wrapping_key(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.encode(), salt=salt, **_SCRYPT)


def _passphrase() -> str:
    return os.environ.get("KHUANG_KEYRING_PASSPHRASE", "")


def _new() -> str:
    return _text(secrets.token_bytes(32))


def _text(key: bytes) -> str:
    return base64.b64encode(key).decode()
