"""Everything that changes a council: one function per use case."""

from khuang.civic.council.actions.items import Draft, bring, change, merge, take_hearing, take_topic, withdraw
from khuang.civic.council.actions.meetings import (
    call_meeting,
    cancel_meeting,
    hold_meeting,
    note_said,
    put_on_agenda,
    take_off_agenda,
)
from khuang.civic.council.actions.ranking import count_again, rank
from khuang.civic.council.actions.resolutions import Objection, Votes, forward, resolve
from khuang.civic.council.actions.scrutiny import announce_criteria, declare_interest, open_round, score
from khuang.civic.council.actions.seats import (
    end_delegate,
    end_seat,
    found_council,
    give_seat,
    name_delegate,
)

__all__ = [
    "Draft",
    "Objection",
    "Votes",
    "announce_criteria",
    "bring",
    "call_meeting",
    "cancel_meeting",
    "change",
    "count_again",
    "declare_interest",
    "end_delegate",
    "end_seat",
    "forward",
    "found_council",
    "give_seat",
    "hold_meeting",
    "merge",
    "name_delegate",
    "note_said",
    "open_round",
    "put_on_agenda",
    "rank",
    "resolve",
    "score",
    "take_hearing",
    "take_off_agenda",
    "take_topic",
    "withdraw",
]
