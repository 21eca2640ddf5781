"""Prove of a restored installation what can be proved: chains, sealed values, files."""

from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from psycopg import sql

from khuang.care.people.models import Person
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import current_id, within
from khuang.ground.municipalities.fields import keyring
from khuang.ground.municipalities.models import Municipality
from khuang.lib.archives import Manifest
from khuang.lib.sealing import CannotOpen
from khuang.site.keys import sealed
from khuang.site.keys.files import sealed_files

SAMPLE = 500  # Values of each sealed column that are opened, and files, in each municipality.


@dataclass
class Found:
    """What one municipality looks like after a restore.

    broken   what is wrong, in words; empty when nothing is
    """

    id: str
    slug: str
    people: int
    lines: int
    opened: int
    broken: str


def prove(manifest: Manifest) -> dict[str, Any]:
    """Look at every municipality of the backup, and say what is there and what is wrong."""
    found = []
    for municipality in Municipality.objects.filter(pk__in=manifest["municipalities"]):
        with within(municipality):
            found.append(_of(municipality, manifest["municipalities"][str(municipality.pk)]))
    rows = sum(count for table in manifest["counts"].values() for count in table.values())
    return {
        "municipalities": [asdict(one) for one in found],
        "people": sum(one.people for one in found),
        "rows": rows,
        "files": manifest["media"]["files"],
        "broken": "; ".join(f"{one.slug}: {one.broken}" for one in found if one.broken),
    }


def _of(municipality: Municipality, said: dict[str, Any]) -> Found:
    chain = journal.verdict()
    head = (chain.lines, chain.head.hex())
    broken = f"line {chain.broken_at} of the journal is {chain.because}" if chain.because else ""
    if not broken and head != (said["lines"], said["head"]):
        broken = "the journal ends elsewhere than the backup says"
    opened = 0
    with suppress(StopIteration):
        tries = _tries()
        while not broken:
            broken = next(tries)
            opened += 1
    return Found(str(municipality.pk), municipality.slug, Person.objects.count(), chain.lines, opened, broken)


def _tries() -> Iterator[str]:
    """Open a sample of every sealed column and some files; give what is wrong each time, or nothing."""
    for field in sealed.fields():
        table = field.model._meta.db_table
        words = sql.SQL("SELECT id, {0} FROM {1} WHERE {0} IS NOT NULL ORDER BY id DESC LIMIT {2}").format(
            sql.Identifier(field.column), sql.Identifier(table), sql.Literal(SAMPLE)
        )
        with connection.cursor() as cursor:
            cursor.execute(words)
            for key, value in cursor.fetchall():
                yield _opens(lambda value=value, key=key, field=field: field.unseal(bytes(value), key), table)
    for one in islice(sealed_files(Path(settings.KHUANG_MEDIA), str(current_id())), SAMPLE):
        yield _opens(lambda one=one: deque(one.opened(keyring()), maxlen=0), "the files")


def _opens(open_it: Any, where: str) -> str:
    try:
        open_it()
    except CannotOpen:
        return f"a sealed value in {where} does not open"
    return ""
