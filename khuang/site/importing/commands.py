"""`khuang import`: take a list of people in from a terminal, by the same rules as the wizard."""

import os
import sys
from argparse import Namespace
from functools import partial
from pathlib import Path

from django.utils import timezone, translation

from khuang.care.people.actions import imports
from khuang.care.people.models import Import
from khuang.care.people.reads import importing
from khuang.care.people.rules.imports.problems import Refused
from khuang.ground.journal import long_work
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.spreadsheets import as_csv
from khuang.ui.paces import pace, time_left

BAR = 30  # characters
WORDS = {
    "new": "new",
    "changed": "changed",
    "unchanged": "unchanged",
    "duplicate": "possible duplicates",
    "aside": "differ from the registry, to be settled",
    "bad": "not taken in",
    "skipped": "blank rows and notes",
}


def take_in(chosen: Namespace) -> int:
    """Take a list in, or with --dry-run only say what would become of it.

    0: every row went in. 3: some rows did not; they stand in FILE.bad.csv. 1: nothing could be done.
    """
    municipality = _municipality(chosen.municipality)
    if municipality is None:
        print("There are several municipalities. Name one: --municipality SHORT-NAME", file=sys.stderr)
        return 1
    with translation.override("en"):
        try:
            return _take_in(municipality, Path(chosen.file), chosen.mapping, chosen.dry_run)
        except Refused as refusal:
            print(refusal.sentence, file=sys.stderr)
        except OSError as problem:
            print(f"{chosen.file}: {problem.strerror}", file=sys.stderr)
    return 1


def _municipality(slug: str | None) -> Municipality | None:
    found = Municipality.objects.all() if slug is None else Municipality.objects.filter(slug=slug)
    return found[0] if found.count() == 1 else None


def _take_in(municipality: Municipality, file: Path, source: str, dry_run: bool) -> int:
    content, at = file.read_bytes(), timezone.now()
    with within(municipality):
        brought = imports.bring(content, file_name=file.name, source=source, by=SYSTEM, at=at, at_once=True)
    try:
        with within(municipality):
            _choose(brought)
        brought = _rehearsed(brought) if dry_run else _taken(brought)
        _say(brought.outcome)
        return _hand_back(brought, file) if brought.outcome["bad"] else 0
    finally:
        if dry_run:
            with within(municipality):
                imports.let_go(brought, by=SYSTEM, at=timezone.now())


def _choose(brought: Import) -> None:
    """Choose the columns as last time from there, or as proposed; what only a person can say is refused."""
    kept = importing.source_named(brought.source)
    proposals, names = importing.proposals(brought), brought.headers
    imports.choose(
        brought,
        {column: one.field for column, one in proposals.items()},
        rule=kept.rule,
        two_digits={at: kept.two_digits[name] for at, name in enumerate(names) if name in kept.two_digits},
        village_words=kept.villages,
        by=SYSTEM,
        at=timezone.now(),
    )
    for column, one in sorted(proposals.items()):
        print(f"  {names[column]}: {one.field} ({one.because})")


def _taken(brought: Import) -> Import:
    with within(brought.municipality_id):
        imports.begin(brought, by=SYSTEM, at=timezone.now())
    # A worker that runs beside us helps, and goes on should we be stopped.
    return _work("Taking in", brought, imports.work_piece)


def _rehearsed(brought: Import) -> Import:
    with within(brought.municipality_id):
        memory = imports.rehearse(brought, by=SYSTEM)
    return _work("Looking", brought, partial(imports.rehearse_piece, memory=memory))


def _work(what: str, brought: Import, piece: long_work.Piece) -> Import:
    """Do all the pieces here, with a bar on a terminal. Raises Refused when it stops."""
    more = True
    while more:
        more = long_work.carry_on(brought.municipality_id, Import, brought.pk, piece, seconds=0.5)
        with within(brought.municipality_id):
            brought = Import.objects.get(pk=brought.pk)
        _bar(what, brought)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    if brought.state == brought.State.FAILED:
        raise Refused(brought.failed_because)
    return brought


def _bar(what: str, brought: Import) -> None:
    if not sys.stderr.isatty():
        return
    total = brought.total or 1
    full = BAR * min(brought.done, total) // total
    words = ", ".join(filter(None, (pace(brought.rate), time_left(brought.seconds_left))))
    line = f"{what} [{'#' * full}{'.' * (BAR - full)}] {brought.done} of {total} {words}"
    print(f"\r{line:<100}", end="", file=sys.stderr, flush=True)


def _say(counts: dict[str, int]) -> None:
    for name, words in WORDS.items():
        print(f"{counts[name]:>9,}  {words}")


def _hand_back(brought: Import, file: Path) -> int:
    """Write the rows that were not taken in beside the file, for its owner's eyes only."""
    bad = file.with_name(f"{file.name}.bad.csv")
    with within(brought.municipality_id):
        head, *rows = importing.bad_rows(brought)
    descriptor = os.open(bad, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        os.fchmod(out.fileno(), 0o600)
        out.write(as_csv(head, rows))
    print(f"The rows that were not taken in stand in {bad}, each with the reason.")
    return 3
