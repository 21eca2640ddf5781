"""Money as whole satang: read what people type, write it for people, and in Thai words for receipts."""

import re

from khuang.lib.thai_text import arabic_digits

BAHT = 100  # satang
MOST = 10_000_000_00  # satang; nothing here is larger, so more digits are a slip
_AMOUNT = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,2}))?")
_DIGITS = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")


class NotAnAmount(ValueError):
    """A text that is no amount of money above zero, or one that is too large to be meant."""


def read_baht(text: str) -> int:
    """Read baht as people write them (1,250.50, Thai digits too); give satang. Raises NotAnAmount."""
    plain = re.sub(r"\s|บาท|baht|฿", "", arabic_digits(text), flags=re.IGNORECASE)
    found = _AMOUNT.fullmatch(plain)
    if not found:
        raise NotAnAmount(text)
    satang = int(found[1].replace(",", "")) * BAHT + int((found[2] or "").ljust(2, "0"))
    if not 0 < satang <= MOST:
        raise NotAnAmount(text)
    return satang


def in_baht(satang: int) -> str:
    """Write satang as baht: 1,250 or 1,250.50; the word baht stands beside it in the reader's language."""
    sign, (baht, rest) = "-" if satang < 0 else "", divmod(abs(satang), BAHT)
    return f"{sign}{baht:,}.{rest:02}" if rest else f"{sign}{baht:,}"


def in_thai_words(satang: int) -> str:
    """Write an amount of zero or more in words, as receipts do: หนึ่งพันสองร้อยห้าสิบบาทถ้วน."""
    baht, rest = divmod(satang, BAHT)
    words = f"{_words(baht)}บาท" if baht or not rest else ""
    return words + (f"{_words(rest)}สตางค์" if rest else "ถ้วน")


def _words(number: int) -> str:
    millions, below = divmod(number, 1_000_000)
    if millions:
        return f"{_words(millions)}ล้าน{_below(below, is_last_of_more=True)}"
    return _below(below) or "ศูนย์"


def _below(number: int, *, is_last_of_more: bool = False) -> str:
    """Write a number below a million; "" for zero."""
    said = ""
    for place, digit in enumerate(map(int, reversed(str(number)))):
        if digit:
            said = _one(digit, place, has_more=number > 9 or is_last_of_more) + said
    return said


def _one(digit: int, place: int, *, has_more: bool) -> str:
    if place == 0:
        return "เอ็ด" if digit == 1 and has_more else _DIGITS[digit]
    if place == 1:
        return {1: "", 2: "ยี่"}.get(digit, _DIGITS[digit]) + _PLACES[1]
    return _DIGITS[digit] + _PLACES[place]
