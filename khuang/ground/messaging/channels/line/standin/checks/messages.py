"""Messages: one to five of them in a sending."""

from collections.abc import Callable, Iterator

from khuang.ground.messaging.channels.line.standin.answers import Fault
from khuang.ground.messaging.channels.line.standin.checks import fields, flex
from khuang.ground.messaging.channels.line.standin.checks.actions import action, quick_reply

MOST_MESSAGES = 5
LONGEST_TEXT = 5000
LONGEST_ALTERNATIVE = 1500


def messages(body: dict) -> Iterator[Fault]:
    """All messages of a sending."""
    yield from fields.size(body, "messages", 1, MOST_MESSAGES, "")
    for number, found in enumerate(fields.listed(body, "messages")):
        yield from message(found, f"messages[{number}]")


def message(found: dict, at: str) -> Iterator[Fault]:
    kind = found.get("type")
    if kind not in KINDS:
        yield Fault(f"{at}.type", "Must be specified" if kind is None else "invalid type")
        return
    yield from KINDS[kind](found, at)
    if "quickReply" in found:
        yield from quick_reply(found["quickReply"], f"{at}.quickReply")


def _text(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "text", LONGEST_TEXT, at)


def _sticker(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "packageId", 20, at)
    yield from fields.text(found, "stickerId", 20, at)


def _picture(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.address(found, "originalContentUrl", at)
    yield from fields.address(found, "previewImageUrl", at)


def _voice(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.address(found, "originalContentUrl", at)
    yield from fields.number(found, "duration", 1, 3_600_000, at)


def _place(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "title", 100, at)
    yield from fields.text(found, "address", 100, at)
    yield from fields.number(found, "latitude", -90, 90, at)
    yield from fields.number(found, "longitude", -180, 180, at)


def _flex(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "altText", LONGEST_ALTERNATIVE, at)
    yield from flex.container(found.get("contents"), f"{at}.contents")


def _template(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "altText", LONGEST_ALTERNATIVE, at)
    inner = found.get("template")
    if not isinstance(inner, dict) or inner.get("type") not in TEMPLATES:
        yield Fault(f"{at}.template", "Must be specified")
        return
    yield from TEMPLATES[inner["type"]](inner, f"{at}.template")


def _confirm(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "text", 240, at)
    yield from _choices(found, at, 2, 2)


def _buttons(found: dict, at: str) -> Iterator[Fault]:
    is_narrow = found.get("title") or found.get("thumbnailImageUrl")
    yield from fields.text(found, "title", 40, at, required=False)
    yield from fields.text(found, "text", 60 if is_narrow else 160, at)
    yield from _choices(found, at, 1, 4)


def _choices(found: dict, at: str, least: int, most: int) -> Iterator[Fault]:
    yield from fields.size(found, "actions", least, most, at)
    for number, each in enumerate(fields.listed(found, "actions")):
        yield from action(each, f"{at}.actions[{number}]", label=20)


TEMPLATES: dict[str, Callable[[dict, str], Iterator[Fault]]] = {"confirm": _confirm, "buttons": _buttons}
KINDS: dict[str, Callable[[dict, str], Iterator[Fault]]] = {
    "text": _text,
    "textV2": _text,
    "sticker": _sticker,
    "image": _picture,
    "video": _picture,
    "audio": _voice,
    "location": _place,
    "flex": _flex,
    "template": _template,
}
