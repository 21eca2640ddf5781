"""What of a person's calls for help belongs into the copy of their data; names of those who came stay out."""

from typing import Any

from khuang.care.cases import reads as cases
from khuang.care.duty.models import Cry
from khuang.care.people.models import Person


def cries_copy(person: Person) -> list[dict[str, Any]]:
    """Give every call for help of a person, newest first; what was written about it stands with the case."""
    rows = Cry.objects.filter(alert__in=cases.alerts_of(person)).order_by("-at", "-pk")
    return [
        {
            "at": one.at.isoformat(),
            "how": one.get_how_display(),
            "what": one.get_what_display(),
            "times": one.taps,
            "place": one.place or {},
            "mistake_at": one.mistake_at.isoformat() if one.mistake_at else "",
        }
        for one in rows
    ]
