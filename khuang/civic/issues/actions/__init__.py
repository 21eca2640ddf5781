"""Everything that changes an issue, leads it on, or tells what became of it."""

from khuang.civic.issues.actions.checking import publish, refuse
from khuang.civic.issues.actions.correcting import reword, take_away
from khuang.civic.issues.actions.following import follow, link, stop_following
from khuang.civic.issues.actions.hearing import take_message
from khuang.civic.issues.actions.joining import merge, split
from khuang.civic.issues.actions.leading import lead_on
from khuang.civic.issues.actions.raising import raise_from_figures, raise_issue, take_over, withdraw
from khuang.civic.issues.actions.telling import tell

__all__ = [
    "follow",
    "lead_on",
    "link",
    "merge",
    "publish",
    "raise_from_figures",
    "raise_issue",
    "refuse",
    "reword",
    "split",
    "stop_following",
    "take_away",
    "take_message",
    "take_over",
    "tell",
    "withdraw",
]
