"""Arrays as bytes, from one process to another."""

from io import BytesIO
from typing import NamedTuple

import numpy as np

from khuang.care.visits.rules.planning.month import arrays
from khuang.care.visits.rules.planning.month.arrays import Asked, Numbers, Rounds

# Records lose on the way that their fields lie at aligned places.
_OF_ASKED = {
    "carers": arrays.CARER,
    "shifts": arrays.SHIFT,
    "needs": arrays.NEED,
    "series": arrays.SERIES,
    "options": arrays.OPTION,
}
_OF_ROUNDS = {"shifts": arrays.ROUND_NOW, "needs": arrays.NEED_NOW}


class Parcel(NamedTuple):
    """A month that is asked, and the rounds to begin from."""

    asked: Asked
    begun: Rounds


def wrapped(asked: Asked, begun: Rounds) -> bytes:
    """Write what is asked and what is there."""
    return _bytes({f"asked_{name}": array for name, array in asked._asdict().items()} | begun._asdict())


def unwrapped(parcel: bytes) -> Parcel:
    """Read what is asked and what is there."""
    with np.load(BytesIO(parcel)) as files:
        asked = {name: _records(files[f"asked_{name}"], _OF_ASKED.get(name)) for name in Asked._fields}
        return Parcel(Asked(**asked), _rounds(files))


def wrapped_rounds(rounds: Rounds) -> bytes:
    """Write rounds."""
    return _bytes(rounds._asdict())


def unwrapped_rounds(parcel: bytes) -> Rounds:
    """Read rounds."""
    with np.load(BytesIO(parcel)) as files:
        return _rounds(files)


def _rounds(files: "np.lib.npyio.NpzFile") -> Rounds:
    return Rounds(**{name: _records(files[name], _OF_ROUNDS.get(name)) for name in Rounds._fields})


def _records(array: Numbers, kind: "np.dtype[np.void] | None") -> Numbers:
    return array if kind is None else array.view(kind)


def _bytes(files: dict[str, Numbers]) -> bytes:
    into = BytesIO()
    np.savez(into, allow_pickle=False, **files)
    return into.getvalue()
