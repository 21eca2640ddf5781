"""How long a backup of the demo takes, and its rehearsal beside the demo that runs.

python -m bench.backups
"""

import subprocess
import sys
import time
from pathlib import Path

from bench import installation

KHUANG = (sys.executable, "-m", "khuang.site.command")


def measure(installed: installation.Running) -> dict[str, float]:
    """Back up the demo, rehearse it, and return seconds and size."""
    folder = installed.home / "copies"
    sheet = _khuang(installed, "backup", "--new-key")
    code = installed.home / "code"
    code.write_text(next(line for line in sheet.splitlines() if line.startswith("    ")))
    began = time.monotonic()
    _khuang(installed, "backup", "--to", str(folder))
    made = time.monotonic()
    file = next(folder.glob("*.khuang"))
    _khuang(installed, "restore", str(file), "--rehearse", "--code-file", str(code))
    rehearsed = time.monotonic()
    return {
        "backup": round(made - began, 1),
        "rehearsal": round(rehearsed - made, 1),
        "megabytes": round(Path(file).stat().st_size / 1e6, 1),
    }


def row(installed: installation.Running) -> tuple[str, str, str]:
    """Give the line of the table."""
    found = measure(installed)
    both = round(found["backup"] + found["rehearsal"], 1)
    parts = f"{found['backup']} s and {found['rehearsal']} s, {found['megabytes']} MB"
    return ("Backup and rehearsed restore of the demo", f"{both} s ({parts})", "20 s")


def _khuang(installed: installation.Running, *words: str) -> str:
    command = [*KHUANG, *words]
    done = subprocess.run(command, env=installed.environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


if __name__ == "__main__":
    with installation.home() as new, installation.running(new) as installed:
        print(*row(installed))
