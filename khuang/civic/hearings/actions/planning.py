"""Plan a hearing and invite to it; call it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.civic.forum.models import Topic
from khuang.civic.hearings.models import Hearing, Invited
from khuang.civic.hearings.rules.problems import NothingInvited, NotNow, NoWords
from khuang.civic.hearings.rules.targets import targets
from khuang.civic.issues import actions as issues
from khuang.civic.issues.models import Issue
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.turns import next_serial
from khuang.ground.places.models import Village

HOLD = "hearings.hold"


@dataclass(frozen=True)
class Planned:
    """What an invitation says; see models.Hearing. quorum and leeway are taken from data when none."""

    nature: str
    title: str
    about: str
    place: str
    begins_at: datetime
    ends_at: datetime
    agenda: str = ""
    village: Village | None = None
    topic: Topic | None = None
    quorum: int | None = None
    leeway: int | None = None
    invited_people: int | None = None
    women_percent: int | None = None
    women_source: str = ""


@dataclass(frozen=True)
class Guests:
    """A village or a group that is invited; a group by its name."""

    village: Village | None = None
    group: str = ""


@journal.action
def plan(
    planned: Planned, guests: Sequence[Guests], *, issues_heard: Sequence[Issue] = (), by: Any, at: datetime
) -> Hearing:
    """Plan a hearing and say who is invited; tell who follows the issues. Journal: hearings.planned.

    issues_heard  what is heard there, beside what stands behind the topic
    Raises PermissionDenied, NothingInvited.
    """
    if not may(by, HOLD):
        raise PermissionDenied
    if not guests:
        raise NothingInvited
    year, number = next_serial(Hearing, timezone.localdate(planned.begins_at))
    hearing = Hearing(topic=planned.topic, year=year, number=number, made_at=at, by_id=by.pk)
    _describe(hearing, planned)
    hearing.save(force_insert=True)
    _invite(hearing, guests)
    _lead_there(hearing, issues_heard, by, at)
    journal.write("hearings.planned", by=by, about=hearing, at=at)
    return hearing


@journal.action
def change(hearing: Hearing, planned: Planned, guests: Sequence[Guests], *, by: Any, at: datetime) -> Hearing:
    """Correct a hearing before it begins, and who is invited. Journal: hearings.changed.

    Its number and its topic stay, whatever planned says.
    Raises PermissionDenied, NotNow, NothingInvited.
    """
    found = locked(hearing, by, Hearing.State.INVITED)
    if not guests:
        raise NothingInvited
    _describe(found, planned)
    found.save()
    found.invited.all().delete()
    _invite(found, guests)
    journal.write("hearings.changed", by=by, about=found, at=at)
    return found


@journal.action
def call_off(hearing: Hearing, *, because: str, by: Any, at: datetime) -> Hearing:
    """Call a hearing off before it begins. Journal: hearings.called-off.

    Raises PermissionDenied, NotNow, NoWords.
    """
    found = locked(hearing, by, Hearing.State.INVITED)
    if not because.strip():
        raise NoWords
    found.state, found.closed_at, found.closed_by_id = Hearing.State.CANCELLED, at, by.pk
    found.cancelled_because = because.strip()
    found.save(update_fields=["state", "closed_at", "closed_by_id", "cancelled_because"])
    journal.write("hearings.called-off", by=by, about=found, at=at)
    return found


def locked(hearing: Hearing, by: Any, *states: Any) -> Hearing:
    """Give the hearing with nobody else changing it. Raises PermissionDenied; NotNow in another state."""
    if not may(by, HOLD):
        raise PermissionDenied
    found = Hearing.objects.select_for_update().get(pk=hearing.pk)
    if states and found.state not in states:
        raise NotNow
    return found


def _describe(hearing: Hearing, planned: Planned) -> None:
    for name, value in vars(planned).items():
        if name != "topic":
            setattr(hearing, name, value)
    target = targets().of(planned.nature)
    hearing.quorum = target.quorum if planned.quorum is None else planned.quorum
    hearing.leeway = target.leeway if planned.leeway is None else planned.leeway


def _invite(hearing: Hearing, guests: Sequence[Guests]) -> None:
    Invited.objects.bulk_create(Invited(hearing=hearing, **vars(one)) for one in guests)


def _lead_there(hearing: Hearing, heard: Sequence[Issue], by: Any, at: datetime) -> None:
    node = Node("hearing", hearing.pk)
    sources = [Node("issue", one.pk) for one in heard]
    if hearing.topic_id:
        sources.append(Node("topic", hearing.topic_id))
    for source in sources:
        issues.lead_on(source, node, "heard-at", by=by, at=at)
    issues.tell(node, "hearings.planned", title=hearing.title, at=at)
