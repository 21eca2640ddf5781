"""Everything that changes a need, a case or an alert."""

from khuang.care.cases.actions.alerts import acknowledge_alert, raise_alert, settle_alert
from khuang.care.cases.actions.cases import assess, begin_assessment, follow_up, give_lead, open_case
from khuang.care.cases.actions.needs import (
    begin_meeting,
    doubt_need,
    end_need,
    keep_need,
    note_need,
    stop_meeting,
    take_up,
)

__all__ = [
    "acknowledge_alert",
    "assess",
    "begin_assessment",
    "begin_meeting",
    "doubt_need",
    "end_need",
    "follow_up",
    "give_lead",
    "keep_need",
    "note_need",
    "open_case",
    "raise_alert",
    "settle_alert",
    "stop_meeting",
    "take_up",
]
