"""Codes of one-time tokens and numbers of papers: random, easy to read, with a check sign.

A code has twelve signs: eleven are drawn at random from thirty-one that nobody mistakes for one another
(no 0 O 1 I L), the last checks them. Every single wrong sign and every swap of two neighbours is caught,
because thirty-one is a prime and neighbours weigh differently. 31 ** 11 is about 2 ** 54.
"""

from khuang.lib import codes

ALPHABET = codes.SIGNS
SIGNS = 12
_VALUE = {sign: value for value, sign in enumerate(ALPHABET)}
_PRIME = len(ALPHABET)
_DIGITS = 11  # The prime behind the check digit of a paper's number.


class NotACode(ValueError):
    """A text that cannot be a code: it was mistyped, or is something else."""


def make() -> str:
    """Draw a code from the system's source of randomness: twelve signs without hyphens."""
    drawn = codes.draw(SIGNS - 1)
    return drawn + ALPHABET[_check(drawn)]


def shown(code: str) -> str:
    """Write a code for people: three groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, SIGNS, 4))


def read(text: str) -> str:
    """Read a code as people type it: small letters, spaces, hyphens. Raises NotACode."""
    code = "".join(sign for sign in text.upper() if sign not in " -.–\u200b\t\r\n")
    if len(code) != SIGNS or any(sign not in _VALUE for sign in code):
        raise NotACode
    if ALPHABET[_check(code[:-1])] != code[-1]:
        raise NotACode
    return code


def _check(signs: str) -> int:
    """Give the weighted sum of eleven signs; weights 1 to 11 differ and have no common divisor with 31."""
    return sum(weight * _VALUE[sign] for weight, sign in enumerate(signs, start=1)) % _PRIME


def paper_number(serial: int) -> str:
    """Write the number of a paper with its check digit: 00012-7; X stands for ten."""
    return f"{serial:05}-{_digit(serial)}"


def read_paper_number(text: str) -> int:
    """Read the number of a paper as it is typed; its check digit must fit. Raises NotACode."""
    plain = "".join(sign for sign in text.upper() if sign not in " -.–")
    if len(plain) < 2 or len(plain) > 10 or not (plain[:-1].isascii() and plain[:-1].isdigit()):
        raise NotACode
    serial = int(plain[:-1])
    if not serial or _digit(serial) != plain[-1]:
        raise NotACode
    return serial


def _digit(serial: int) -> str:
    """Give the check digit modulo eleven, as ISBN-10 has it: one wrong digit or a swap is caught."""
    total = sum(weight * int(digit) for weight, digit in enumerate(reversed(str(serial)), start=2))
    left = -total % _DIGITS
    return "X" if left == 10 else str(left)
