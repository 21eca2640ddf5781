"""What is kept about volunteers, plans and visits."""

from khuang.care.visits.models.availability import Absence, Availability, VisitWish
from khuang.care.visits.models.drafts import PaperDraft
from khuang.care.visits.models.family import CarerInterview
from khuang.care.visits.models.halves import Half
from khuang.care.visits.models.plans import PlanEdit, PlannedVisit, Planning, VisitPlan
from khuang.care.visits.models.schedules import CareSchedule, RiskyHome
from khuang.care.visits.models.supervision import DigestLine, WeeklyDigest
from khuang.care.visits.models.visits import Visit, VisitQuestion, VisitReply
from khuang.care.visits.models.volunteers import (
    Certificate,
    HandOver,
    Thanks,
    Training,
    Undertaking,
    Volunteer,
    VolunteerArea,
    VolunteerKind,
)

__all__ = [
    "Absence",
    "Availability",
    "CareSchedule",
    "CarerInterview",
    "Certificate",
    "DigestLine",
    "Half",
    "HandOver",
    "PlanEdit",
    "PaperDraft",
    "PlannedVisit",
    "Planning",
    "RiskyHome",
    "Thanks",
    "Training",
    "Undertaking",
    "Visit",
    "VisitPlan",
    "VisitQuestion",
    "VisitReply",
    "VisitWish",
    "Volunteer",
    "VolunteerArea",
    "VolunteerKind",
    "WeeklyDigest",
]
