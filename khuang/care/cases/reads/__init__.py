"""Questions about needs and cases, answered for screens and other apps."""

from khuang.care.cases.reads.cases import alerts_of, cases_of, open_case_of
from khuang.care.cases.reads.needs import doubted, needs_of, open_need, open_needs, seen_needs

__all__ = [
    "alerts_of",
    "cases_of",
    "doubted",
    "needs_of",
    "open_case_of",
    "open_need",
    "open_needs",
    "seen_needs",
]
