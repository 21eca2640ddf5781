"""Volunteers in the demo: thirty who go on rounds, some hundreds who help, and carers in families."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from khuang.care.people import actions as people
from khuang.care.people.models import CareRelation, Dwelling, Person, here
from khuang.care.risk import reads as risk
from khuang.care.visits.actions import availability, family, volunteers, volunteers_learning
from khuang.care.visits.actions.volunteers_import import import_volunteers
from khuang.care.visits.models import Absence, Volunteer
from khuang.care.visits.rules.family import strain_list
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.spreadsheets import as_csv
from khuang.site.demo import names
from khuang.site.demo.cast import VOLUNTEERS
from khuang.site.demo.population import VILLAGE_WEIGHTS

_DAY = timedelta(days=1)
OTHERS = 270
WOMEN = 0.75
TALKS = 36  # family carers with whom somebody talked
UNSIGNED = (28, 29)  # of those who go on rounds
_WEEKDAYS = [(weekday, half) for weekday in range(5) for half in ("morning", "afternoon")]
_KINDS = ("village-health", "elderly-care", "local-carer", "caregiver", "social-development")
_OTHER_KINDS = ("อสม.",) * 6 + ("อพม.", "อผส.", "อผส.", "เพื่อนช่วยเพื่อน")
# Share of the volunteers on rounds who learned it.
_SKILLS = {"basic-care": 1.0, "lifting": 0.6, "wound-care": 0.3, "listening": 0.4, "child": 0.3}


def tell_volunteers(staff: Mapping[str, Account], until: datetime) -> None:
    """Take volunteers in, let them learn, sign and be away, and talk with those who care for their own."""
    rng = Random(31)  # noqa: S311 - the demo is the same each time
    mali, began = staff["mali"], until - 150 * _DAY
    villages = {village.moo: village for village in Village.objects.exclude(moo=None)}
    going = [
        _enlist(rng, number, staff[member.username], villages, mali, began)
        for number, member in enumerate(VOLUNTEERS)
    ]
    for one, other in zip(going[:6:2], going[1:6:2], strict=True):
        volunteers.pair(one, other, by=mali, at=began)
    _away(going, mali, until)
    _others(rng, mali, until - 120 * _DAY)
    volunteers_learning.thank(
        going[0], "ขอบคุณที่ไปเยี่ยมทุกสัปดาห์แม้ฝนตก ทุกบ้านอุ่นใจ", by=staff["prasit"], at=until - 11 * _DAY
    )
    _caring(mali, until)
    _talks(rng, mali, until)


def _enlist(
    rng: Random, number: int, account: Account, villages: Mapping[int, Village], by: Account, at: datetime
) -> Volunteer:
    """Take in somebody who goes on rounds: two to four half-days a week, from a home of their own."""
    sex = "female" if number % 4 != 3 else "male"
    named = account.display_name if number == 0 else _name(rng, sex)
    moo = rng.choices(range(1, 8), VILLAGE_WEIGHTS)[0]
    said = {
        "name": named,
        "account": account,
        "kind": _KINDS[number % len(_KINDS)],
        "sex": sex,
        "village": villages[moo],
        "languages": ["nod"] if rng.random() < 0.8 else [],
        "phone": f"08{rng.randrange(10**8):08d}",
        "since": at.date() - rng.randrange(200, 3000) * _DAY,
    }
    one = volunteers.enlist(said, by=by, at=at)
    volunteers.place_volunteer(one, _home(rng, villages[moo]), by=by, at=at)
    week = rng.sample(_WEEKDAYS, rng.choice((2, 3, 3, 4)))
    availability.set_week(one, week, since=at.date() - 30 * _DAY, by=by, at=at)
    if number not in UNSIGNED:
        volunteers_learning.note_undertaking(one, signed_on=at.date(), by=by, at=at)
    _learn(rng, one, by, at)
    return one


def _name(rng: Random, sex: str) -> str:
    return f"{names.given_name(rng, sex, rng.randrange(25, 68))} {names.family_name(rng)}"


def _home(rng: Random, village: Village) -> tuple[float, float] | None:
    """Set out from beside one of the village's homes."""
    stands = Dwelling.objects.filter(village=village).exclude(point=None).select_related("point")
    count = stands.count()
    if not count:
        return None
    lon, lat = stands.order_by("pk")[rng.randrange(count)].point.position
    return round(lon + rng.uniform(-3e-4, 3e-4), 6), round(lat + rng.uniform(-3e-4, 3e-4), 6)


def _learn(rng: Random, one: Volunteer, by: Account, at: datetime) -> None:
    """Note courses of the last years; some of them count no more, some end soon."""
    for skill, share in _SKILLS.items():
        if rng.random() < share:
            long_ago = rng.random() < 0.1
            held = at.date() - (rng.randrange(600, 1200) if long_ago else rng.randrange(20, 480)) * _DAY
            hours = 70 if skill == "basic-care" else rng.choice((6, 12, 18))
            note: dict[str, Any] = {"hours": hours, "provider": "โรงพยาบาลและ รพ.สต. ในพื้นที่"}
            volunteers_learning.note_training(one, skill=skill, held_on=held, **note, by=by, at=at)


def _away(going: list[Volunteer], by: Account, until: datetime) -> None:
    today, reasons = until.date(), Absence.Reason
    for one, first, days, reason in (
        (going[4], today - 20 * _DAY, 3, reasons.FAMILY),
        (going[7], today + 6 * _DAY, 5, reasons.LEAVE),
        (going[11], today, 0, reasons.SICK),
        (going[19], today - _DAY, 2, reasons.TRAINING),
    ):
        last = first + days * _DAY
        availability.note_absence(one, first_on=first, last_on=last, reason=reason, by=by, at=until - _DAY)


def _others(rng: Random, by: Account, at: datetime) -> None:
    """Take in the lists of those who help without going on rounds, as the offices keep them."""
    rows = [_row(rng, at.date()) for _ in range(OTHERS)]
    head = ("ชื่อ-สกุล", "ประเภท", "เพศ", "หมู่ที่", "โทรศัพท์", "วันที่เริ่ม")
    import_volunteers(as_csv(head, rows), kind="village-health", by=by, at=at)


def _row(rng: Random, on: date) -> list[str]:
    sex = "female" if rng.random() < WOMEN else "male"
    since = on - rng.randrange(100, 5000) * _DAY
    moo = rng.choices(range(1, 8), VILLAGE_WEIGHTS)[0]
    phone = f"08{rng.randrange(10**8):08d}"
    said = "หญิง" if sex == "female" else "ชาย"
    return [_name(rng, sex), rng.choice(_OTHER_KINDS), said, str(moo), phone, since.isoformat()]


def _caring(by: Account, until: datetime) -> None:
    """Note at the desk who of a family cares for somebody at high risk: a grown-up of the same home."""
    on = until.date()
    rows = risk.of_level(Person.objects.filter(here()).exclude(household=None), "high").order_by("pk")
    for number, person in enumerate(rows[: TALKS * 2]):
        grown = Person.objects.filter(here(), household=person.household_id, level="team").exclude(
            pk=person.pk
        )
        grown = grown.filter(born_on__range=(on - 66 * 365 * _DAY, on - 24 * 365 * _DAY)).order_by(
            "sex", "pk"
        )
        carer = grown.first()
        if carer and person.level == "team":
            said = {"carer": str(carer.pk), "carer_kind": "family"}
            # After the last survey, as everything that is typed: a replay takes all in the order of time.
            at = until - timedelta(minutes=50) + timedelta(seconds=number)
            people.correct(person, said, version=person.version, by=by, at=at)


def _talks(rng: Random, by: Account, until: datetime) -> None:
    """Talk with some of those who care for their own: many bear it well, some do not."""
    rows = CareRelation.objects.filter(until=None, kind="family").filter(here("carer__"), here("cared_for__"))
    rows = rows.filter(carer__level="team").select_related("carer").order_by("pk")
    carers = list({row.carer_id: row.carer for row in rows}.values())[:TALKS]
    for number, carer in enumerate(carers):
        heavy = rng.choice((0, 0, 1, 1, 2))
        answers = {code: _often(rng, heavy) for code in strain_list().codes}
        at = until - (3 + number) * _DAY
        hours = rng.choice((14, 21, 28, 42, 56, 84)) + 7 * heavy
        family.note_interview(carer, answers, hours=hours, held_on=at.date(), by=by, at=at)


def _often(rng: Random, heavy: int) -> str:
    words = ("never", "sometimes", "often", "always")
    return words[min(3, max(0, heavy + rng.choice((-1, 0, 0, 1))))]
