"""Codes that are handed over on paper or shown once: drawn at random, read aloud without doubt."""

import secrets

from khuang.lib.thai_text import arabic_digits

# Without signs that are taken for another when they are read or typed: no 0, O, 1, I, L.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def draw(length: int) -> str:
    """Draw a code that nobody guesses from the system's source of randomness."""
    return "".join(secrets.choice(SIGNS) for _ in range(length))


def plain(code: str) -> str:
    """Give a code as it is compared, however it was typed: small letters, spaces, hyphens, Thai digits."""
    return "".join(sign for sign in arabic_digits(code).upper() if sign.isalnum())


def halved(code: str) -> str:
    """Write a code as people read it: ABCDE-FGHJK."""
    half = len(code) // 2
    return f"{code[:half]}-{code[half:]}"
