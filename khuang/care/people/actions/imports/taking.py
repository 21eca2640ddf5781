"""Take the rows of a list in, piece by piece; good rows go in, the others are noted with the reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db.models import Q
from django.utils import timezone

from khuang.care.people import import_files
from khuang.care.people.actions import duplicates
from khuang.care.people.actions.imports import homes, pictures
from khuang.care.people.actions.imports.choosing import plan_of, refuse_if_open
from khuang.care.people.actions.imports.known import Home, Memory, is_guarded, name_key
from khuang.care.people.actions.imports.reading import allow, read_piece
from khuang.care.people.actions.intake import take_in_proposals, write_journal
from khuang.care.people.actions.said import as_text
from khuang.care.people.actions.slate import Slate
from khuang.care.people.actions.source import Source
from khuang.care.people.models import (
    Attention,
    DuplicateCandidate,
    Household,
    Import,
    ImportRow,
    Person,
)
from khuang.care.people.reads.duplicates import candidate, likely_many
from khuang.care.people.rules.imports import mapping, matching
from khuang.care.people.rules.imports.matching import COMPARED, Difference, Known
from khuang.care.people.rules.imports.problems import Refused, RowProblem
from khuang.care.people.rules.imports.rows import Plan, Row, read
from khuang.care.people.rules.merging import Proposal
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.journal import long_work
from khuang.ground.municipalities.writing import insert

PIECE = 300  # rows


@dataclass
class Weighed:
    """What becomes of a piece of rows.

    homes     households to be made
    people    what is proposed of persons, in the order of the rows
    asides    person, property and text of values that somebody must settle
    pictures  person and name of a photograph
    made      new person -> row
    newcomers the rows of new people, with their homes
    """

    counts: Counter[str] = field(default_factory=Counter)
    changed_fields: Counter[str] = field(default_factory=Counter)
    homes: list[Proposal] = field(default_factory=list)
    people: list[Proposal] = field(default_factory=list)
    asides: list[tuple[Person, str, str]] = field(default_factory=list)
    notes: list[ImportRow] = field(default_factory=list)
    pictures: list[tuple[UUID, str]] = field(default_factory=list)
    made: dict[UUID, int] = field(default_factory=dict)
    newcomers: list[tuple[Row, Home]] = field(default_factory=list)


@journal.action
def begin(brought: Import, *, by: Any, at: datetime) -> None:
    """Begin to take the rows in, or go on after a stop. Journal: people.import-begun.

    Raises Refused while columns or eras are not chosen, or when the file is gone; PermissionDenied.
    """
    allow(by)
    mapping.check({int(column): one for column, one in brought.fields.items()})
    refuse_if_open(brought)
    brought.phase, brought.begun_at = Import.Phase.TAKING, brought.begun_at or at
    brought.total, brought.finished_at = brought.rows - brought.last_header - 1, None
    if brought.undone_at:
        raise Refused("file_gone")
    long_work.begin(brought)
    journal.write("people.import-begun", by=by, about=brought, at=at, rows=brought.total)


@journal.action
def stop(brought: Import, *, by: Any, at: datetime) -> None:
    """Stop after the piece at hand; what is taken in stays. Journal: people.import-stopped."""
    allow(by)
    long_work.ask_to_stop(brought, at=at)
    journal.write("people.import-stopped", by=by, about=brought, at=at, rows=brought.done)


def work_piece(brought: Import, at: datetime) -> bool:
    """Do the next piece of whatever the import is at: reading its file, or taking its rows in."""
    do = read_piece if brought.phase == Import.Phase.READING else take_piece
    try:
        return do(brought, at)
    except Refused as refusal:
        raise long_work.CannotGoOn(refusal.code) from None


def take_piece(brought: Import, at: datetime) -> bool:
    """Take the next rows in; safe to be broken off anywhere. Journal: people.registered, people.changed.

    The time of its changes depends on the import and the piece alone, and so do the ids that it
    makes: an import that was taken up again is the same as one that ran through.
    """
    by = actor_of(brought)
    begun = (brought.begun_at or at) + timedelta(microseconds=brought.cursor)
    weighed = _next_rows(brought, Memory(), by, begun)
    source = Source(brought.by_kind, brought.by_id, begun, timezone.localdate(begun), import_id=brought.pk)
    if weighed.homes or weighed.people:
        slate = take_in_proposals([*weighed.homes, *weighed.people], source)
        write_journal(slate, by, begun)
        _notice(slate, brought, weighed, begun)
    _ask(weighed.asides, brought, begun)
    insert(weighed.notes)
    weighed.counts["photographs"] += pictures.keep(brought, weighed.pictures, at=begun)
    if _advance(brought, weighed):
        return True
    journal.write("people.imported", by=by, about=brought, at=at, rows=brought.outcome)
    return False


def rehearse(brought: Import, *, by: Any) -> Memory:
    """Make ready to go through the rows without taking them in; give what is remembered between pieces."""
    allow(by)
    refuse_if_open(brought)
    brought.state, brought.total = brought.State.WAITING, brought.rows - brought.last_header - 1
    brought.save()
    return Memory()


def rehearse_piece(brought: Import, at: datetime, memory: Memory) -> bool:
    """Decide what would become of the next rows, and write nothing of it into the registry."""
    weighed = _next_rows(brought, memory, actor_of(brought), at)
    several = [candidate(row.values, village=home[0], house_no=home[1]) for row, home in weighed.newcomers]
    phones = [row.values.get("phone") or "" for row, _ in weighed.newcomers]
    weighed.counts["duplicate"] += sum(map(bool, likely_many(several, phones=phones))) if several else 0
    for note in weighed.notes:
        # Who is new only in thought has no row to point at.
        note.person_id = note.person_id if note.person_id in memory.persons else None
    insert(weighed.notes)
    return _advance(brought, weighed)


def _next_rows(brought: Import, memory: Memory, by: Any, at: datetime) -> Weighed:
    return weigh_piece(brought, _rows(brought), plan_of(brought, timezone.localdate(at)), memory, by)


def _advance(brought: Import, weighed: Weighed) -> bool:
    """Count a piece as done; say whether more is left."""
    _add_up(brought, weighed)
    brought.cursor += 1
    brought.done = min(brought.cursor * PIECE, brought.total or 0)
    return brought.done < (brought.total or 0)


def _notice(slate: Slate, brought: Import, weighed: Weighed, at: datetime) -> None:
    """Open pairs of new people and whom they may be, and note the rows that brought them."""
    homes_at_hand = {
        one.dwelling_id: one.dwelling for one in slate.records.values() if isinstance(one, Household)
    }
    if not duplicates.notice(slate.new[Person], homes_at_hand, at=at):
        return
    new = {one.pk for one in slate.new[Person]}
    pairs = DuplicateCandidate.objects.filter(Q(person_a__in=new) | Q(person_b__in=new))
    doubled = new & {key for pair in pairs.order_by().values_list("person_a", "person_b") for key in pair}
    for key in sorted(doubled):
        note = ImportRow(of=brought, number=weighed.made[key], person_id=key)
        note.outcome = ImportRow.Outcome.DUPLICATE
        weighed.notes.append(note)
    weighed.counts["duplicate"] += len(doubled)


def actor_of(brought: Any) -> Any:
    """Give whoever brought the list: their rights hold for it, also while a job works for them."""
    return Account.objects.get(pk=brought.by_id) if brought.by_id else journal.SYSTEM


def _rows(brought: Import) -> list[tuple[int, list[str]]]:
    first = brought.last_header + 1 + brought.cursor * PIECE
    rows = import_files.rows(brought.pk, first, first + PIECE)
    return list(enumerate(rows, start=first + 1))


def _add_up(brought: Import, weighed: Weighed) -> None:
    """Add the counts of a piece to those of its import."""
    fields = Counter(brought.counts.get("fields", {})) + weighed.changed_fields
    brought.counts = {**(Counter(_plain(brought.counts)) + weighed.counts), "fields": dict(fields)}


def _plain(counts: dict[str, Any]) -> dict[str, int]:
    return {name: count for name, count in counts.items() if name != "fields"}


def weigh_piece(
    brought: Import, numbered: Iterable[tuple[int, list[str]]], plan: Plan, memory: Memory, by: Any
) -> Weighed:
    """Decide what becomes of some rows; writes nothing.

    memory  who is known so far; new people of these rows are added, so that a second row finds them
    """
    weighed = Weighed()
    rows: list[Row] = []
    for number, cells in numbered:
        row = read(number, cells, plan)
        if row is None:
            weighed.counts["skipped"] += 1
        else:
            rows.append(row)
    good = [row for row in rows if not row.problems]
    memory.load(good)
    there = homes.there(brought, good)
    for row in rows:
        _weigh(brought, row, weighed, memory, there, by)
    return weighed


def _weigh(brought: Import, row: Row, weighed: Weighed, memory: Memory, there: homes.There, by: Any) -> None:
    home: Home = (row.home_values.get("village"), row.home_values.get("house_no", ""))
    match = matching.Match()
    if not row.problems:
        numbered = memory.by_number.get(row.values.get("national_id", ""), ())
        match = matching.find(row.values, home, numbered, memory.by_name.get(name_key(row.values), ()))
        if match.problem:
            row.problems.append(RowProblem(match.problem))
    if row.problems:
        weighed.counts["bad"] += 1
        weighed.notes.append(_note(brought, row, ImportRow.Outcome.BAD, None))
    elif match.known is None:
        _make(brought, row, home, weighed, memory, there)
    else:
        _compare(brought, row, home, match.known, weighed, memory, there, by)


def _make(
    brought: Import, row: Row, home: Home, weighed: Weighed, memory: Memory, there: homes.There
) -> None:
    key = uuid5(brought.pk, f"row {row.number}")
    texts = dict(row.person)
    if household := _household(brought, row, home, weighed, there):
        texts["household"] = str(household)
    weighed.people.append(Proposal(PERSON, key, True, False, texts))
    weighed.made[key] = row.number
    weighed.newcomers.append((row, home))
    weighed.counts["new"] += 1
    memory.add(Known(key, row.values, home))
    if row.photograph:
        weighed.pictures.append((key, row.photograph))


def _household(brought: Import, row: Row, home: Home, weighed: Weighed, there: homes.There) -> UUID | None:
    """Give the household of a row, and propose it when it is new."""
    if not row.home:
        return None
    key, is_new = there.household(brought.pk, row.number, home)
    if is_new:
        weighed.homes.append(Proposal(HOUSEHOLD, key, True, False, row.home))
    return key


def _compare(
    brought: Import,
    row: Row,
    home: Home,
    known: Known,
    weighed: Weighed,
    memory: Memory,
    there: homes.There,
    by: Any,
) -> None:
    person = memory.persons.get(known.id)
    guarded = person is not None and is_guarded(person, by)
    found = matching.compare(row.values, known, brought.rule, guarded=guarded)
    texts = {name: text for name in found.taken for name, text in _texts(name, row.values[name]).items()}
    asides = _asides(row, home, known, found, brought.rule, guarded)
    if not guarded and row.home and (not known.home[0] or (brought.rule == "take" and _moved(home, known))):
        household = _household(brought, row, home, weighed, there)
        texts |= {"household": str(household)} if household else {}
    if texts:
        weighed.people.append(Proposal(PERSON, known.id, False, True, texts))
        weighed.changed_fields.update(set(texts) - {"birth_precision"})
    if person is not None:
        weighed.asides += [(person, name, text) for name, text in asides]
    if asides and not guarded:
        weighed.notes.append(_note(brought, row, ImportRow.Outcome.ASIDE, known.id if person else None))
        weighed.counts["aside"] += 1
    # What belongs to a guarded record is told to those who may open it, and to nobody else.
    weighed.counts["changed" if texts else "unchanged"] += 1
    if row.photograph and not guarded:
        weighed.pictures.append((known.id, row.photograph))


def _texts(name: str, value: Any) -> dict[str, str]:
    precision = {"birth_precision": value.precision} if name == "birth" else {}
    return {COMPARED[name]: as_text(value)} | precision


def _moved(home: Home, known: Known) -> bool:
    return bool(home[0] and home[1]) and home != known.home


def _asides(
    row: Row, home: Home, known: Known, found: Difference, rule: str, guarded: bool
) -> list[tuple[str, str]]:
    """Give what differs and did not go in: property and text, "" for the address."""
    kept = [(COMPARED[name], as_text(row.values[name])) for name in sorted(found.clashing)]
    if known.home[0] and _moved(home, known) and (guarded or rule == "fill"):
        kept.append(("", f"{row.home.get('house_no', '')} {row.home.get('village', '')}".strip()))
    return kept


def _note(brought: Import, row: Row, outcome: Any, person: UUID | None) -> ImportRow:
    problems = [[one.code, one.column] for one in row.problems]
    return ImportRow(of=brought, number=row.number, outcome=outcome, problems=problems, person_id=person)


def _ask(asides: list[tuple[Person, str, str]], brought: Import, at: datetime) -> None:
    """Open a question for each value that differs, unless the same one is open already."""
    if not asides:
        return
    waiting = Attention.objects.filter(record_id__in={one.pk for one, _, _ in asides}, settled_at=None)
    asked = {(one.record_id, one.property, one.proposed) for one in waiting.order_by()}
    items = []
    for person, name, text in asides:
        if (person.pk, name, text) not in asked:
            asked.add((person.pk, name, text))
            items.append(
                Attention(
                    code="import_differs" if name else "import_lives_elsewhere",
                    list_name=PERSON,
                    record_id=person.pk,
                    person_id=person.pk,
                    property=name,
                    proposed=text,
                    village_id=person.village_id,
                    dwelling_id=person.dwelling_id,
                    opened_at=at,
                )
            )
    insert(items)
