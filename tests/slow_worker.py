"""A job worker with one step more, which waits where the test wants to kill it.

    python -m tests.slow_worker FOLDER

The step writes a journal line, says so by making FOLDER/begun, and goes on when FOLDER/go is there.
"""

import os
import sys
import time
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")


def act(entry):
    """Take effect in the journal, then dawdle inside the transaction."""
    journal.write("tests.acted", by=journal.SYSTEM, about=entry, at=timezone.now())
    reads.newest(("tests.acted",)).first()
    folder = Path(sys.argv[1])
    (folder / "begun").touch()
    while not (folder / "go").exists():
        time.sleep(0.02)


if __name__ == "__main__":
    django.setup()
    from argparse import Namespace

    from django.utils import timezone

    from khuang.ground.journal import actions as journal
    from khuang.ground.journal import reads
    from khuang.site import flow, worker

    flow.STEPS["slow_worker.act"] = flow.after(act)
    worker.work(Namespace())
