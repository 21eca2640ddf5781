"""End a silence: take back the call and the visit that nobody has begun, and tell whoever looks for them."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from khuang.care.cases.actions import add_words
from khuang.care.cases.models import Alert
from khuang.care.correspondence.actions.withdrawing import withdraw_call
from khuang.care.people.models import Person
from khuang.care.visits.actions.asked import withdraw_asked
from khuang.care.wellbeing.models import Silence
from khuang.ground.journal import actions as journal
from khuang.lib.thai_dates import format_date

# After these nobody has heard of them.
_UNHEARD = (Silence.Ended.NEXT, Silence.Ended.OVER)


def close(person: Person, because: Any, *, by: Any, at: datetime) -> Silence | None:
    """End the open silence of a person, if there is one."""
    found = open_of(person)
    return finish(found, because, by=by, at=at) if found else None


def open_of(person: Person) -> Silence | None:
    """Give the open silence of a person, locked."""
    rows = Silence.objects.select_for_update(of=("self",)).select_related("person", "call")
    return rows.filter(person=person, ended_at=None).first()


def finish(silence: Silence, because: Any, *, by: Any, at: datetime) -> Silence:
    """End a silence that is locked. Journal: wellbeing.silence-ended, and what taking back writes."""
    silence.ended_at, silence.ended_because, silence.ended_by_id = at, because, by.pk
    silence.next_at = None
    silence.save(update_fields=["ended_at", "ended_because", "ended_by_id", "next_at"])
    if silence.call is not None:
        withdraw_call(silence.call, by=by, at=at)
    if silence.visit_id:
        withdraw_asked(silence.visit_id, by=by, at=at)
    if because not in _UNHEARD:
        _tell_who_looks(silence, because, at)
    journal.write(
        "wellbeing.silence-ended", by=by, about=silence, at=at, also=[silence.person_id], because=because
    )
    return silence


def _tell_who_looks(silence: Silence, because: Any, at: datetime) -> None:
    """Write the sign of life onto the alert, which stays until somebody settles it (ADR 35)."""
    rows = Alert.objects.filter(person=silence.person_id, kind=Alert.Kind.SILENT, settled_at=None)
    for alert in rows.order_by("pk"):
        add_words(alert, _heard(because, at), by=journal.SYSTEM, at=at)


def _heard(because: Any, at: datetime) -> str:
    """Say in the record's language, whoever is reading just now, how and when they were heard of."""
    there = timezone.localtime(at)
    with override(settings.LANGUAGE_CODE):
        day = format_date(there.date(), settings.LANGUAGE_CODE, short=True)
        how = Silence.Ended(because).label
        return _("Heard of on %(day)s at %(clock)s: %(how)s.") % {
            "day": day,
            "clock": f"{there:%H:%M}",
            "how": how,
        }
