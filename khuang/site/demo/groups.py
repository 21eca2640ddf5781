"""The groups of the demo, 34 of them, and the community's leaders, with exactly the figures of Koh Kha.

Women are 24 of 34 chairs, 225 of 305 on committees, 606 of 891 members, 20 of 34 leaders: the numbers
behind 70.59, 73.77, 68.01 and 58.82 percent. Everybody is invented; only post and sex are kept.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from itertools import chain, repeat

from django.utils import timezone

from khuang.civic.groups import actions
from khuang.civic.groups.actions import Holder
from khuang.civic.groups.models import Organization
from khuang.civic.groups.rules import Share
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village

_DAY = timedelta(days=1)
# Thai and English name, and whether each of the seven villages has one of its own.
OF_EACH_VILLAGE = (
    ("กลุ่ม อสม.", "Health volunteers", "social"),
    ("กลุ่มแม่บ้าน", "Housewives' group", "occupation"),
    ("ชมรมผู้สูงอายุ", "Elders' club", "social"),
)
OF_THE_TOWN = (
    ("ชมรมคนพิการ", "Club of people with disabilities", "social"),
    ("กลุ่มออมทรัพย์", "Savings group", "social"),
    ("กลุ่มธนาคารขยะ", "Waste bank", "social"),
    ("กลุ่มอาสาดูแลผู้ป่วยติดเตียง", "Carers of bedridden people", "social"),
    ("กลุ่มป่าชุมชน", "Community forest", "social"),
    ("กลุ่มผู้ใช้น้ำ", "Water users", "social"),
    ("กลุ่มทอผ้า", "Weavers", "occupation"),
    ("กลุ่มจักสานไม้ไผ่", "Bamboo weavers", "occupation"),
    ("กลุ่มแปรรูปอาหาร", "Food processing", "occupation"),
    ("กลุ่มเกษตรอินทรีย์", "Organic farmers", "occupation"),
    ("กลุ่มเยาวชนรักษ์น้ำ", "Youth for water", "children"),
    ("กลุ่มเด็กเล่าเรื่อง", "Young storytellers", "children"),
    ("กลุ่มสภานักเรียน", "Pupils' council", "children"),
)
WOMEN_CHAIRS, WOMEN_MEMBERS, MEMBERS = 24, 606, 891
# Bodies of the leaders: classification, name, women and men by role.
LEADERS = (
    ("municipal-council", "สภาเทศบาล", "Municipal council", (("councillor", 7, 5),)),
    ("executive", "คณะผู้บริหารเทศบาล", "Executive of the municipality", (("mayor", 1, 0),)),
    (
        "village-heads",
        "ผู้ใหญ่บ้านและผู้ช่วย",
        "Village heads and assistants",
        (("headman", 2, 5), ("assistant", 10, 4)),
    ),
)


def tell_groups(staff: Mapping[str, Account], until: datetime) -> dict[str, Organization]:
    """Note every group with its committee and members; give them by name."""
    at, facai = until - 230 * _DAY, staff["facai"]
    since = timezone.localdate(until) - 1200 * _DAY
    made = {}
    for number, (name, name_en, classification, villages) in enumerate(_all()):
        group = actions.found(
            name,
            name_en=name_en,
            classification=classification,
            villages=villages,
            founded_on=since + number * 20 * _DAY,
            holders=_committee(number),
            by=facai,
            at=at,
        )
        women, members = _share(WOMEN_MEMBERS, number), _share(MEMBERS, number)
        on = timezone.localdate(at)
        actions.count_members(group, counted=Share(women, members - women), on=on, by=facai, at=at)
        made[name] = group
    for classification, name, name_en, posts in LEADERS:
        held = chain.from_iterable(_holders(*post) for post in posts)
        said = {"classification": classification, "name_en": name_en, "founded_on": since}
        actions.found(name, holders=list(held), by=facai, at=at, **said)
    return made


def _all():
    villages = {one.moo: one for one in Village.objects.exclude(moo=None)}
    for moo in sorted(villages):
        for name, name_en, classification in OF_EACH_VILLAGE:
            yield f"{name} หมู่ {moo}", f"{name_en}, Moo {moo}", classification, [villages[moo]]
    for name, name_en, classification in OF_THE_TOWN:
        yield name, name_en, classification, []


def _committee(number: int) -> list[Holder]:
    """Nine on each committee, eight on the last; six women beside the chair, five on three of them."""
    chair = Holder("chair", "female" if number < WOMEN_CHAIRS else "male")
    women = 5 if number in (0, 1, 2) else 6
    men = (7 if number == 33 else 8) - women
    return [chair, *_holders("committee", women, men)]


def _holders(role: str, women: int, men: int) -> list[Holder]:
    return [*repeat(Holder(role, "female"), women), *repeat(Holder(role, "male"), men)]


def _share(whole: int, number: int) -> int:
    """Share a number out over the 34 groups, the first ones getting one more."""
    return whole // 34 + (number < whole % 34)
