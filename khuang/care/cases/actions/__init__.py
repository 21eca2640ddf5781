"""Everything that changes a need, a case or an alert."""

from khuang.care.cases.actions.alerts import acknowledge_alert, add_words, raise_alert, settle_alert
from khuang.care.cases.actions.answers import (
    answer_need,
    ask_answers,
    deny_answer,
    note_told,
    withdraw_review,
)
from khuang.care.cases.actions.cases import assess, begin_assessment, follow_up, give_lead, open_case
from khuang.care.cases.actions.deciding import approve, ask_closure, ask_plan, reopen, send_back
from khuang.care.cases.actions.keeping import forget_filter, make_feed, revoke_feed, save_filter
from khuang.care.cases.actions.needs import (
    begin_meeting,
    doubt_need,
    end_need,
    keep_need,
    note_need,
    reopen_need,
    stop_meeting,
    take_up,
)
from khuang.care.cases.actions.plans import add_step, end_service, end_step, give, move_step, plan_visits
from khuang.care.cases.actions.risk import consider_risk, open_for_everybody, open_for_high
from khuang.care.cases.actions.surveys import hear, note_from_survey

__all__ = [
    "acknowledge_alert",
    "add_step",
    "add_words",
    "answer_need",
    "approve",
    "ask_answers",
    "ask_closure",
    "ask_plan",
    "assess",
    "begin_assessment",
    "begin_meeting",
    "consider_risk",
    "deny_answer",
    "doubt_need",
    "end_need",
    "end_service",
    "end_step",
    "follow_up",
    "forget_filter",
    "give",
    "give_lead",
    "hear",
    "keep_need",
    "make_feed",
    "move_step",
    "note_from_survey",
    "note_need",
    "note_told",
    "open_case",
    "open_for_everybody",
    "open_for_high",
    "plan_visits",
    "raise_alert",
    "reopen",
    "reopen_need",
    "revoke_feed",
    "save_filter",
    "send_back",
    "settle_alert",
    "stop_meeting",
    "take_up",
    "withdraw_review",
]
