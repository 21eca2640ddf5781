"""Hearings of the demo: one that was held, with confirmed minutes, and one to which people are invited."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from django.utils import timezone

from khuang.civic.forum.models import Topic
from khuang.civic.groups.reads import groups
from khuang.civic.hearings import actions
from khuang.civic.hearings.actions import Guests, Planned
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.entries import Noted
from khuang.civic.issues.reads import open_issues
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.identifiers import uuid7

_DAY, _HOUR, _MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)
# Sex, age band, how many came of each of the two villages.
CAME = (
    ("female", "25-44", 6), ("female", "45-59", 11), ("female", "60-79", 9), ("male", "25-44", 5),
    ("male", "45-59", 9), ("male", "60-79", 8), ("other", "25-44", 1),
)  # fmt: skip
# Who spoke, how long.
TURNS = (
    ("male", 95),
    ("female", 80),
    ("female", None),
    ("male", 140),
    ("female", 60),
    ("female", 45),
    ("male", None),
)
# What was said, with hands of women and of men: agree, disagree, pass.
SAID = (
    ("ให้มีรถรับส่งผู้ป่วยไปโรงพยาบาลตามตาราง", (44, 2, 4), (36, 4, 4)),
    ("ให้อาสาสมัครผลัดกันขับรถ เทศบาลออกค่าน้ำมัน", (30, 12, 8), (22, 15, 7)),
    ("ให้ติดราวจับในบ้านผู้สูงอายุก่อนหน้าฝน", (47, 1, 2), (39, 2, 3)),
)
MINUTES = {
    "chair": "นายสมชาย ตัดสินใจ นายกเทศมนตรี",
    "opening": "ประธานกล่าวเปิดเวที และชี้แจงว่าทุกความเห็นมีค่าเท่ากัน",
    "discussion": "ผู้เข้าร่วมเล่าปัญหาการเดินทางไปโรงพยาบาลตอนกลางคืน และความเสี่ยงหกล้มในบ้าน",
    "resolutions": "เห็นชอบให้เสนอรถรับส่งผู้ป่วยต่อสภาองค์กรชุมชน",
    "closing": "ประธานขอบคุณทุกคนและปิดเวที",
}


def tell_hearings(staff: Mapping[str, Account], until: datetime) -> None:
    """Hold one hearing three weeks ago, and invite to another next week."""
    villages = list(Village.objects.filter(moo__in=(3, 5)).order_by("moo"))
    _held(staff, villages, _evening(until, -21))
    _invited(staff, villages[:1], _evening(until, 7), until)


def _evening(until: datetime, days: int) -> datetime:
    return timezone.localtime(until).replace(hour=18, minute=0, second=0, microsecond=0) + days * _DAY


def _guests(villages: Sequence[Village], some: int) -> list[Guests]:
    named = [Guests(group=str(one)) for one in groups().order_by("name")[:some]]
    return [*(Guests(village=one) for one in villages), *named]


def _invited(
    staff: Mapping[str, Account], villages: Sequence[Village], begins: datetime, until: datetime
) -> None:
    planned = Planned(
        nature="village",
        title="แยกขยะในหมู่บ้านและที่ตลาดนัด",
        about="จะแยกขยะอย่างไร และใครดูแลถังที่ตลาดนัด ชวนทุกคนมาพูดคุย",
        agenda="ประธานแจ้งเรื่อง\nรับฟังความคิดเห็น\nสรุปและนัดหมาย",
        place="ศาลาวัดหมู่ 3",
        begins_at=begins,
        ends_at=begins + 2 * _HOUR,
        village=villages[0],
        topic=Topic.objects.filter(closed_at=None, title__startswith="แยกขยะ").first(),
    )
    actions.plan(planned, _guests(villages, 1), by=staff["facai"], at=until - _DAY)


def _held(staff: Mapping[str, Account], villages: Sequence[Village], begins: datetime) -> None:
    facai, prasit = staff["facai"], staff["prasit"]
    planned = Planned(
        nature="official",
        title="รถรับส่งผู้ป่วยและบ้านที่ปลอดภัยสำหรับผู้สูงอายุ",
        about="จะช่วยผู้สูงอายุและผู้ป่วยไปโรงพยาบาลอย่างไร และจะเริ่มซ่อมบ้านที่ไหนก่อน",
        agenda="ประธานแจ้งเรื่อง\nรับฟังความคิดเห็นและยกมือ\nข้อเสนอของที่ประชุม",
        place="หอประชุมเทศบาล",
        begins_at=begins,
        ends_at=begins + 2 * _HOUR,
        invited_people=140,
    )
    heard = list(open_issues("no-transport").filter(title__startswith="รถรับส่งผู้ป่วยไป"))
    guests = _guests(villages, 0)
    hearing = actions.plan(planned, guests, issues_heard=heard, by=facai, at=begins - 10 * _DAY)
    actions.note(hearing, _roll(villages, begins), by=prasit, at=begins + _HOUR)
    actions.note(hearing, _talk(begins), by=facai, at=begins + 2 * _HOUR)
    _correct(hearing, facai, begins + 2 * _HOUR)
    actions.close(hearing, by=facai, at=begins + 2 * _HOUR)
    draft = actions.write(hearing, MINUTES, by=facai, at=begins + _DAY)
    actions.confirm(draft, revision=draft.revision, by=prasit, at=begins + 3 * _DAY)


def _correct(hearing: Hearing, facai: Account, at: datetime) -> None:
    """Take out what does not fit, for example what the topic says already."""
    for row in HallEntry.objects.filter(hearing=hearing, state=HallEntry.State.WAITING):
        actions.drop(row, by=facai, at=at)


def _roll(villages: Sequence[Village], begins: datetime) -> list[Noted]:
    return [
        Noted(uuid7(), "roll", begins + 5 * _MINUTE, sex=sex, age_band=band, village=one.code, step=number)
        for one in villages
        for sex, band, number in CAME
    ]


def _talk(begins: datetime) -> list[Noted]:
    told = [
        Noted(uuid7(), "turn", begins + (20 + each) * _MINUTE, sex=sex, seconds=took)
        for each, (sex, took) in enumerate(TURNS)
    ]
    for each, (words, women, men) in enumerate(SAID):
        at = begins + (40 + 10 * each) * _MINUTE
        said = Noted(uuid7(), "statement", at, words=words)
        hands = {"female": women, "male": men}
        told += [said, Noted(uuid7(), "hands", at + 3 * _MINUTE, about=said.id, hands=hands)]
    words = "อาสาสมัครบางคนไม่เห็นด้วยกับการขับรถตอนกลางคืน เพราะไม่ปลอดภัย"
    told.append(Noted(uuid7(), "dissent", begins + 80 * _MINUTE, words=words))
    return told
