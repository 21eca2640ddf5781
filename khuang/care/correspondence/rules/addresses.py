"""Read telephone numbers and e-mail addresses as people write them; plain Python."""

import re

from khuang.care.correspondence.rules.problems import WrongAddress
from khuang.lib.thai_text import arabic_digits

_PHONE = re.compile(r"0\d{8,9}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read_address(channel: str, text: str) -> str:
    """Give an address as it is kept. Raises WrongAddress.

    sms    Thai telephone number, "081-234 5678" or "+66 81 234 5678" -> "0812345678"
    email  as it is, in small letters
    """
    if channel == "email":
        plain = text.strip().lower()
        if not _EMAIL.fullmatch(plain):
            raise WrongAddress
        return plain
    digits = re.sub(r"[\s().-]", "", arabic_digits(text))
    digits = re.sub(r"^(\+|00)?66", "0", digits)
    if not _PHONE.fullmatch(digits):
        raise WrongAddress
    return digits
