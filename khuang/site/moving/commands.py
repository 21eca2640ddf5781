"""`khuang municipality`, as an operator reads it."""

import sys
from argparse import Namespace
from pathlib import Path

from django.utils import timezone

from khuang.lib import recovery
from khuang.lib.archives import Archive
from khuang.site.backups.restoring import code_of
from khuang.site.moving import CannotMove, arriving, leaving, removing

SHEET = """
The code that opens it, made for this file and shown this once. Send it by another way than the file:

    {code}

On the other installation: khuang municipality import {name}
When all is well there, here: khuang municipality remove {slug}
"""


def export(chosen: Namespace) -> int:
    """Write a municipality into a file; 1 when it cannot leave."""
    code, path = recovery.new_code(), Path(chosen.to).resolve()
    try:
        manifest = leaving.export(chosen.slug, path, code, at=timezone.now())
    except CannotMove as problem:
        return _refused(problem)
    rows = sum(manifest["counts"].values())
    print(f"{path}: {rows:,} rows, {manifest['files']} files, the journal to line {manifest['lines']}")
    print(SHEET.format(code=code, name=path.name, slug=chosen.slug))
    return 0


def arrive(chosen: Namespace) -> int:
    """Take a municipality in from a file; 1 when it does not fit."""
    path = Path(chosen.file)
    try:
        if not path.is_file():
            raise CannotMove(f"There is no file {path}.")
        manifest = arriving.arrive(Archive.open(path, code_of(chosen)), at=timezone.now())
    except CannotMove as problem:
        return _refused(problem)
    rows = sum(manifest["counts"].values())
    print(f"{manifest['slug']} has moved in: {rows:,} rows, {manifest['files']} files.")
    print(f"Its journal is whole: {manifest['lines']} lines. Volunteers' phones must be let in anew.")
    return 0


def remove(chosen: Namespace) -> int:
    """Remove a municipality after its name was typed; 1 when it was not."""
    print(f"This removes {chosen.slug} with everybody in it, and cannot be undone.")
    if input("Type its short name to go on: ").strip() != chosen.slug:
        return _refused("Nothing was removed.")
    try:
        rows = removing.remove(chosen.slug)
    except CannotMove as problem:
        return _refused(problem)
    print(f"{chosen.slug} is gone: {rows:,} rows. It is still in backups; keep or destroy those on purpose.")
    return 0


def _refused(problem: object) -> int:
    print(problem, file=sys.stderr)
    return 1
