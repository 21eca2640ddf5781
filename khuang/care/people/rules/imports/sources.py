"""The tables of a file, whatever its kind; repeats of a form are joined to the form that they belong to.

KoboToolbox writes repeats to sheets (or files) of their own with `_parent_index`,
which is the `_index` of the form; ODK Central writes `PARENT_KEY` and `KEY`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from khuang.care.people.rules.imports import files, texts, workbooks
from khuang.care.people.rules.imports.files import Kind
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.imports.texts import TextKind

Rows = Callable[[], Iterator[list[str]]]
# Column of a repeat -> column of its form.
_LINKS = {"PARENT_KEY": "KEY", "_parent_index": "_index"}
_PARENT_TABLE = "_parent_table_name"
_MOST_BLANK = 1000  # rows in a row; a sheet often claims a million


@dataclass(frozen=True)
class Table:
    """One table of a file, to be read as often as wanted."""

    name: str
    rows: Rows
    text_kind: TextKind | None = None


def tables(content: bytes, kind: Kind, text_kind: TextKind | None = None) -> list[Table]:
    """Give every table of a file. Raises Refused.

    text_kind  how a person said that a text file is written; found by itself otherwise
    """
    found = _joined(list(_tables(content, kind, text_kind)))
    if not found:
        raise Refused("file_no_table")
    return found


def _tables(content: bytes, kind: Kind, text_kind: TextKind | None, name: str = "") -> Iterator[Table]:
    if kind == "csv":
        written = text_kind or texts.kind_of(content)
        yield Table(name, lambda: _shown(texts.rows(content, written)), written)
    elif kind == "xlsx":
        for sheet in workbooks.sheets(content):
            yield Table(sheet, lambda sheet=sheet: _shown(workbooks.rows(content, sheet)))  # type: ignore[misc]
    else:
        archive = files.open_archive(content)
        for member in files.tables_in(archive):
            inside = archive.read(member.name)
            bare = member.name.rpartition("/")[2].rpartition(".")[0]
            yield from _tables(inside, files.kind_of(inside), text_kind, bare)


def _shown(rows: Iterator[list[str]]) -> Iterator[list[str]]:
    """Leave out the blank rows with which a sheet ends, and blank cells behind the last one."""
    blank = 0
    for row in rows:
        while row and not row[-1]:
            row.pop()
        if not row:
            blank += 1
            if blank > _MOST_BLANK:
                return
            continue
        yield from ([] for _ in range(blank))
        blank = 0
        yield row


def _joined(found: list[Table]) -> list[Table]:
    """Join each repeat to its form."""
    heads = {table.name: next(table.rows(), []) for table in found}
    return [_with_parent(table, found, heads) for table in found]


def _with_parent(table: Table, found: list[Table], heads: dict[str, list[str]]) -> Table:
    head = heads[table.name]
    link = next((name for name in _LINKS if name in head), None)
    if link is None:
        return table
    parent = _parent(table, link, found, heads)
    if parent is None:
        return table
    return Table(table.name, lambda: _join(table, parent, link, heads[parent.name]), table.text_kind)


def _parent(table: Table, link: str, found: list[Table], heads: dict[str, list[str]]) -> Table | None:
    others = [one for one in found if one.name != table.name and _LINKS[link] in heads[one.name]]
    head = heads[table.name]
    if _PARENT_TABLE in head:
        first = next(islice(table.rows(), 1, 2), [])
        at = head.index(_PARENT_TABLE)
        said = first[at] if at < len(first) else ""
        named = [one for one in others if one.name == said]
        others = named or others
    # A form has no parent of its own; of several, the one that is no repeat.
    return min(others, key=lambda one: link in heads[one.name], default=None)


def _join(child: Table, parent: Table, link: str, parent_head: list[str]) -> Iterator[list[str]]:
    key = parent_head.index(_LINKS[link])
    forms: dict[str, list[str]] = {}
    for row in islice(parent.rows(), 1, None):
        if key < len(row):
            forms[row[key]] = row
    rows = child.rows()
    head = next(rows)
    at, width = head.index(link), len(head)
    yield [*head, *parent_head]
    for row in rows:
        said = row[at] if at < len(row) else ""
        yield [*row, *[""] * (width - len(row)), *forms.get(said, [])]
