"""Questions answered for screens and for other apps."""

from khuang.care.visits.reads.history import (
    Window,
    open_questions,
    replies_to,
    visits_to,
    worried_visits,
)
from khuang.care.visits.reads.plans import Overdue, due_today, last_met, overdue, plan_of, planned, visits_of
from khuang.care.visits.reads.plans_shown import PlanWaits, plan_waits
from khuang.care.visits.reads.rounds import (
    Due,
    Home,
    Member,
    Round,
    Stop,
    home_of,
    round_of,
    stop,
    volunteer_of,
)
from khuang.care.visits.reads.schedules import PersonVisits, person_visits

__all__ = [
    "PersonVisits",
    "PlanWaits",
    "person_visits",
    "plan_waits",
    "Due",
    "Home",
    "Member",
    "Overdue",
    "Round",
    "Stop",
    "Window",
    "due_today",
    "home_of",
    "last_met",
    "open_questions",
    "overdue",
    "plan_of",
    "planned",
    "replies_to",
    "round_of",
    "stop",
    "visits_of",
    "visits_to",
    "volunteer_of",
    "worried_visits",
]
