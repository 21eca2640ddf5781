"""What somebody sends to our LINE account about issues: a new one, or the code of one."""

from typing import Any

from khuang.civic.issues.actions.following import link
from khuang.civic.issues.actions.raising import raise_issue
from khuang.civic.issues.models import Issue
from khuang.civic.issues.rules.problems import IssueProblem
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.reads import message_of

# Whoever begins a message like this raises an issue; anything else is a conversation.
BEGINS = ("เสนอประเด็น", "เสนอ", "issue:")
# Of what kind it is, whoever checks it says.
KIND = "other"


def take_message(entry: Entry) -> None:
    """Follow messaging.received: raise what begins with a word for it, link the sender to a code."""
    message = message_of(entry)
    if message is None or message.contact_id is None or message.kind != "text":
        return
    words = str(message.text or "").strip()
    said = next((words[len(begin) :] for begin in BEGINS if words.lower().startswith(begin)), "")
    if said.strip():
        _raise(message, said.strip(" :"), entry)
    else:
        link(words, message.contact, at=entry.at)


def _raise(message: Message, words: str, entry: Entry) -> None:
    contact: Any = message.contact
    try:
        _issue, code = raise_issue(words=words, kind=KIND, source=Issue.Source.LINE, by=SYSTEM, at=entry.at)
    except IssueProblem:
        messaging.send_to(contact, "issues.tells-who", by=SYSTEM, at=entry.at)
        return
    link(code, contact, at=entry.at)
    messaging.send_to(contact, "issues.raised", variables={"code": code}, by=SYSTEM, at=entry.at)
