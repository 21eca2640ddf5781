"""Sealed files: photographs and sounds of surveys, and what other parts lay beside them."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from khuang.ground.municipalities.media_files import bound, sealed_pieces
from khuang.lib.sealing import CannotOpen, Keyring

HEX = 32  # Letters of a row's id at the beginning of a file's name.


@dataclass(frozen=True)
class SealedFile:
    """One file, named by the id of its row."""

    path: Path

    @property
    def bound(self) -> bytes:
        return bound(UUID(self.path.name[:HEX]), self.path.name[HEX:])

    def key_number(self) -> int:
        """Return the number of the key of its first piece; a file has only one."""
        with self.path.open("rb") as file:
            head = file.read(6)
        if len(head) < 6:
            raise CannotOpen(f"The file {self.path.name} is not whole.")
        return head[5]

    def opened(self, keys: Keyring) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            yield from keys.open_chunks(sealed_pieces(file), self.bound)

    def reseal(self, old: Keyring, new: Keyring) -> None:
        """Replace it by the same content sealed anew; whoever reads it meanwhile reads on undisturbed."""
        # The ending makes the nightly sweep remove it, should this process be killed here.
        aside = self.path.with_name(f"{self.path.name}.part")
        try:
            with aside.open("wb") as file:
                file.writelines(new.seal_chunks(self.opened(old), self.bound))
                file.flush()
                os.fsync(file.fileno())
            # Erased meanwhile, it must not come back.
            if self.path.exists():
                aside.replace(self.path)
        finally:
            aside.unlink(missing_ok=True)


def sealed_files(top: Path, whose: str = "*") -> Iterator[SealedFile]:
    """Give every whole file below a folder of media, of one municipality or of all."""
    for path in top.glob(f"{whose}/??/*"):
        if path.suffix != ".part":
            yield SealedFile(path)


def left(top: Path, keys: Keyring) -> list[SealedFile]:
    """Return the files that are not sealed with the current key."""
    found = []
    for one in sealed_files(top):
        with suppress(FileNotFoundError):
            if one.key_number() != keys.current:
                found.append(one)
    return found
