"""Questions about reports, talks and issues, answered for screens and the apps above."""

from khuang.care.voices.reads.copies import reports_copy, talks_copy
from khuang.care.voices.reads.issues import issues_for_forum, name_to_show
from khuang.care.voices.reads.reports import overdue_count, reports_of

__all__ = ["issues_for_forum", "name_to_show", "overdue_count", "reports_copy", "reports_of", "talks_copy"]
