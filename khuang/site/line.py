"""LINE's commands, as long as its folder is there; it is named by text only."""

import fcntl
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import khuang

SETUP = "khuang.ground.messaging.channels.line.setup"
STANDIN = "khuang.ground.messaging.channels.line.standin"
PORTS_ON = 10  # So far from the web server's port; when it is taken, one of the next.
FIRST_PORT = 8000 + PORTS_ON


class StandsInAlready(Exception):
    """Two stand-ins of one municipality would write over each other's chats."""


@contextmanager
def alone(home: Path, slug: str) -> Iterator[None]:
    """Keep any second stand-in of a municipality away. Raises StandsInAlready."""
    kept = file(home, slug)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with kept.with_suffix(".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StandsInAlready(f"The stand-in for LINE of {slug} runs already.") from None
        yield


def is_there() -> bool:
    """Say whether this installation has the stand-in."""
    return Path(khuang.__file__).parent.joinpath(*STANDIN.split(".")[1:]).is_dir()


def free_port(host: str, wanted: int) -> int:
    """Return the wanted port, or the next free one."""
    return import_module(f"{STANDIN}.command").free_port(host, wanted)


def file(home: Path, slug: str) -> Path:
    """Say where the stand-in of a municipality keeps its chats."""
    return home / "line-standin" / f"{slug}.json"


def address(host: str, port: int) -> str:
    """Say at which address the stand-in is met from this machine."""
    return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::') else host}:{port}"  # noqa: S104 - compared, not bound


def serve(home: Path, chosen: Namespace) -> None:
    """Be the stand-in until told to stop."""
    import_module(f"{STANDIN}.command").serve(file(home, chosen.municipality), chosen.host, chosen.port)
