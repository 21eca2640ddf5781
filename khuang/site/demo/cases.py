"""What became of the demo's needs and cases: each goes as far as its place in the queue says.

Surveys noted the needs, and high risk opened the cases. Here social workers take them on, plan,
help, close and fall behind, through the actions that the pages call.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from khuang.care.cases import actions as cases
from khuang.care.cases import reads
from khuang.care.cases.models import Alert, Case, Need
from khuang.care.cases.rules.doers import Doer
from khuang.care.people.models import Person, here
from khuang.ground.accounts.models import Account

_DAY = timedelta(days=1)
WORKED_ON = 160  # cases that somebody took on; the others wait for a lead
NEEDS = 120  # needs that are noted at the desk, besides those of the surveys

# What is found, wished and planned, by turns: situation, wishes, goal, action, who by name, service.
_STORIES = (
    (
        "อยู่กับหลานสองคน ลุกเดินลำบาก หลานไปทำงานตอนกลางวัน",
        "อยากอยู่บ้านตัวเอง ไม่อยากไปอยู่โรงพยาบาล",
        "อยู่บ้านได้อย่างปลอดภัย",
        "ติดราวจับในห้องน้ำและทางลาดหน้าบ้าน",
        ("partner", "วิทยาลัยเทคนิคสาธิต"),
        "อาหารกลางวันจากกลุ่มแม่บ้าน",
    ),
    (
        "แผลกดทับระดับสอง ผู้ดูแลเปลี่ยนแผลไม่ถนัด",
        "อยากให้แผลหายและนั่งได้",
        "แผลหายภายในสองเดือน",
        "สอนผู้ดูแลพลิกตัวและทำแผลทุกสัปดาห์",
        ("partner", "โรงพยาบาลส่งเสริมสุขภาพตำบลสาธิต"),
        "ที่นอนลมจากคลังอุปกรณ์",
    ),
    (
        "รายได้ไม่พอ ค้างค่าไฟสามเดือน ยังไม่ได้ลงทะเบียนเบี้ย",
        "อยากมีรายได้เล็กน้อยจากงานที่ทำที่บ้านได้",
        "มีรายได้พอใช้",
        "พาไปลงทะเบียนและแนะนำกลุ่มอาชีพ",
        ("volunteer", "อาสาสมัครประจำหมู่บ้าน"),
        "ถุงยังชีพรายเดือน",
    ),
    (
        "ผู้ดูแลเป็นลูกสาวคนเดียว นอนไม่พอ เริ่มปวดหลัง",
        "อยากให้ลูกได้พักบ้าง",
        "ผู้ดูแลได้พักทุกสัปดาห์",
        "จัดคนมาอยู่เป็นเพื่อนสัปดาห์ละครึ่งวัน",
        ("family", "ญาติบ้านใกล้"),
        "อาสาสมัครอยู่เป็นเพื่อน",
    ),
)
_KINDS = ("loneliness", "no-transport", "unsafe-house", "equipment", "no-carer-at-night", "work")
_WORDS = ("แจ้งระหว่างการเยี่ยมบ้าน", "มาแจ้งที่เทศบาลด้วยตนเอง", "โทรศัพท์มาแจ้ง")
# How far the cases come, by tens: lead, assessment, plan, asked, help, closure.
_FAR = (1, 2, 3, 4, 5, 5, 5, 5, 6, 6)
_SOURCES = ("visit", "walk-in", "message")

_CRIES = (
    ("worried", "ซึมลง ไม่ยอมกินข้าวตั้งแต่เมื่อวาน", 1),
    ("urgent", "หกล้มในห้องน้ำ เพื่อนบ้านโทรแจ้ง", 1),
    ("silent", "โทรหาสองครั้งไม่รับสาย", 20),
)


@dataclass(frozen=True)
class _Teller:
    """Whoever tells the story: the two social workers, the head, and the demo's day."""

    workers: tuple[Account, Account]
    head: Account
    until: datetime

    def ago(self, days: int) -> datetime:
        return self.until - days * _DAY


def tell_cases(staff: Mapping[str, Account], until: datetime) -> None:
    """Let cases be taken on, planned, served, closed, forgotten for a while, and opened by alerts."""
    teller = _Teller((staff["mali"], staff["sunee"]), staff["prasit"], until)
    _note_needs(staff["mali"], teller)
    waiting = Case.objects.filter(
        closed_at=None, lead=None, person__level="team", opened_at__lt=teller.ago(5)
    )
    for number, case in enumerate(waiting.select_related("person").order_by("pk")[:WORKED_ON]):
        _go(case, number, teller)
    _alerts(teller)
    _doubt(teller)


def _note_needs(by: Account, teller: _Teller) -> None:
    """Note needs at the desk; open cases for two in three, meet or withdraw some others."""
    people = Person.objects.filter(here(), level="team", born_on__lt=teller.ago(55 * 365).date())
    for number, person in enumerate(people.order_by("pk")[7 : 7 + NEEDS * 9 : 9]):
        turn = number % 3
        need = cases.note_need(
            person,
            _KINDS[number % len(_KINDS)],
            source=_SOURCES[turn],
            words=_WORDS[turn],
            by=by,
            at=teller.ago(90 - number % 60),
        )
        if number % 3 != 1:
            because = ("need", "walk-in", "visit")[turn]
            _open(person, because, by=by, at=teller.ago(89 - number % 60))
        elif number % 5 == 1:
            cases.end_need(need, met=True, because="กลุ่มในหมู่บ้านช่วยแล้ว", by=by, at=teller.ago(9))
        elif number % 11 == 2:
            cases.end_need(need, met=False, because="ลูกกลับมาอยู่ด้วยแล้ว", by=by, at=teller.ago(6))


def _open(person: Person, because: str, *, by: Account, at: datetime) -> None:
    if reads.open_case_of(person) is None:
        cases.open_case(person, because=because, reason="ต้องการความช่วยเหลือหลายด้าน", by=by, at=at)


@dataclass(frozen=True)
class _Told:
    """One case, its place in the queue, who works on it since when, and which of the stories is theirs."""

    case: Case
    number: int
    worker: Account
    begun: datetime
    teller: _Teller

    @property
    def story(self) -> tuple[Any, ...]:
        return _STORIES[self.number % len(_STORIES)]

    def by(self, hours: int) -> dict[str, Any]:
        return {"by": self.worker, "at": self.begun + timedelta(hours=hours)}


def _go(case: Case, number: int, teller: _Teller) -> None:
    """Take one case as far as its place in the queue says."""
    begun = max(case.opened_at, teller.ago(75)) + timedelta(hours=1)
    told = _Told(case, number, teller.workers[number % 2], begun, teller)
    for stage in (_take_on, _assess, _plan, _ask, _serve, _finish)[: _FAR[number % 10]]:
        stage(told)


def _take_on(told: _Told) -> None:
    cases.give_lead(told.case, told.worker, by=told.teller.head, at=told.begun)


def _assess(told: _Told) -> None:
    situation, wishes, *_rest = told.story
    cases.assess(told.case, situation=situation, wishes=wishes, **told.by(2))


def _plan(told: _Told) -> None:
    """Plan two steps; some of them are due before the demo's day and were not done."""
    _situation, _wishes, goal, action, (kind, name), _service = told.story
    today = told.teller.until.date()
    due = max(today + (9 - told.number % 23) * _DAY, told.begun.date() + _DAY)
    cases.add_step(told.case, goal=goal, action=action, doer=Doer(kind, name=name), due_on=due, **told.by(3))
    mine, due = Doer("account", told.worker), today + (told.number % 14) * _DAY
    cases.add_step(told.case, goal=goal, action="โทรถามความคืบหน้า", doer=mine, due_on=due, **told.by(3))


def _ask(told: _Told) -> None:
    """Ask for the plan's approval; those that go no further wait for it, or are sent back."""
    asked = cases.ask_plan(told.case, **told.by(4))
    head, later = told.teller.head, told.begun + timedelta(hours=20)
    if told.number % 20 == 3:
        cases.send_back(asked, answer="เพิ่มเรื่องอาหารและยา", by=head, at=later)
    elif told.number % 10 != 3:
        cases.approve(asked, by=head, at=later)


def _serve(told: _Told) -> None:
    """Begin a service for the first need that is open, and look again after a while."""
    case, at = told.case, told.begun + timedelta(hours=26)
    need = Need.objects.filter(person=case.person_id, ended_at=None).order_by("pk").first()
    doer = Doer("volunteer", name="อาสาสมัครประจำหมู่บ้าน")
    cases.give(case, what=told.story[-1], doer=doer, since=at.date(), need=need, **told.by(26))
    if need is not None:
        cases.take_up(need, case, **told.by(27))
    if told.number % 4 == 2:
        next_on = (at + 30 * _DAY).date()
        cases.follow_up(case, words="ดีขึ้น กินได้มากขึ้น", next_on=next_on, **told.by(32))


def _finish(told: _Told) -> None:
    """End whatever is open and ask to close; one closure in four waits for the head."""
    case = told.case
    for step in case.steps.filter(state="to-do"):
        cases.end_step(step, done=True, result="ทำเสร็จแล้ว", **told.by(40))
    for given in case.services.filter(until=None):
        until = (told.begun + timedelta(hours=44)).date()
        cases.end_service(given, until=until, result="ครบตามที่ตกลง", **told.by(44))
    for need in reads.open_needs(case.person):
        cases.end_need(need, met=True, because="ได้รับการช่วยเหลือครบแล้ว", **told.by(44))
    for alert in case.alerts.filter(settled_at=None):
        cases.settle_alert(alert, because="ดูแลแล้ว", **told.by(44))
    outcome = "reached" if told.number % 20 < 10 else "referred"
    asked = cases.ask_closure(case, outcome=outcome, reason="ครบตามแผน ดูแลกันเองได้", **told.by(45))
    if told.number % 40 != 8:
        cases.approve(asked, by=told.teller.head, at=told.begun + timedelta(hours=60))


def _alerts(teller: _Teller) -> None:
    """Settle the old alerts of surveys, and let three wait: fresh, late, and looked after."""
    mali = teller.workers[0]
    old = Alert.objects.filter(settled_at=None, raised_at__lt=teller.ago(3)).select_related("person")
    for alert in old:
        because = "ไปเยี่ยมในวันนั้นและดูแลแล้ว"
        cases.settle_alert(alert, because=because, by=mali, at=alert.raised_at + timedelta(hours=3))
    for person, (kind, words, hours) in zip(_elders(), _CRIES, strict=False):
        alert = cases.raise_alert(
            person, kind=kind, words=words, by=teller.head, at=teller.until - hours * _DAY / 24
        )
        if kind == "silent":
            cases.acknowledge_alert(alert, by=mali, at=teller.until - timedelta(hours=1))


def _elders() -> Iterator[Person]:
    rows = Person.objects.filter(here(), level="team", cases__lead__isnull=False, cases__closed_at=None)
    return iter(rows.order_by("pk")[5 : 5 + len(_CRIES)])


def _doubt(teller: _Teller) -> None:
    """Let a few needs be contradicted by a later survey, for somebody to decide."""
    for need in Need.objects.filter(ended_at=None, source="survey", person__level="team").order_by("pk")[:4]:
        cases.doubt_need(need, source="survey", source_id=None, by=teller.head, at=teller.ago(2))
