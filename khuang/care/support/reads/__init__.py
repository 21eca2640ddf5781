"""Questions about benefits, equipment and help, answered for screens and other apps."""

from khuang.care.support.reads.benefit_copy import answers_copy, benefits_copy, loans_copy
from khuang.care.support.reads.benefit_strip import Strip, benefits_strip
from khuang.care.support.reads.entitled import ToVisit, to_visit
from khuang.care.support.reads.lending import loans_in_words, open_loans, overdue_loans
from khuang.care.support.reads.package_copy import packages_copy

__all__ = [
    "Strip",
    "ToVisit",
    "answers_copy",
    "benefits_copy",
    "benefits_strip",
    "loans_copy",
    "loans_in_words",
    "open_loans",
    "overdue_loans",
    "packages_copy",
    "to_visit",
]
