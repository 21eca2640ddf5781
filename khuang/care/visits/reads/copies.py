"""How a person is visited and what they wished and told, for the copy of their data that they may ask for."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.people.models import Person
from khuang.care.visits.models import CareSchedule, VisitWish
from khuang.care.visits.reads.family import talks
from khuang.care.visits.reads.schedules import listed


def arrangements_copy(person: Person, keys: Collection[UUID]) -> list[dict[str, Any]]:
    """Give schedules, wishes and talks, each as kind, words, since and until as days, "" when open.

    keys  the person and the records merged into them
    Whom somebody does not want to come is another person: it is left out.
    """
    return [*_schedules(keys), *_wishes(keys), *_talks(person)]


def _schedules(keys: Collection[UUID]) -> list[dict[str, Any]]:
    rows = CareSchedule.objects.filter(person__in=keys).order_by("since", "pk")
    return [
        _row("schedule", f"{one.rhythm}; {one.because}", one.schedule.since, one.schedule.until)
        for one in listed(rows)
    ]


def _wishes(keys: Collection[UUID]) -> list[dict[str, Any]]:
    rows = VisitWish.objects.filter(person__in=keys).order_by("since", "pk")
    return [
        _row(
            "wish", " ".join(filter(None, (str(one.get_kind_display()), one.language))), one.since, one.until
        )
        for one in rows
    ]


def _talks(person: Person) -> list[dict[str, Any]]:
    said = []
    for one in reversed(talks(person, "th" if get_language() == "th" else "en")):
        words = "; ".join(f"{question} {answer}" for question, answer in one.answers)
        hours = _("hours of care in a week: {hours}").format(hours=one.row.hours) if one.row.hours else ""
        text = "; ".join(filter(None, (str(one.row.level_words), hours, words)))
        said.append(_row("talk", text, one.row.held_on, None))
    return said


def _row(kind: str, words: str, since: Any, until: Any) -> dict[str, Any]:
    return {"kind": kind, "words": words, "since": str(since), "until": str(until or "")}
