"""Compile functions over arrays to machine code.

The search tries some hundred thousand changes of a month; in plain Python that takes hours. What
is compiled is kept beside the source, or in the folder that NUMBA_CACHE_DIR names.
"""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import njit
from numba.core import config as numba_config

_Function = TypeVar("_Function", bound=Callable[..., object])


def _kept_in() -> Path:
    """A folder for these very sources: numba looks only at the file of a function, not at what it calls."""
    here = Path(__file__).parent
    sources = [Path(__file__), *sorted(here.glob("month/*.py")), *sorted(here.glob("day/*.py"))]
    version = sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:16]
    return Path(os.environ.get("NUMBA_CACHE_DIR") or here / "__pycache__") / f"compiled-{version}"


_settings: Any = numba_config
_settings.CACHE_DIR = str(_kept_in())
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
