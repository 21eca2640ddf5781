"""A project is done: say which needs it met, and let each family know on its own channel."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied

from khuang.care.cases.actions.needs import end_need, reopen_need
from khuang.care.cases.models import AnswerReview, Need, NeedAnswer
from khuang.care.cases.rules.problems import NoWords, WrongState
from khuang.care.people.reads import is_closed_to
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.rules.parties import Party

TEMPLATE = "cases.answered"
_UNSAID = ("failed", "refused")
# A call or a visit that is only asked for: the message stands on the call list and nobody knows it yet.
_BY_MOUTH = ("call", "visit")


@journal.action
def ask_answers(
    project_id: UUID, *, round: int, kind: str, villages: Collection[str], title: str, at: datetime
) -> AnswerReview:
    """Put the open needs of a kind and place before the social workers. Journal: cases.answer-asked.

    Asked again for the same round it changes nothing.
    """
    made, is_new = AnswerReview.objects.get_or_create(
        project_id=project_id,
        round=round,
        defaults={"kind": kind, "villages": list(villages), "title": title, "asked_at": at},
    )
    if is_new:
        journal.write("cases.answer-asked", by=journal.SYSTEM, about=made, at=at)
    return made


@journal.action
def withdraw_review(project_id: UUID, *, at: datetime) -> None:
    """Ask no more about a project that was reopened in public. Journal: cases.answer-withdrawn."""
    for one in AnswerReview.objects.filter(project_id=project_id, withdrawn_at=None):
        one.withdrawn_at = at
        one.save(update_fields=["withdrawn_at"])
        journal.write("cases.answer-withdrawn", by=journal.SYSTEM, about=one, at=at)


@journal.action
def answer_need(
    review: AnswerReview, need: Need, *, met: bool, words: str = "", by: Any, at: datetime
) -> NeedAnswer:
    """Say whether a project met a need. Journal: cases.answer-confirmed, cases.answer-declined.

    A need that is met ends, and the family is told at once in words that say nothing of it. Where no
    channel carries them they stand on the call list, and on the list of those who are told by mouth.
    Raises PermissionDenied, NoWords when it is not met and nobody says why, WrongState.
    """
    need = Need.objects.select_for_update(of=("self",)).select_related("person__merged_into").get(pk=need.pk)
    _allow(need, by)
    if (
        review.withdrawn_at
        or not need.is_open
        or NeedAnswer.objects.filter(review=review, need=need).exists()
    ):
        raise WrongState
    if not met and not words.strip():
        raise NoWords
    made = NeedAnswer.objects.create(
        review=review, need=need, is_met=met, words=words.strip() or None, at=at, by_id=by.pk
    )
    if met:
        end_need(need, met=True, because=words.strip() or review.title, by=by, at=at)
        _tell(made, by, at)
    event = "cases.answer-confirmed" if met else "cases.answer-declined"
    journal.write(event, by=by, about=made, at=at, also=[need.person_id])
    return made


@journal.action
def note_told(answer: NeedAnswer, *, by: Any, at: datetime) -> NeedAnswer:
    """Note that a family was told by mouth. Journal: cases.answer-told.

    Raises PermissionDenied, WrongState.
    """
    found = _held(answer, by)
    if not found.is_met or found.told_at is not None:
        raise WrongState
    found.told_at, found.told_by_id = at, by.pk
    found.save(update_fields=["told_at", "told_by_id"])
    journal.write("cases.answer-told", by=by, about=found, at=at, also=[found.need.person_id])
    return found


@journal.action
def deny_answer(answer: NeedAnswer, *, words: str, by: Any, at: datetime) -> NeedAnswer:
    """A family says that it is not so: the need is open again. Journal: cases.answer-denied, cases.need-open.

    Raises PermissionDenied, NoWords, WrongState.
    """
    found = _held(answer, by)
    if not found.is_met or found.denied_at is not None:
        raise WrongState
    reopen_need(found.need, words=words, by=by, at=at)
    found.denied_at, found.denied_words = at, words.strip()  # type: ignore[assignment]
    found.save(update_fields=["denied_at", "denied_words"])
    journal.write("cases.answer-denied", by=by, about=found, at=at, also=[found.need.person_id])
    return found


def _tell(answer: NeedAnswer, by: Any, at: datetime) -> None:
    person = answer.need.person.merged_into or answer.need.person
    sent = messaging.send(Party(person.pk, "person"), TEMPLATE, about_id=answer.pk, by=by, at=at)
    if sent.state not in _UNSAID and sent.channel not in _BY_MOUTH:
        answer.told_at, answer.told_by_id = at, by.pk
        answer.save(update_fields=["told_at", "told_by_id"])


def _held(answer: NeedAnswer, by: Any) -> NeedAnswer:
    rows = NeedAnswer.objects.select_for_update(of=("self",)).select_related("need__person__merged_into")
    found = rows.get(pk=answer.pk)
    _allow(found.need, by)
    return found


def _allow(need: Need, by: Any) -> None:
    if not may(by, "cases.answers", need) or is_closed_to(by, need.person):
        raise PermissionDenied
