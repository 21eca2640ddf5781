"""What a copy of somebody's data says of their check-ins, pauses, signs of life and silences."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from khuang.care.wellbeing.models import CheckIn, Pause, Sign, Silence


def wellbeing_copy(keys: Collection[UUID]) -> list[dict[str, Any]]:
    """Give every row as since, until, what it is and words, oldest first.

    keys  the person and the records merged into them
    """
    rows = [*_agreed(keys), *_pauses(keys), *_signs(keys), *_silences(keys)]
    return sorted(rows, key=lambda one: str(one["since"]))


def _agreed(keys: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        _row(one.since, _("Check-in"), f"{one.hour:%H:%M}, {one.get_consent_display()}", one.words, one.until)
        for one in CheckIn.objects.filter(person__in=keys)
    ]


def _pauses(keys: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        _row(one.first_on, _("Pause"), one.get_kind_display(), one.words, one.ended_on or one.last_on)
        for one in Pause.objects.filter(person__in=keys)
    ]


def _signs(keys: Collection[UUID]) -> list[dict[str, Any]]:
    rows = Sign.objects.filter(person__in=keys)
    return [_row(one.day, _("Sign of life"), one.get_how_display(), None, one.day) for one in rows]


def _silences(keys: Collection[UUID]) -> list[dict[str, Any]]:
    return [
        _row(one.day, _("No sign of life"), one.get_ended_because_display(), None, one.day)
        for one in Silence.objects.filter(person__in=keys)
    ]


def _row(day: Any, what: str, words: Any, more: str | None, until: Any) -> dict[str, Any]:
    return {
        "since": day.isoformat(),
        "until": until.isoformat() if until else "",
        "what": what,
        "words": ", ".join(filter(None, (str(words), more))),
    }
