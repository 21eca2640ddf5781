"""Packages of the demo: a roof with three funders, a scholarship, a wheelchair, and two public appeals.

Each is done by whom it would be done, through the action that a page calls.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from khuang.care.cases import actions as cases
from khuang.care.people.models import Person, here
from khuang.care.support import actions
from khuang.care.support.actions import BudgetLine, Slip
from khuang.care.support.models import Funder, Package, Pledge
from khuang.civic.appeals import actions as public
from khuang.ground.accounts.models import Account
from khuang.lib.money import BAHT
from khuang.site import public_appeals
from khuang.site.demo import pictures

_DAY = timedelta(days=1)
Staff = Mapping[str, Account]
_FUNDERS = (
    ("งบสวัสดิการสังคม เทศบาลตำบลเวียงคำหล้า", "municipal", False),
    ("สำนักงานพัฒนาสังคมฯ จังหวัด (สาธิต)", "ministry", False),
    ("กองทุนหลักประกันสุขภาพเวียงคำหล้า", "health-fund", False),
    ("วัดม่อนคำหล้า (สาธิต)", "temple", False),
    ("ร้านวัสดุก่อสร้างใจดี (สาธิต)", "company", False),
    ("ผู้มีจิตศรัทธา", "donor", True),
    ("ช่างจิตอาสา หมู่ 3", "volunteers", False),
)


def tell_packages(staff: Staff, until: datetime) -> None:
    """Let help be put together in the two months before the demo's day."""
    funders = _funders(staff, until - 300 * _DAY)
    grown, children = _people(25, 95, until), _people(8, 15, until)
    _roof(next(grown), funders, staff, until)
    _scholarship(next(children), funders, staff, until)
    _wheelchair(next(grown), funders, staff, until)
    _asked_in_public(next(grown), next(grown), staff, until)


def _people(youngest: int, oldest: int, until: datetime) -> Iterator[Person]:
    """Give people of an age whom the rest of the story leaves alone: the last ones by their ids."""
    born = (until - oldest * 366 * _DAY).date(), (until - youngest * 366 * _DAY).date()
    rows = Person.objects.filter(here(), level=Person.Level.TEAM, born_on__range=born)
    rows = rows.exclude(household=None).exclude(needs__ended_at=None, needs__isnull=False)
    return iter(rows.select_related("dwelling", "village").order_by("-pk")[:5])


def _funders(staff: Staff, at: datetime) -> dict[str, Funder]:
    return {
        kind: actions.add_funder(
            name=name, kind=kind, is_anonymous=hidden, since=at.date(), by=staff["mali"], at=at
        )
        for name, kind, hidden in _FUNDERS
    }


def _package(
    person: Person, need: str, kind: str, words: str, lines: list[BudgetLine], staff: Staff, at: datetime
) -> Package:
    noted = cases.note_need(person, need, source="visit", words=words, by=staff["mali"], at=at)
    return actions.propose_package(noted, kind=kind, words=words, lines=lines, by=staff["mali"], at=at + _DAY)


def _approved(package: Package, staff: Staff, at: datetime) -> Package:
    return actions.approve_package(package, by=staff["prasit"], at=at)


def _given(package: Package, funder: Funder, baht: int, document: str, staff: Staff, at: datetime) -> Pledge:
    """Let a funder promise money one day and bring it the next."""
    mali = staff["mali"]
    made = actions.pledge(package, funder, form="money", amount=baht * BAHT, by=mali, at=at)
    slip = Slip((at + _DAY).date(), baht * BAHT, document=document, words="โอนเข้าบัญชีเทศบาล")
    actions.receive(made, slip, by=mali, at=at + _DAY)
    return made


def _roof(person: Person, funders: Mapping[str, Funder], staff: Staff, until: datetime) -> None:
    """A roof: ministry up to its limit, budget for the rest, volunteers' hours; handed over and closed."""
    mali, at = staff["mali"], until - 55 * _DAY
    lines = [
        BudgetLine("material", "สังกะสี ไม้ และตะปู", 36_000 * BAHT),
        BudgetLine("labour", "ช่าง 2 คน 5 วัน", 9_000 * BAHT),
        BudgetLine("management", "ค่าขนส่งวัสดุ", 2_000 * BAHT),
    ]
    package = _package(person, "unsafe-house", "house", "เปลี่ยนหลังคาและทำทางลาดหน้าบ้าน", lines, staff, at)
    _approved(package, staff, at + 2 * _DAY)
    ministry = _given(package, funders["ministry"], 40_000, "พมจ. 118/2570", staff, at + 3 * _DAY)
    budget = _given(package, funders["municipal"], 7_000, "ฎ. 042/2570", staff, at + 4 * _DAY)
    hours = actions.pledge(package, funders["volunteers"], form="labour", hours=48, by=mali, at=at + 4 * _DAY)
    for pledge, baht, payee, days in (
        (ministry, 36_000, "ร้านวัสดุก่อสร้างใจดี", 12),
        (budget, 2_000, "รถขนส่งในหมู่บ้าน", 12),
        (ministry, 4_000, "ช่างสมหมาย", 20),
        (budget, 5_000, "ช่างสมหมาย", 20),
    ):
        slip = Slip(
            (at + days * _DAY).date(), baht * BAHT, document=f"บส. {days}/{baht // 1000}", payee=payee
        )
        actions.spend(pledge, _with_bill(slip), by=mali, at=at + days * _DAY)
    work = Slip((at + 21 * _DAY).date(), hours=48, payee="ช่างจิตอาสา 6 คน", words="รื้อหลังคาเดิม ทำทางลาด")
    actions.record_work(hours, work, by=mali, at=at + 21 * _DAY)
    actions.hand_over(
        package,
        on=(at + 22 * _DAY).date(),
        received_by=str(person),
        photographs=[pictures.home(Random(22), (99.41, 18.21))],  # noqa: S311 - a drawing
        drawn=pictures.signature(Random(7)),  # noqa: S311 - a drawing
        by=mali,
        at=at + 22 * _DAY,
    )
    actions.close_package(package, met=True, because="เยี่ยมหลังฝนตก หลังคาไม่รั่ว", by=mali, at=at + 30 * _DAY)


def _with_bill(slip: Slip) -> Slip:
    return Slip(**{**slip.__dict__, "papers": (pictures.bill(slip.document),)})


def _scholarship(person: Person, funders: Mapping[str, Funder], staff: Staff, until: datetime) -> None:
    """A scholarship under way: the temple's came, the donor's is promised."""
    at = until - 24 * _DAY
    lines = [
        BudgetLine("cash", "ค่าเดินทางไปโรงเรียน เดือนละ 500 บาท 10 เดือน", 5_000 * BAHT),
        BudgetLine("goods", "ชุดนักเรียนและรองเท้า", 2_500 * BAHT),
    ]
    words = "ให้กลับไปเรียนต่อจนจบปีการศึกษา"
    package = _package(person, "out-of-school", "scholarship", words, lines, staff, at)
    _approved(package, staff, at + 2 * _DAY)
    temple = _given(package, funders["temple"], 5_000, "วัด 9/2570", staff, at + 4 * _DAY)
    actions.pledge(
        package, funders["donor"], form="money", amount=2_500 * BAHT, by=staff["mali"], at=at + 6 * _DAY
    )
    slip = Slip(
        (at + 10 * _DAY).date(), 500 * BAHT, document="บส. 77", payee="ผู้ปกครอง", words="ค่าเดินทางเดือนแรก"
    )
    actions.spend(temple, slip, by=staff["mali"], at=at + 10 * _DAY)


def _wheelchair(person: Person, funders: Mapping[str, Funder], staff: Staff, until: datetime) -> None:
    """A wheelchair in kind, promised by a shop and paid for by the health fund; waits for the goods."""
    at = until - 9 * _DAY
    lines = [BudgetLine("goods", "รถเข็นพับได้ 1 คัน พร้อมเบาะ", 6_500 * BAHT)]
    package = _package(person, "equipment", "aid", "รถเข็นสำหรับไปหาหมอ", lines, staff, at)
    _approved(package, staff, at + 2 * _DAY)
    for kind, form, baht, words in (
        ("company", "goods", 4_500, "รถเข็นพับได้ 1 คัน"),
        ("health-fund", "money", 2_000, "เบาะและที่วางเท้า"),
    ):
        actions.pledge(
            package,
            funders[kind],
            form=form,
            amount=baht * BAHT,
            words=words,
            by=staff["mali"],
            at=at + 3 * _DAY,
        )


def _asked_in_public(first: Person, second: Person, staff: Staff, until: datetime) -> None:
    """One appeal is public and somebody answered it, another waits for the second person."""
    mali, prasit, at = staff["mali"], staff["prasit"], until - 8 * _DAY
    public.keep_contact(
        office="กองสวัสดิการสังคม เทศบาลตำบลเวียงคำหล้า (สาธิต)",
        phone="0 5400 0000",
        address="สำนักงานเทศบาล ถนนสาธิต",
        hours="วันราชการ 8.30–16.30 น.",
        words="รับเงินที่สำนักงานเท่านั้น และมีใบเสร็จของเทศบาลทุกครั้ง",
        by=prasit,
        at=at,
    )
    lines = [BudgetLine("goods", "ที่นอนลมและผ้าอ้อมผู้ใหญ่ 6 เดือน", 14_000 * BAHT)]
    care = _package(first, "no-income", "living", "ของใช้ประจำวันสำหรับผู้ป่วยที่บ้าน", lines, staff, at)
    _approved(care, staff, at + 2 * _DAY)
    appeal = actions.propose_appeal(
        care,
        title="ของใช้จำเป็นสำหรับผู้ป่วยที่ดูแลกันเองที่บ้าน",
        text="มีผู้ป่วยที่ลุกไม่ได้และคนในครอบครัวดูแลเองทุกวัน ขอรับการสนับสนุนที่นอนลมและของใช้หกเดือน",
        confirmed=True,
        by=mali,
        at=at + 2 * _DAY,
    )
    actions.approve_appeal(appeal, confirmed=True, by=prasit, at=at + 3 * _DAY)
    public_appeals.bring_up_to_date(at=at + 4 * _DAY)
    actions.receive_offer(
        appeal.reference,
        name="ครูวัยเกษียณ (สาธิต)",
        contact="0 5400 0001",
        what="บริจาคผ้าอ้อมผู้ใหญ่ได้เดือนละสองห่อ",
        at=at + 5 * _DAY,
    )
    lines = [BudgetLine("material", "ราวจับและพื้นกันลื่น", 8_000 * BAHT)]
    rails = _package(second, "unsafe-house", "house", "ราวจับในห้องน้ำ", lines, staff, at + 2 * _DAY)
    actions.propose_appeal(
        rails,
        title="ห้องน้ำที่ไม่ลื่น",
        text="ผู้สูงอายุหลายคนหกล้มในห้องน้ำ ขอรับการสนับสนุนราวจับและพื้นกันลื่นสำหรับบ้านหนึ่งหลัง",
        confirmed=True,
        by=mali,
        at=at + 5 * _DAY,
    )
