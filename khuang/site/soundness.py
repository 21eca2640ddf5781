"""Whether this installation is in order: what only the running machine can say."""

import os
import shutil
import stat
from collections.abc import Iterator
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from khuang.ground.municipalities.checks import municipal_models
from khuang.lib import keyrings
from khuang.site.backups.making import key_file

ROOM = 2_000_000_000  # Bytes on the disk below which an operator should look for more.


def problems() -> Iterator[str]:
    """Yield what is wrong, each as a sentence that says what to do."""
    for look in (_role, _walls, _letters, _keys, _backups, _room, _origin, _account):
        if problem := look():
            yield problem


def _role() -> str | None:
    role, sees_all = _row(
        "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
    )
    return sees_all and f"The database role {role} passes row-level security: use another in DATABASE_URL."


def _walls() -> str | None:
    walled = {
        name
        for (name,) in _rows(
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity AND relforcerowsecurity"
        )
    }
    open_tables = sorted({model._meta.db_table for model in municipal_models()} - walled)
    return open_tables and f"No row-level security on {', '.join(open_tables)}. Run: khuang manage migrate"


def _letters() -> str | None:
    # With a locale that knows no Thai, patterns and trigrams find nothing and say nothing.
    (knows,) = _row("SELECT 'ก' ~ '[[:alpha:]]'")
    return None if knows else "The database knows no Thai letters: make it anew with LC_CTYPE=C.UTF-8."


def _keys() -> str | None:
    path = settings.KHUANG_KEYRING
    if not path.exists():
        return f"There are no keys at {path}. Put them back from where they are kept."
    others = [one for one in (path, key_file()) if one.exists() and stat.S_IMODE(one.stat().st_mode) & 0o077]
    if others:
        return f"Others can read the keys. Run: chmod 600 {' '.join(map(str, others))}"
    if keyrings.is_to_be_wrapped() and not keyrings.is_wrapped(path):
        return "There is a passphrase for the keyring, which does not use it yet. Run: khuang rekey"
    return None


def _backups() -> str | None:
    if not key_file().exists():
        return "No backup can be made yet. Run: khuang backup --new-key"
    if not os.environ.get("KHUANG_BACKUPS"):
        return "No backup is made by itself: set KHUANG_BACKUPS to a folder on another disk."
    return None


def _room() -> str | None:
    free = shutil.disk_usage(settings.KHUANG_HOME).free
    return free < ROOM and f"Only {free // 1_000_000} MB are free on the disk of {settings.KHUANG_HOME}."


def _origin() -> str | None:
    parts = urlsplit(settings.KHUANG_ORIGIN)
    local = parts.hostname in ("127.0.0.1", "localhost", "::1")
    if parts.scheme == "https" or local:
        return None
    return f"{settings.KHUANG_ORIGIN} is not encrypted: serve over https, and say so in KHUANG_ORIGIN."


def _account() -> str | None:
    return os.geteuid() == 0 and "This runs as root: give Khuang an account of its own for real work."


def _row(question: str) -> tuple:
    return _rows(question)[0]


def _rows(question: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(question)
        return cursor.fetchall()
