"""What a channel says of itself, what it is handed, and what it says became of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID


@dataclass(frozen=True)
class Setting:
    """One thing that the municipality types on the page of channels.

    code       its name in `ChannelAccount.secrets` or `.settings`
    words      what it is, translated where it is shown
    hint       what to type, or where to find it
    is_secret  sealed, typed once and never shown again
    default    what counts while nothing was typed
    pattern    regular expression that it must match as a whole; empty: anything
    """

    code: str
    words: Any
    hint: Any = ""
    is_secret: bool = False
    is_long: bool = False
    is_needed: bool = True
    default: str = ""
    pattern: str = ""


@dataclass(frozen=True)
class Parcel:
    """What a channel is handed to deliver, outside of any transaction.

    message      the Message: `text`, `buttons`, `urgency`, `retry_key` (the same for every try)
    contact      the Contact to which it goes; None for a channel without addresses
    account      the ChannelAccount with `secrets` and `settings`; None where none is needed
    along        Messages that waited for the next contact; they may go inside this answer
    reply_token  answers for free, once; empty when there is none. It is spent by being handed over.
    at           the time
    """

    message: Any
    contact: Any
    account: Any
    at: datetime
    along: tuple[Any, ...] = ()
    reply_token: str = ""


@dataclass(frozen=True)
class Receipt:
    """What became of a parcel.

    state        sent: the channel took it; delivered: it arrived; at-contact: it waits until they
                 write; retry: nobody knows or not now, try again; failed: never this way
    because      code of the reason, such as quota, blocked, timeout
    external_id  the channel's own number of it
    units        what it cost, in messages of the channel's quota
    took_along   whether `along` went too
    retry_after  how long the channel asks to wait
    """

    state: Literal["sent", "delivered", "at-contact", "retry", "failed"]
    because: str = ""
    external_id: str = ""
    units: int = 0
    took_along: bool = False
    retry_after: timedelta | None = None


Deliver = Callable[[Parcel], Receipt]


@dataclass(frozen=True)
class Channel:
    """One way to reach somebody; its folder in `channels` holds everything about it.

    code              the name of its folder
    words             its name, translated where it is shown
    deliver           takes a parcel over the network; called outside of any transaction
    asks              instead of `deliver`: the journal event by which one of ours is asked to do it
    carries_buttons   it shows buttons
    carries_words     it carries words typed by hand
    carries_personal  it stays inside the municipality, so its words pass no guard
    is_counted        each message costs money or quota
    needs_address     it goes to a Contact
    takes_typed_address   its addresses are known to people (a number), not given by the channel
    settings          what must be typed before it can be switched on; none: it is always on
    together          how many messages fit into one sending
    status            reads from a ChannelAccount what to tell of quota and health, as sentences
    kind              kind of the Message
    hear              handles the waiting events of one address (municipality's id, hash of the
                      address), each in a transaction of its own; may run twice
    look              asks the channel about itself (municipality's id), outside of any transaction
    """

    code: str
    words: Any
    deliver: Deliver | None = None
    asks: str = ""
    carries_buttons: bool = False
    carries_words: bool = True
    carries_personal: bool = False
    is_counted: bool = False
    needs_address: bool = True
    takes_typed_address: bool = False
    settings: tuple[Setting, ...] = ()
    together: int = 1
    status: Callable[[Any], list[str]] | None = None
    kind: str = "text"
    hear: Callable[[UUID, bytes], None] | None = None
    look: Callable[[UUID], None] | None = None
