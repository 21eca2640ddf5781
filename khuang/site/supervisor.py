"""`khuang up`: starts what one installation needs, keeps it running, and stops all of it.

The database server, the web server and the job worker; beside a demo, the stand-in for LINE. This
process stays small: Django is loaded by the children only.
"""

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event

from khuang.lib import embedded_postgres
from khuang.lib.home import make_home
from khuang.lib.processes import end_with_parent
from khuang.site import line

KHUANG = (sys.executable, "-m", "khuang.site.command")
FAREWELL = 15  # Seconds that a child has to finish what it is doing.
TICK = 0.5  # Seconds between two looks at the children.
LOOKS_AT_DATABASE = 10  # Every how many ticks.
SLOWEST_RESTART = 30  # Seconds, at most, before a child that keeps dying is started again.


class CannotServe(Exception):
    """Why `khuang up` does not start, and what to do."""


def up(home: Path, *, host: str, port: int, demo: bool) -> None:
    """Serve until a signal says stop. Raises CannotServe."""
    stopping = _on_signals()
    make_home(home)
    with (home / "up.lock").open("a+") as lock:
        _alone(lock)
        _free(host, port)
        os.environ.setdefault("KHUANG_ORIGIN", f"http://{host}:{port}")
        database = None if "DATABASE_URL" in os.environ else home
        if database:
            embedded_postgres.start(database)
        try:
            _serve(database, host, port, demo, stopping)
        finally:
            if database:
                embedded_postgres.stop(database)


def _serve(database: Path | None, host: str, port: int, demo: bool, stopping: Event) -> None:
    beside = line.free_port(host, port + line.PORTS_ON) if demo and line.is_there() else None
    if not _prepared(demo, beside and line.address(host, beside), stopping):
        return
    web, *others = serving = children(host, port, beside)
    try:
        web.start()
        # The others only then: loading beside it on two cores, they would hold the first page up.
        answers = _answers(host, port, web, stopping)
        for child in others:
            child.start()
        if answers:
            _say(f"\n{os.environ['KHUANG_ORIGIN']} is ready. Ctrl-C stops it.\n")
            if beside:
                _say(f"A pretend telephone, which is not LINE: {line.address(host, beside)}/\n")
        _watch(serving, database, stopping)
    finally:
        _stop(serving)


def _prepared(demo: bool, standin: str | None, stopping: Event) -> bool:
    """Bring the database up to date; False when we are to stop, which loses nothing."""
    wanted = [*(["--demo"] if demo else []), *(["--standin", standin] if standin else [])]
    preparing = Child("preparation", (*KHUANG, "prepare", *wanted))
    preparing.start()
    while preparing.process.poll() is None:
        if stopping.wait(0.05):
            _stop([preparing])
            return False
    if preparing.process.returncode:
        raise CannotServe("The database could not be brought up to date; the reason stands above.")
    return True


@dataclass
class Child:
    """A program that must run as long as this one does."""

    name: str
    command: tuple[str, ...]
    process: subprocess.Popen | None = None
    failures: int = 0  # Deaths in a row, each soon after its start.
    next_start: float = field(default_factory=time.monotonic)
    started: float = 0

    def start(self) -> None:
        # In a session of its own, so that Ctrl-C reaches this process alone, which stops all in order.
        self.process = subprocess.Popen(self.command, start_new_session=True, preexec_fn=end_with_parent())
        self.started = time.monotonic()

    def look(self) -> None:
        """Start it again when it died, later each time it dies young."""
        if self.process and self.process.poll() is not None:
            lived = time.monotonic() - self.started
            self.failures = self.failures + 1 if lived < SLOWEST_RESTART else 0
            self.next_start = time.monotonic() + min(SLOWEST_RESTART, 2**self.failures - 1)
            _say(f"The {self.name} stopped (exit code {self.process.returncode}); it is started again.")
            self.process = None
        if not self.process and time.monotonic() >= self.next_start:
            self.start()

    def signal(self, number: int) -> None:
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


def children(host: str, port: int, beside: int | None) -> list[Child]:
    """Give what must run: web server and job worker, and beside a demo its telephone at a port."""
    wanted = [
        Child("web server", (*KHUANG, "serve", "--host", host, "--port", str(port))),
        Child("job worker", (*KHUANG, "work")),
    ]
    if beside:
        standin = ("line", "standin", "--connected", "--host", host, "--port", str(beside))
        wanted.append(Child("pretend telephone", (*KHUANG, *standin)))
    return wanted


def _watch(children: list[Child], database: Path | None, stopping: Event) -> None:
    ticks = 0
    while not stopping.wait(TICK):
        ticks += 1
        if database and ticks % LOOKS_AT_DATABASE == 0:
            _look_at_database(database)
        for child in children:
            child.look()


def _look_at_database(home: Path) -> None:
    """Start the database server when it is not there; otherwise this is one quick question."""
    try:
        embedded_postgres.start(home)
    except embedded_postgres.WouldNotStart as problem:
        _say(str(problem))


def _stop(children: list[Child]) -> None:
    for child in children:
        if child.process:
            # Its first process alone: a web server tells its own workers, in order.
            child.process.terminate()
    deadline = time.monotonic() + FAREWELL
    for child in children:
        if child.process:
            with suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0, deadline - time.monotonic()))
            child.signal(signal.SIGKILL)
            child.process.wait()


def _on_signals() -> Event:
    stopping = Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda *_: stopping.set())
    return stopping


def _alone(lock) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.seek(0)
        raise CannotServe(f"Khuang is already running here (process {lock.read() or 'unknown'}).") from None
    lock.truncate(0)
    lock.write(str(os.getpid()))
    lock.flush()


def is_up(home: Path) -> bool:
    """Say whether `khuang up` runs in this home."""
    if not (home / "up.lock").exists():
        return False
    with (home / "up.lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _free(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as problem:
            other = f"Choose another port: khuang up --port {port + 1}"
            raise CannotServe(f"{host}:{port} cannot be used ({problem.strerror}). {other}") from None


def _answers(host: str, port: int, web: Child, stopping: Event) -> bool:
    """Wait for the first page; False when the web server died or we are to stop before."""
    here = "127.0.0.1" if host in ("0.0.0.0", "::") else host  # noqa: S104 - compared, not bound
    while web.process and web.process.poll() is None and not stopping.wait(0.1):
        try:
            urllib.request.urlopen(f"http://{here}:{port}/", timeout=10).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return True
        except OSError:
            continue
        return True
    return False


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()
