"""Who is to be called, by whom, why, and what was tried."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, QuerySet, When
from django.utils.translation import gettext as _

from khuang.care.correspondence.models import Call, CallTry, Letter, Supporter
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.names import names
from khuang.ground.messaging.models import Message

# What an alert or a silence asks for goes before the guests of a school day, however long these wait.
_BY_URGENCY = Case(
    When(urgency=Message.Urgency.URGENT, then=0),
    When(urgency=Message.Urgency.RESERVED, then=1),
    default=2,
)


@dataclass(frozen=True)
class Number:
    """A telephone to call, and whose it is when it is not their own."""

    digits: str
    whose: str = ""
    relation: str = ""


@dataclass(frozen=True)
class Tried:
    """One earlier try in words."""

    row: CallTry
    who: str


def calls(account: Any) -> QuerySet[Call]:
    """Give every call in an account's places."""
    rows = Call.objects.select_related("person__village", "person__dwelling", "account", "message__contact")
    return scope_of(account, "correspondence.calls").filter(rows)


def to_call(account: Any, *, at: datetime) -> QuerySet[Call]:
    """Give who is to be called now, the urgent and then the overdue first.

    Whoever shows it writes people.listed.
    """
    rows = calls(account).filter(state=Call.State.OPEN).exclude(again_at__gt=at)
    return rows.order_by(_BY_URGENCY, "due_at", "pk")


def to_call_later(account: Any, *, at: datetime) -> QuerySet[Call]:
    """Give who asked to be called later, or did not answer. Whoever shows it writes people.listed."""
    return calls(account).filter(state=Call.State.OPEN, again_at__gt=at).order_by("again_at", "pk")


def count_to_call(account: Any, *, at: datetime) -> int:
    """Say how many calls are to be made now."""
    return to_call(account, at=at).order_by().count()


def numbers(call: Call) -> list[Number]:
    """Give where somebody is reached by telephone, the one that is meant first.

    Whoever shows it writes correspondence.number-shown.
    """
    person, contact = call.person, call.message.contact
    helpers = list(Supporter.objects.filter(person=person, until=None)) if person else []
    found = [Number(one.phone, one.name, one.get_relation_display()) for one in helpers if one.phone]
    if person and person.phone:
        found.insert(0, Number(person.phone))
    meant = contact.address if contact else ""
    return sorted(found, key=lambda one: one.digits != meant) if meant else found


def tried(call: Call) -> list[Tried]:
    """Give what was tried, newest first."""
    known = names()
    return [Tried(one, known.get(one.by_id, "")) for one in call.tried.all()]


def why(call: Call) -> str:
    """Say in a few words why somebody is called."""
    reasons = {
        "correspondence.call": _("A colleague asks for it"),
        "correspondence.call-back": _("They asked for it"),
        "correspondence.letter-code": _("Code of a letter"),
        "correspondence.answer": _("Answer to their message"),
        "correspondence.news": _("Invitation or news"),
        "correspondence.news-now": _("Invitation or news"),
        "correspondence.warning": _("Warning"),
        "correspondence.warning-later": _("Warning"),
    }
    app = call.message.template.partition(".")[0]
    others = {"wellbeing": _("No sign of life"), "duty": _("Urgent")}
    return reasons.get(call.message.template) or others.get(app) or _("Message without another way")


def letter_of(call: Call, *, at: datetime) -> Letter | None:
    """Give the letter whose code is to be said at this call, while it is open."""
    rows = Letter.objects.filter(pk=call.message.about_id, withdrawn_at=None, until__gt=at)
    return rows.first() if call.message.template == "correspondence.letter-code" else None
