"""What is kept about volunteers, plans and visits."""

from khuang.care.visits.models.plans import CareSchedule, PlannedVisit, VisitPlan
from khuang.care.visits.models.visits import Visit
from khuang.care.visits.models.volunteers import Volunteer

__all__ = ["CareSchedule", "PlannedVisit", "Visit", "VisitPlan", "Volunteer"]
