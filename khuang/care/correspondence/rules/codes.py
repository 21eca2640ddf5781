"""One-time codes: how long they hold, how they are read, how often may be guessed; plain Python."""

import re
from datetime import timedelta
from urllib.parse import quote

from khuang.lib.thai_text import arabic_digits

DIGITS = 6
LINK_HOLDS = timedelta(days=7)
LETTER_HOLDS = timedelta(days=7)
LETTER_MISSES = 5  # wrong codes, after which the code of a letter is no longer good
# Of one LINE account, and of all together, in a day: a code is short.
WRONG_OF_ONE = 5
WRONG_OF_ALL = 100
WRONG_WITHIN = timedelta(days=1)

_CODE = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}(?!\d)")


def code_in(text: str | None) -> str:
    """Give the six digits of a message that says little else, or "".

    Thai digits, a space or a hyphen in the middle and a few words are fine: "รหัส ๑๒๓ ๔๕๖ ค่ะ".
    """
    plain = arabic_digits(text or "").strip()
    found = _CODE.findall(plain)
    is_short = len(plain) <= 40  # more is a message in which digits happen to stand
    return re.sub(r"\D", "", found[0]) if len(found) == 1 and is_short else ""


def may_guess(wrong_of_one: int, wrong_of_all: int) -> bool:
    """Say whether an account may try a code, after so many wrong ones of its own and of all in a day."""
    return wrong_of_one < WRONG_OF_ONE and wrong_of_all < WRONG_OF_ALL


def line_link(official_id: str, words: str) -> str:
    """Give the address that opens a chat with an official account with words typed in.

    official_id  with its @, as LINE shows it
    """
    return f"https://line.me/R/oaMessage/{quote(official_id, safe='')}/?{quote(words, safe='')}"
