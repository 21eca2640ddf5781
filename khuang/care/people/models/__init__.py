"""The registry: homes, households and persons, and how each came to say what it says."""

from khuang.care.people.models.bonds import CareRelation, Consent, Membership
from khuang.care.people.models.history import Attention, Change
from khuang.care.people.models.registry import Dwelling, Household, Person, here

__all__ = [
    "Attention",
    "CareRelation",
    "Change",
    "Consent",
    "Dwelling",
    "Household",
    "Membership",
    "Person",
    "here",
]
