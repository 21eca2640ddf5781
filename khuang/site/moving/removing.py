"""`khuang municipality remove`: after a municipality has left, nothing of it stays."""

import shutil
from pathlib import Path

from django.conf import settings
from psycopg import sql

from khuang.site import tables
from khuang.site.moving import CannotMove

# What hangs on accounts or on the municipality itself, in the order in which it can go.
_AFTERWARDS = (
    "DELETE FROM mfa_authenticator USING accounts_account a WHERE user_id = a.id AND a.municipality_id = %s",
    "DELETE FROM account_emailaddress USING accounts_account a "
    "WHERE user_id = a.id AND a.municipality_id = %s",
    "DELETE FROM accounts_browsersession WHERE municipality_id = %s",
    "DELETE FROM accounts_account WHERE municipality_id = %s",
    "DELETE FROM procrastinate_jobs WHERE args->>'municipality' = %s::text",
    "DELETE FROM municipalities_municipality WHERE id = %s",
)


def remove(slug: str) -> int:
    """Remove a municipality with all that it has, and return how many rows that were. Raises CannotMove."""
    with tables.owner() as connection:
        words = "SELECT id FROM municipalities_municipality WHERE slug = %s"
        found = connection.execute(words, [slug]).fetchone()
        if not found:
            raise CannotMove(f"There is no municipality {slug} here.")
        tables.choose(connection, found[0])
        municipal = [table.name for table in tables.tables(connection) if table.is_municipal]
        for name in municipal:
            _triggers(connection, name, "DISABLE")
        rows = 0
        for name in reversed(municipal):
            gone = connection.execute(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)))
            rows += gone.rowcount
        for statement in _AFTERWARDS:
            rows += connection.execute(statement, [found[0]]).rowcount
        connection.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name in municipal:
            _triggers(connection, name, "ENABLE")
    shutil.rmtree(Path(settings.KHUANG_MEDIA) / str(found[0]), ignore_errors=True)
    with tables.owner() as connection:
        connection.autocommit = True
        # What is deleted lies in the files until they are cleared.
        connection.execute("VACUUM")
    return rows


def _triggers(connection, name, word):
    connection.execute(sql.SQL("ALTER TABLE {} {} TRIGGER USER").format(sql.Identifier(name), sql.SQL(word)))
