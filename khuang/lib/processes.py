"""Processes that must not outlive the one that started them."""

import ctypes
import os
import signal
from collections.abc import Callable

_DEATH_SIGNAL = 1  # PR_SET_PDEATHSIG of Linux


def end_with_parent(number: int = signal.SIGTERM) -> Callable[[], None]:
    """Return what a new process calls first, so that it gets a signal when this one is gone.

    For example as `preexec_fn` of a subprocess, or after a fork.
    """
    # Loaded here: between fork and exec nothing should be opened any more.
    libc, parent = ctypes.CDLL(None), os.getpid()

    def promise() -> None:
        libc.prctl(_DEATH_SIGNAL, number)
        # It may have died before it was asked.
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return promise
