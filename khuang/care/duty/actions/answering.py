"""Take what somebody answers, write it onto their alert, and ask the next thing."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from khuang.care.duty.actions.asking import ask, note, say, write_down
from khuang.care.duty.actions.climbing import stop
from khuang.care.duty.models import Climb, Cry
from khuang.care.duty.reads.cries import recorded
from khuang.care.duty.rules.questions import (
    FOR,
    HERE,
    HOME,
    KIND,
    KINDS,
    MISTAKE,
    NOTHING,
    PLACE,
    WHAT,
    WHOM,
    meant,
    next_question,
)
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.models import Message

_HOME = _("Is at home.")
_PLACE = _("Sent where they are.")
_MISTAKE = _("Says that it was a mistake. Call them all the same.")
_NOT_MEANT = _("The helper says that it is about somebody else.")


@journal.action
def answer(found: Sequence[Cry], message: Message, *, at: datetime) -> None:
    """Take one answer, a verb or a place; what is no answer is left alone.

    Journal: duty.cry-answered, cases.alert-noted.
    """
    verb = message.verb
    if message.kind == "location":
        _place(found, message, at)
    elif verb == MISTAKE:
        _mistake(found, message, at)
    elif verb.startswith(FOR):
        _whom(found, message, at)
    elif verb.removeprefix(KIND) in KINDS:
        _what(found, message, at)
    elif verb in (HOME, HERE):
        _said(found, _HOME if verb == HOME else "", verb, at)
        ask(found, NOTHING, contact=message.contact, at=at)


def _whom(found: Sequence[Cry], message: Message, at: datetime) -> None:
    """Keep those who are meant; of the others nobody else is told, and a human settles them."""
    wanted = meant(message.verb, len(found))
    if wanted is None:
        return
    for number, one in enumerate(found):
        if number not in wanted:
            one.not_meant_at, one.question, one.question_until = at, "", None
            one.save(update_fields=["not_meant_at", "question", "question_until"])
            _said([one], _NOT_MEANT, "not-meant", at)
            for climb in Climb.objects.filter(alert=one.alert, stopped_at=None):
                stop(climb, Climb.Stopped.NOT_MEANT, at=at)
    kept = [one for number, one in enumerate(found) if number in wanted]
    ask(kept, next_question(WHOM, len(kept)), contact=message.contact, at=at)


def _what(found: Sequence[Cry], message: Message, at: datetime) -> None:
    what = message.verb.removeprefix(KIND)
    for one in found:
        one.what = what
        one.save(update_fields=["what"])
    _said(found, Cry.What(what).label, what, at)
    ask(found, next_question(WHAT, len(found)), contact=message.contact, at=at)


def _place(found: Sequence[Cry], message: Message, at: datetime) -> None:
    for one in found:
        one.place = message.place
        one.save(update_fields=["place"])
    _said(found, _PLACE, "place", at)
    ask(found, next_question(PLACE, len(found)), contact=message.contact, at=at)


def _mistake(found: Sequence[Cry], message: Message, at: datetime) -> None:
    for one in found:
        one.mistake_at, one.question, one.question_until = at, "", None
        one.save(update_fields=["mistake_at", "question", "question_until"])
    _said(found, _MISTAKE, "mistake", at)
    say(message.contact, "duty.mistake", [], about_id=found[0].pk, at=at)


def _said(found: Sequence[Cry], words: object, code: str, at: datetime) -> None:
    for one in found:
        if words:
            write_down(one, recorded(words), at=at)
        note(one, "cry-answered", at, said=code)
