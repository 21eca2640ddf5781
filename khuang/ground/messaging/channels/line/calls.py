"""The tile "call my volunteer": answered with a number to tap, whose it is the municipality sets."""

from datetime import datetime

from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.channels.line import reading
from khuang.ground.messaging.models import Contact


def answer(contact: Contact, *, at: datetime) -> None:
    """Answer with the number of those who answer calls, as one big button."""
    account = reads.account_of(reading.LINE)
    number = account.settings.get("call_number", "") if account else ""
    if not number:
        actions.send_to(contact, "messaging.line-no-number", by=SYSTEM, at=at)
        return
    actions.send_to(
        contact,
        "messaging.line-call",
        variables={"number": number},
        by=SYSTEM,
        at=at,
        buttons=((number, f"tel:{number}"),),
    )
