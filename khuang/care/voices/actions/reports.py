"""Take a report down, with what follows from it, in one transaction."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Partner
from khuang.care.people.models import Person
from khuang.care.voices.actions.answering import close, pass_to
from khuang.care.voices.models import Issue, LetterScan, Report
from khuang.care.voices.rules.deadlines import answer_due, tell_due
from khuang.care.voices.rules.problems import (
    KeptClosed,
    NobodyToHelp,
    NoLetter,
    NoPicture,
    NotInFuture,
    NotYourVillage,
    NoWords,
    UnknownKind,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may, named_for, scope_of
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import next_serial
from khuang.ground.places.models import Village
from khuang.ground.surveys.actions.media import NO_PICTURE, without_place

LARGEST = 8_000_000  # bytes of a scan
_PDF = b"%PDF-"
# What a need says of where it was heard, by the way in which the report came.
_SOURCES = {"walk-in": "walk-in", "phone": "message", "letter": "message"}


@dataclass(frozen=True)
class Told:
    """What was reported, by whom, about whom and how.

    about    a person of the registry, the name of somebody who is not in it, or none: a place or a thing
    village  of the place; a person's own village counts before it
    """

    way: str
    speaker: str
    kind: str
    words: str
    received_on: date
    answer_by: str
    about: Person | str | None = None
    village: Village | None = None
    urgency: str = "later"
    is_read_back: bool = False
    speaker_name: str = ""
    speaker_phone: str = ""
    letter_on: date | None = None
    letter_number: str = ""
    scan: bytes | None = None


@dataclass(frozen=True)
class Follow:
    """What follows at once: a code of Report.Outcome; with what was answered, or to whom it is passed."""

    outcome: str = "later"
    answer: str = ""
    to: Account | Partner | None = None


@journal.action
def take_down(told: Told, follow: Follow, *, key: UUID, by: Any, at: datetime) -> Report:
    """Take down a report and do what follows. Journal: voices.report-taken, and what cases write.

    key  of the report: a form that is sent twice takes down one
    Raises PermissionDenied, NotYourVillage, UnknownKind, NoWords, NoLetter, NotInFuture, NoPicture,
    NobodyToHelp, KeptClosed, NoAddressee, CannotTake, ReferInstead.
    """
    if (there := Report.objects.filter(pk=key).first()) is not None:
        return there
    _check(told, timezone.localdate(at))
    village, is_closed = _place(told, by)
    if is_closed and follow.outcome not in ("alert", "later"):
        raise KeptClosed
    report = _made(told, village, key, by, at)
    report.owner = _owner(told.about) if is_closed else by  # type: ignore[assignment]
    report.outcome = follow.outcome
    report.save(force_insert=True)
    _keep_scan(report, told.scan, by, at)
    # To a guarded record only the system adds; whoever took the call cannot open it.
    _follow(report, follow, journal.SYSTEM if is_closed else by, at)
    report.save()
    also = [report.person_id] if report.person_id else []
    journal.write("voices.report-taken", by=by, about=report, at=at, also=also, way=report.way)
    return report


@journal.action
def note_letter(scan: LetterScan, *, by: Any, at: datetime) -> None:
    """Note that somebody opened a letter. Journal: voices.letter-opened. Raises PermissionDenied."""
    if not may(by, "voices.reports", scan):
        raise PermissionDenied
    also = [scan.report.person_id] if scan.report.person_id else []
    journal.write("voices.letter-opened", by=by, about=scan, at=at, also=also)


def check_kind(kind: str) -> None:
    """Raise UnknownKind for a code that is not offered."""
    found = need_kinds().get(kind)
    if found is None or found.retired:
        raise UnknownKind


def _check(told: Told, today: date) -> None:
    check_kind(told.kind)
    if not told.words.strip():
        raise NoWords
    if told.way == "letter" and told.letter_on is None:
        raise NoLetter
    if told.received_on > today or (told.letter_on or today) > today:
        raise NotInFuture


def _place(told: Told, by: Any) -> tuple[Village | None, bool]:
    """Give where the report belongs, and whether its person's record does not open for the account."""
    scope = scope_of(by, "voices.reports")
    if not scope:
        raise PermissionDenied
    if isinstance(told.about, Person):
        if not scope.has(told.about):
            raise PermissionDenied
        return told.about.village, not scope.opens(told.about)
    if not scope.everywhere and (told.village is None or told.village.pk not in scope.villages):
        raise NotYourVillage
    return told.village, False


def _made(told: Told, village: Village | None, key: UUID, by: Any, at: datetime) -> Report:
    person = told.about if isinstance(told.about, Person) else None
    name = told.about.strip() if isinstance(told.about, str) else ""
    about = "person" if person else "somebody" if name else "nobody"
    year, number = next_serial(Report, timezone.localdate(at))
    is_letter = told.way == "letter"
    return Report(
        pk=key,
        number=number,
        year=year,
        way=told.way,
        speaker=told.speaker,
        speaker_name=told.speaker_name.strip() or None,
        speaker_phone=told.speaker_phone.strip() or None,
        about=about,
        person=person,
        about_name=name or None,
        village=village,
        kind=told.kind,
        words=told.words.strip(),
        urgency=told.urgency,
        is_read_back=told.is_read_back,
        received_on=told.received_on,
        letter_on=told.letter_on if is_letter else None,
        letter_number=told.letter_number.strip() if is_letter else "",
        answer_by=told.answer_by,
        due_on=answer_due(told.urgency, told.received_on),
        tell_by=tell_due(
            told.speaker,
            about_somebody=about != "nobody",
            taken_on=timezone.localdate(at),
        ),
        at=at,
        by_id=by.pk,
    )


def _owner(person: Any) -> Account | None:
    """Say who answers for a report about a guarded person: the first for whom the record opens."""
    return next((one for one in named_for(person.pk) if may(one, "voices.reports", person)), None)


def _keep_scan(report: Report, scan: bytes | None, by: Any, at: datetime) -> None:
    if not scan:
        return
    is_pdf = scan.startswith(_PDF)
    if len(scan) > LARGEST:
        raise NoPicture
    try:
        content = scan if is_pdf else without_place(scan)
    except NO_PICTURE:
        raise NoPicture from None
    LetterScan.objects.create(report=report, content=content, is_pdf=is_pdf, at=at, by_id=by.pk)


def _follow(report: Report, follow: Follow, by: Any, at: datetime) -> None:
    ways = {"need": _note_need, "alert": _raise_alert, "issue": _note_issue, "answered": _answer}
    if follow.outcome == "passed":
        pass_to(report, follow.to)
    elif follow.outcome in ways:
        ways[follow.outcome](report, follow, by, at)
    # Whoever wants no answer waits for nothing, once it is where it belongs.
    done = follow.outcome in ("need", "alert", "issue")
    if done and report.answer_by == "none":
        close(report, "unasked", by, at)


def _note_need(report: Report, follow: Follow, by: Any, at: datetime) -> None:
    if report.person is None:
        raise NobodyToHelp
    source = _SOURCES[report.way]
    need = cases.note_need(
        report.person, report.kind, source=source, source_id=report.pk, words=report.words, by=by, at=at
    )
    report.outcome_id = need.pk


def _raise_alert(report: Report, follow: Follow, by: Any, at: datetime) -> None:
    if report.person is None:
        raise NobodyToHelp
    alert = cases.raise_alert(
        report.person, kind="urgent", words=report.words, source_id=report.pk, by=by, at=at
    )
    report.outcome_id = alert.pk


def _note_issue(report: Report, follow: Follow, by: Any, at: datetime) -> None:
    issue = Issue.objects.create(
        report=report,
        village=report.village,
        kind=report.kind,
        place=report.village,
        words=report.words,
        wants_news=report.answer_by != "none",
        raiser_id=report.person_id if report.speaker == "self" else None,
        at=at,
        by_id=by.pk,
    )
    report.outcome_id = issue.pk


def _answer(report: Report, follow: Follow, by: Any, at: datetime) -> None:
    """Answered while they were still there: by telephone to a caller, in person to everybody else."""
    if not follow.answer.strip():
        raise NoWords
    report.answer = follow.answer.strip()  # type: ignore[assignment]
    on_phone = report.way == "phone"
    report.answered_by = "phone" if on_phone else "person"
    close(report, "answered", by, at)
