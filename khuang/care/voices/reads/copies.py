"""What of reports and talks belongs into the copy of their data that a person may ask for.

Who reported stays out, unless it was the person: that is somebody else.
"""

from typing import Any

from khuang.care.cases.reads.needs import of_human
from khuang.care.people.models import Person
from khuang.care.voices.models import Report, TalkGuest
from khuang.ground.indicators.reads import kind_names


def reports_copy(person: Person) -> list[dict[str, Any]]:
    """Give every report about a person, newest first: what was said, what was answered."""
    kinds = kind_names()
    return [
        {
            "at": one.at.isoformat(),
            "words": f"{one} {kinds.get(one.kind, one.kind)}",
            "way": str(one.get_way_display()),
            "by_themself": one.speaker == "self",
            "said": one.words,
            "state": str(one.get_state_display()),
            "answer": one.answer or "",
        }
        for one in of_human(Report.objects.all(), person).order_by("-at", "-pk")
    ]


def talks_copy(person: Person) -> list[dict[str, Any]]:
    """Give the talks at home in which a person is named, newest first."""
    rows = of_human(TalkGuest.objects.select_related("talk"), person)
    return [{"day": str(one.talk.held_on or "")} for one in rows.order_by("-talk__held_on", "-pk")]
