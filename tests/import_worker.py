"""Carry on with an import and die in the middle of it.

    python -m tests.import_worker MUNICIPALITY IMPORT WHERE COUNT

WHERE is `read` (a row is read) or `_ask` (a piece is written and not yet committed); at the
COUNT-th time the process kills itself, as the system would.
"""

import os
import signal
import sys
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")

PIECE = 10


def main():
    from conftest import NOW
    from khuang.care.people.actions import imports
    from khuang.care.people.actions.imports import taking
    from khuang.care.people.models import Import
    from khuang.ground.journal import long_work

    municipality, key, where, left = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
    original = getattr(taking, where)

    def counted(*args, **options):
        nonlocal left
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*args, **options)

    taking.PIECE = PIECE
    setattr(taking, where, counted)
    long_work.carry_on(
        UUID(municipality), Import, UUID(key), imports.work_piece, clock=lambda: NOW, seconds=60
    )


if __name__ == "__main__":
    # Taken before conftest makes a home of its own and forgets it at the end of this process.
    home = os.environ["KHUANG_HOME"]
    django.setup()
    os.environ["KHUANG_HOME"] = home
    main()
