"""Questions answered for screens and for other apps."""

from khuang.care.visits.reads.plans import Overdue, due_today, last_met, overdue, plan_of, planned, visits_of

__all__ = ["Overdue", "due_today", "last_met", "overdue", "plan_of", "planned", "visits_of"]
