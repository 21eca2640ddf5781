"""Compile functions over arrays to machine code.

The search tries some hundred thousand changes of a month; in plain Python that takes hours. What
is compiled is kept beside the source, or in the folder that NUMBA_CACHE_DIR names.
"""

from collections.abc import Callable
from typing import TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., object])


def compiled(function: _Function) -> _Function:
    """Compile on first call for the shapes it is called with, and keep the result for other processes."""
    return cast(_Function, njit(cache=True, nogil=True)(function))
