"""How a name sounds: one writing for Thai and Latin letters, so that misspelt names meet.

A sound is a string: capital letters are consonants, small ones vowels. What is
not heard is left out: tone marks, letters under การันต์, a ห that only leads, the
ย and ว that end a vowel. `skeleton` keeps the consonants alone and joins those
that sound alike at the end of a syllable, for an index.

It is made for names that people type as they hear them, not for reading Thai
aloud: where a rule would need a dictionary (ทร, รร, ว in the middle) it takes
what is usual in names.
"""

import re
from functools import lru_cache

from khuang.lib import thai_text

_CONSONANTS = {
    letter: sound
    for letters, sound in (
        ("กขฃคฅฆ", "K"),
        ("ง", "G"),
        ("จฉชฌ", "C"),
        ("ซศษส", "S"),
        ("ฎฏฐฑฒดตถทธ", "T"),
        ("บปผฝพฟภ", "P"),
        ("ม", "M"),
        ("นณ", "N"),
        ("รฤ", "R"),
        ("ลฬฦ", "L"),
        ("ย", "Y"),
        ("ว", "W"),
        ("หฮ", "H"),
    )
    for letter in letters
}
_VOWELS = {
    letter: sound
    for letters, sound in (
        ("ะัาๅ", "a"),
        ("ำ", "aM"),
        ("ิี", "i"),
        ("ึื", "v"),
        ("ุู", "u"),
        ("เ", "e"),
        ("แ", "x"),
        ("โอ", "o"),
        ("ไใ", "j"),
    )
    for letter in letters
}
# Without tone marks and signs, which are not heard.
_THAI = re.compile("[ก-ๅ์]")
_LATIN = re.compile("[a-z]")
# An อ that only carries the vowel with which the word begins.
_OPEN = re.compile("^([เแโใไ]?)อ(?!ย[ัาิีึืุูอ])")

# In this order; each on what the one before left.
_THAI_RULES = tuple(
    (re.compile(rule), instead)
    for rule, instead in (
        # จันทร์, ศาสตร์, ลักษณ์: a letter before the silent one is silent too.
        (r"(?<=[ก-ฮ])[ทต]ร์|(?<=ก)ษ[มณ]+์|(?<=ญ)จน์", ""),
        (r"[ก-ฮ][ิุ]?์", ""),
        ("์", ""),
        (r"รร(?=[ก-ฮ])", "ั"),
        (r"รร", "ัน"),
        (r"(?:(?<=[เแโใไ])ห|ห(?![งญนมยรลว]$))(?=[งญนมยรลว])", ""),
        (r"อย(?=[ัาิีึืุูอ])", "ย"),
        (r"อ(?=[ัาำิีึืุู])|(?<=[เแโใไ])อ", ""),
        (r"(?:^|(?<=[ก-ธบ-ฮ]))ทร(?=[ัางว])", "ซ"),
        (r"ศร(?=[ีั])", "ศ"),
        (r"(?<=[เแ])[สศ]ร", "ส"),
        (r"สร(?=อย)", "ส"),
        (r"จร(?=ิ)", "จ"),
        # บุตร, จักร, เพชร: the ร at the end is not heard; nor the ิ of วุฒิ.
        (r"(?<=[ัาิีึืุูเแโ][ก-ฮ])ร$|(?<=[เแโ][ก-ฮ][ก-ฮ])ร$", ""),
        (r"(?<=เกีย)ร(?=ต)|(?<=[ัาุ][ตฒ])ิ$", ""),
        # ไทย, ไชย, then ชาย, ชัย: one vowel.
        (r"([ไใ])([ก-ฮ])ย(?![ะ-ู])", r"\1\2"),
        (r"([ก-ฮ])[ัา]ย(?![ะ-ู])", r"ไ\1"),
        (r"ัว(?![ะ-ู])", "ู"),
        (r"(?<=[ก-ฮ])ว(?=[ก-ฮ](?![ะ-ู]))", "ู"),
        (r"เ([ก-ฮ]{1,2})ียว?(?![ะ-ู])", r"\1ี"),
        (r"เ([ก-ฮ]{1,2})ือ", r"\1ึ"),
        (r"เ([ก-ฮ]{1,2})า", r"\1า"),
        (r"(?<=[ะ-ูอ])ย(?![ะ-ู])", ""),
        (r"(?<=[เแ][ก-ฮ])[ยว](?![ะ-ู])", ""),
        (r"(?<=[าิ])ว(?![ะ-ูอง])|(?<=ี)ว$", ""),
        # At the end of a syllable and of a word.
        (r"(?<![เแโใไ])ญ(?![ะ-ูอ])", "น"),
        (r"ญ", "ย"),
        (r"(?<![เแโใไ])[จชซศษส]$", "ต"),
        (r"(?<![เแโใไ])[รลฬ]$", "น"),
        (r"([เแโใไ])([กขคตทปผพ][รล]|[ก-ฮ])", r"\2\1"),
    )
)
_LATIN_RULES = tuple(
    (re.compile(rule), instead)
    for rule, instead in (
        (r"ee", "i"),
        (r"oo|ou", "u"),
        (r"(.)\1+", r"\1"),
        # The r of Sri is not heard.
        (r"sr", "S"),
        (r"ng", "G"),
        (r"ch|j", "C"),
        (r"sh", "S"),
        (r"ph", "P"),
        (r"th", "T"),
        (r"kh|gh|q", "K"),
        (r"x", "KS"),
        (r"c(?=[ei])|[sz]", "S"),
        (r"[ckg]", "K"),
        # porn, prasert: this r only makes the vowel long.
        (r"(?<=[aeiou])r(?![aeiouy])", ""),
        (r"a[iy](?![aeiou])", "j"),
        (r"(?<=[aeiou])[yw](?![aeiou])", ""),
        (r"y(?![aeiouj])", "i"),
        (r"[bpf]", "P"),
        (r"[dt]", "T"),
        (r"[vw]", "W"),
        (r"[SC]$", "T"),
        (r"[lr]$", "N"),
        (r"ae", "x"),
        (r"uea?|eu", "v"),
        (r"([aeiou])[aeiou]+", r"\1"),
        (r"(?<=[A-Zlmnrhy])h|h$", ""),
    )
)
_LATIN_LETTERS = str.maketrans("lmnrhy", "LMNRHY")
_ALIKE = str.maketrans("RLN", "NNN")
_TWICE = re.compile(r"([A-Z])\1+")


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Say how a word sounds, in Thai or Latin letters; other letters count for nothing.

    Examples: สมชาย, สมไชย and Somchai give consonants S M C.
    """
    plain = thai_text.normalise(word).casefold()
    if thai := "".join(_THAI.findall(plain)):
        return _thai_sound(thai)
    return _latin_sound(plain)


def _thai_sound(plain: str) -> str:
    letters = _OPEN.sub(r"\1", plain)
    for rule, instead in _THAI_RULES:
        letters = rule.sub(instead, letters)
    begins_open = bool(_OPEN.match(plain))
    heard = "".join(_CONSONANTS.get(letter) or _VOWELS.get(letter, "") for letter in letters)
    return ("A" if begins_open else "") + _TWICE.sub(r"\1", heard)


def _latin_sound(plain: str) -> str:
    letters = "".join(_LATIN.findall(plain))
    begins_open = letters[:1] in ("a", "e", "i", "o", "u")
    for rule, instead in _LATIN_RULES:
        letters = rule.sub(instead, letters)
    return ("A" if begins_open else "") + _TWICE.sub(r"\1", letters.translate(_LATIN_LETTERS))


def skeleton(word: str) -> str:
    """Give the consonants of a word, with ร ล น as one: what an index looks up."""
    return skeleton_of(sound(word))


def skeleton_of(heard: str) -> str:
    """Give the consonants of a sound."""
    consonants = "".join(letter for letter in heard if letter.isupper()).translate(_ALIKE)
    return _TWICE.sub(r"\1", consonants)
