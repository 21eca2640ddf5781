"""A family that was surveyed, in the words of a phone."""

from datetime import timedelta
from uuid import uuid4

from khuang.care.people.tests.intake import DAY_ONE, HOME, MALI, TON
from khuang.care.risk import actions
from khuang.care.risk.models import Classification
from khuang.care.risk.rules.instruments import shipped
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.surveys.rules.observations import EntityAction, Observation

BARTHEL = [
    "feeding",
    "grooming",
    "transfer",
    "toilet",
    "mobility",
    "dressing",
    "stairs",
    "bathing",
    "bowels",
    "bladder",
]
CHILD_FINE = dict.fromkeys(shipped()["child"].codes, "no")


def barthel(scores):
    """Barthel answers from ten digits; a dash was not asked."""
    return {f"barthel_{item}": score for item, score in zip(BARTHEL, scores, strict=True) if score != "-"}


def person(key, **answers):
    return _entity("person", key, answers)


def home(**answers):
    return _entity("household", HOME, answers)


def _entity(list_name, key, answers):
    return EntityAction(list_name, str(key), False, True, None, None, "", "", {}, answers)


def survey(*entities, day=1, root=None, by=SYSTEM):
    """Let a phone send one survey; gives the changes of class by person."""
    answers = (
        root if root is not None else next((e.answers for e in entities if e.list_name == "household"), {})
    )
    observation = Observation("home", "1", "uuid:x", None, None, answers, entities)
    at = DAY_ONE + timedelta(days=day - 1)
    sitting = actions.Sitting(uuid4(), at, by, at)
    return {change.now.person_id: change for change in actions.assess_observation(observation, sitting)}


def current(key):
    return Classification.objects.get(person=key, superseded_at=None)


__all__ = ["CHILD_FINE", "DAY_ONE", "HOME", "MALI", "TON", "barthel", "current", "home", "person", "survey"]
