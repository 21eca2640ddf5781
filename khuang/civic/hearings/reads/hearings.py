"""Hearings for the desk and for the public, and their minutes."""

from collections import Counter

from django.db.models import Exists, OuterRef, QuerySet

from khuang.civic.forum.models import Statement
from khuang.civic.hearings.models import HallEntry, Hearing, Minutes
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads import issues_behind
from khuang.civic.issues.rules.lineage import Node


def hearings() -> QuerySet[Hearing]:
    """Give every hearing, the newest first."""
    return Hearing.objects.select_related("village")


def hearings_and_minutes() -> QuerySet[Hearing]:
    """Give the same, each with has_odd (something to correct), has_minutes and has_draft."""
    minutes = Minutes.objects.filter(hearing=OuterRef("pk"))
    odd = HallEntry.objects.filter(hearing=OuterRef("pk"), state=HallEntry.State.WAITING)
    return hearings().annotate(
        has_odd=Exists(odd),
        has_minutes=Exists(minutes),
        has_draft=Exists(minutes.filter(state=Minutes.State.DRAFT)),
    )


def minutes_in_force(hearing: Hearing) -> Minutes | None:
    """Give the confirmed minutes with the highest version."""
    return Minutes.objects.filter(hearing=hearing, state=Minutes.State.CONFIRMED).last()


def draft(hearing: Hearing) -> Minutes | None:
    """Give the draft of the minutes, if there is one."""
    return Minutes.objects.filter(hearing=hearing, state=Minutes.State.DRAFT).first()


def versions(hearing: Hearing) -> list[Minutes]:
    """Give all versions of the minutes, the first first."""
    return list(Minutes.objects.filter(hearing=hearing))


def waiting(hearing: Hearing) -> list[HallEntry]:
    """Give what was noted in the hall and does not fit yet."""
    return list(HallEntry.objects.filter(hearing=hearing, state=HallEntry.State.WAITING))


def late(hearing: Hearing) -> list[HallEntry]:
    """Give what came too late to count."""
    return list(HallEntry.objects.filter(hearing=hearing, state=HallEntry.State.LATE))


def issues_heard(hearing: Hearing) -> list[Issue]:
    """Give the issues that are heard there, and those that were raised there."""
    return list(issues_behind(Node("hearing", hearing.pk)))


def statements(hearing: Hearing) -> list[Statement]:
    """Give the statements on which one votes by phone or paper."""
    if hearing.topic_id is None:
        return []
    return list(Statement.objects.filter(topic=hearing.topic_id, state="shown"))


def paper_states(hearing: Hearing) -> dict[str, int]:
    """Give how many papers are in which state."""
    return Counter(hearing.papers.values_list("state", flat=True))
