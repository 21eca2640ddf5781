"""The councils of the demo: seats, a meeting with a ranking and resolutions, one to come, the children's."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from khuang.civic.council import actions, reads
from khuang.civic.council.actions import Draft, Objection, Votes
from khuang.civic.council.models import Council, Item, Meeting, Round, Seat
from khuang.civic.council.rules.criteria import shipped
from khuang.civic.groups.models import Organization
from khuang.civic.issues.models import Issue
from khuang.ground.accounts.models import Account
from khuang.site.demo.groups import tell_groups

_DAY = timedelta(days=1)
# Who sits in the council: group, sex of the delegate, a name where they agreed to have it shown.
SEATS = (
    ("กลุ่มออมทรัพย์", "male", ""),
    ("ชมรมคนพิการ", "female", "จันทร์เพ็ง ยิ้มสู้"),
    ("กลุ่มอาสาดูแลผู้ป่วยติดเตียง", "female", "บัวเงิน ใจเย็น"),
    ("กลุ่มธนาคารขยะ", "female", ""),
    ("กลุ่มป่าชุมชน", "male", "แก้วมูล รักป่า"),
    ("กลุ่มทอผ้า", "female", ""),
    ("ชมรมผู้สูงอายุ หมู่ 3", "female", ""),
    ("กลุ่ม อสม. หมู่ 5", "female", "สุภาพ เดินเยี่ยม"),
    ("กลุ่มแม่บ้าน หมู่ 6", "female", ""),
)
CHILDREN = ("กลุ่มเยาวชนรักษ์น้ำ", "กลุ่มเด็กเล่าเรื่อง", "กลุ่มสภานักเรียน")
# The round: title of the issue, estimated cost in baht, scores of each seat (one digit by seat), a reason.
RANKED = (
    ("รถรับส่งผู้ป่วยไปโรงพยาบาล", 480_000, "545554555", "คนป่วยหลายบ้านไปตามนัดไม่ได้"),
    ("ราวจับและทางลาดในบ้านผู้สูงอายุ", 350_000, "454535544", "คนแก่ล้มแล้วติดเตียง"),
    ("ศูนย์ดูแลกลางวัน", 600_000, "434433344", "ลูกหลานได้ไปทำงาน แต่ต้องมีคนประจำ"),
    ("ที่พบปะของผู้สูงอายุ", 120_000, "334342453", "ใช้ศาลาเดิมได้ ใช้เงินน้อย"),
)
BUDGET = 900_000
# Resolved long before the round: what became of it can be read to its end.
FIRST = ("รถรับส่งผู้ป่วยล้างไต", 650_000, "เห็นชอบให้เสนอเทศบาลจัดรถรับส่งผู้ป่วยล้างไตตามวันนัด")
LATER = ("ไฟส่องสว่างทางเดินตลาดนัด", "ชุดนักเรียนและค่ารถไปโรงเรียน")
WISHES = (
    ("ลานกีฬาหลังโรงเรียนให้เปิดถึงสองทุ่ม", 40_000),
    ("ถังแยกขยะในโรงเรียนทุกชั้น", 15_000),
)


def found_councils(staff: Mapping[str, Account], until: datetime) -> None:
    """Note the groups, give them their seats; from now on closed topics come onto the agenda."""
    made, facai, at = tell_groups(staff, until), staff["facai"], until - 228 * _DAY
    on = timezone.localdate(at)
    council = actions.found_council(
        "สภาองค์กรชุมชนเทศบาลตำบลเวียงคำหล้า",
        name_en="Council of Community Organisations of Wiang Kham La",
        kind="community",
        founded_on=on,
        by=facai,
        at=at,
    )
    for place, (name, sex, shown) in enumerate(SEATS):
        seat = actions.give_seat(council, made[name], since=on, by=facai, at=at)
        account = staff["kham"] if place == 0 else None
        said = {"sex": sex, "account": account, "shown_name": shown, "agreed": bool(shown), "since": on}
        actions.name_delegate(seat, **said, by=facai, at=at)
    actions.announce_criteria(council, shipped(), by=facai, at=at + _DAY)
    _children(made, facai, until)


def tell_council(staff: Mapping[str, Account], until: datetime) -> None:
    """Resolve one item early; later rank four and resolve three of them; call the next meeting."""
    facai, council = staff["facai"], Council.objects.get(kind="community")
    _resolve_first(council, facai, until)
    items = [_from_issue(council, title, cost, facai, until - 31 * _DAY) for title, cost, *_said in RANKED]
    seats = sorted(reads.seats(council, on=timezone.localdate(until)), key=_place)
    _rank(council, items, seats, staff, until)
    _resolve(council, items, seats, facai, until)
    meeting = _call(council, until - 2 * _DAY, until + 7 * _DAY, facai)
    for title in LATER:
        actions.put_on_agenda(
            meeting, _from_issue(council, title, None, facai, until - 3 * _DAY), by=facai, at=until - _DAY
        )
    # What the forum and the halls brought meanwhile.
    for item in reads.open_items(council).filter(source__in=("topic", "hearing"))[:3]:
        actions.put_on_agenda(meeting, item, by=facai, at=until - _DAY)


def _resolve_first(council: Council, facai: Account, until: datetime) -> None:
    title, cost, words = FIRST
    begins = until - 214 * _DAY
    item = _from_issue(council, title, cost, facai, begins - 5 * _DAY)
    meeting = _call(council, begins - 7 * _DAY, begins, facai)
    actions.put_on_agenda(meeting, item, by=facai, at=begins - 4 * _DAY)
    seats = list(reads.seats(council, on=timezone.localdate(begins)))
    at = begins + timedelta(hours=3)
    meeting = actions.hold_meeting(meeting, seats=seats, people={"female": 11, "male": 5}, by=facai, at=at)
    adopted = {"outcome": "adopted", "votes": Votes(9, 0, 0), "by": facai, "at": at}
    actions.forward(actions.resolve(item, meeting, words=words, **adopted), by=facai, at=at + _DAY)


def _rank(
    council: Council,
    items: Sequence[Item],
    seats: Sequence[Seat],
    staff: Mapping[str, Account],
    until: datetime,
) -> None:
    facai, at = staff["facai"], until - 30 * _DAY
    of = actions.open_round(
        council,
        "เรื่องเสนอเข้าแผนพัฒนา รอบที่ 1",
        items=items,
        budget=BUDGET,
        rule="equal-shares",
        closes_at=at + 6 * _DAY,
        by=facai,
        at=at,
    )
    # The carers of bedridden people would run the day centre themselves.
    carers, centre = seats[2], items[2]
    words = "กลุ่มจะเป็นผู้ดูแลศูนย์เอง"
    actions.declare_interest(centre, carers, words=words, by=facai, at=at + _DAY)
    for item, (_title, _cost, points, reason) in zip(items, RANKED, strict=True):
        for seat, point in zip(seats, points, strict=True):
            if (item, seat) != (centre, carers):
                by = staff["kham"] if seat == seats[0] else facai
                _score(of, item, seat, int(point), reason, by, at + 2 * _DAY)
    actions.rank(of, by=facai, at=at + 6 * _DAY)
    because = "เทศบาลแจ้งว่าเงินสมทบลดลง"
    actions.count_again(of, budget=500_000, because=because, by=facai, at=at + 8 * _DAY)


def _score(of: Round, item: Item, seat: Seat, point: int, reason: str, by: Account, at: datetime) -> None:
    """Score by every criterion: around the seat's point, the cheaper item the better worth its cost."""
    for one in shipped():
        moved = {"environment": -1, "cost": 1 if (item.cost or 0) < 400_000 else -1}.get(one.code, 0)
        value = min(5, max(1, point + moved))
        actions.score(of, item, seat, criterion=one.code, value=value, reason=reason, by=by, at=at)


def _resolve(
    council: Council, items: Sequence[Item], seats: Sequence[Seat], facai: Account, until: datetime
) -> None:
    begins = until - 20 * _DAY
    meeting = _call(council, until - 28 * _DAY, begins, facai)
    for item in items:
        actions.put_on_agenda(meeting, item, by=facai, at=until - 27 * _DAY)
    at = begins + timedelta(hours=3)
    # One organization of nine stayed away; there were guests.
    meeting = actions.hold_meeting(
        meeting, seats=seats[:-1], people={"female": 14, "male": 6}, by=facai, at=at
    )
    bus, rails, centre, _meeting_place = items
    adopted = {"outcome": "adopted", "by": facai, "at": at}
    made = [
        actions.resolve(
            bus, meeting, words="เห็นชอบให้เสนอเทศบาลจัดรถรับส่งผู้ป่วยตามนัด", votes=Votes(7, 0, 1), **adopted
        ),
        actions.resolve(
            rails, meeting, words="เห็นชอบให้เสนอเทศบาลติดราวจับและทางลาด เริ่มจากบ้านที่มีผู้ป่วยติดเตียง",
            votes=Votes(6, 2, 0), dissents=[Objection("ควรเริ่มจากศาลาและวัด เพราะทุกคนใช้ร่วมกัน", seats[4])],
            **adopted | {"outcome": "changed"},
        ),
    ]  # fmt: skip
    actions.resolve(
        centre, meeting, outcome="declined", words="ยังไม่เห็นชอบ ให้กลุ่มทำรายละเอียดเรื่องคนประจำศูนย์มาใหม่",
        votes=Votes(2, 5, 0), by=facai, at=at,
    )  # fmt: skip
    for resolution in made:
        actions.forward(resolution, by=facai, at=at + _DAY)


def _children(made: Mapping[str, Organization], facai: Account, until: datetime) -> None:
    at = until - 40 * _DAY
    council = actions.found_council(
        "สภาเด็กและเยาวชนเวียงคำหล้า",
        name_en="Children and Youth Council of Wiang Kham La",
        kind="children",
        by=facai,
        at=at,
    )
    for name in CHILDREN:
        seat = actions.give_seat(council, made[name], by=facai, at=at)
        actions.name_delegate(seat, sex="female", by=facai, at=at)
    meeting = _call(council, at, until + 12 * _DAY, facai)
    for title, cost in WISHES:
        item = actions.bring(council, Draft(title=title, cost=cost), by=facai, at=until - 10 * _DAY)
        actions.put_on_agenda(meeting, item, by=facai, at=until - 9 * _DAY)


def _call(council: Council, at: datetime, begins: datetime, facai: Account) -> Meeting:
    return actions.call_meeting(council, begins_at=begins, place="ห้องประชุมเทศบาล ชั้น 2", by=facai, at=at)


def _from_issue(council: Council, title: str, cost: int | None, facai: Account, at: datetime) -> Item:
    """Bring an item that takes an issue of the demo up."""
    issue = Issue.objects.get(title=title, state=Issue.State.PUBLISHED)
    draft = Draft(issue.title, issue.words, issue.kind, issue.village, cost=cost)
    return actions.bring(council, draft, issues_of=[issue], by=facai, at=at)


def _place(seat: Seat) -> int:
    return [name for name, *_said in SEATS].index(seat.organization.name)
