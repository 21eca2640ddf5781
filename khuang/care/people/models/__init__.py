"""The registry: homes, households and persons, and how each came to say what it says."""

from khuang.care.people.models.bonds import CareRelation, Consent, Membership
from khuang.care.people.models.duplicates import DuplicateCandidate, DuplicateSearch, MergeEvent
from khuang.care.people.models.exports import Export
from khuang.care.people.models.guarding import LevelDecision, LevelProposal
from khuang.care.people.models.history import Attention, Change
from khuang.care.people.models.imports import (
    Import,
    ImportPhotograph,
    ImportRow,
    ImportSource,
    ImportUndo,
)
from khuang.care.people.models.keys import PersonKey
from khuang.care.people.models.registry import OF_PERSON, Dwelling, Household, Person, here
from khuang.care.people.models.rights import Erasure, LegalHold, RightsRequest

__all__ = [
    "Attention",
    "CareRelation",
    "Change",
    "Consent",
    "RightsRequest",
    "DuplicateCandidate",
    "DuplicateSearch",
    "Dwelling",
    "Erasure",
    "Export",
    "Household",
    "Import",
    "ImportPhotograph",
    "ImportRow",
    "ImportSource",
    "ImportUndo",
    "LegalHold",
    "LevelDecision",
    "LevelProposal",
    "Membership",
    "MergeEvent",
    "OF_PERSON",
    "Person",
    "PersonKey",
    "here",
]
