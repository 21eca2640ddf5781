"""What the tests of hearings plan and note."""

from datetime import timedelta
from uuid import uuid4

from conftest import NOW
from khuang.civic.hearings import actions
from khuang.civic.hearings.actions import Guests, Planned
from khuang.civic.hearings.rules.entries import read

LATER = NOW + timedelta(hours=1)
EVENING = NOW + timedelta(hours=8)


def a_hearing(cast, *, guests=None, **said):
    """Plan a hearing of villages 1 and 2 and of a group, about waste."""
    usual = {
        "nature": "village",
        "title": "จัดการขยะในหมู่บ้าน",
        "about": "จะคัดแยกขยะอย่างไร",
        "agenda": "ประธานแจ้งเรื่อง\nรับฟังความคิดเห็น",
        "place": "ศาลาวัด",
        "begins_at": NOW,
        "ends_at": NOW + timedelta(hours=3),
        "quorum": 4,
    }
    invited = guests or (Guests(village=cast.villages[1]), Guests(group="กลุ่มแม่บ้าน"))
    return actions.plan(Planned(**(usual | said)), invited, by=cast.facai, at=NOW - timedelta(days=7))


def entry(kind, *, at=LATER, key=None, **said):
    """An entry as a page of the hall sends it."""
    return read({"id": str(key or uuid4()), "kind": kind, "at": at.isoformat()} | said)


def people(sex, step=1, **said):
    return entry("roll", sex=sex, step=step, **said)


def noted(hearing, *entries, by, at=EVENING):
    return actions.note(hearing, entries, by=by, at=at)


def full_hall(cast, hearing):
    """Count three women and three men in, of the village and of the group."""
    village = cast.villages[1].code
    entries = [people(sex, 3, village=village, age_band="45-59") for sex in ("female", "male")]
    entries.append(people("female", village=village, age_band="60-79", group="กลุ่มแม่บ้าน"))
    return noted(hearing, *entries, by=cast.facai)
