"""Take a file, seal it, and turn it into rows."""

from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.people import import_files
from khuang.care.people.models import Import
from khuang.care.people.rules.imports import files, headers, mapping, sources
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.imports.sources import Table
from khuang.care.people.rules.imports.texts import TextKind
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work

# Larger ones are read by a job: a workbook of this size takes two or three seconds.
_AT_ONCE = {"csv": 4_000_000, "xlsx": 700_000, "zip": 2_000_000}


def allow(by: Any) -> None:
    """Refuse whoever may not bring lists for the whole municipality: a list speaks of every village."""
    if not scope_of(by, "people.import").everywhere:
        raise PermissionDenied


@journal.action
def bring(
    content: bytes, *, file_name: str, source: str, by: Any, at: datetime, at_once: bool = False
) -> Import:
    """Begin an import: seal the file and read it, by a job when it is large and nobody can wait.

    source   where the list comes from, in the municipality's words; its columns are remembered by it
    Journal: people.import-brought. Raises Refused, PermissionDenied.
    """
    allow(by)
    made = Import(
        source=source,
        by_kind="system" if by.pk is None else by._meta.model_name,
        by_id=by.pk,
        brought_at=at,
        kind=files.kind_of(content),
        file_name=file_name[-200:],
        sha256=sha256(content).digest(),
    )
    import_files.write_source(made.pk, content)
    try:
        _read(made, content, at_once=at_once)
    except BaseException:
        import_files.remove(made.pk)
        raise
    journal.write("people.import-brought", by=by, about=made, at=at, rows=made.rows)
    return made


def _read(made: Import, content: bytes, *, at_once: bool = False) -> None:
    if len(content) > _AT_ONCE[made.kind] and not at_once:
        long_work.begin(made)
    else:
        _into_rows(made, content)
        made.state = made.State.DONE
        made.save()


@journal.action
def bring_again(brought: Import, content: bytes, *, by: Any, at: datetime) -> None:
    """Put the file of an import back that was lost; it must be the same one.

    Journal: people.import-brought. Raises Refused, PermissionDenied.
    """
    allow(by)
    if sha256(content).digest() != bytes(brought.sha256):
        raise Refused("file_other")
    import_files.write_source(brought.pk, content)
    table = _chosen(brought, _tables(brought, content))
    import_files.write_rows(brought.pk, table.rows())
    journal.write("people.import-brought", by=by, about=brought, at=at, rows=brought.rows)


@journal.action
def look_again(brought: Import, *, by: Any, at: datetime, **said: Any) -> None:
    """Read the file another way: encoding, delimiter, table, or rows of the header as a person says.

    Journal: people.import-brought. Raises Refused, PermissionDenied.
    """
    allow(by)
    for name, value in said.items():
        setattr(brought, name, value)
    if said.keys() & {"encoding", "delimiter", "table"}:
        brought.phase, brought.fields = Import.Phase.READING, {}
        _read(brought, import_files.source(brought.pk))
    else:
        top = list(import_files.rows(brought.pk, 0, headers.LOOK_AT))
        brought.headers = list(headers.at(top, brought.first_header, brought.last_header).names)
        brought.fields = {}
        brought.save()
    journal.write("people.import-brought", by=by, about=brought, at=at, rows=brought.rows)


def read_piece(brought: Import, at: datetime) -> bool:
    """Read a large file into rows; it is one piece, begun anew when it was broken off."""
    _into_rows(brought, import_files.source(brought.pk))
    return False


def _into_rows(brought: Import, content: bytes) -> None:
    found = _tables(brought, content)
    table = _chosen(brought, found)
    brought.table, brought.tables = table.name[:120], [one.name[:120] for one in found]
    if table.text_kind:
        brought.encoding, brought.delimiter = table.text_kind.encoding, table.text_kind.delimiter
    import_files.write_rows(brought.pk, _counted(brought, table.rows()))
    if not brought.rows:
        raise Refused("file_no_table")
    head = headers.find(list(import_files.rows(brought.pk, 0, headers.LOOK_AT)))
    brought.first_header, brought.last_header, brought.headers = head.first, head.last, list(head.names)
    brought.phase, brought.done, brought.total = Import.Phase.CHOOSING, 0, None


def _counted(brought: Import, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    brought.rows = 0
    for row in rows:
        brought.rows += 1
        yield row


def _tables(brought: Import, content: bytes) -> list[Table]:
    written = TextKind(brought.encoding, brought.delimiter) if brought.encoding else None
    return sources.tables(content, brought.kind, written)


def _chosen(brought: Import, found: list[Table]) -> Table:
    """Give the table that was chosen, or else the one whose columns say most about people."""
    named = [one for one in found if one.name[:120] == brought.table]
    return named[0] if named and brought.table else max(found, key=_says)


def _says(table: Table) -> int:
    top = list(islice(table.rows(), headers.LOOK_AT))
    head = headers.find(top)
    return len(mapping.propose(head.names, top[head.last + 1 :], {})) if top else -1
