"""Who helps whom to read, codes for LINE, calls, letters behind a code, and broadcasts."""

from khuang.care.correspondence.models.broadcasts import Broadcast, Recipient, Sending
from khuang.care.correspondence.models.calls import Call, CallTry
from khuang.care.correspondence.models.letters import Letter
from khuang.care.correspondence.models.ways import LineChoice, LinkCode, Supporter, WrongCode

__all__ = [
    "Broadcast",
    "Call",
    "CallTry",
    "Supporter",
    "Letter",
    "LineChoice",
    "LinkCode",
    "Recipient",
    "Sending",
    "WrongCode",
]
