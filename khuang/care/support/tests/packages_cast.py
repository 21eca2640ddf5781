"""A need, a package and its money, for the tests of packages."""

import io
from datetime import date, timedelta

from PIL import Image

from conftest import NOW
from khuang.care.cases.actions import note_need
from khuang.care.people.models import Dwelling, Household, Membership, Person
from khuang.care.support import actions
from khuang.care.support.actions import BudgetLine, Slip
from khuang.care.support.models import Funder

TODAY = date(2026, 11, 23)
LATER = NOW + timedelta(hours=1)
BAHT = 100


def a_person(village, given_name="คำปัน", family_name="ใจดีมาก", house_no="12/7", **fields):
    """Somebody who lives in a village, in a home of their own unless one is given."""
    household = fields.pop("household", None)
    if household is None:
        dwelling = Dwelling.objects.create(village=village, house_no=house_no, known_from=TODAY)
        household = Household.objects.create(dwelling=dwelling, village=village, known_from=TODAY)
    person = Person.objects.create(
        given_name=given_name,
        family_name=family_name,
        sort_key=given_name,
        household=household,
        dwelling=household.dwelling,
        village=village,
        known_from=TODAY,
        **fields,
    )
    Membership.objects.create(household=household, person=person, since=TODAY)
    return person


def a_need(cast, person=None, kind="unsafe-house"):
    person = person or a_person(cast.villages[1])
    return note_need(person, kind, source="desk", by=cast.mali, at=NOW)


def a_funder(cast, name="งบเทศบาล", kind="municipal"):
    found = Funder.objects.filter(name=name, kind=kind).first()
    return found or actions.add_funder(name=name, kind=kind, since=date(2020, 1, 1), by=cast.mali, at=NOW)


def a_package(cast, need=None, kind="house", budget=50_000 * BAHT, approved=True):
    """A package that mali proposed and prasit approved."""
    need = need or a_need(cast)
    lines = [
        BudgetLine("material", "สังกะสี", budget - budget // 10),
        BudgetLine("labour", "ค่าแรง", budget // 10),
    ]
    said = {"kind": kind, "words": "ซ่อมหลังคา", "lines": lines}
    package = actions.propose_package(need, **said, by=cast.mali, at=NOW)
    return actions.approve_package(package, by=cast.prasit, at=NOW) if approved else package


def a_pledge(cast, package, amount=10_000 * BAHT, came=None, funder=None):
    """A pledge of money, of which `came` came."""
    made = actions.pledge(
        package, funder or a_funder(cast), form="money", amount=amount, by=cast.mali, at=NOW
    )
    if came:
        actions.receive(made, Slip(TODAY, came, document="RC-1"), by=cast.mali, at=NOW)
        made.refresh_from_db()
    return made


def handed_over(cast, package):
    return actions.hand_over(
        package,
        on=TODAY,
        received_by="คำปัน",
        photographs=[picture()],
        drawn=picture("PNG"),
        by=cast.mali,
        at=LATER,
    )


def picture(form="JPEG", **options):
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "#c9a27c").save(drawn, form, **options)
    return drawn.getvalue()
