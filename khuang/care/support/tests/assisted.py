"""A family and what the tests say of benefits."""

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, MALI, TON, a_family, mali, three_villages, ton
from khuang.care.support.actions import awards, benefit_answers, lending
from khuang.care.support.actions.awards import Terms
from khuang.care.support.rules.benefits import newest

ELDER = {"thai_national": "yes", "house_registered": "yes", "state_pension": "no"}
AILING = {"aids_certified": "yes", "house_registered": "yes", "income_insufficient": "yes"}
TODAY = DAY_ONE.date()


def family():
    """Mali (82) and Ton (11) live in village 3."""
    three_villages()
    return a_family()


def ask(person, by, at=DAY_ONE, **told):
    benefit_answers.note_answers(person, told, by=by, at=at)


def opened(person, code, state, by, at=DAY_ONE, **terms):
    return awards.open_award(person, newest(code), state, Terms(**terms), by=by, at=at)


def item(by, number="WC-1", kind="wheelchair", **said):
    return lending.add_item(kind, number, **said, by=by, at=DAY_ONE)


def one(key):
    return Person.objects.get(pk=key)


__all__ = [
    "AILING",
    "DAY_ONE",
    "ELDER",
    "MALI",
    "TODAY",
    "TON",
    "Terms",
    "ask",
    "family",
    "item",
    "mali",
    "one",
    "opened",
    "ton",
]
