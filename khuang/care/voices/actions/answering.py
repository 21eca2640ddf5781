"""Answer a report, pass it on, close it, and tell a person what others said of them."""

from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.cases.models import Partner
from khuang.care.correspondence.actions import answering as correspondence
from khuang.care.people.reads import is_closed_to
from khuang.care.voices.models import Issue, Report
from khuang.care.voices.rules.problems import (
    CannotTake,
    MovedOn,
    NoAddressee,
    NotInFuture,
    NotReached,
    NoWay,
    NoWords,
    ReferInstead,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Message

OPEN, PASSED_ON, ANSWERED, UNASKED = Report.State.values


@journal.action
def answer(report: Report, *, words: str, way: str, by: Any, at: datetime) -> Report:
    """Note what was answered and how; a message goes out at once. Journal: voices.report-answered.

    way  a code of Report.AnswerBy
    Raises PermissionDenied, MovedOn, NoWords, NotReached, NoWay, and MayNotGo of correspondence.
    """
    if not words.strip():
        raise NoWords
    report = locked(report, by)
    if way == "message":
        _send(report, words, by, at)
    report.answer, report.answered_by = words.strip(), way  # type: ignore[assignment]
    close(report, ANSWERED, by, at)
    report.save()
    _note(report, "answered", by, at, way=way)
    return report


@journal.action
def pass_on(report: Report, to: Account | Partner | None, *, by: Any, at: datetime) -> Report:
    """Hand a report to a colleague or a partner; it stays open until it is answered.

    Journal: voices.report-passed-on. Raises PermissionDenied, MovedOn, NoAddressee, CannotTake, ReferInstead.
    """
    report = locked(report, by)
    pass_to(report, to)
    report.save()
    _note(report, "passed-on", by, at)
    return report


@journal.action
def close_unasked(report: Report, *, words: str, by: Any, at: datetime) -> Report:
    """Close a report that nobody waits for, with what was done. Journal: voices.report-closed.

    Raises PermissionDenied, MovedOn, NoWords.
    """
    if not words.strip():
        raise NoWords
    report = locked(report, by)
    report.answer = words.strip()  # type: ignore[assignment]
    close(report, UNASKED, by, at)
    report.save()
    _note(report, "closed", by, at)
    return report


@journal.action
def tell_subject(
    report: Report, *, on: date | None = None, how: str = "", because: str = "", by: Any, at: datetime
) -> Report:
    """Note that the person was told what others said of them, or why not. Journal: voices.subject-told.

    on, how   the day and in which way
    because   a code of Report.NotTold instead; with it `how` says more
    Raises PermissionDenied, MovedOn, NoWords, NotInFuture. Source: PDPA sections 23 and 25.
    """
    rows = Report.objects.select_for_update(of=("self",)).select_related("person")
    report = _allowed(rows.get(pk=report.pk), by)
    if report.tell_by is None or report.told_on or report.told_not:
        raise MovedOn
    if not how.strip():
        raise NoWords
    if on and on > timezone.localdate(at):
        raise NotInFuture
    report.told_how = how.strip()  # type: ignore[assignment]
    if because:
        report.told_not = because
    else:
        report.told_on = on or timezone.localdate(at)
    report.save(update_fields=["told_on", "told_how", "told_not"])
    _note(report, "told", by, at)
    return report


def pass_to(report: Report, to: Account | Partner | None) -> None:
    """Put whom a report is passed to into its row. Raises NoAddressee, CannotTake, ReferInstead."""
    if isinstance(to, Partner):
        if report.about != "nobody":
            raise ReferInstead
        report.partner = to
    elif isinstance(to, Account):
        if not may(to, "voices.reports", report):
            raise CannotTake
        report.owner, report.partner = to, None  # type: ignore[assignment]
    else:
        raise NoAddressee
    report.state = PASSED_ON


def close(report: Report, state: str, by: Any, at: datetime) -> None:
    """End a report, and let the issue that came from it go on its way to be checked."""
    report.state, report.closed_at, report.closed_by_id = state, at, by.pk
    Issue.objects.filter(report=report, state="noted").update(state="waiting")


def locked(report: Report, by: Any) -> Report:
    """Give an open report as it is now. Raises PermissionDenied, MovedOn."""
    rows = Report.objects.select_for_update(of=("self",)).select_related("person__merged_into")
    found = _allowed(rows.get(pk=report.pk), by)
    if not found.is_open:
        raise MovedOn
    return found


def _allowed(report: Report, by: Any) -> Report:
    if not may(by, "voices.reports", report) or (report.person and is_closed_to(by, report.person)):
        raise PermissionDenied
    return report


def _note(report: Report, what: str, by: Any, at: datetime, **reference: object) -> None:
    event = "voices.subject-told" if what == "told" else f"voices.report-{what}"
    also = [report.person_id] if report.person_id else []
    journal.write(event, by=by, about=report, at=at, also=also, **reference)


def _send(report: Report, words: str, by: Any, at: datetime) -> None:
    """Send an answer to a person who spoke themselves, by the ways in which they are reached."""
    person = report.person and (report.person.merged_into or report.person)
    if person is None or report.speaker != "self":
        raise NotReached
    message = correspondence.answer(person, words, by=by, at=at)
    if message.state == Message.State.FAILED:
        raise NoWay
