"""Where one installation keeps what is its own: database, keys, photographs, logs."""

import hashlib
import os
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]


def home() -> Path:
    """Return the data folder of this installation, which may not exist yet.

    `KHUANG_HOME` names it. Without it: `var` in the checkout, or for root a folder below
    `/var/lib/khuang`, because the account that runs the database must reach it and may
    not enter root's own folders. Each checkout has its own.
    """
    if named := os.environ.get("KHUANG_HOME"):
        return Path(named).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/khuang", hashlib.sha256(bytes(CHECKOUT)).hexdigest()[:8])
    return CHECKOUT / "var"


def make_home(folder: Path) -> None:
    """Make a data folder, and what is missing above it, so that other accounts can pass through, not look in.

    The account that runs the database has its own folder below; the umask would close the way to it.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(0o711)
