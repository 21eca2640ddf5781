"""The demo's development plan, what the people's council forwarded to it, and the budget of this year."""

import csv
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from khuang.civic.plan import actions
from khuang.civic.plan.models import BudgetYear, Edition, Plan, PlanItem, Proposal
from khuang.civic.plan.reads import budget as budgets
from khuang.civic.plan.rules.rows import PlanRow
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import BUDDHIST_OFFSET, fiscal_year
from khuang.site.demo.homes import DATA

_DAY = timedelta(days=1)
ORDINANCE = 62_000_000  # baht
FIRST = 2566  # the plan of the years 2566 to 2570, and every fifth year from there
MAYOR, WORKS = "นายกเทศมนตรี", "กองช่าง"
# Title, words, where it comes from, who sends it, days ago, kind of need, village.
BY_HAND = (
    ("ซ่อมศาลาอเนกประสงค์หมู่ 6", "หลังคารั่ว ใช้ประชุมและแจกของไม่ได้", "village-plan", "หมู่ 6", 80, "other", 6),
    ("รางระบายน้ำหน้าโรงเรียน", "น้ำท่วมทางเข้าโรงเรียนทุกปี", "village-plan", "หมู่ 4", 12, "flood", 4),
    ("ลานจอดรถหลังเทศบาล", "ที่จอดรถไม่พอในวันตลาดนัด", "officer", "สำนักปลัด", 40, "other", 0),
)
DECLINED = "พื้นที่หลังเทศบาลอยู่ในแนวกันน้ำหลาก ก่อสร้างไม่ได้ตามผังเมือง และวันตลาดนัดมีที่ของวัดให้จอดแล้ว"
# How the first two proposals of the people's council are answered, planned and paid for.
ANSWERS = (
    ("accepted", "ตรงกับความต้องการที่พบจากการเยี่ยมบ้าน และมีเงินกองทุนรองรับ", "", "health-fund"),
    (
        "changed",
        "ทำได้ในปีนี้เท่าที่เงินสะสมรองรับ ส่วนที่เหลือเข้าแผนปีถัดไป",
        "เริ่มจากบ้านที่มีผู้ป่วยติดเตียงก่อน ส่วนที่เหลือทำในปีถัดไป",
        "reserve",
    ),
)
SUBSIDISED = {8, 9, 10, 16, 17}  # places in the list of projects
SPARED = {1: 80_000}  # baht that the ordinance holds less than the plan
OBJECTIVE = "เพื่อให้ประชาชนได้รับบริการที่ทั่วถึงและปลอดภัย"
INDICATOR, EXPECTED = "ร้อยละของงานที่แล้วเสร็จตามเป้าหมาย", "ประชาชนมีคุณภาพชีวิตดีขึ้น"
CUT = "รายได้จัดสรรจากรัฐต่ำกว่าประมาณการ จึงลดระยะทางลงในปีนี้"
MOVED = "ประหยัดได้จากการจัดซื้อ ขอโอนไปเพิ่มจุดติดตั้ง"


def tell_development_plan(staff: Mapping[str, Account], until: datetime) -> None:
    """Let wipa write and somchai decide: a plan, a budget, replies, an addition; after the councils."""
    plan, items = _plan(staff, until)
    year = fiscal_year(_day(until))
    if year > plan.first_year:
        _budget(items, year - 1, staff)
    budget = _budget(items, year, staff)
    _by_hand(staff, until)
    # What the council forwarded early, then the two of its round.
    for forwarded, replied, added, number in ((210, 204, 190, 9), (0, 12, 8, 31)):
        answered = _answers(_forwarded(until - forwarded * _DAY), staff, until - replied * _DAY)
        if answered:
            _addition(plan, answered, number, staff, until - added * _DAY)
    _moves(budget, staff, until)


def _plan(staff: Mapping[str, Account], until: datetime) -> tuple[Plan, list[PlanItem]]:
    """Write the first edition as it was approved before the plan began."""
    wipa, at = staff["wipa"], until - 300 * _DAY
    year = fiscal_year(_day(until))
    first_year = FIRST + (year - FIRST) // 5 * 5
    plan = actions.open_plan(first_year, by=wipa, at=at)
    edition = actions.open_edition(plan, "first", by=wipa, at=at)
    codes = {village.moo: village.code for village in Village.objects.all()}
    items = [
        actions.write_item(edition, _row(one, codes), origin=one["origin"], by=wipa, at=at)
        for one in _projects()
    ]
    autumn = date(first_year - BUDDHIST_OFFSET - 1, 9, 1)
    steps = (("draft", autumn - 90 * _DAY, "รายงานการประชุมครั้งที่ 2"), ("consider", autumn - 30 * _DAY, ""))
    _approve(edition, steps, autumn, f"14/{first_year - 1}", staff, at)
    return plan, items


def _projects() -> list[dict[str, str]]:
    with (DATA / "development_projects.csv").open(encoding="utf8", newline="") as file:
        return list(csv.DictReader(file))


def _row(one: Mapping[str, str], codes: Mapping[int, str]) -> PlanRow:
    plain = ("form", "work_plan", "issue", "strategy", "project", "target", "unit", "category", "kind")
    words = {name: one[name] for name in plain}
    return PlanRow(
        **words,
        objective=OBJECTIVE,
        indicator=INDICATOR,
        expected=EXPECTED,
        villages=tuple(codes[int(moo)] for moo in one["villages"].split() if int(moo) in codes),
        years=tuple(int(one[f"year_{n}"]) for n in range(1, 6)),
    )


def _approve(
    edition: Edition,
    steps: tuple[tuple[str, date, str], ...],
    on: date,
    announcement: str,
    staff: Mapping[str, Account],
    at: datetime,
) -> None:
    for code, done_on, words in steps:
        actions.note_step(edition, code, done_on=done_on, words=words, by=staff["wipa"], at=at)
    said = {"announcement": announcement, "office": MAYOR, "by": staff["somchai"], "at": at}
    actions.approve_edition(edition, approved_on=on, effective_on=on, **said)


def _budget(items: list[PlanItem], year: int, staff: Mapping[str, Account]) -> BudgetYear:
    """Write the ordinance of a fiscal year from the plan; it was approved before the year began."""
    wipa = staff["wipa"]
    summer = date(year - BUDDHIST_OFFSET - 1, 8, 10)
    at = _noon(summer)
    budget = budgets.budget_of(year) or actions.open_budget(year, total=ORDINANCE, by=wipa, at=at)
    for place, item in enumerate(items):
        amount = budgets.room(item.pk, year) - SPARED.get(place, 0)
        # What is asked of another agency is no line of our own.
        if amount > 0 and item.versions.get().form != "p02_2":
            source = "subsidy" if place in SUBSIDISED else "own"
            actions.write_line(budget, actions.Line(source, amount), item=item, by=wipa, at=at)
    days = (("draft", 3), ("first", 10), ("second", 24), ("third", 31))
    for code, later in days:
        done_on = summer + later * _DAY
        actions.note_budget_step(budget, code, done_on=done_on, by=wipa, at=_noon(done_on))
    on = summer + 45 * _DAY
    approved = {"approved_on": on, "announcement": f"1/{year - 1}"}
    return actions.approve_budget(budget, **approved, by=staff["somchai"], at=_noon(on))


def _by_hand(staff: Mapping[str, Account], until: datetime) -> None:
    """Take proposals in by hand: one is overdue, one waits, one is declined with its reason."""
    codes = {village.moo: (village.code,) for village in Village.objects.all()}
    made = []
    for title, words, origin, sender, days, kind, moo in BY_HAND:
        proposed = actions.Proposed(
            title, words, kind, codes.get(moo, ()), origin=origin, forwarded_from=sender
        )
        at = until - days * _DAY
        made.append(actions.propose(proposed, forwarded_on=_day(at), by=staff["wipa"], at=at))
    _reply(made[-1], "declined", DECLINED, "", staff, until - 20 * _DAY)


def _forwarded(by: datetime) -> list[Proposal]:
    """Give what the people's council forwarded by a day and has no reply."""
    rows = Proposal.objects.filter(origin="people", state="waiting", forwarded_on__lte=_day(by))
    return list(rows.order_by("forwarded_on", "pk"))


def _answers(
    proposals: list[Proposal], staff: Mapping[str, Account], at: datetime
) -> list[tuple[Proposal, str]]:
    """Answer proposals of the people's council, the first as asked; give them with their source of money."""
    found = list(zip(proposals, ANSWERS, strict=False))
    for proposal, (answer, reason, change, _source) in found:
        _reply(proposal, answer, reason, change, staff, at)
    return [(Proposal.objects.get(pk=one.pk), source) for one, (*_said, source) in found]


def _reply(
    proposal: Proposal, answer: str, reason: str, change: str, staff: Mapping[str, Account], at: datetime
) -> None:
    said = {"answer": answer, "reason": reason, "change": change, "office": MAYOR}
    reply = actions.draft_reply(proposal, **said, by=staff["wipa"], at=at)
    actions.decide_reply(reply, by=staff["somchai"], at=at + timedelta(hours=3))


def _addition(
    plan: Plan,
    answered: list[tuple[Proposal, str]],
    number: int,
    staff: Mapping[str, Account],
    at: datetime,
) -> None:
    """Add to the plan what was accepted, and pay for it from sources with an approval of their own."""
    wipa, year = staff["wipa"], max(fiscal_year(_day(at)), plan.first_year)
    budget = budgets.budget_of(year) or actions.open_budget(year, total=ORDINANCE, by=wipa, at=at)
    why = "มติสภาองค์กรชุมชน ผ่านการพิจารณาของคณะกรรมการพัฒนาท้องถิ่นและประชาคม"
    edition = actions.open_edition(plan, "addition", reasons=why, by=wipa, at=at)
    place = budget.year - plan.first_year
    items = []
    for proposal, _source in answered:
        years = tuple(proposal.cost or 0 if n == place else 0 for n in range(5))
        row = PlanRow(
            form="p02",
            work_plan="welfare",
            issue="สังคมที่ไม่ทอดทิ้งกัน",
            strategy="ดูแลผู้สูงอายุ คนพิการ และผู้ป่วยที่บ้าน",
            project=proposal.title,
            objective="ตอบข้อเสนอของสภาองค์กรชุมชน",
            target="ตามข้อเสนอ",
            years=years,
            unit="กองสวัสดิการสังคม",
            kind=proposal.kind,
            villages=tuple(proposal.villages),
            reason=why,
        )
        items.append(actions.write_item(edition, row, proposal=proposal, by=wipa, at=at))
    steps = (("draft", _day(at - 3 * _DAY), ""), ("consider", _day(at - _DAY), "ประชาคมที่หอประชุม"))
    _approve(edition, steps, _day(at), f"{number}/{budget.year - 1}", staff, at)
    for item, (_proposal, source) in zip(items, answered, strict=True):
        amount = budgets.room(item.pk, budget.year)
        if amount:
            line = actions.write_line(
                budget, actions.Line(source, amount), item=item, by=wipa, at=at + 2 * _DAY
            )
            actions.approve_line(line, approved_on=_day(at + 3 * _DAY), by=staff["somchai"], at=at + 3 * _DAY)


def _moves(budget: BudgetYear, staff: Mapping[str, Account], until: datetime) -> None:
    """Cut one line; propose to move money between two others."""
    road, lamps, ramps = budget.lines.order_by("pk")[:3]
    at = until - 6 * _DAY
    cut = actions.propose_movement(road, 400_000, reason=CUT, by=staff["wipa"], at=at)
    actions.decide_movement(cut, decided_on=_day(at + _DAY), by=staff["somchai"], at=at + _DAY)
    actions.propose_movement(ramps, 50_000, reason=MOVED, to=lamps, by=staff["wipa"], at=until - _DAY)


def _day(at: datetime) -> date:
    return timezone.localdate(at)


def _noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))
