"""Questions about forms, devices and submissions, answered for screens, phones and other apps."""

from khuang.ground.surveys.reads.forms import definition, forms_offered, registry_of_forms
from khuang.ground.surveys.reads.submissions import (
    answers_of,
    in_hand,
    in_order,
    observation,
    seen_by,
    submission,
)

__all__ = [
    "answers_of",
    "definition",
    "forms_offered",
    "in_hand",
    "in_order",
    "observation",
    "registry_of_forms",
    "seen_by",
    "submission",
]
