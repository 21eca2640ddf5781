"""How a message of ours looks in LINE: large letters, one button per line, nothing to type."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from khuang.ground.messaging.channels.line.reading import VERSION

LONGEST_FLEX, LONGEST_TEXT, LONGEST_ALTERNATIVE = 2000, 5000, 400  # UTF-16 units, as LINE counts
LONGEST_BUTTON, LONGEST_QUICK, LONGEST_SHOWN = 40, 20, 300
MOST_BUTTONS, MOST_QUICK = 6, 13
SHORT = 60  # so many letters may be very large
PLACE = "help-place"  # asks for the place, which LINE does by itself
ADDRESSES = ("tel:", "https://", "http://")
_LINK = re.compile(r"https?://\S")
INDIGO, INK = "#1F2F63", "#2A2019"  # of our pages


@dataclass(frozen=True)
class Button:
    """One thing to tap.

    words  what stands on it
    verb   what it says: a verb, `verb|nonce`, or an address that it opens
    """

    words: str
    verb: str


def worded(text: str, buttons: Sequence[Sequence[str]] | None, nonce: str) -> dict[str, Any]:
    """Give the message object for LINE.

    buttons  (words, verb) each; more than six become quick replies, of which LINE shows thirteen
    nonce    opaque; comes back with a tap, so that it is known what it answers
    """
    several = [Button(*button[:2]) for button in buttons or ()]
    is_many = len(several) > MOST_BUTTONS
    quick = [button for button in several if is_many or button.verb == PLACE]
    shown = [button for button in several if button not in quick]
    if units(text) > LONGEST_FLEX or _LINK.search(text):
        # Too long for a bubble, or with an address, which can be tapped in plain words only: then in
        # plain letters, and every button below it.
        message: dict[str, Any] = {"type": "text", "text": cut(text, LONGEST_TEXT)}
        quick = several
    else:
        message = _bubble(text, shown, nonce)
    if quick:
        message["quickReply"] = {"items": [_quick(button, nonce) for button in quick[:MOST_QUICK]]}
    return message


def units(text: str) -> int:
    """Count as LINE does: an emoji may be two."""
    return len(text.encode("utf-16-le", "replace")) // 2


def cut(text: str, longest: int) -> str:
    """Cut to so many units, and say so by an ellipsis."""
    if units(text) <= longest:
        return text
    while units(text) > longest - 1:
        text = text[: len(text) - max(1, (units(text) - longest) // 2)]
    return f"{text}…"


def _bubble(text: str, buttons: Sequence[Button], nonce: str) -> dict[str, Any]:
    words = {
        "type": "text",
        "text": text,
        "wrap": True,
        "size": "xxl" if len(text) <= SHORT else "xl",
        "color": INK,
    }
    bubble: dict[str, Any] = {
        "type": "bubble",
        "size": "giga",
        "body": {"type": "box", "layout": "vertical", "contents": [words]},
    }
    if buttons:
        lines = [_line(button, nonce) for button in buttons]
        bubble["footer"] = {"type": "box", "layout": "vertical", "spacing": "lg", "contents": lines}
    return {"type": "flex", "altText": cut(text, LONGEST_ALTERNATIVE), "contents": bubble}


def _line(button: Button, nonce: str) -> dict[str, Any]:
    # A box and not LINE's own button, whose letters cannot be made larger. All look alike: a choice
    # of equal weight is one that nobody is pushed into.
    words = {
        "type": "text",
        "text": button.words,
        "size": "xl",
        "weight": "bold",
        "color": INDIGO,
        "align": "center",
        "wrap": True,
    }
    return {
        "type": "box",
        "layout": "vertical",
        "contents": [words],
        "action": _action(button, nonce, LONGEST_BUTTON),
        "borderColor": INDIGO,
        "borderWidth": "2px",
        "cornerRadius": "12px",
        "paddingAll": "16px",
    }


def _quick(button: Button, nonce: str) -> dict[str, Any]:
    return {"type": "action", "action": _action(button, nonce, LONGEST_QUICK)}


def _action(button: Button, nonce: str, longest: int) -> dict[str, Any]:
    label = cut(button.words, longest)
    if button.verb.startswith(ADDRESSES):
        return {"type": "uri", "label": label, "uri": button.verb}
    if button.verb == PLACE:
        return {"type": "location", "label": label}
    verb, _, own = button.verb.partition("|")
    return {
        "type": "postback",
        "label": label,
        "data": f"{VERSION}|{verb}|{own or nonce}",
        "displayText": cut(button.words, LONGEST_SHOWN),
    }
