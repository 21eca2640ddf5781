"""Help in the demo: who is paid which benefit, who misses theirs, and what equipment is out."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from random import Random
from uuid import UUID

from django.utils import timezone

from khuang.care.people.models import Person, here
from khuang.care.support.actions import awards, benefit_answers, lending, recipients
from khuang.care.support.models import EquipmentItem
from khuang.care.support.reads.entitled import to_visit
from khuang.care.support.rules.awards import APPLIED, DECLINED
from khuang.care.support.rules.benefits import in_force
from khuang.care.support.rules.lending import kinds, usually_due
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.actions import SYSTEM, System

_DAY = timedelta(days=1)
# Of those who may be entitled, so many are paid.
PAID = {"old_age": 0.97, "disability": 0.94, "child_support": 0.9}
STOCK = {"wheelchair": 9, "bed": 5, "mattress": 4, "oxygen": 3, "walker": 8, "cane": 6, "commode": 3}
LENT = 0.6


def tell_benefits(staff: Mapping[str, Account], until: datetime) -> None:
    """Take in the lists of payments, ask a few of those who miss theirs, and lend equipment."""
    rng = Random(4)  # noqa: S311 - the demo is the same each time
    _payments(rng, staff["mali"], until - 20 * _DAY)
    _asked(rng, staff["mali"], until - 6 * _DAY)
    _equipment(rng, staff["mali"], until)


def _payments(rng: Random, mali: Account, at: datetime) -> None:
    """Let the municipality's lists of payments be pasted."""
    on = timezone.localdate(at)
    since = on - 200 * _DAY
    missing = _missing(SYSTEM, at)
    for code, share in PAID.items():
        born = Person.objects.filter(pk__in=missing[code], born_on__lt=since).order_by("pk")
        paid = [key for key in born.values_list("pk", flat=True) if rng.random() < share]
        recipients.record_received(in_force(on)[code], paid, since=since, by=mali, at=at)


def _asked(rng: Random, mali: Account, at: datetime) -> None:
    """Let some of those who miss an allowance be asked: most are entitled, one has a pension."""
    missing = _missing(mali, at)
    for number, person in enumerate(_persons(missing["old_age"], 12)):
        pension = "yes" if number == 3 else "no"
        told = {"thai_national": "yes", "house_registered": "yes", "state_pension": pension}
        benefit_answers.note_answers(person, told, by=mali, at=at + number * timedelta(minutes=9))
    for person in _persons(missing["disability"], 4):
        told = {"thai_national": "yes", "house_registered": "yes", "in_institution": "no"}
        benefit_answers.note_answers(person, told, by=mali, at=at + 3 * timedelta(hours=1))
    rules = in_force(timezone.localdate(at))["child_support"]
    why = "รายได้ของครัวเรือนเกินเกณฑ์ตามหนังสือรับรอง แจ้งสิทธิอุทธรณ์แล้ว"
    for number, child in enumerate(_persons(missing["child_support"], 2)):
        opened = awards.open_award(child, rules, APPLIED, awards.Terms(), by=mali, at=at + _DAY)
        if number:
            awards.decide(opened, DECLINED, awards.Terms(reason=why), by=mali, at=at + 2 * _DAY)


def _missing(by: Account | System, at: datetime) -> dict[str, list[UUID]]:
    """Give by benefit who misses it where somebody works; whose card is not known is paid nothing for it."""
    found: dict[str, list[UUID]] = {code: [] for code in PAID}
    for one in to_visit(by, on=timezone.localdate(at)):
        for finding in one.findings:
            if finding.benefit.code in found and "disability_card" not in finding.asks:
                found[finding.benefit.code].append(one.person_id)
    return found


def _persons(keys: list[UUID], count: int) -> list[Person]:
    """Give some persons, always the same ones."""
    return list(Person.objects.filter(pk__in=keys).select_related("household").order_by("pk")[:count])


def _equipment(rng: Random, mali: Account, until: datetime) -> None:
    """Fill the store, lend most of it to people who get about badly, and forget one wheelchair."""
    needing = iter(_who_needs_aids(mali))
    added = until - 300 * _DAY
    forgotten = lending.add_item("wheelchair", "WH-99", by=mali, at=added)
    _lend(forgotten, needing, mali, since=until - 110 * _DAY, due=timezone.localdate(until) - 23 * _DAY)
    for code, count in STOCK.items():
        for number in range(1, count + 1):
            item = lending.add_item(code, f"{code[:2].upper()}-{number:02}", by=mali, at=added)
            if rng.random() < LENT:
                since = until - rng.randint(5, min(80, kinds()[code].days - 5)) * _DAY
                _lend(item, needing, mali, since=since, due=usually_due(code, timezone.localdate(since)))


def _lend(item: EquipmentItem, needing: Iterator[Person], by: Account, *, since: datetime, due: date) -> None:
    """Lend an item to the next who needs one; in a small demo there may be nobody left."""
    for person in needing:
        lending.lend(item, person, due_on=due, by=by, at=since)
        return


def _who_needs_aids(by: Account) -> list[Person]:
    rows = scope_of(by, "support.equipment").filter(Person.objects.filter(here()))
    return list(rows.filter(vulnerabilities__kind="bedridden", vulnerabilities__until=None).order_by("pk"))
