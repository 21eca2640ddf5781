"""Print a page to PDF with the Chromium of this machine, where there is one.

Chromium keeps Thai text whole: what is searched, copied or read aloud is what was written.
The page and the PDF lie for a second in a folder of our own, in memory where the system has
such a place, and are gone afterwards.
"""

import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 30  # seconds for one page
_MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
# Nothing is asked of any network, and nothing is kept.
_OPTIONS = (
    "--headless",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--no-pdf-header-footer",
    "--allow-file-access-from-files",
)


class CannotPrint(Exception):
    """There is no Chromium here, it is busy, or it failed."""


def program() -> str | None:
    """Give the Chromium of this machine."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def as_pdf(page: str) -> bytes:
    """Print an HTML page, which must bring its styles along. Raises CannotPrint.

    One page at a time: a browser is heavy, and this machine is small.
    """
    found = program()
    if found is None:
        raise CannotPrint("no Chromium")
    place = _MEMORY if os.access(_MEMORY, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="khuang-paper-", dir=place) as folder, _alone():
        return _print(found, Path(folder), page)


class _alone:
    """Hold the one place at the printer; raises CannotPrint when it is taken."""

    def __enter__(self) -> None:
        self.file = (Path(tempfile.gettempdir()) / f"khuang-paper-{os.getuid()}.lock").open("w")
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.file.close()
            raise CannotPrint("busy") from None

    def __exit__(self, *_: object) -> None:
        self.file.close()


def _print(found: str, folder: Path, page: str) -> bytes:
    source, made = folder / "page.html", folder / "page.pdf"
    source.write_text(page)
    # Root has no sandbox to give away; everybody else keeps it.
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    own = [f"--user-data-dir={folder / 'profile'}", f"--print-to-pdf={made}"]
    command = [found, *_OPTIONS, *sandbox, *own, source.as_uri()]
    around = {**os.environ, "HOME": str(folder)}
    try:
        # Our own words only.
        subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True, env=around)  # noqa: S603
        return made.read_bytes()
    except (OSError, subprocess.SubprocessError) as error:
        # Its words may hold the page; they are not passed on.
        raise CannotPrint(type(error).__name__) from None
