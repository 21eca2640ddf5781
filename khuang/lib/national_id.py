"""The Thai identity number: thirteen digits, the last a check digit (mod 11).

The first digit is the kind of person: 1 to 8 are issued to citizens and
residents, 0 to people without a status, and 9 has never been issued. Numbers
that begin with 9 are therefore for practice: the demo uses them, they carry a
right check digit, and they can belong to nobody.

The check is weak by its own design: the third digit has weight 11 and is not
checked at all, and two remainders share the digit 1. A number that passes may
still be wrong.
"""

import re

from stdnum.th import pin

from khuang.lib.thai_text import arabic_digits

LENGTH = 13
PRACTICE_DIGIT = "9"
_SEPARATORS = re.compile(r"[\s\-–.]")


class WrongNumber(ValueError):
    """A number that cannot be an identity number; `code` says why.

    school_code  the G code that a school gives a child without papers
    not_digits   holds something else than digits
    length       not thirteen digits
    check_digit  a digit is wrong or two are swapped
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def read_number(text: str) -> str:
    """Give the thirteen digits without separators. Raises WrongNumber."""
    number = _SEPARATORS.sub("", arabic_digits(text)).upper()
    if number.startswith("G"):
        raise WrongNumber("school_code")
    if not (number.isascii() and number.isdigit()):
        raise WrongNumber("not_digits")
    if len(number) != LENGTH:
        raise WrongNumber("length")
    if pin.calc_check_digit(number[:-1]) != number[-1]:
        raise WrongNumber("check_digit")
    return number


def is_practice(number: str) -> bool:
    """Say whether a number is of the kind that was never issued."""
    return number.startswith(PRACTICE_DIGIT)


def practice_number(serial: int) -> str:
    """Make the practice number of a serial from 0 to 99,999,999,999."""
    body = f"{PRACTICE_DIGIT}{serial:011d}"
    return body + pin.calc_check_digit(body)


def shown(number: str) -> str:
    """Write a number in its groups: 1-2345-67890-12-3."""
    return "-".join((number[0], number[1:5], number[5:10], number[10:12], number[12]))


def masked(number: str) -> str:
    """Write a number with only its last three digits, for a list or a print."""
    return f"X-XXXX-XXXXX-{number[10:12]}-{number[12]}"
