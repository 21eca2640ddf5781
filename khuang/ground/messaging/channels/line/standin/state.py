"""All that the platform knows: its one official account, who there is, and what was said."""

import secrets
from dataclasses import dataclass, field
from datetime import datetime
from threading import Condition

FIRST_MESSAGE = 50_000_000_000_000_001  # Ids of messages are digits, about so many.


@dataclass
class User:
    """Somebody with a telephone; invented.

    follows    is the account's friend; someone who blocks it is not
    has_blocked  followed once and took it back
    menu       the rich menu that is linked to this user alone
    """

    id: str
    name: str
    language: str = "th"
    about: str = ""
    follows: bool = False
    has_blocked: bool = False
    menu: str = ""


@dataclass
class Content:
    """A file: what a user sent, or a menu's picture."""

    type: str
    body: bytes


@dataclass
class ReplyToken:
    chat: str
    until: datetime
    is_spent: bool = False


@dataclass
class Accepted:
    """A request that was taken under a retry key."""

    request_id: str
    at: datetime
    answer: dict


@dataclass
class Outbound:
    """One request of the product, as it came and as it was answered."""

    method: str
    path: str
    body: dict
    status: int
    at: datetime
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class State:
    """Everything, in memory. What a phone shows is in `chats`: user or group id to lines in order."""

    secret: str
    token: str
    webhook: str
    bot: str = field(default_factory=lambda: new_user_id())
    quota: int | None = 300
    users: dict[str, User] = field(default_factory=dict)
    groups: dict[str, list[str]] = field(default_factory=dict)
    chats: dict[str, list[dict]] = field(default_factory=dict)
    contents: dict[str, Content] = field(default_factory=dict)
    menus: dict[str, dict] = field(default_factory=dict)
    pictures: dict[str, Content] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    default_menu: str = ""
    used: dict[str, int] = field(default_factory=dict)  # "2026-11": messages counted
    last_message: int = FIRST_MESSAGE
    tokens: dict[str, ReplyToken] = field(default_factory=dict)
    accepted: dict[str, Accepted] = field(default_factory=dict)
    link_tokens: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    read_tokens: dict[str, str] = field(default_factory=dict)
    loading: dict[str, datetime] = field(default_factory=dict)
    outbound: list[Outbound] = field(default_factory=list)

    def __post_init__(self) -> None:
        # Held by whoever changes anything; notified so that a waiting phone looks again.
        self.changed = Condition()
        self.version = 0

    def touch(self) -> None:
        """Tell every phone that something is new; the caller holds `changed`."""
        self.version += 1
        self.changed.notify_all()

    def new_message_id(self) -> str:
        self.last_message += 1
        return str(self.last_message)

    def add_line(self, chat: str, who: str, message: dict, at: datetime) -> dict:
        """Put a line into a chat; `who` says it: user or bot."""
        line = {"id": message.get("id") or self.new_message_id(), "who": who, "at": at.isoformat()}
        line["message"] = message
        self.chats.setdefault(chat, []).append(line)
        self.touch()
        return line


_ULID = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_user_id() -> str:
    return "U" + secrets.token_hex(16)


def new_ulid(at: datetime) -> str:
    """An id that sorts by time, as LINE gives to each event: 10 signs of time, 16 of chance."""
    number = int(at.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(_ULID[number >> shift & 31] for shift in range(125, -1, -5))
