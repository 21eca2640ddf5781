"""Partners, conferences and referrals of the demo: held, coming, answered, waiting, overdue.

Each is done by whom it would be done, through the action that a page calls.
"""

import csv
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from khuang.care.cases.actions import conferences, give_lead, guests, minutes, partners, referrals
from khuang.care.cases.actions.minutes import Decided
from khuang.care.cases.actions.referrals import Request
from khuang.care.cases.models import Case, Conference, Participant, Partner
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.site.demo.homes import DATA

_DAY = timedelta(days=1)
# Invented, as everybody here.
PARTNERS = DATA / "partners.csv"


def tell_conferences(staff: Mapping[str, Account], until: datetime) -> None:
    """Let partners be noted, and the cases of the demo be spoken of and referred."""
    directory = _partners(staff["mali"], until - 30 * _DAY)
    old = {"closed_at": None, "person__level": "team", "opened_at__lt": until - 21 * _DAY}
    cases = iter(Case.objects.filter(**old).select_related("person", "lead").order_by("opened_at", "pk"))
    for tell in (_held, _written_on_paper, _coming, _answered, _waiting, _overdue, _transfer):
        case = next(cases, None)
        if case is None:
            return
        case = case if case.lead else give_lead(case, staff["mali"], by=staff["prasit"], at=until - 21 * _DAY)
        tell(case, directory, staff, until)


def _partners(by: Account, at: datetime) -> dict[str, Partner]:
    villages = {str(village.moo): village.pk for village in Village.objects.all()}
    with PARTNERS.open(newline="") as file:
        rows = list(csv.DictReader(file))
    made = {}
    for number, row in enumerate(rows, start=1):
        said: dict[str, Any] = {name: row[name] for name in ("name", "kind", "offers", "contact", "hours")}
        said |= {"services": row["services"].split(), "phone": f"054-999-{number:03d}"}
        said["beyond"] = row["kind"] in ("hospital", "ministry", "police", "ngo")
        places = [villages[row["moo"]]] if row["moo"] in villages else []
        made[row["name"]] = partners.add_partner(said, villages=places, since=at.date(), by=by, at=at)
    return made


def _meet(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], begins_at: datetime
) -> tuple[Conference, Participant, Participant]:
    """Plan a conference a week ahead with the head as chair, a nurse and the village head."""
    mali, at = staff["mali"], begins_at - 7 * _DAY
    made = conferences.plan_conference(
        case, begins_at=begins_at, place="ห้องประชุมเทศบาล ชั้น 2", by=mali, at=max(at, case.opened_at)
    )
    asked_at = made.made_at
    conferences.ask_account(made, staff["prasit"], role="chair", by=mali, at=asked_at)
    nurse = conferences.ask_outsider(
        made,
        "พยาบาลเอื้องคำ รักษ์ดี",
        post="พยาบาลวิชาชีพ",
        partner=directory["โรงพยาบาลเวียงคำหล้า"],
        by=mali,
        at=asked_at,
    )
    head = conferences.ask_outsider(
        made,
        "นายทองใบ ขยันยิ่ง",
        post="ผู้ใหญ่บ้าน",
        partner=directory["ผู้ใหญ่บ้าน หมู่ 1"],
        by=mali,
        at=asked_at,
    )
    return made, nurse, head


def _held(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    """Hold a conference with a guest by link, write it down, and let the head approve it."""
    mali, prasit, begins = staff["mali"], staff["prasit"], until - 9 * _DAY
    made, nurse, head = _meet(case, directory, staff, begins)
    handed = guests.invite(nurse, ["name", "age", "village", "needs", "plan"], by=mali, at=begins - 5 * _DAY)
    slug = handed.token.partition(".")[0]
    guests.come_in(handed.guest.pk, handed.code, slug=slug, at=begins - 4 * _DAY)
    guests.undertake(handed.guest, at=begins - 4 * _DAY)
    guests.note_look(handed.guest, at=begins - 4 * _DAY)
    guests.comment(handed.guest, "ควรนัดตรวจตาและปรับยาก่อนสิ้นเดือน", at=begins - 4 * _DAY)
    guests.read_comments(case, by=mali, at=begins - 3 * _DAY)
    _write(made, {"excused": head}, mali, begins)
    due = (begins + 21 * _DAY).date()
    decided = [
        Decided("เยี่ยมบ้านและทำแผลสัปดาห์ละสองครั้ง", nurse, due),
        Decided("ยื่นคำขอปรับสภาพบ้าน ทำราวจับและทางลาด", mali, due),
        Decided("จัดเวรเพื่อนบ้านดูแลช่วงกลางคืน", head, due - timedelta(days=14)),
    ]
    resolved = minutes.decide(made, decided, by=mali, at=begins + timedelta(hours=2))
    guests.answer_own(handed.guest, resolved[0], "doing", "เริ่มแล้วเมื่อวันจันทร์", at=begins + 2 * _DAY)
    made.refresh_from_db()
    minutes.approve_minutes(made, revision=made.revision, by=prasit, at=begins + 2 * _DAY)


def _write(made: Conference, absent: Mapping[str, Participant], by: Account, begins: datetime) -> None:
    at = begins + timedelta(hours=1, minutes=40)
    away = {one.pk: code for code, one in absent.items()}
    who = {
        one.pk: (away.get(one.pk, "came"), "ติดประชุมอำเภอ" if one.pk in away else "")
        for one in made.participants.all()
    }
    minutes.note_attendance(made, who, ended_at=at, by=by, at=at)
    words = {
        "opening": "ประธานกล่าวเปิดประชุม และขอให้ทุกฝ่ายรักษาความลับของครอบครัว",
        "needs": "ที่ประชุมเห็นพ้องว่าต้องดูแลเรื่องความปลอดภัยในบ้านก่อน",
        "plan": "ที่ประชุมรับทราบแผน และปรับกำหนดการเยี่ยม",
        "other": "ไม่มี",
    }
    said = {item.pk: (words[item.kind], "") for item in made.items.all() if item.kind in words}
    minutes.write_minutes(made, said, by=by, at=at)


def _written_on_paper(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    """Hold one whose minutes wait for the head, as when they were written on paper and typed in later."""
    begins = until - 3 * _DAY
    made, nurse, _head = _meet(case, directory, staff, begins)
    _write(made, {}, staff["mali"], begins)
    due = (until + 10 * _DAY).date()
    minutes.decide(made, [Decided("ประเมินซ้ำและปรับแผน", nurse, due)], by=staff["mali"], at=until - 2 * _DAY)


def _coming(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    """Plan one for the day after tomorrow, whose nurse has a link that she has not opened yet."""
    _made, nurse, _head = _meet(case, directory, staff, until + 2 * _DAY)
    guests.invite(nurse, ["name", "age", "village", "needs", "plan"], by=staff["mali"], at=until - _DAY)


def _request(
    case: Case, to: Partner | Account, asks: str, due_on: datetime, kind: str = "service"
) -> Request:
    is_partner = isinstance(to, Partner)
    return Request(
        to=to,
        kind=kind,
        asks=asks,
        basis="social" if is_partner else "own-duty",
        basis_note="ส่งต่อเพื่อรับบริการตามแผนการดูแล" if is_partner else "",
        shares=["name", "age", "village", "needs"],
        due_on=due_on.date(),
        need=case.needs.filter(ended_at=None).first(),
    )


def _answered(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    mali, at = staff["mali"], until - 20 * _DAY
    to = directory["มูลนิธิบ้านอุ่นใจ"]
    sent = referrals.refer(
        case, _request(case, to, "ขอให้สำรวจบ้านและทำราวจับในห้องน้ำ", at + 7 * _DAY), by=mali, at=at
    )
    yes = {"accepted": True, "words": "เข้าสำรวจวันพุธ", "way": "telephone"}
    referrals.answer(sent, **yes, by=mali, at=at + 2 * _DAY)
    referrals.finish(sent, "ติดราวจับและพื้นกันลื่นแล้ว", by=mali, at=at + 14 * _DAY)


def _waiting(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    mali, at = staff["mali"], until - 2 * _DAY
    to = directory["รพ.สต. บ้านดอนแก้ว"]
    sent = referrals.refer(
        case, _request(case, to, "ขอให้ประเมินแผลกดทับที่บ้าน", until + 5 * _DAY), by=mali, at=at
    )
    guests.invite_partner(sent, by=mali, at=at)


def _overdue(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    at = until - 15 * _DAY
    to = directory["สำนักงานพัฒนาสังคมและความมั่นคงของมนุษย์จังหวัด (สาธิต)"]
    referrals.refer(
        case, _request(case, to, "ขอรับเงินช่วยเหลือครอบครัวฉุกเฉิน", at + 7 * _DAY), by=staff["mali"], at=at
    )


def _transfer(
    case: Case, directory: Mapping[str, Partner], staff: Mapping[str, Account], until: datetime
) -> None:
    """Ask a colleague to lead a case; she has not answered yet."""
    asks = "ครอบครัวย้ายไปอยู่ในเขตที่คุณสุนีย์ดูแล"
    lead = case.lead
    to = staff["mali"] if lead == staff["sunee"] else staff["sunee"]
    by = staff["prasit"]
    referrals.refer(case, _request(case, to, asks, until + 4 * _DAY, "transfer"), by=by, at=until - _DAY)
