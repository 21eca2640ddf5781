"""Issues of the demo: brought over from homes, raised by anyone, seen in the figures; joined and divided."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from khuang.civic.issues import actions, reads
from khuang.civic.issues.models import Issue
from khuang.ground.accounts.models import Account
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places.models import Village
from khuang.site import public_issues

_DAY = timedelta(days=1)
# Days before the demo's day, kind, village number (0: all), public place, words, title when published.
RAISED = (
    # Whose path is walked to its end, from here to the answer.
    (235, "no-transport", 0, "", "คนที่ต้องล้างไตสัปดาห์ละสามครั้งไม่มีรถไปโรงพยาบาล", "รถรับส่งผู้ป่วยล้างไต"),
    (70, "no-transport", 3, "", "คนป่วยติดบ้านไปโรงพยาบาลตามนัดไม่ได้ ไม่มีรถและไม่มีคนขับ", "รถรับส่งผู้ป่วยไปโรงพยาบาล"),
    (66, "no-transport", 5, "", "ผู้สูงอายุหมู่ 5 ต้องเหมารถไปหาหมอครั้งละหลายร้อยบาท", "ค่ารถไปโรงพยาบาลแพงเกินไป"),
    (61, "unsafe-house", 0, "", "บ้านผู้สูงอายุหลายหลังไม่มีราวจับและทางลาด", "ราวจับและทางลาดในบ้านผู้สูงอายุ"),
    (58, "loneliness", 2, "ศาลาหมู่บ้าน", "อยากให้มีที่ให้คนแก่มาพบกันทุกสัปดาห์", "ที่พบปะของผู้สูงอายุ"),
    (55, "out-of-school", 0, "", "เด็กบางคนไม่มีชุดและค่ารถไปโรงเรียน", "ชุดนักเรียนและค่ารถไปโรงเรียน"),
    (50, "no-carer", 4, "", "ลูกหลานไปทำงาน กลางวันไม่มีใครดูคนแก่", "ศูนย์ดูแลกลางวัน"),
    (
        44,
        "no-income",
        6,
        "ตลาดนัดหน้าเทศบาล",
        "กลุ่มแม่บ้านอยากมีที่ขายของประจำ และไฟส่องสว่างถึงทางเดิน",
        "ที่ขายของและไฟตลาดนัด",
    ),
)
REFUSED = (30, "debt", 1, "", "รับกู้เงินด่วน ดอกเบี้ยต่ำ ติดต่อหลังไมค์", "เป็นโฆษณา ไม่ใช่ประเด็นของชุมชน")
WAITING = (
    (2, "other", 7, "สะพานข้ามห้วย", "ราวสะพานหัก เด็กปั่นจักรยานผ่านทุกวัน"),
    (1, "loneliness", 1, "", "คุณยายท้ายซอยอยู่คนเดียว อยากให้มีคนไปเยี่ยม"),
)


def tell_issues(staff: Mapping[str, Account], until: datetime) -> None:
    """Let issues come by every way, and let facai sort them."""
    facai = staff["facai"]
    made = [_published(one, facai, until) for one in RAISED]
    actions.merge(
        made[2],
        into=made[1],
        because="เป็นเรื่องเดียวกัน คือการเดินทางไปโรงพยาบาล",
        by=facai,
        at=until - 40 * _DAY,
    )
    parts = [("ที่ขายของประจำของกลุ่มแม่บ้าน", "กลุ่มแม่บ้านอยากมีที่ขายของประจำ", "no-income"),
             ("ไฟส่องสว่างทางเดินตลาดนัด", "ทางเดินตลาดนัดมืดตอนเย็น", "unsafe-house")]  # fmt: skip
    actions.split(made[7], parts, because="เป็นสองเรื่อง", confirmed=True, by=facai, at=until - 39 * _DAY)
    days, *said, because = REFUSED
    refused = _raised(until - days * _DAY, *said)
    actions.refuse(refused, because=because, by=facai, at=until - (days - 1) * _DAY)
    for days, *said in WAITING:
        _raised(until - days * _DAY, *said)
    for _reader in range(3):
        actions.follow(made[0], at=until - 220 * _DAY)
        actions.follow(made[1], at=until - 20 * _DAY)
    public_issues.bring_over(at=until - timedelta(hours=8))
    public_issues.raise_from_figures(at=until - timedelta(hours=8))


def _published(one: tuple, facai: Account, until: datetime) -> Issue:
    days, kind, moo, place, words, title = one
    issue = _raised(until - days * _DAY, kind, moo, place, words)
    return actions.publish(
        issue,
        title=title,
        words=words,
        kind=kind,
        village=issue.village,
        place=place,
        confirmed=True,
        by=facai,
        at=until - (days - 1) * _DAY,
    )


def _raised(at: datetime, kind: str, moo: int, place: str, words: str) -> Issue:
    village = Village.objects.filter(moo=moo).first() if moo else None
    kind = kind if kind in reads.kinds_for_public() else "no-income"
    issue, _code = actions.raise_issue(
        words=words, kind=kind, village=village, place=place, source="portal", by=SYSTEM, at=at
    )
    return issue
