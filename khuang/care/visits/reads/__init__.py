"""Questions answered for screens and for other apps."""

from khuang.care.visits.reads.copies import arrangements_copy
from khuang.care.visits.reads.history import (
    Window,
    open_questions,
    recorded,
    replies_to,
    told_twice,
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
    Sheet,
    Stop,
    goes_on,
    home_of,
    round_of,
    sheets,
    stop,
    volunteer_of,
)
from khuang.care.visits.reads.schedules import PersonVisits, VisitsInShort, person_visits, visits_in_short
from khuang.care.visits.reads.told import Told, told

__all__ = [
    "PersonVisits",
    "VisitsInShort",
    "PlanWaits",
    "arrangements_copy",
    "person_visits",
    "visits_in_short",
    "plan_waits",
    "Due",
    "Home",
    "Member",
    "Overdue",
    "Round",
    "Sheet",
    "Stop",
    "Told",
    "Window",
    "due_today",
    "goes_on",
    "home_of",
    "last_met",
    "open_questions",
    "overdue",
    "plan_of",
    "planned",
    "recorded",
    "replies_to",
    "round_of",
    "sheets",
    "stop",
    "visits_of",
    "told",
    "told_twice",
    "visits_to",
    "volunteer_of",
    "worried_visits",
]
