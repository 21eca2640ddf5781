"""Projects of the demo, one in each state, with what residents saw of them; and an answer to a family."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from khuang.care.cases import actions as cases
from khuang.care.cases.reads import answers
from khuang.civic.plan import actions as plan
from khuang.civic.plan.models import BudgetLine, BudgetYear
from khuang.civic.plan.reads import budget as plans
from khuang.civic.projects import actions
from khuang.civic.projects.actions import Draft, Look
from khuang.civic.projects.models import Project
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.money import BAHT
from khuang.lib.thai_dates import fiscal_year
from khuang.site.demo import pictures

_DAY = timedelta(days=1)
_SOURCE = "special"


@dataclass(frozen=True)
class Work:
    """One project of the demo; days before the demo's day, the budget in baht.

    steps   milestones with the days on which they were due, and whether they were reached
    """

    title: str
    kind: str
    baht: int
    began: int
    villages: tuple[str, ...]
    place: str = ""
    point: tuple[float, float] | None = None
    words: str = ""
    steps: tuple[tuple[str, int, bool], ...] = ()


RAMP = Work(
    "ราวจับและทางลาดในบ้านผู้สูงอายุ",
    "unsafe-house",
    350_000,
    3,
    (),
    words="ติดตั้งราวจับและทางลาดในบ้านผู้สูงอายุและคนพิการทุกหมู่บ้าน",
)
VAN = Work(
    "รถรับส่งผู้ป่วยล้างไต",
    "no-transport",
    650_000,
    90,
    (),
    words="รถตู้ที่ขึ้นได้ทั้งรถเข็น วิ่งตามวันล้างไตของโรงพยาบาล",
    steps=(("จัดซื้อรถ", 60, True), ("อบรมคนขับ", 40, True), ("เริ่มวิ่ง", 25, True)),
)
BRIDGE = Work(
    "สะพานทางเดินข้ามลำเหมือง",
    "flood",
    280_000,
    60,
    ("52990103",),
    "ทางเข้าวัด",
    (0.3, 0.4),
    words="สะพานไม้เดิมผุ เปลี่ยนเป็นพื้นคอนกรีตมีราวสองข้าง",
    steps=(("รื้อสะพานเดิม", 45, True), ("วางพื้นและราว", 5, False), ("ทาสีและเก็บงาน", -20, False)),
)
SHADE = Work(
    "โต๊ะ เก้าอี้ และราวจับที่ศาลาหมู่บ้าน",
    "loneliness",
    150_000,
    70,
    ("52990102",),
    "ศาลาหมู่บ้าน",
    (0.55, 0.5),
    steps=(("ปรับพื้นและห้องน้ำ", 40, True), ("โต๊ะ เก้าอี้ และราวจับ", 15, True)),
)
LIGHTS = Work(
    "ไฟส่องสว่างทางเดินริมน้ำ",
    "unsafe-house",
    95_000,
    80,
    ("52990106",),
    "ทางเดินริมน้ำ",
    (0.7, 0.35),
    steps=(("ตั้งเสาไฟ", 50, True),),
)
POOL = Work(
    "ลานออกกำลังกายริมน้ำ",
    "other",
    300_000,
    100,
    ("52990105",),
    "ริมน้ำหลังโรงเรียน",
    (0.45, 0.65),
)
ROLL = ("นางอรุณ ตาดี", "นายบุญมา เดินตรวจ", "นางแสงดาว ใส่ใจ")


def tell_projects(staff: Mapping[str, Account], until: datetime) -> None:
    """Let wipa carry out six projects, and let residents look at them."""
    wipa = staff["wipa"]
    codes = [actions.enrol(name, consented=True, by=wipa, at=until - 75 * _DAY)[1] for name in ROLL]
    _plan(RAMP, wipa, staff, until, in_homes=True)
    _bridge(_plan(BRIDGE, wipa, staff, until), wipa, until)
    _shade(_plan(SHADE, wipa, staff, until), wipa, codes, until)
    _lights(_plan(LIGHTS, wipa, staff, until), wipa, codes, until)
    _van(_plan(VAN, wipa, staff, until), staff, codes, until)
    stopped = _started(_plan(POOL, wipa, staff, until), POOL, wipa, until)
    because = "เจ้าของที่ดินไม่อนุญาต เงินที่เหลือคืนงบประมาณ"
    actions.stop(stopped, because=because, by=wipa, at=until - 70 * _DAY)


def _bridge(project: Project, wipa: Account, until: datetime) -> None:
    """Under way, with photographs, a contract and a first payment."""
    at = until - 30 * _DAY
    project = _started(project, BRIDGE, wipa, until)
    for stage, days in (("before", 58), ("during", 12)):
        _photograph(project, stage, until - days * _DAY, wipa)
    signed = _day(until - 55 * _DAY)
    contract = actions.sign_contract(
        project,
        with_whom="หจก.เวียงคำหล้าก่อสร้าง (สมมติ)",
        method="specific",
        amount=270_000 * BAHT,
        signed_on=signed,
        due_on=signed + 90 * _DAY,
        number="12/2569",
        by=wipa,
        at=at,
    )
    _pay(project, 108_000, "งวดที่ 1 รื้อและวางฐาน", at, wipa, contract=contract)


def _shade(project: Project, wipa: Account, codes: list[str], until: datetime) -> None:
    """Closed, with one inspector's word; it waits for another, and a resident's report for a check."""
    project = _started(project, SHADE, wipa, until)
    _pay(project, 148_500, "ค่าวัสดุและแรงงาน", until - 20 * _DAY, wipa)
    project = actions.close(project, words="เปิดใช้ได้ทุกวัน", by=wipa, at=until - 9 * _DAY)
    seen = {"there": "yes", "works": "yes", "reachable": "yes"}
    actions.inspect(project, Look("fixed", seen), code=codes[0], at=until - 6 * _DAY)
    look = Look(
        "fixed",
        {"there": "yes", "tidy": "no"},
        "ใช้ได้ดี แต่ยังมีเศษไม้กองอยู่ด้านหลัง",
        pictures.works("after"),
        "ศาลาและทางเดินใหม่",
    )
    actions.inspect(project, look, at=until - 2 * _DAY)


def _lights(project: Project, wipa: Account, codes: list[str], until: datetime) -> None:
    """Closed, then reopened because an inspector found two lamps dark."""
    project = _started(project, LIGHTS, wipa, until)
    _pay(project, 94_000, "เสาและโคมไฟ", until - 40 * _DAY, wipa)
    project = actions.close(project, words="ติดตั้งครบ 8 จุด", by=wipa, at=until - 35 * _DAY)
    look = Look("not-fixed", {"there": "yes", "works": "no"}, "ไฟดับสองจุดใกล้ห้องน้ำ")
    report, _code = actions.inspect(project, look, code=codes[1], at=until - 30 * _DAY)
    answer = "ช่างจะเปลี่ยนโคมภายในสัปดาห์นี้"
    actions.show(report, nobody_recognisable=True, answer=answer, by=wipa, at=until - 29 * _DAY)


def _van(project: Project, staff: Mapping[str, Account], codes: list[str], until: datetime) -> None:
    """Done by the word of two inspectors; mali has said of one need that it is met, and others wait."""
    wipa, mali = staff["wipa"], staff["mali"]
    project = _started(project, VAN, wipa, until)
    _pay(project, 649_000, "รถตู้ดัดแปลงหนึ่งคัน", until - 55 * _DAY, wipa)
    project = actions.close(project, words="รถวิ่งตามวันนัดแล้ว", by=wipa, at=until - 22 * _DAY)
    seen = {"there": "yes", "works": "yes", "reachable": "yes"}
    for days, code in ((20, codes[0]), (18, codes[2])):
        actions.inspect(project, Look("fixed", seen), code=code, at=until - days * _DAY)
    review = cases.ask_answers(
        project.pk,
        round=1,
        kind=project.kind,
        villages=project.villages,
        title=project.title,
        at=until - timedelta(hours=20),
    )
    for need in answers.undecided(review, mali)[:1]:
        cases.answer_need(review, need, met=True, by=mali, at=until - timedelta(hours=3))


def _plan(
    work: Work, wipa: Account, staff: Mapping[str, Account], until: datetime, *, in_homes: bool = False
) -> Project:
    """Plan a project out of its line of the budget; where the plan brought none, of a special subsidy."""
    at = until - work.began * _DAY
    line = BudgetLine.objects.filter(title=work.title).first() or _line(work, staff, at)
    lon, lat = _point(work)
    draft = Draft(
        title=work.title,
        kind=work.kind,
        unit="กองช่าง",
        budget=work.baht * BAHT,
        words=work.words,
        villages=work.villages,
        in_homes=in_homes,
        place=work.place,
        lon=lon,
        lat=lat,
        starts_on=_day(at),
        due_on=_day(at + 120 * _DAY),
    )
    return actions.begin(line, draft, by=wipa, at=at)


def _line(work: Work, staff: Mapping[str, Account], at: datetime) -> BudgetLine:
    """Write a line of a special subsidy, which has an approval of its own, into the budget of that year."""
    wipa = staff["wipa"]
    budget = _budget(staff, at)
    line = plan.Line(
        _SOURCE,
        work.baht,
        title=work.title,
        work_plan="welfare",
        kind=work.kind,
        villages=work.villages,
        outside_because="เงินอุดหนุนเฉพาะกิจ ได้รับจัดสรรระหว่างปี",
    )
    made = plan.write_line(budget, line, by=wipa, at=at)
    return plan.approve_line(made, approved_on=_day(at), by=staff["somchai"], at=at)


def _budget(staff: Mapping[str, Account], at: datetime) -> BudgetYear:
    year = fiscal_year(_day(at))
    found = plans.budget_of(year)
    return found or plan.open_budget(year, total=80_000_000, by=staff["wipa"], at=at)


def _started(project: Project, work: Work, wipa: Account, until: datetime) -> Project:
    at = until - (work.began - 2) * _DAY
    project = actions.start(project, by=wipa, at=at)
    for title, days, is_reached in work.steps:
        due = _day(until - days * _DAY)
        made = actions.set_milestone(project, title, due_on=due, by=wipa, at=at)
        if is_reached:
            actions.reach(made, on=due, by=wipa, at=until - days * _DAY)
    return project


def _pay(project: Project, baht: int, words: str, at: datetime, wipa: Account, **more: Any) -> None:
    paid = {"number": f"ฎ.{project.pk.hex[-4:]}", "amount": baht * BAHT, "words": words, "on": _day(at)}
    actions.spend(project, **paid, **more, by=wipa, at=at)


def _photograph(project: Project, stage: str, at: datetime, wipa: Account) -> None:
    shows = {"before": "สะพานไม้เดิมที่ผุ", "during": "กำลังวางพื้นใหม่"}
    said = {"stage": stage, "alt": shows[stage], "on": _day(at), "nobody_recognisable": True}
    actions.keep_photograph(project, pictures.works(stage), **said, by=wipa, at=at)


def _point(work: Work) -> tuple[float | None, float | None]:
    """Give the point of a public place, as shares of the box in which the village lies."""
    if work.point is None:
        return None, None
    outline = Village.objects.get(code=work.villages[0]).outline
    ring = outline["coordinates"][0]
    while isinstance(ring[0][0], list):
        ring = ring[0]
    xs, ys = [x for x, *_ in ring], [y for _x, y, *_ in ring]
    x, y = work.point
    return round(min(xs) + x * (max(xs) - min(xs)), 5), round(min(ys) + y * (max(ys) - min(ys)), 5)


def _day(at: datetime) -> date:
    return timezone.localdate(at)
