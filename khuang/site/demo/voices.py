"""What people said in the demo: a dozen reports in every state, two talks at home, issues for the forum."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.care.cases.models import Partner
from khuang.care.people.models import Household, Person, here
from khuang.care.voices import actions
from khuang.care.voices.actions import Follow, Said, Told
from khuang.care.voices.models import Issue, Report
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.identifiers import uuid7

_DAY = timedelta(days=1)
_LAMPS = "การไฟฟ้าส่วนภูมิภาค"


@dataclass(frozen=True)
class Call:
    """One report of the demo, so many hours before its day.

    whom     number of the elder whom it is about, or a name, or none for a place
    ends     what came of it later: answered, closed, told
    """

    hours: int
    words: str
    kind: str
    whom: int | str | None = None
    by: str = "mali"
    said: Mapping[str, Any] = field(default_factory=dict)
    follow: Mapping[str, Any] = field(default_factory=dict)
    ends: tuple[str, ...] = ()


def _ways(way: str, speaker: str, **more: Any) -> dict[str, Any]:
    return {"way": way, "speaker": speaker} | more


CALLS = (
    Call(
        9 * 24,
        "ไฟถนนหน้าวัดดับสามดวง มืดมาก",
        "other",
        said=_ways("phone", "official"),
        follow={"outcome": "passed"},
    ),
    Call(
        8 * 24,
        "หลังคาบ้านรั่วทั้งหลัง ฝนตกนอนไม่ได้",
        "unsafe-house",
        0,
        said=_ways("walk-in", "family", is_read_back=True),
        follow={"outcome": "need"},
        ends=("told",),
    ),
    Call(
        7 * 24,
        "ถามว่าต้องยื่นบัตรคนพิการใหม่เมื่อไร",
        "no-papers",
        1,
        said=_ways("phone", "self"),
        follow={"outcome": "answered", "answer": "บัตรยังใช้ได้ถึงสิ้นปีหน้า ให้มาก่อนหมดอายุหนึ่งเดือน"},
    ),
    Call(
        6 * 24,
        "ยายข้างบ้านไม่ออกมาสองวันแล้ว เรียกไม่ตอบ",
        "loneliness",
        2,
        said=_ways("phone", "neighbour", urgency="now"),
        follow={"outcome": "alert"},
        ends=("answered", "told-not"),
    ),
    Call(
        5 * 24,
        "ขอรถรับส่งไปฟอกไตสัปดาห์ละสองครั้ง",
        "no-transport",
        3,
        said=_ways("letter", "self", letter_number="1204/2569"),
        follow={"outcome": "need"},
    ),
    Call(
        4 * 24,
        "มีคนงานต่างถิ่นพักใต้สะพาน มีเด็กเล็กด้วย",
        "no-home",
        "ครอบครัวคนงานใต้สะพาน",
        by="sunee",
        said=_ways("phone", "neighbour", urgency="soon"),
    ),
    Call(
        4 * 24 - 3,
        "อยากให้มีที่ขายของตอนเช้าสำหรับกลุ่มแม่บ้าน",
        "work",
        said=_ways("walk-in", "unknown"),
        follow={"outcome": "issue"},
        ends=("answered",),
    ),
    Call(
        3 * 24,
        "ทางลาดเข้าศาลาชำรุด รถเข็นขึ้นไม่ได้",
        "other",
        said=_ways("walk-in", "official", urgency="soon"),
        follow={"outcome": "issue"},
    ),
    Call(
        2 * 24,
        "แจ้งไว้เฉย ๆ ว่าเตียงที่ยืมไปใช้ดี",
        "equipment",
        4,
        said=_ways("phone", "family", answer_by="none"),
        ends=("closed",),
    ),
    Call(
        26,
        "อยากทราบผลเรื่องเบี้ยยังชีพของแม่",
        "no-income",
        5,
        by="sunee",
        said=_ways("phone", "family", urgency="now"),
    ),
    Call(5, "ลูกจ้างดูแลแม่ลาออก ไม่มีคนอยู่ด้วยกลางคืน", "no-carer-at-night", 6, said=_ways("walk-in", "family")),
    Call(1, "สุนัขจรจัดไล่กัดเด็กหน้าโรงเรียน", "other", said=_ways("phone", "neighbour", urgency="soon")),
)
# Who took part, and what was said: nature, kind, words, whether they want to hear of it.
TALKS = (
    (
        {"female:60+": 1, "female:18-59": 1, "male:0-17": 1},
        (
            ("issue", "no-transport", "ไม่มีรถไปโรงพยาบาลตอนกลางคืน ต้องเหมารถแพงมาก", True),
            ("suggestion", "work", "อยากให้เปิดตลาดเช้าที่ลานหน้าโรงเรียน", False),
            ("issue", "flood", "น้ำท่วมทางเข้าหมู่บ้านทุกปี ผู้สูงอายุออกไม่ได้", False),
        ),
    ),
    ({"female:18-59": 2}, (("issue", "out-of-school", "เด็กโตไม่มีที่ไปหลังเลิกเรียน", False),)),
)


def tell_voices(staff: Mapping[str, Account], until: datetime) -> None:
    """Let people call, come and write, and let researchers sit down with two households."""
    elders = list(_elders()[:7])
    lamps = _partner(until)
    villages = {village.moo: village for village in Village.objects.exclude(moo=None)}
    for number, call in enumerate(CALLS):
        _report(call, elders, villages[number % len(villages) + 1], lamps, staff, until)
    _talks(staff, until)


def _elders():
    rows = Person.objects.filter(here(), level=Person.Level.TEAM).exclude(household=None)
    return rows.select_related("village").order_by("born_on", "pk")


def _partner(until: datetime) -> Partner:
    found = Partner.objects.filter(name=_LAMPS, until=None).first()
    since = timezone.localdate(until) - 300 * _DAY
    return found or Partner.objects.create(name=_LAMPS, kind="other", since=since)


def _report(
    call: Call,
    elders: list[Person],
    village: Village,
    lamps: Partner,
    staff: Mapping[str, Account],
    until: datetime,
) -> None:
    at, by = until - timedelta(hours=call.hours), staff[call.by]
    on = timezone.localdate(at)
    said = {"answer_by": "phone", "letter_on": on - 2 * _DAY if call.said["way"] == "letter" else None}
    told = Told(
        kind=call.kind,
        words=call.words,
        received_on=on,
        about=elders[call.whom] if isinstance(call.whom, int) else call.whom,
        village=village,
        **(said | dict(call.said)),
    )
    follow = Follow(**({"to": lamps} if call.follow.get("outcome") == "passed" else {}) | dict(call.follow))
    made = actions.take_down(told, follow, key=uuid7(), by=by, at=at)
    for end in call.ends:
        _end(made, end, by, at + timedelta(hours=2))


def _end(report: Report, end: str, by: Account, at: datetime) -> None:
    if end == "answered":
        actions.answer(report, words="โทรแจ้งผู้แจ้งแล้วว่าดำเนินการอย่างไร", way="phone", by=by, at=at)
    elif end == "closed":
        actions.close_unasked(report, words="บันทึกไว้แล้ว", by=by, at=at)
    elif end == "told":
        actions.tell_subject(report, how="แจ้งตอนไปดูบ้าน", by=by, at=at)
    else:
        why = "แจ้งแล้วอาจทำให้ผู้แจ้งเดือดร้อน"
        actions.tell_subject(report, how=why, because="harm", by=by, at=at)


def _talks(staff: Mapping[str, Account], until: datetime) -> None:
    """Hold two talks: one closed, with an issue released to the forum; one still corrected."""
    at = until - 3 * _DAY
    rows = Household.objects.filter(village__moo__isnull=False, ended_on=None).select_related("village")
    # Village 3 first, whose researcher the demo offers to sign in as.
    homes = sorted(rows, key=lambda home: (home.village.moo != 3, home.pk))[:3]
    for home, (present, issues), is_last in zip(homes, TALKS, (False, True), strict=False):
        nok = staff[f"researcher{home.village.moo}"]
        talk = actions.invite(home, planned_at=at, invited_by="letter", by=nok, at=at - 4 * _DAY)
        actions.hold(talk, on=timezone.localdate(at), present=present, by=nok, at=at)
        for nature, kind, words, wants in issues:
            said = Said(nature, kind, words, place=home.village, wants_news=wants)
            actions.note_issue(talk, said, key=uuid7(), by=nok, at=at)
        if not is_last:
            actions.close_talk(talk, read_back=True, by=nok, at=at + timedelta(hours=1))
            _release(Issue.objects.filter(talk=talk).earliest("at", "pk"), staff["mali"], at + _DAY)
    planned = {"planned_at": until + 2 * _DAY, "invited_by": "spoken", "at": until - _DAY}
    actions.invite(homes[-1], by=staff[f"researcher{homes[-1].village.moo}"], **planned)


def _release(issue: Issue, mali: Account, at: datetime) -> None:
    """Let the first issue go to the forum, and hear back from it."""
    words = "ผู้สูงอายุไม่มีรถไปโรงพยาบาลตอนกลางคืน"
    made = actions.release(issue, words=words, confirmed=True, by=mali, at=at)
    actions.tell_raiser(made.reference or "", words="ที่ประชุมหมู่บ้านรับเรื่องไว้แล้ว", at=at + _DAY)
