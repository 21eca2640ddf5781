"""What the tests of the registry use to speak like a phone."""

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

from khuang.care.people.actions.intake import take_in_proposals
from khuang.care.people.actions.source import Source
from khuang.care.people.models import Household, Person
from khuang.care.people.rules.merging import Proposal
from khuang.ground.places.models import Village

DAY_ONE = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
HOME, MALI, TON = UUID(int=4 << 76 | 8 << 60), uuid4(), uuid4()


def three_villages():
    """Give villages 1 to 3 of the municipality, made when they are not there."""
    made = (
        Village.objects.get_or_create(code=f"5203990{moo}", moo=moo, name=f"บ้านทดสอบ {moo}")[0]
        for moo in (1, 2, 3)
    )
    return {village.moo: village for village in made}


def source(day=1):
    at = DAY_ONE + timedelta(days=day - 1)
    return Source("system", None, at, at.date(), submission_id=uuid4(), seen_on=at.date())


def creates(list_name, key, **texts):
    return Proposal(list_name, key, True, False, texts)


def updates(list_name, key, base=None, **texts):
    return Proposal(list_name, key, False, True, texts, base)


def say(*proposals, day=1):
    """Let one submission speak."""
    return take_in_proposals(proposals, source(day))


def a_family(village="3", house_no="12/1"):
    """Mali (82) and her grandson Ton live in one home."""
    say(
        creates("household", HOME, village=village, house_no=house_no, geometry="18.21 99.38 0 6"),
        creates(
            "person",
            MALI,
            full_name="นางมาลี ใจดี",
            birth_year="2487",
            household=str(HOME),
            relation_to_head="head",
        ),
        creates(
            "person",
            TON,
            full_name="ด.ช.ต้น ใจดี",
            birth_date="2558-05-04",
            household=str(HOME),
            carer=str(MALI),
        ),
    )
    return Household.objects.get(pk=HOME)


def mali():
    return Person.objects.get(pk=MALI)


def ton():
    return Person.objects.get(pk=TON)
