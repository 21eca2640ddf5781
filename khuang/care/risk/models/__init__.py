"""What is known, the class that follows, the policy that decides it, and drafts of another one."""

from khuang.care.risk.models.classes import (
    Assessment,
    Classification,
    KnownFacts,
    Level,
    Override,
    PolicyVersion,
    Vulnerability,
)
from khuang.care.risk.models.drafts import DraftEdit, FormNotice, PolicyDraft, Rejudging, Trial
from khuang.care.risk.models.gathered import Gathering, KnowledgeBlock, KnowledgeMark

__all__ = [
    "Assessment",
    "Classification",
    "DraftEdit",
    "FormNotice",
    "Gathering",
    "KnowledgeBlock",
    "KnowledgeMark",
    "KnownFacts",
    "Level",
    "Override",
    "PolicyDraft",
    "PolicyVersion",
    "Rejudging",
    "Trial",
    "Vulnerability",
]
