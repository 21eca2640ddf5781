"""The registry: homes, households and persons, and how each came to say what it says."""

from khuang.care.people.models.bonds import CareRelation, Consent, Membership
from khuang.care.people.models.exports import Export
from khuang.care.people.models.guarding import LevelDecision, LevelProposal
from khuang.care.people.models.history import Attention, Change
from khuang.care.people.models.registry import OF_PERSON, Dwelling, Household, Person, here

__all__ = [
    "Attention",
    "CareRelation",
    "Change",
    "Consent",
    "Dwelling",
    "Export",
    "Household",
    "LevelDecision",
    "LevelProposal",
    "Membership",
    "OF_PERSON",
    "Person",
    "here",
]
