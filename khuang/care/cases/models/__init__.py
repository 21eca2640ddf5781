"""What is kept about needs and cases."""

from khuang.care.cases.models.alerts import Alert
from khuang.care.cases.models.answers import AnswerReview, NeedAnswer
from khuang.care.cases.models.cases import Case, CaseLead, Decision, Reopening
from khuang.care.cases.models.conferences import (
    AgendaEdit,
    AgendaItem,
    Conference,
    Participant,
    Resolution,
)
from khuang.care.cases.models.feeds import CalendarFeed, SavedFilter
from khuang.care.cases.models.guests import GuestComment, GuestPass
from khuang.care.cases.models.needs import Need, NeedWord
from khuang.care.cases.models.partners import Partner, PartnerVillage
from khuang.care.cases.models.plans import CaseAssessment, FollowUp, Given, PlanStep
from khuang.care.cases.models.referrals import Referral

__all__ = [
    "AgendaEdit",
    "AgendaItem",
    "Alert",
    "AnswerReview",
    "CalendarFeed",
    "Case",
    "CaseAssessment",
    "CaseLead",
    "Conference",
    "Decision",
    "FollowUp",
    "Given",
    "GuestComment",
    "GuestPass",
    "Need",
    "NeedAnswer",
    "NeedWord",
    "Participant",
    "Partner",
    "PartnerVillage",
    "PlanStep",
    "Referral",
    "Reopening",
    "Resolution",
    "SavedFilter",
]
