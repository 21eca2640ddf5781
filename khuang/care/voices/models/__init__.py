"""What people said, and what became of it."""

from khuang.care.voices.models.reports import LetterScan, Report
from khuang.care.voices.models.talks import Issue, Talk, TalkGuest
from khuang.care.voices.models.words import RaiserWord

__all__ = ["Issue", "LetterScan", "RaiserWord", "Report", "Talk", "TalkGuest"]
