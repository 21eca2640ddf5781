"""Write the minutes of a hearing, confirm them, amend them by a new version."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from khuang.civic.forum.actions.leave import ask_words
from khuang.civic.hearings import reads
from khuang.civic.hearings.actions import hall
from khuang.civic.hearings.actions.planning import locked
from khuang.civic.hearings.models import Hearing, Minutes
from khuang.civic.hearings.rules.problems import NeverChanged, NotNow, NoWords, WroteThem
from khuang.ground.journal import actions as journal

WRITTEN = ("chair", "opening", "discussion", "resolutions", "closing")
CLOSED = Hearing.State.CLOSED


@journal.action
def write(hearing: Hearing, said: dict[str, str], *, revision: int = 0, by: Any, at: datetime) -> Minutes:
    """Keep the draft; the first writing begins version 1. Journal: hearings.minutes-written.

    said      the fields of WRITTEN
    revision  of the draft that was looked at, 0 for none
    Raises PermissionDenied, NotNow (somebody wrote meanwhile, or it is not closed), NeverChanged,
    NamesSomebody for telephone, ID and house numbers; who spoke for an office may be named.
    """
    found = locked(hearing, by, CLOSED)
    ask_words("\n".join(said.get(name, "") for name in WRITTEN), confirmed=True)
    draft = Minutes.objects.filter(hearing=found, state=Minutes.State.DRAFT).first()
    if draft is None and Minutes.objects.filter(hearing=found).exists():
        raise NeverChanged
    if revision != (draft.revision if draft else 0):
        raise NotNow
    draft = draft or Minutes(hearing=found, version=1, revision=0)
    for name in WRITTEN:
        setattr(draft, name, said.get(name, "").strip())
    draft.revision += 1
    draft.written_at, draft.by_id = at, by.pk
    draft.save()
    journal.write("hearings.minutes-written", by=by, about=found, at=at, version=draft.version)
    return draft


@journal.action
def confirm(minutes: Minutes, *, revision: int, by: Any, at: datetime) -> Minutes:
    """Confirm a draft as a second person; nobody changes it from now on. Journal: hearings.minutes-confirmed.

    What was counted and said is written into it as it stands now.
    Raises PermissionDenied, NotNow, WroteThem.
    """
    hearing = locked(minutes.hearing, by, CLOSED)
    found = Minutes.objects.get(pk=minutes.pk)
    if found.state != Minutes.State.DRAFT or found.revision != revision:
        raise NotNow
    if found.by_id == by.pk:
        raise WroteThem
    found.content = reads.content(hearing)
    found.state, found.confirmed_at, found.confirmed_by_id = Minutes.State.CONFIRMED, at, by.pk
    found.save(update_fields=["content", "state", "confirmed_at", "confirmed_by_id"])
    journal.write("hearings.minutes-confirmed", by=by, about=hearing, at=at, version=found.version)
    return found


@journal.action
def amend(hearing: Hearing, *, because: str, by: Any, at: datetime) -> Minutes:
    """Begin a new version of confirmed minutes, with the words of the last and what came after them.

    Journal: hearings.minutes-amended.
    The confirmed one stays in force and readable until the new one is confirmed.
    Raises PermissionDenied, NotNow, NoWords.
    """
    found = locked(hearing, by, CLOSED)
    last = Minutes.objects.filter(hearing=found).last()
    if last is None or last.state != Minutes.State.CONFIRMED:
        raise NotNow
    if not because.strip():
        raise NoWords
    words = {name: getattr(last, name) for name in WRITTEN}
    version = (Minutes.objects.filter(hearing=found).aggregate(top=Max("version"))["top"] or 0) + 1
    made = Minutes.objects.create(
        hearing=found, version=version, amended_because=because.strip(), written_at=at, by_id=by.pk, **words
    )
    hall.take_late(found, by=by, at=at)
    journal.write("hearings.minutes-amended", by=by, about=found, at=at, version=version)
    return made
