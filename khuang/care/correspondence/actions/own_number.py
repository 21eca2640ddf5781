"""The telephone number of one of ours, on which they are called when something urgent waits."""

from datetime import datetime

from khuang.care.correspondence.actions.routes import close_route, contact_at, open_route
from khuang.care.correspondence.reads.ways import own_numbers
from khuang.care.correspondence.rules.addresses import read_address
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.messaging.rules.parties import Party

CALL = "call"


@journal.action
def set_own_number(typed: str, *, by: Account, at: datetime) -> None:
    """Keep one's own number, in place of the one before; nothing typed takes it away.

    Journal: correspondence.way-added, correspondence.way-ended. Raises WrongAddress.
    """
    number = read_address("sms", typed) if typed.strip() else ""
    before = own_numbers(by)
    if number in [one.contact.address for one in before if one.contact]:
        return
    for route in before:
        close_route(route, at=at)
        journal.write("correspondence.way-ended", by=by, about=by, at=at, channel=CALL)
    if number:
        route = open_route(Party(by.pk, "account"), CALL, contact_at(CALL, number, at=at), by=by, at=at)
        journal.write("correspondence.way-added", by=by, about=by, at=at, channel=CALL, route=str(route.pk))
