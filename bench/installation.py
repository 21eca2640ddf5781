"""An installation of its own for a measurement: started by `khuang up`, gone afterwards."""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY = "is ready"


@contextmanager
def home() -> Iterator[Path]:
    """Lend an empty home that the database's account can reach."""
    folder = Path(tempfile.mkdtemp(prefix="khuang-bench-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Running:
    """A running `khuang up --demo`."""

    def __init__(self, folder: Path, port: int) -> None:
        self.home = folder
        self.base = f"http://127.0.0.1:{port}"
        self.environment = {**os.environ, "KHUANG_HOME": str(folder), "KHUANG_ORIGIN": self.base}
        self.log = (folder / "bench.log").open("w+")
        command = [sys.executable, "-m", "khuang.site.command", "up", "--demo", "--port", str(port)]
        began = time.monotonic()
        self.process = subprocess.Popen(
            command, env=self.environment, stdout=self.log, stderr=subprocess.STDOUT
        )
        self._wait()
        self.seconds_to_first_page = time.monotonic() - began

    @property
    def password(self) -> str:
        """The password of the demo's accounts, as the start said it."""
        return re.search(r"The password is (\S+), and", Path(self.log.name).read_text())[1]

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.log.close()

    def processes(self) -> list[int]:
        """Return the supervisor, what it started, and the database's processes."""
        postmaster = int((self.home / "postgres/data/postmaster.pid").read_text().split()[0])
        return [*_family(self.process.pid), *_family(postmaster)]

    def _wait(self) -> None:
        while READY not in (said := Path(self.log.name).read_text()):
            if self.process.poll() is not None:
                sys.exit(f"The installation did not start:\n{said}")
            time.sleep(0.02)


@contextmanager
def running(folder: Path, port: int = 8123) -> Iterator[Running]:
    """Lend a running installation in `folder`; a second time in the same folder is a second start."""
    installation = Running(folder, port)
    try:
        yield installation
    finally:
        installation.stop()


def memory(pid: int) -> float:
    """Return a process's share of the memory in MB: its own, and its part of what it shares (PSS).

    0 for one that has just ended.
    """
    try:
        rows = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return sum(int(row.split()[1]) for row in rows if row.startswith("Pss:")) / 1024


def command_line(pid: int) -> list[str]:
    """Return a process's command; empty for one that has just ended."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def _family(pid: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "--ppid", str(pid), "-o", "pid="], capture_output=True, text=True, check=False
    )
    return [pid, *(grandchild for child in listed.stdout.split() for grandchild in _family(int(child)))]
