"""Ask whoever called for help one thing at a time, with buttons; silence counts as yes."""

import logging
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from khuang.care.cases import actions as cases
from khuang.care.duty.models import Cry
from khuang.care.duty.reads.cries import recorded
from khuang.care.duty.rules.questions import (
    EVERYBODY,
    FOR,
    HERE,
    HOME,
    KIND,
    KINDS,
    LETTERS,
    MISTAKE,
    MOST_PEOPLE,
    NOTHING,
    WHAT,
    WHOM,
    answer_by,
)
from khuang.care.people.models import Person
from khuang.care.people.rules.ages import age_on
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Contact
from khuang.lib.thai_dates import PartialDate

log = logging.getLogger("khuang.duty")
Button = tuple[str, str]
_TEMPLATES = {"whom": "duty.ask-whom", "what": "duty.ask-what", "place": "duty.ask-place"}
_SILENT = gettext_lazy("Gave no answer; that counts as: yes, help.")


@journal.action
def ask(found: Sequence[Cry], question: str, *, contact: Contact | None, at: datetime) -> None:
    """Ask the next thing, or say that help is on its way when nothing is left to ask."""
    until = answer_by(at) if question != NOTHING else None
    for one in found:
        one.question, one.question_until = question, until
        one.save(update_fields=["question", "question_until"])
    template = _TEMPLATES.get(question, "duty.heard")
    say(contact, template, _buttons(found, question, contact, at), about_id=found[0].pk, at=at)


def say(
    contact: Contact | None, template: str, buttons: Sequence[Button], *, about_id: UUID, at: datetime
) -> None:
    """Say something to whoever called; whatever breaks there, the alert stands."""
    if contact is None:
        return
    try:
        with transaction.atomic():
            messaging.send_to(contact, template, buttons=buttons, about_id=about_id, by=journal.SYSTEM, at=at)
    except Exception:
        log.exception("An answer to a call for help could not be queued.")


@journal.action
def close_questions(at: datetime) -> None:
    """Count silence as "yes, help"; the minute calls it. Journal: cases.alert-noted, duty.cry-answered."""
    rows = Cry.objects.filter(question_until__lte=at).exclude(question="")
    for one in rows.select_for_update(of=("self",), skip_locked=True).select_related("alert", "stray"):
        was, one.question, one.question_until = one.question, "", None
        one.save(update_fields=["question", "question_until"])
        if was == Cry.Question.WHAT:
            write_down(one, recorded(_SILENT), at=at)
        note(one, "cry-answered", at, said="silence")


def write_down(one: Cry, words: str, *, at: datetime) -> None:
    """Write what came to light onto the alert, or onto the call of somebody unknown."""
    if one.alert:
        cases.add_words(one.alert, words, by=journal.SYSTEM, at=at)
    elif one.stray:
        one.stray.words = "\n".join(filter(None, (one.stray.words, words)))
        one.stray.save(update_fields=["words"])


def note(one: Cry, event: str, at: datetime, **reference: object) -> None:
    """Write what happened to a cry into the journal, under the person too."""
    also = [one.alert_id, one.alert.person_id] if one.alert else [one.stray_id]
    journal.write(f"duty.{event}", by=journal.SYSTEM, about=one, at=at, also=also, **reference)


def _buttons(found: Sequence[Cry], question: str, contact: Contact | None, at: datetime) -> list[Button]:
    with override(contact.language if contact else None):
        if question == WHOM:
            return _people(found, at)
        mistake = (_("I tapped by mistake"), MISTAKE)
        if question == WHAT:
            return [(str(Cry.What(code).label), KIND + code) for code in KINDS] + [mistake]
        if question == NOTHING:
            return [mistake]
        return [(_("I am at home"), HOME), (_("Send where I am"), HERE)]


def _people(found: Sequence[Cry], at: datetime) -> list[Button]:
    """Give a button for each of those whom a helper may mean: never a name, which LINE need not know."""
    persons = [one.alert.person for one in found if one.alert][:MOST_PEOPLE]
    buttons = [
        (_who(person, number, at), f"{FOR}{letter}")
        for number, (person, letter) in enumerate(zip(persons, LETTERS, strict=False), 1)
    ]
    return [*buttons, (_("All of them"), f"{FOR}{EVERYBODY}")]


def _who(person: Person, number: int, at: datetime) -> str:
    said = str(person.get_sex_display()) if person.sex in ("female", "male") else _("Person %s") % number
    if not person.born_on:
        return said
    age = age_on(PartialDate(person.born_on, person.born_precision), timezone.localdate(at))
    return _("%(who)s, about %(age)s years old") % {"who": said, "age": age.most}
