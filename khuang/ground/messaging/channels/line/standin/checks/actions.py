"""Actions: what a tap does."""

from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

from khuang.ground.messaging.channels.line.standin.answers import Fault
from khuang.ground.messaging.channels.line.standin.checks import fields

SCHEMES = {"http", "https", "line", "tel"}
ONLY_IN_QUICK_REPLIES = {"camera", "cameraRoll", "location"}
MOST_QUICK_REPLIES = 13


def action(found: object, at: str, *, label: int, quick: bool = False, named: bool = True) -> Iterator[Fault]:
    """One action.

    label   the longest label here
    quick   it stands in a quick reply, where camera and place may be asked for
    named   it needs a label
    """
    if not isinstance(found, dict):
        yield Fault(at, "Must be specified")
        return
    kind = found.get("type")
    if kind not in KINDS or (kind in ONLY_IN_QUICK_REPLIES and not quick):
        yield Fault(f"{at}.type", "invalid type")
        return
    yield from fields.text(found, "label", label, at, required=named)
    yield from KINDS[kind](found, at)


def quick_reply(found: dict, at: str) -> Iterator[Fault]:
    """One to thirteen items, each with an action."""
    yield from fields.size(found, "items", 1, MOST_QUICK_REPLIES, at)
    for number, item in enumerate(fields.listed(found, "items")):
        yield from action(item.get("action"), f"{at}.items[{number}].action", label=20, quick=True)


def _postback(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "data", 300, at)
    yield from fields.text(found, "displayText", 300, at, required=False)
    options = {"closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"}
    yield from fields.one_of(found, "inputOption", options, at)
    if "fillInText" in found and found.get("inputOption") != "openKeyboard":
        yield Fault(f"{at}.fillInText", "May be set only with inputOption openKeyboard")


def _message(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "text", 300, at)


def _uri(found: dict, at: str) -> Iterator[Fault]:
    faults = list(fields.text(found, "uri", 1000, at))
    yield from faults
    if not faults and urlsplit(found["uri"]).scheme not in SCHEMES:
        yield Fault(f"{at}.uri", "invalid uri scheme")


def _moment(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "data", 300, at)
    if found.get("mode") not in ("date", "time", "datetime"):
        yield Fault(f"{at}.mode", "Must be one of the following values: [date, datetime, time]")


def _clipboard(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "clipboardText", 1000, at)


def _switch(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "richMenuAliasId", 32, at)
    yield from fields.text(found, "data", 300, at)


def _nothing_more(found: dict, at: str) -> Iterator[Fault]:
    yield from ()


KINDS: dict[str, Callable[[dict, str], Iterator[Fault]]] = {
    "postback": _postback,
    "message": _message,
    "uri": _uri,
    "datetimepicker": _moment,
    "clipboard": _clipboard,
    "richmenuswitch": _switch,
    "camera": _nothing_more,
    "cameraRoll": _nothing_more,
    "location": _nothing_more,
}
