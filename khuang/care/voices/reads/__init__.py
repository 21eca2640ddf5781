"""Questions about reports, talks and issues, answered for screens and the apps above."""

from khuang.care.voices.reads.copies import reports_copy, talks_copy
from khuang.care.voices.reads.issues import issues_for_forum, name_to_show
from khuang.care.voices.reads.reports import reports_of
from khuang.care.voices.reads.waiting import waiting

__all__ = ["issues_for_forum", "name_to_show", "reports_copy", "reports_of", "talks_copy", "waiting"]
