"""Codes that are handed over on paper or shown once: short, read aloud without doubt."""

from khuang.lib.thai_text import arabic_digits

# Without signs that are taken for another when they are read or typed.
SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 10


def plain(code: str) -> str:
    """Give a code as it is compared, however it was typed: small letters, spaces, hyphens, Thai digits."""
    return "".join(sign for sign in arabic_digits(code).upper() if sign.isalnum())


def grouped(code: str) -> str:
    """Write a code as people read it: ABCDE-FGHJK."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"
