"""What is kept of the forum."""

from khuang.civic.forum.models.agreements import Agreement, AgreementVersion, Renewal, Stance
from khuang.civic.forum.models.patterns import Pattern
from khuang.civic.forum.models.statements import Enclosure, Statement
from khuang.civic.forum.models.topics import Phase, Topic
from khuang.civic.forum.models.votes import Hands, Participant, PastVote, Vote

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Enclosure",
    "Hands",
    "Participant",
    "PastVote",
    "Pattern",
    "Phase",
    "Renewal",
    "Stance",
    "Statement",
    "Topic",
    "Vote",
]
