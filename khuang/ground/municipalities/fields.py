"""Fields of municipal rows: keys that stay inside the municipality, values sealed to their row."""

import json
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core import checks
from django.db import models
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute

from khuang.lib.keyrings import read_keyring
from khuang.lib.sealing import CannotOpen, Keyring

_lent: ContextVar[Keyring | None] = ContextVar("keyring", default=None)


def keyring() -> Keyring:
    """Return the keys of this installation, or those that `with_keys` lends."""
    return _lent.get() or read_keyring(settings.KHUANG_KEYRING)


@contextmanager
def with_keys(keys: Keyring) -> Iterator[None]:
    """Seal, open and hash with other keys, for example while the keys are changed."""
    token = _lent.set(keys)
    try:
        yield
    finally:
        _lent.reset(token)


def keyed_hash(text: str, purpose: str) -> bytes:
    """Hash a normalised text (ID number, phone) for exact look-up; 16 bytes."""
    return keyring().keyed_hash(text, purpose)


class MunicipalityField(models.ForeignKey):
    """The municipality of a row, first column of every key.

    Without a database constraint of its own: row-level security already fixes
    its value, and a lock on the one municipality row would queue all writers.
    """

    def __init__(self, to="municipalities.Municipality", on_delete=models.PROTECT, **options):
        options |= {"editable": False, "related_name": "+", "db_index": False, "db_constraint": False}
        super().__init__(to, on_delete, **options)

    def get_placeholder(self, value, compiler, connection):
        # Keeps bulk_create from INSERT ... SELECT FROM UNNEST, which Citus
        # refuses under row-level security.
        return "%s"


class MunicipalForeignKey(models.ForeignKey):
    """A foreign key that never leaves the municipality: joins and the constraint carry both columns.

    `harden` makes the composite constraint, so Django makes none.
    """

    def __init__(self, to, on_delete, **options):
        options |= {"db_constraint": False}
        super().__init__(to, on_delete, **options)

    def deconstruct(self):
        name, path, args, options = super().deconstruct()
        options.pop("db_constraint", None)
        return name, path, args, options

    def get_extra_restriction(self, alias, related_alias):
        theirs = self.remote_field.model._meta.get_field("municipality")
        ours = self.model._meta.get_field("municipality")
        return Exact(theirs.get_col(alias), ours.get_col(related_alias))


class Ciphertext(bytes):
    """A sealed value as the database holds it."""


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is read, since only the row knows what it is bound to."""

    def __get__(self, instance, cls=None):
        value = super().__get__(instance, cls)
        if isinstance(value, Ciphertext):
            value = self.field.unseal(value, instance.pk)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance, value):
        # With a setter, reading always comes through __get__, also when the value is loaded.
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):
    """Bytes encrypted with AES-256-GCM and bound to table, column and row. None stays NULL.

    Filtered by nothing, changed only through its row: `update(field=...)` raises TypeError.
    """

    descriptor_class = SealedAttribute

    def __init__(self, *args, **options):
        super().__init__(*args, **{"editable": True, **options})

    def pack(self, value) -> bytes:
        return bytes(value)

    def unpack(self, plain: bytes):
        return plain

    def bound(self, key) -> bytes:
        return f"{self.model._meta.db_table}:{self.column}:{key}".encode()

    def seal(self, value, key) -> Ciphertext:
        """Seal `value` for the row with primary key `key`."""
        return Ciphertext(keyring().seal(self.pack(value), self.bound(key)))

    def unseal(self, sealed: bytes, key):
        """Open what the database holds for the row `key`. Raises CannotOpen."""
        return self.unpack(keyring().open(sealed, self.bound(key)))

    def unsealer(self) -> Callable[[bytes, object], Any]:
        """Return what opens many values of this column, each with its row's key."""
        keys, bound = keyring(), self.bound("")

        def unseal(sealed: bytes, key: object) -> Any:
            try:
                return self.unpack(keys.open(sealed, bound + str(key).encode()))
            except CannotOpen:
                # Sealed meanwhile with a key that is newer than the keyring at hand.
                return self.unseal(sealed, key)

        return unseal

    def from_db_value(self, value, expression, connection):
        return None if value is None else Ciphertext(value)

    def pre_save(self, instance, add):
        value = (
            instance.__dict__[self.attname]
            if self.attname in instance.__dict__
            else getattr(instance, self.attname)
        )
        if value is None or isinstance(value, Ciphertext):
            return value
        return self.seal(value, instance.pk)

    def get_db_prep_value(self, value, connection, prepared=False):
        if value is not None and not isinstance(value, Ciphertext):
            raise TypeError(
                f"{self.name} is sealed: save it through its row, and look it up by its keyed hash."
            )
        return super().get_db_prep_value(value, connection, prepared)

    def clean(self, value, instance):
        return value

    def value_to_string(self, instance):
        return self.value_from_object(instance)

    def check(self, **options):
        problems = super().check(**options)
        if self.db_index or self.unique:
            problems.append(
                checks.Error("A sealed field can have no index.", obj=self, id="municipalities.E005")
            )
        return problems


class SealedBytes(SealedField):
    """Sealed bytes, for example a submission as it was received."""


class SealedText(SealedField):
    """A sealed string."""

    def pack(self, value):
        return value.encode()

    def unpack(self, plain):
        return plain.decode()


class SealedJSON(SealedField):
    """A sealed JSON value."""

    def pack(self, value):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def unpack(self, plain):
        return json.loads(plain)


class SealedPosition(SealedField):
    """A sealed (longitude, latitude) in degrees, WGS 84."""

    def pack(self, value):
        return struct.pack("<dd", *value)

    def unpack(self, plain):
        return struct.unpack("<dd", plain)
