"""Questions about forms, devices and submissions, answered for screens, phones and other apps."""

from khuang.ground.surveys.reads.forms import definition, forms, forms_offered, missing_files
from khuang.ground.surveys.reads.submissions import (
    answers_of,
    devices,
    in_hand,
    in_order,
    observation,
    open_attentions,
    seen_by,
    submission,
    waits,
    was_forgotten,
)
from khuang.ground.surveys.reads.wording import in_words, part_of, spoken_of

__all__ = [
    "answers_of",
    "definition",
    "devices",
    "forms",
    "forms_offered",
    "in_hand",
    "in_order",
    "in_words",
    "missing_files",
    "observation",
    "open_attentions",
    "part_of",
    "seen_by",
    "spoken_of",
    "submission",
    "waits",
    "was_forgotten",
]
