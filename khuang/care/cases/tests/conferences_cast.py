"""A case with a lead, partners, and a conference about it, for the tests."""

from datetime import timedelta

from conftest import NOW
from khuang.care.cases import actions
from khuang.care.cases.actions import conferences, partners, referrals
from khuang.care.cases.tests.cast import TODAY, a_person

BEGINS = NOW + timedelta(days=3)
AFTER = BEGINS + timedelta(hours=2)


def a_case(cast, person=None, lead=True):
    """A case of somebody in village 1, led by Mali."""
    person = person or a_person(cast.villages[1], born_on=TODAY.replace(year=1944), born_precision="day")
    return actions.open_case(
        person, because="walk-in", lead=cast.mali if lead else None, by=cast.mali, at=NOW
    )


def a_partner(cast, name="โรงพยาบาลเวียงคำ", **said):
    """An organisation of the directory."""
    told = {"name": name, "kind": "hospital", "services": ["unsafe-house"], "phone": "054123456"}
    return partners.add_partner(told | said, since=TODAY, by=cast.mali, at=NOW)


def a_conference(cast, case, begins_at=BEGINS):
    """A conference about a case, planned by Mali."""
    return conferences.plan_conference(
        case, begins_at=begins_at, place="ห้องประชุมเทศบาล", by=cast.mali, at=NOW
    )


def a_request(to, **said):
    """What is asked of somebody by a referral."""
    told = {
        "kind": "service",
        "asks": "ขอให้ตรวจแผลที่บ้าน",
        "basis": "consent" if hasattr(to, "kind") else "own-duty",
        "basis_note": "",
        "shares": ["name", "age", "village"],
        "due_on": TODAY + timedelta(days=7),
    }
    return referrals.Request(to=to, **told | said)
