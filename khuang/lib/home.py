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
