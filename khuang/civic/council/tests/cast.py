"""A council as its tests use it: three groups in it, Kham speaks for the weavers."""

from datetime import timedelta

from django.utils import timezone

from conftest import NOW
from khuang.civic.council import actions
from khuang.civic.council.actions import Draft
from khuang.civic.council.rules.criteria import Criterion
from khuang.civic.groups import actions as groups

TODAY = timezone.localdate(NOW)
DAY = timedelta(days=1)
EVENING = NOW + timedelta(hours=8)
NAMES = ("กลุ่มทอผ้า", "กลุ่มอาสาดูแลผู้สูงอายุ", "ชมรมผู้พิการ")
CRITERIA = (
    Criterion("need", "ความจำเป็น", "Need", "จำเป็นไหม", "Needed?", 3),
    Criterion("cost", "ความคุ้มค่า", "Cost", "คุ้มไหม", "Worth it?", 1),
)


def a_council(cast, kind="community", name="สภาองค์กรชุมชน", **said):
    return actions.found_council(name, kind=kind, by=cast.facai, at=NOW, **said)


def seat_in(cast, council, name):
    group = groups.found(name, classification="social", by=cast.facai, at=NOW)
    return actions.give_seat(council, group, since=TODAY - 30 * DAY, by=cast.facai, at=NOW)


def full_council(cast, kind="community", names=NAMES):
    """A council with seats; Kham speaks for the first."""
    council = a_council(cast, kind)
    seats = [seat_in(cast, council, name) for name in names]
    actions.name_delegate(seats[0], sex="male", account=cast.kham, by=cast.facai, at=NOW)
    return council, seats


def an_item(cast, council, title="ซ่อมศาลา", cost=50_000, **said):
    return actions.bring(council, Draft(title=title, cost=cost, **said), by=cast.facai, at=NOW)


def a_round(cast, council, items, *, budget=100_000, criteria=CRITERIA, **said):
    actions.announce_criteria(council, criteria, by=cast.facai, at=NOW)
    said = {"rule": "equal-shares", "closes_at": NOW + 7 * DAY} | said
    return actions.open_round(council, "รอบแรก", items=items, budget=budget, by=cast.facai, at=NOW, **said)


def scored(cast, of, item, seat, need, cost, *, by=None, at=NOW):
    """Score an item by both criteria."""
    for criterion, value in (("need", need), ("cost", cost)):
        actions.score(
            of, item, seat, criterion=criterion, value=value, reason="เห็นมากับตา", by=by or cast.facai, at=at
        )


def a_meeting(cast, council, *, items=(), at=NOW):
    begins = at + timedelta(hours=3)
    meeting = actions.call_meeting(council, begins_at=begins, place="ศาลากลางบ้าน", by=cast.facai, at=at)
    for item in items:
        actions.put_on_agenda(meeting, item, by=cast.facai, at=at)
    return meeting


def held(cast, meeting, seats, people=None):
    people = people or {"female": 4, "male": 2}
    return actions.hold_meeting(meeting, seats=seats, people=people, by=cast.facai, at=EVENING)
