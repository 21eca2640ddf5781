"""Rows as text whose sealed values change from one keyring to another."""

from collections.abc import Iterable, Iterator

from khuang.lib.sealing import Keyring
from khuang.site.keys import sealed

NOTHING = b"\\N"
BYTES = b"\\\\x"  # How COPY writes the beginning of bytes.


def resealed(
    table: str, columns: list[str], blocks: Iterable[bytes], old: Keyring, new: Keyring
) -> Iterator[bytes]:
    """Give rows of COPY with their sealed values opened by `old` and sealed by `new`."""
    places = {columns.index(one.name): one for one in sealed.columns() if one.table == table}
    if not places:
        yield from blocks
        return
    key_at = columns.index("id")
    for line in _lines(blocks):
        values = line.split(b"\t")
        for place, column in places.items():
            if values[place] != NOTHING:
                bound = column.bound(values[key_at].decode())
                plain = old.open(bytes.fromhex(values[place][len(BYTES) :].decode()), bound)
                values[place] = BYTES + new.seal(plain, bound).hex().encode()
        yield b"\t".join(values) + b"\n"


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        *lines, rest = (rest + block).split(b"\n")
        yield from lines
