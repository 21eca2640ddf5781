"""Thai text: digits, one spelling for one word, and dictionary order.

Order follows the Royal Institute's dictionary: a vowel written before its
consonant counts after it, and tone marks only decide between words that are
otherwise equal. Plain code point order puts every word with เ แ โ ใ ไ last.
"""

import re
import unicodedata

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
_TO_THAI = str.maketrans("0123456789", THAI_DIGITS)
_FROM_THAI = str.maketrans(THAI_DIGITS, "0123456789")

_INVISIBLE = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad]")
_LEADING_VOWEL = re.compile("([เ-ไ])([ก-ฮ])")
# Mai taikhu, the four tones, thanthakhat: they break ties only.
_MARKS = "็่้๊๋์"
_MARKS_AND_VOWELS = re.compile(f"[{_MARKS}ิ-ฺ]{{2,}}")
# Nikhahit and sara aa typed as two letters, with or without a tone between.
_SPLIT_SARA_AM = re.compile("ํ([่-๋]?)า")


def thai_digits(text: str) -> str:
    """Write 0 to 9 as ๐ to ๙."""
    return text.translate(_TO_THAI)


def arabic_digits(text: str) -> str:
    """Write ๐ to ๙ as 0 to 9."""
    return text.translate(_FROM_THAI)


def normalise(text: str) -> str:
    """Bring text that looks the same to the same letters.

    Drops invisible letters, joins เเ to แ and a split sara am to ำ, puts a tone
    mark after the vowel it was typed before, and leaves single spaces.
    """
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    text = text.replace("เเ", "แ")
    text = _MARKS_AND_VOWELS.sub(_vowels_first, text)
    text = _SPLIT_SARA_AM.sub(r"\1ำ", text)
    return " ".join(text.split())


def _vowels_first(run: re.Match[str]) -> str:
    return "".join(sorted(run[0], key=lambda letter: letter in _MARKS))


def sort_key(text: str) -> str:
    """Give a string whose code point order is dictionary order.

    Store it in a column with collation "C". The letters come first, then a
    separator, then the marks letter by letter, so that a word without a mark
    stands before the same word with one.
    """
    swapped = _LEADING_VOWEL.sub(r"\2\1", normalise(text).casefold())
    letters: list[str] = []
    marks: list[str] = []
    for letter in swapped:
        if letter in _MARKS and marks:
            marks[-1] += letter
        else:
            letters.append(letter)
            marks.append("")
    return "".join(letters) + "\x01" + " ".join(marks).rstrip()
