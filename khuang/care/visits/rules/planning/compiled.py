"""Compile functions over arrays to machine code.

The search tries some hundred thousand changes of a month; in plain Python that takes hours. What
is compiled is kept beside the source, or in the folder that NUMBA_CACHE_DIR names.
"""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

_Function = TypeVar("_Function", bound=Callable[..., object])
# Without the runtime that counts references; an option that numba itself uses.
_LEAN: dict[str, Any] = {"_nrt": False}


def compiled(function: _Function) -> _Function:
    """Compile on first call for the shapes it is called with, and keep the result for other processes."""
    return _compiled(function, {})


def lean(function: _Function) -> _Function:
    """Compile what makes no arrays.

    It then counts no references to those it is handed, which would cost ten times what it does.
    """
    return _compiled(function, _LEAN)


def _compiled(function: _Function, how: dict[str, Any]) -> _Function:
    try:
        return cast(_Function, njit(cache=True, nogil=True, **how)(function))
    except RuntimeError:
        # Nowhere to keep it: every process compiles it anew.
        return cast(_Function, njit(nogil=True, **how)(function))
