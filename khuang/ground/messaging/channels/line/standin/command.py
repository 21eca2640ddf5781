"""The stand-in as a process of its own."""

import signal
import socket
from pathlib import Path
from threading import Event

from khuang.ground.messaging.channels.line.standin.standin import Standin


def serve(file: Path, host: str, port: int) -> None:
    """Serve what the file holds until a signal says stop."""
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    with Standin(file=file, host=host, port=port, redelivers=True):
        stopping.wait()


def free_port(host: str, wanted: int) -> int:
    """Return the wanted port, or the next one that nobody listens on."""
    for port in range(wanted, wanted + 100):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return port
    raise OSError(f"{host} has no free port from {wanted} on")
