"""Questions about classes, reasons, assessments and policies, answered for screens and other apps."""

from khuang.care.risk.reads.classes import (
    UNASSESSED,
    counts,
    current,
    due,
    expiring,
    history,
    kinds_of,
    moved_since,
    of_kind,
    of_level,
)
from khuang.care.risk.reads.policies import (
    InstrumentWords,
    PolicyWords,
    adopted_policy,
    compiled,
    in_words,
    instrument_in_words,
    kind_words,
    policy_in_force,
    policy_in_words,
)
from khuang.care.risk.reads.wording import (
    AssessmentWords,
    Explanation,
    assessments,
    explanation,
    known_in_words,
)

__all__ = [
    "AssessmentWords",
    "Explanation",
    "InstrumentWords",
    "PolicyWords",
    "UNASSESSED",
    "adopted_policy",
    "assessments",
    "compiled",
    "counts",
    "current",
    "due",
    "expiring",
    "explanation",
    "history",
    "in_words",
    "instrument_in_words",
    "kind_words",
    "known_in_words",
    "kinds_of",
    "moved_since",
    "of_kind",
    "of_level",
    "policy_in_force",
    "policy_in_words",
]
