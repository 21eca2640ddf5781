"""Flex messages: bubbles of boxes, texts and buttons."""

import json
import re
from collections.abc import Callable, Iterator

from khuang.ground.messaging.channels.line.standin.answers import Fault
from khuang.ground.messaging.channels.line.standin.checks import fields
from khuang.ground.messaging.channels.line.standin.checks.actions import action

LARGEST = {"bubble": 30_000, "carousel": 50_000}  # bytes of JSON
MOST_BUBBLES = 12
BUBBLE_SIZES = {"nano", "micro", "deca", "hecto", "kilo", "mega", "giga"}
SIZES = {"xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl", "4xl", "5xl"}
PIXELS = re.compile(r"\d+(\.\d+)?px")
COLOUR = re.compile(r"#[0-9A-Fa-f]{6}([0-9A-Fa-f]{2})?")
SECTIONS = ("header", "hero", "body", "footer")


def container(found: object, at: str) -> Iterator[Fault]:
    """A bubble, or a carousel of bubbles."""
    kind = found.get("type") if isinstance(found, dict) else None
    if kind not in LARGEST:
        yield Fault(at, "Must be specified" if kind is None else "invalid type")
        return
    if len(json.dumps(found, ensure_ascii=False).encode()) > LARGEST[kind]:
        yield Fault(at, f"Size must be at most {LARGEST[kind]} bytes")
    if kind == "bubble":
        yield from _bubble(found, at)
        return
    yield from fields.size(found, "contents", 1, MOST_BUBBLES, at)
    for number, bubble in enumerate(fields.listed(found, "contents")):
        yield from _bubble(bubble, f"{at}/contents/{number}")


def _bubble(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.one_of(found, "size", BUBBLE_SIZES, at)
    yield from fields.one_of(found, "direction", {"ltr", "rtl"}, at)
    if not any(section in found for section in SECTIONS):
        yield Fault(at, "At least one block must be specified")
    for section in SECTIONS:
        if section in found:
            allowed = {"box", "image", "video"} if section == "hero" else {"box"}
            yield from _component(found[section], f"{at}/{section}", allowed)


def _component(found: object, at: str, allowed: set[str]) -> Iterator[Fault]:
    kind = found.get("type") if isinstance(found, dict) else None
    if kind not in allowed:
        yield Fault(at, "invalid type" if kind else "Must be specified")
        return
    yield from COMPONENTS[kind](found, at)


def _box(found: dict, at: str) -> Iterator[Fault]:
    if found.get("layout") not in ("horizontal", "vertical", "baseline"):
        yield Fault(f"{at}/layout", "Must be one of the following values: [baseline, horizontal, vertical]")
    if not isinstance(found.get("contents"), list):
        yield Fault(f"{at}/contents", "Must be specified")
    allowed = set(COMPONENTS) - {"span"}
    if found.get("layout") == "baseline":
        allowed = {"text", "icon", "filler"}
    for number, inner in enumerate(fields.listed(found, "contents")):
        yield from _component(inner, f"{at}/contents/{number}", allowed)
    yield from _tappable(found, at)


def _text(found: dict, at: str) -> Iterator[Fault]:
    spans = fields.listed(found, "contents")
    yield from fields.text(found, "text", 2000, at, required=not spans)
    for number, span in enumerate(spans):
        yield from _component(span, f"{at}/contents/{number}", {"span"})
    yield from _look(found, at)
    yield from _tappable(found, at)


def _span(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.text(found, "text", 2000, at)
    yield from _look(found, at)


def _button(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.one_of(found, "style", {"link", "primary", "secondary"}, at)
    yield from fields.one_of(found, "height", {"sm", "md"}, at)
    yield from action(found.get("action"), f"{at}/action", label=40)


def _picture(found: dict, at: str) -> Iterator[Fault]:
    yield from fields.address(found, "url", at)
    yield from _tappable(found, at)


def _plain(found: dict, at: str) -> Iterator[Fault]:
    yield from ()


def _look(found: dict, at: str) -> Iterator[Fault]:
    given = found.get("size", "md")
    if given not in SIZES and not PIXELS.fullmatch(str(given)):
        yield Fault(f"{at}/size", "invalid property")
    if "color" in found and not COLOUR.fullmatch(str(found["color"])):
        yield Fault(f"{at}/color", "invalid property")
    yield from fields.one_of(found, "weight", {"regular", "bold"}, at)


def _tappable(found: dict, at: str) -> Iterator[Fault]:
    if "action" in found:
        yield from action(found["action"], f"{at}/action", label=40, named=False)


COMPONENTS: dict[str, Callable[[dict, str], Iterator[Fault]]] = {
    "box": _box,
    "text": _text,
    "span": _span,
    "button": _button,
    "image": _picture,
    "icon": _picture,
    "video": _picture,
    "separator": _plain,
    "filler": _plain,
}
