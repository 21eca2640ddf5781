"""Questions about needs and cases, answered for screens and other apps."""

from khuang.care.cases.reads.alerts import asked_decisions, late_alerts, open_alerts
from khuang.care.cases.reads.calendar import calendar, feed_of, holder
from khuang.care.cases.reads.case_page import NamedNeed, case_page, goals, named, needs_near
from khuang.care.cases.reads.cases import alerts_of, cases_of, may_decide, open_case_of, workers
from khuang.care.cases.reads.lists import cases as cases_in
from khuang.care.cases.reads.lists import (
    counts,
    leads,
    listed,
    overdue,
    saved_filters,
    visible,
    without_case,
)
from khuang.care.cases.reads.needs import (
    doubted,
    in_use,
    needs_of,
    of_human,
    open_need,
    open_needs,
    seen_needs,
)
from khuang.care.cases.reads.open_things import OpenThings, open_things
from khuang.care.cases.reads.timeline import Told, timeline
from khuang.care.cases.reads.waiting import count_without_case, my_overdue, other_pages, waiting

__all__ = [
    "NamedNeed",
    "OpenThings",
    "Told",
    "alerts_of",
    "asked_decisions",
    "calendar",
    "case_page",
    "cases_in",
    "cases_of",
    "count_without_case",
    "counts",
    "doubted",
    "feed_of",
    "goals",
    "holder",
    "in_use",
    "late_alerts",
    "leads",
    "listed",
    "may_decide",
    "my_overdue",
    "named",
    "needs_near",
    "needs_of",
    "of_human",
    "open_alerts",
    "open_case_of",
    "open_need",
    "open_needs",
    "open_things",
    "other_pages",
    "overdue",
    "saved_filters",
    "seen_needs",
    "timeline",
    "visible",
    "waiting",
    "without_case",
    "workers",
]
