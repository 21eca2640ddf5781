"""The rich menu: four large tiles below the chat, in Thai, and in English for who uses LINE in it."""

import hashlib
import json
from pathlib import Path
from typing import Any
from uuid import UUID

from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import client, reading
from khuang.ground.messaging.models import Contact
from khuang.ground.municipalities.context import within

PICTURES = Path(__file__).parent / "data"
LANGUAGES = ("th", "en")
WIDTH, HEIGHT = 2500, 1686  # pixels, the larger of the two sizes that LINE names
NAME = "khuang"
BAR = {"th": "แตะที่นี่", "en": "Tap here"}  # at most 14 letters

# verb -> what the chat shows as said; two rows of two, from the upper left.
TILES: dict[str, dict[str, str]] = {
    "well": {"th": "สบายดี", "en": "I am well"},
    "help": {"th": "ขอความช่วยเหลือ", "en": "I need help"},
    "speak": {"th": "พูด", "en": "Speak"},
    "call": {"th": "โทรหาอาสา", "en": "Call my volunteer"},
}
# A postback that opens the microphone, so that nobody has to look for it.
OPENS = {"speak": "openVoice"}


def menu(language: str) -> dict[str, Any]:
    """Give the rich menu object for LINE; its name holds a sum of everything, so a change shows."""
    body = {
        "size": {"width": WIDTH, "height": HEIGHT},
        "selected": True,
        "chatBarText": BAR[language],
        "areas": [_area(number, verb, words[language]) for number, (verb, words) in enumerate(TILES.items())],
    }
    sum_of_all = hashlib.sha256(json.dumps(body, sort_keys=True).encode() + picture(language)).hexdigest()
    return {"name": f"{NAME}-{language}-{sum_of_all[:16]}", **body}


def picture(language: str) -> bytes:
    """Give the picture of a menu (PNG), as `draw` made it."""
    return (PICTURES / f"menu-{language}.png").read_bytes()


def fit(municipality_id: UUID, address_hash: bytes) -> None:
    """Learn in which language a follower uses LINE, and show them the menu in it. Raises LineTrouble."""
    with within(municipality_id):
        account = reads.account_of(reading.LINE)
        contact = Contact.objects.get(channel=reading.LINE, address_hash=address_hash)
    line = client.of(account)
    language = "th" if line.language(contact.address).startswith("th") else "en"
    with within(municipality_id):
        Contact.objects.filter(pk=contact.pk).update(language=language)
    menu_id = account.settings.get("menus", {}).get(language)
    if menu_id and language != "th":
        line.link_menu(contact.address, menu_id)


def _area(number: int, verb: str, words: str) -> dict[str, Any]:
    width, height = WIDTH // 2, HEIGHT // 2
    row, column = divmod(number, 2)
    action = {"type": "postback", "data": f"{reading.VERSION}|{verb}|menu", "displayText": words}
    if verb in OPENS:
        action["inputOption"] = OPENS[verb]
    return {
        "bounds": {"x": column * width, "y": row * height, "width": width, "height": height},
        "action": action,
    }
