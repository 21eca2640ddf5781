"""Where sealed values lie in the database: the columns that models declare, and two that they do not."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from psycopg import Connection, sql
from psycopg.types.json import Json

from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.fields import SealedField
from khuang.lib.sealing import FORMAT, NONCE, TAG, CannotOpen, Keyring


@dataclass(frozen=True)
class Column:
    """A column of sealed values.

    key    the column that says whose row it is; a sealed value is bound to it
    bound  gives what the value of a row is bound to
    """

    table: str
    name: str
    is_municipal: bool
    bound: Callable[[Any], bytes]
    key: str = "id"

    def left(self, connection: Connection, keys: Keyring) -> int:
        """Return how many values in view are not sealed with the current key."""
        words = sql.SQL("SELECT count(*) FROM {} WHERE {}").format(self._table, self._old(keys))
        return connection.execute(words).fetchone()[0]

    def reseal(self, connection: Connection, keys: Keyring, *, at_most: int) -> int:
        """Seal some values of another key with the current one; return how many. Raises CannotOpen."""
        words = sql.SQL("SELECT {}, {} FROM {} WHERE {} LIMIT {} FOR UPDATE").format(
            self._key, self._name, self._table, self._old(keys), sql.Literal(at_most)
        )
        rows = connection.execute(words).fetchall()
        sealed = [keys.seal(keys.open(value, self.bound(key)), self.bound(key)) for key, value in rows]
        words = sql.SQL(
            "UPDATE {0} t SET {1} = v.sealed FROM unnest(%s, %s::bytea[]) v(key, sealed) WHERE t.{2} = v.key"
        ).format(self._table, self._name, self._key)
        if rows:
            connection.execute(words, [[key for key, _ in rows], sealed])
        return len(rows)

    def _old(self, keys: Keyring) -> sql.Composed:
        # The first byte of a sealed value is its format, the second the number of its key. An empty one
        # is what an ended session leaves.
        return sql.SQL("length({0}) > 1 AND substring({0}, 1, 2) <> {1}").format(
            self._name, sql.Literal(bytes((FORMAT, keys.current)))
        )

    @property
    def _table(self) -> sql.Identifier:
        return sql.Identifier(self.table)

    @property
    def _name(self) -> sql.Identifier:
        return sql.Identifier(self.name)

    @property
    def _key(self) -> sql.Identifier:
        return sql.Identifier(self.key)


def _session(key_hash: bytes) -> bytes:
    return b"accounts_browsersession:" + key_hash


# Bound to what the browser carries; khuang.ground.accounts.session_store seals them.
SESSIONS = Column("accounts_browsersession", "content", False, _session, key="key_hash")


@dataclass(frozen=True)
class SecondFactors:
    """Secrets of second factors: hexadecimal texts in allauth's JSON, sealed to their account."""

    table: str = "mfa_authenticator"
    name: str = "data"
    is_municipal: bool = False

    def left(self, connection: Connection, keys: Keyring) -> int:
        return sum(row["data"] != self._anew(row, keys) for row in self.rows(connection))

    def reseal(self, connection: Connection, keys: Keyring, *, at_most: int) -> int:
        changed = 0
        for row in self.rows(connection):
            anew = self._anew(row, keys)
            if anew != row["data"] and changed < at_most:
                words = "UPDATE mfa_authenticator SET data = %s WHERE id = %s"
                connection.execute(words, [Json(anew), row["id"]])
                changed += 1
        return changed

    def rows(self, connection: Connection, municipality: str | None = None) -> list[dict[str, Any]]:
        """Return the second factors of a municipality's accounts or of all, with times as text."""
        words = (
            "SELECT to_jsonb(f)::text FROM mfa_authenticator f JOIN accounts_account a ON a.id = f.user_id "
            "WHERE %(whose)s::uuid IS NULL OR a.municipality_id = %(whose)s::uuid ORDER BY f.id"
        )
        return [json.loads(row) for (row,) in connection.execute(words, {"whose": municipality})]

    def _anew(self, row: dict[str, Any], keys: Keyring) -> Any:
        return self.resealed(row["data"], row["user_id"], keys, keys)

    @staticmethod
    def insert(connection: Connection, row: dict[str, Any]) -> None:
        """Insert a row that came from elsewhere, under a number of its own here."""
        new_id = "nextval(pg_get_serial_sequence('mfa_authenticator', 'id'))"
        words = (
            "INSERT INTO mfa_authenticator SELECT (jsonb_populate_record("
            f"NULL::mfa_authenticator, %s::jsonb || jsonb_build_object('id', {new_id}))).*"
        )
        connection.execute(words, [Json(row)])

    @classmethod
    def resealed(cls, data: Any, user: Any, old: Keyring, new: Keyring) -> Any:
        """Return what allauth keeps of one factor, its secrets opened by `old` and sealed by `new`."""
        if isinstance(data, dict):
            return {name: cls.resealed(value, user, old, new) for name, value in data.items()}
        if isinstance(data, list):
            return [cls.resealed(value, user, old, new) for value in data]
        return _resealed_text(data, f"mfa_authenticator:{user}".encode(), old, new)


def _resealed_text(text: Any, bound: bytes, old: Keyring, new: Keyring) -> Any:
    """Seal a text anew when it is sealed with another key; leave everything else."""
    looks_sealed = isinstance(text, str) and len(text) > 2 * (NONCE + TAG) and text.startswith("01")
    if not looks_sealed:
        return text
    try:
        sealed = bytes.fromhex(text)
        opened = old.open(sealed, bound)
    except (ValueError, CannotOpen):
        return text
    return text if old is new and sealed[1] == new.current else new.seal(opened, bound).hex()


def fields() -> list[SealedField]:
    """Return every sealed field of every model."""
    return [
        field
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if isinstance(field, SealedField)
    ]


def columns() -> list[Column | SecondFactors]:
    """Return every column of sealed values."""
    municipal = set(municipal_models())
    declared = [
        Column(field.model._meta.db_table, field.column, field.model in municipal, field.bound)
        for field in fields()
    ]
    return [*declared, SESSIONS, SecondFactors()]
