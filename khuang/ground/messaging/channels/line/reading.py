"""What stands in a webhook's body: read event by event, so that a broken one spoils nothing.

LINE adds kinds and fields without notice; what we do not know is kept, never refused.
Source: webhook.yml of line-openapi.
"""

import hashlib
import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from khuang.lib.coordinates import in_thailand

LINE = "line"  # code of this channel: the name of its folder
EARLIEST, LATEST = datetime(2016, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
LONGEST_KIND, LONGEST_ID = 30, 100
VERSION = "v1"  # of the data behind a button: v1|verb|nonce
VERB = re.compile("[a-z][a-z-]{0,19}")
HELP = "help"
BUDGET = timedelta(seconds=45)  # of the minute in which LINE promises that a reply token answers
AGAIN = timedelta(seconds=30)  # the same tap within this time is the same wish

# What somebody types who cannot wait; it is handled at once, as a tap on help is.
CRIES = ("🆘", "🚨", "ช่วยด้วย", "sos")

_KINDS = {"text": "text", "audio": "voice", "image": "image", "sticker": "sticker", "location": "location"}
_IN_CONTENT = frozenset(("audio", "image", "video", "file"))


@dataclass(frozen=True)
class Incoming:
    """One event as far as its storing needs it.

    event_id     LINE's own, or one made of its bytes when it has none
    occurred_at  by LINE's clock; None when it says none that could be
    address      of a user, else of a group or room; None when it names nobody
    raw          the event, as JSON
    problem      code of what is wrong with it
    is_urgent    somebody asks for help
    """

    event_id: str
    kind: str
    occurred_at: datetime | None
    address: str | None
    raw: str
    problem: str = ""
    is_urgent: bool = False


@dataclass(frozen=True)
class Said:
    """What a message or a tap says.

    kind        of Message: text, voice, image, sticker, location, tap, other
    verb        of a tap; empty when its button is none of ours
    text        words; of a sticker what it shows; of a tap its data
    place       {"lat", "lon", "address"} as it came
    is_abroad   the place lies outside of Thailand
    message_id  LINE's number, by which it may be taken back
    has_content a voice, a picture or a file is to be fetched
    """

    kind: str
    verb: str = ""
    text: str | None = None
    place: dict[str, Any] | None = None
    is_abroad: bool = False
    message_id: str = ""
    has_content: bool = False


def incoming(body: bytes) -> list[Incoming]:
    """Read a body; what is not even JSON gives one broken event. `events: []` gives none."""
    try:
        events = json.loads(body)["events"]
        if not isinstance(events, list):
            raise TypeError
    except (ValueError, KeyError, TypeError, RecursionError):
        return [_broken(body.decode("utf-8", "replace"), "body-unreadable")]
    return [_one(event) for event in events]


def said(event: dict[str, Any]) -> Said:
    """Read what somebody wrote, spoke, sent or tapped. Raises KeyError, TypeError when it is broken."""
    if event["type"] == "postback":
        return _tap(event["postback"]["data"])
    message = event["message"]
    kind, number = message["type"], str(message["id"])
    if kind == "location":
        return _location(message, number)
    text = message["text"] if kind == "text" else _shown(message)
    return Said(
        _KINDS.get(kind, "other"), text=_whole(text), message_id=number, has_content=_is_ours(message)
    )


def verb_of(data: str) -> tuple[str, str]:
    """Give verb and nonce of a button's data; two empty texts when the button is none of ours."""
    version, _, rest = data.partition("|")
    verb, _, nonce = rest.partition("|")
    return (verb, nonce) if version == VERSION and VERB.fullmatch(verb) else ("", "")


def reply_until(
    occurred_at: datetime, received_at: datetime, *, ahead_s: float, is_redelivered: bool
) -> datetime | None:
    """Say until when, by our clock, a reply token answers; None when its time is over.

    ahead_s  seconds by which our clock was ahead of LINE's when LINE last told the time
    A first delivery comes at once; when the two clocks say otherwise, one of them is wrong, and the
    minute is counted from when we got it. A token that is too old after all costs nothing but a try.
    """
    age = received_at - occurred_at - timedelta(seconds=ahead_s)
    if not is_redelivered and not timedelta(0) <= age < BUDGET:
        age = timedelta(0)
    left = BUDGET - max(age, timedelta(0))
    return received_at + left if left > timedelta(0) else None


def _one(event: Any) -> Incoming:
    raw = json.dumps(event, separators=(",", ":"))
    if not isinstance(event, dict):
        return _broken(raw, "event-unreadable")
    number, kind = event.get("webhookEventId"), event.get("type")
    if not (_is_short(number, LONGEST_ID) and _is_short(kind, LONGEST_KIND)):
        return _broken(raw, "event-unreadable")
    return Incoming(
        number, kind, _time(event), _address(event.get("source")), raw, is_urgent=_is_urgent(event)
    )


def _broken(raw: str, problem: str) -> Incoming:
    number = f"broken-{hashlib.sha256(raw.encode()).hexdigest()[:40]}"
    return Incoming(number, "broken", None, None, raw, problem)


def _is_short(value: Any, longest: int) -> bool:
    return isinstance(value, str) and 0 < len(value) <= longest and value.isprintable()


def _time(event: dict[str, Any]) -> datetime | None:
    stamp = event.get("timestamp")
    if isinstance(stamp, bool) or not isinstance(stamp, int):
        return None
    try:
        time = datetime.fromtimestamp(stamp / 1000, UTC)
    except (OverflowError, OSError, ValueError):
        return None
    return time if EARLIEST < time < LATEST else None


def _address(source: Any) -> str | None:
    if not isinstance(source, dict):
        return None
    name = {"user": "userId", "group": "groupId", "room": "roomId"}.get(str(source.get("type")), "")
    address = source.get(name)
    return address if _is_short(address, LONGEST_ID) else None


def _is_urgent(event: dict[str, Any]) -> bool:
    try:
        if event["source"]["type"] != "user":
            return False
        what = said(event)
    except (KeyError, TypeError, ValueError, AttributeError):
        # Whatever is wrong with it shows when it is handled.
        return False
    cries = what.kind == "text" and any(cry in (what.text or "").lower() for cry in CRIES)
    return what.verb.startswith(HELP) or cries


def _tap(data: str) -> Said:
    return Said("tap", verb=verb_of(data)[0], text=_whole(data))


def _location(message: dict[str, Any], number: str) -> Said:
    place = {
        "lat": float(message["latitude"]),
        "lon": float(message["longitude"]),
        "address": str(message.get("address") or ""),
    }
    is_abroad = not in_thailand(place["lon"], place["lat"])
    return Said("location", place=place, is_abroad=is_abroad, message_id=number)


def _shown(message: dict[str, Any]) -> str | None:
    """Give what a sticker shows, or the name of a file, for whoever reads the conversation."""
    words = message.get("keywords") or message.get("fileName")
    return ", ".join(words) if isinstance(words, list) else words


def _whole(text: str | None) -> str | None:
    """Replace halves of a character, which JSON may hold and no file can."""
    return None if text is None else text.encode("utf-8", "replace").decode()


def _is_ours(message: dict[str, Any]) -> bool:
    """Say whether LINE keeps the content for us; an external one lies at an address of a stranger."""
    provider = message.get("contentProvider", {}).get("type", "line")
    return message["type"] in _IN_CONTENT and provider == "line"
