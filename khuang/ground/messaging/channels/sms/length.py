"""How many SMS a text costs: 160 letters of the GSM alphabet, or 70 of any other writing such as Thai.

A longer text is sent in parts that are joined again on the phone, and each part loses some room for that:
153 and 67. Source: 3GPP TS 23.038 (alphabet) and TS 23.040 (parts).
"""

from math import ceil

_BASIC = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE = set("^{}\\[~]|€\f")  # each takes the room of two
_GSM, _UCS2 = (160, 153), (70, 67)  # alone, in parts


def parts(text: str) -> int:
    """Give the number of SMS that a text costs; an empty one costs one."""
    if set(text) <= _BASIC | _TWICE:
        length, (alone, joined) = len(text) + sum(letter in _TWICE for letter in text), _GSM
    else:
        # Signs outside of the basic plane, such as most emoji, take the room of two.
        length, (alone, joined) = len(text.encode("utf-16-be")) // 2, _UCS2
    return 1 if length <= alone else ceil(length / joined)
