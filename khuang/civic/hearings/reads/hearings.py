"""Hearings for the desk and for the public, and their minutes."""

from django.db.models import QuerySet

from khuang.civic.hearings.models import HallEntry, Hearing, Minutes


def hearings() -> QuerySet[Hearing]:
    """Give every hearing, the newest first."""
    return Hearing.objects.select_related("village")


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
