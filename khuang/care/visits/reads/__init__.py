"""Questions answered for screens and for other apps."""

from khuang.care.visits.reads.history import (
    Window,
    open_questions,
    replies_to,
    visits_to,
    worried_visits,
)
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

__all__ = [
    "Due",
    "Home",
    "Member",
    "Round",
    "Stop",
    "Window",
    "home_of",
    "open_questions",
    "replies_to",
    "round_of",
    "stop",
    "visits_to",
    "volunteer_of",
    "worried_visits",
]
