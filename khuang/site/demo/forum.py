"""The forum of the demo: one topic that gathers, one that agrees, one that is closed; votes in groups.

Nobody votes at random: each group of people leans its own way on each statement, so that patterns
appear. Drawn with a fixed seed, taken in through the action that papers and halls use.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from khuang.civic.forum import actions
from khuang.civic.forum.actions import Sheet
from khuang.civic.forum.actions.patterns import compute_pattern
from khuang.civic.forum.models import Agreement, Statement, Topic
from khuang.civic.forum.reads.agreements import newest_version
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.groups.reads import groups
from khuang.civic.issues.reads import open_issues
from khuang.ground.accounts.models import Account
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places.models import Village
from khuang.lib.demographics import AGE_BANDS

_DAY = timedelta(days=1)
SEED = 2569
# Of a hundred votes of each of three groups, how many agree; nine in ten of the rest disagree.
Leaning = tuple[int, int, int]


@dataclass(frozen=True)
class Story:
    """One topic: its phases as days before and after the demo's day, what is said, and who leans how.

    begun    days since it was opened
    phases   (kind, first day, last day), counted from the demo's day
    people   how many took part in each group
    """

    title: str
    question: str
    issue: str
    begun: int
    phases: Sequence[tuple[str, int, int]]
    said: Sequence[tuple[str, Leaning]]
    people: Leaning
    about: str = ""


CARS = Story(
    "รถไปโรงพยาบาล",
    "ทำอย่างไรให้ทุกคนไปโรงพยาบาลตามนัดได้",
    "รถรับส่งผู้ป่วยไปโรงพยาบาล",
    12,
    (("gather", -12, 9), ("vote", 10, 20), ("agree", 21, 35)),
    (
        ("ควรมีรถรับส่งผู้ป่วยตามตารางทุกสัปดาห์", (95, 90, 88)),
        ("ให้อาสาสมัครขับ เทศบาลออกค่าน้ำมัน", (85, 30, 55)),
        ("จ้างรถในหมู่บ้านเป็นรายเที่ยวดีกว่าซื้อรถใหม่", (25, 85, 60)),
        ("ซื้อรถพยาบาลของเทศบาลหนึ่งคัน", (80, 25, 45)),
        ("ผู้ป่วยติดเตียงต้องได้ไปก่อน", (92, 93, 96)),
        ("ให้จ่ายค่ารถคืนตามใบเสร็จ", (35, 80, 50)),
        ("ควรนัดหมอพร้อมกันทั้งหมู่บ้านเพื่อไปรถคันเดียว", (70, 72, 40)),
        ("ขอให้หมอมาที่ รพ.สต. เดือนละครั้งแทนการเดินทาง", (75, 70, 92)),
        ("ทุกคนควรช่วยออกค่ารถเที่ยวละ 20 บาท", (20, 75, 30)),
        ("กลางคืนต้องมีเบอร์เดียวที่โทรแล้วมีรถมา", (90, 85, 94)),
    ),
    (96, 84, 60),
    "ผู้สูงอายุหลายคนไปตามนัดไม่ได้เพราะไม่มีรถ เหมารถครั้งละหลายร้อยบาท",
)
WASTE = Story(
    "แยกขยะในชุมชน",
    "เราจะจัดการขยะในหมู่บ้านอย่างไร",
    "",
    40,
    (("gather", -40, -25), ("vote", -24, -8), ("agree", -7, 14)),
    (
        ("ทุกบ้านควรแยกขยะเปียก ขยะแห้ง และขยะอันตราย", (94, 88, 84)),
        ("ควรมีจุดรับขยะอันตรายทุกหมู่บ้าน", (96, 95, 93)),
        ("บ้านที่ไม่แยกขยะควรจ่ายค่าเก็บมากขึ้น", (94, 8, 25)),
        ("ห้ามเผาขยะและใบไม้ทุกชนิด", (92, 10, 88)),
        ("เทศบาลควรแจกถังให้ทุกบ้านก่อน", (20, 95, 90)),
        ("ให้เก็บขยะสัปดาห์ละสองครั้งเหมือนเดิม", (8, 94, 20)),
        ("ให้กลุ่มแม่บ้านรับซื้อขยะแห้งแล้วแบ่งกำไรเข้ากองทุน", (92, 86, 84)),
        ("ทำปุ๋ยจากเศษอาหารที่บ้านได้ ไม่ต้องรอเทศบาล", (90, 12, 25)),
        ("เมื่อขยะน้อยลง ให้ลดวันเก็บขยะ", (92, 8, 20)),
        ("ควรซื้อรถเก็บขยะคันใหม่", (10, 90, 88)),
        ("งดใช้โฟมในงานบุญและตลาดนัด", (90, 12, 85)),
        ("ค่าเก็บขยะควรเท่ากันทุกบ้าน", (8, 88, 15)),
    ),
    (80, 90, 64),
)
MEETING = Story(
    "ที่พบปะของผู้สูงอายุ",
    "ผู้สูงอายุจะพบกันที่ไหนและเมื่อใด",
    "ที่พบปะของผู้สูงอายุ",
    150,
    (("gather", -150, -136), ("vote", -135, -121), ("agree", -120, -100)),
    (
        ("ใช้ศาลาวัดทุกวันพุธ", (85, 60, 70)),
        ("ควรมีรถรับคนที่เดินไม่ไหว", (92, 94, 90)),
        ("ให้เด็กนักเรียนมาร่วมเดือนละครั้ง", (88, 70, 82)),
        ("ควรสร้างอาคารใหม่", (20, 75, 30)),
        ("เก็บค่าอาหารกลางวันคนละ 10 บาท", (60, 25, 55)),
        ("เพื่อนบ้านควรแวะดูคนที่ไม่ได้มา", (95, 91, 94)),
    ),
    (70, 50, 45),
)
WAITING = (
    (30, "อยากให้มีที่นั่งรอหน้าห้องตรวจสำหรับคนแก่", False),
    (6, "นายสมหวัง ขับรถเร็ว ไม่ควรให้ขับ", True),
    (2, "ขอรถที่ขึ้นรถเข็นได้", False),
)
REFUSED = (
    (80, "รถมือสองราคาถูก สนใจติดต่อร้านเรา", "advert", ""),
    (70, "คนพวกนั้นขี้เกียจ ไม่ต้องช่วย", "insults", "ขอให้เขียนถึงเรื่องรถ ไม่ใช่ถึงคน"),
)


def tell_forum(staff: Mapping[str, Account], until: datetime) -> None:
    """Let the three topics happen."""
    facai, random = staff["facai"], Random(SEED)  # noqa: S311 - invented votes
    meeting = _topic(MEETING, facai, random, until)
    _kept(meeting, facai, until)
    waste = _topic(WASTE, facai, random, until)
    _proposed(waste, facai, until)
    cars = _topic(CARS, facai, random, until)
    _moderated(cars, facai, until)
    for topic in (meeting, waste, cars):
        compute_pattern(topic, at=until)


def _topic(story: Story, facai: Account, random: Random, until: datetime) -> Topic:
    today, begun = timezone.localdate(until), until - story.begun * _DAY
    topic = actions.open_topic(
        story.title,
        story.question,
        about=story.about,
        issues=open_issues().filter(title=story.issue),
        phases=[
            PhaseDraft(kind, today + first * _DAY, today + last * _DAY) for kind, first, last in story.phases
        ],
        by=facai,
        at=begun,
    )
    words = "\n".join(words for words, _lean in story.said)
    shown = actions.seed(topic, words, confirmed=True, by=facai, at=begun)
    leanings = [lean for _words, lean in story.said]
    sheets = _sheets(story, shown, leanings, random, begun)
    actions.take_sheets(topic, sheets, way="portal", by=SYSTEM, at=max(one.at for one in sheets))
    return topic


def _sheets(
    story: Story, shown: Sequence[Statement], leanings: Sequence[Leaning], random: Random, begun: datetime
) -> list[Sheet]:
    villages = [None, *Village.objects.order_by("moo")]
    ages = ("", *AGE_BANDS[1:])
    # Votes come while the first phase and the days of voting run, never after the demo's day.
    days = min(story.begun, 25)
    return [
        Sheet(
            key=f"demo {story.title} {group} {number}",
            at=begun + timedelta(minutes=random.randrange(5, days * 24 * 60 - 600)),
            votes=_votes(shown, leanings, group, random),
            sex=random.choice(("female", "female", "male", "male", "other", "")),
            age_band=random.choice(ages),
            village=random.choice(villages),
        )
        for group, people in enumerate(story.people)
        for number in range(people)
    ]


def _votes(
    shown: Sequence[Statement], leanings: Sequence[Leaning], group: int, random: Random
) -> dict[Any, int]:
    """Somebody of a group votes on most statements; a few pass."""
    said = {}
    for statement, leaning in zip(shown, leanings, strict=True):
        if random.random() < 0.85:
            agrees = random.randrange(100) < leaning[group]
            said[statement.pk] = 1 if agrees else random.choice((-1,) * 9 + (0,))
    return said


def _moderated(topic: Topic, facai: Account, until: datetime) -> None:
    for hours, words, because, why in REFUSED:
        one = _offered(topic, words, until - timedelta(hours=hours))
        actions.refuse(one, because, words=why, by=facai, at=until - timedelta(hours=hours - 2))
    for hours, words, confirmed in WAITING:
        _offered(topic, words, until - timedelta(hours=hours), confirmed=confirmed)


def _offered(topic: Topic, words: str, at: datetime, *, confirmed: bool = False) -> Statement:
    return actions.offer_statement(topic, words, source="portal", confirmed=confirmed, by=SYSTEM, at=at)


def _proposed(topic: Topic, facai: Account, until: datetime) -> None:
    """An agreement whose words were changed after objections, and that people still weigh."""
    today = timezone.localdate(until)
    one = actions.propose(
        topic,
        "แยกขยะสามถัง",
        "ทุกบ้านแยกขยะเป็นสามถัง และนำขยะอันตรายไปจุดรับของหมู่บ้าน",
        look_again_on=today + 180 * _DAY,
        by=facai,
        at=until - 7 * _DAY,
    )
    objections = ("บ้านเช่าห้องเดียว วางสามถังไม่ได้", "ยังไม่มีถังแจก")
    _stand(one, 8, 5, objections, facai, until - 6 * _DAY)
    why = "บ้านเล็กวางสามถังไม่ได้ จึงเหลือสองถัง และเทศบาลแจกถังก่อน"
    words = "เทศบาลแจกถังสองใบให้ทุกบ้าน แล้วทุกบ้านแยกขยะเปียกกับขยะแห้ง ขยะอันตรายนำไปจุดรับของหมู่บ้าน"
    actions.change(one, words, why, by=facai, at=until - 3 * _DAY)
    _stand(one, 13, 6, ("กลัวทำได้ไม่นาน ควรมีคนคอยดู",), facai, until - 2 * _DAY)
    for group, (kind, reason) in zip(
        groups(), (("agrees", ""), ("lives-with", "ขอให้เริ่มหลังหน้าฝน"), ("agrees", "")), strict=False
    ):
        version = newest_version(one)
        actions.note_group_stance(version, kind, reason, group=group, by=facai, at=until - _DAY)


def _stand(
    agreement: Agreement, agree: int, live: int, objections: Sequence[str], facai: Account, at: datetime
) -> None:
    version = newest_version(agreement)
    kinds = [("agrees", "")] * agree + [("lives-with", "")] * live
    kinds += [("objects", why) for why in objections]
    for number, (kind, why) in enumerate(kinds):
        who = actions.join(version.agreement.topic, key=f"demo stance {number}", at=at)
        stance = actions.take_stance(version, kind, why, participant=who, at=at)
        if why:
            actions.judge_reason(stance, shown=True, by=facai, at=at)


def _kept(topic: Topic, facai: Account, until: datetime) -> None:
    """An agreement that was made, and kept, and is due to be looked at again next week."""
    today = timezone.localdate(until)
    one = actions.propose(
        topic,
        "ดูแลเพื่อนบ้าน",
        "ถ้าเพื่อนบ้านสูงอายุไม่มาพบปะวันพุธ คนบ้านใกล้แวะไปดูในวันนั้น",
        look_again_on=today - 40 * _DAY,
        by=facai,
        at=until - 118 * _DAY,
    )
    _stand(one, 12, 4, ("บางคนไม่ชอบให้ใครไปหาที่บ้าน ควรถามก่อน",), facai, until - 110 * _DAY)
    actions.settle(one, by=facai, at=until - 101 * _DAY)
    actions.close(topic, by=facai, at=until - 99 * _DAY)
    words = "แวะดูจริงสี่ในห้าครั้ง ถามความสมัครใจของเจ้าของบ้านไว้แล้ว"
    actions.look_again(one, "kept", words, next_on=today + 7 * _DAY, by=facai, at=until - 40 * _DAY)
