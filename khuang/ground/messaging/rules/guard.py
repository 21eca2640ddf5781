"""What may not go through a channel that carries no personal content (LINE, SMS, e-mail).

Numbers, places, conditions and names, as people write them: with Thai digits, digits spelt out, spaces
and signs between them, invisible letters. It errs on the side of refusing: whoever is refused is told
which words, and can say it otherwise or by another way.
"""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from khuang.lib.thai_text import normalise

FILE = Path(__file__).resolve().parents[1] / "data" / "not_through.toml"

NUMBER, PHONE, PLACE, HOUSE, NAME = "number", "phone", "place", "house", "name"
CONDITIONS = ("illness", "disability", "poverty", "violence")
CODES = (NUMBER, PHONE, PLACE, HOUSE, NAME, *CONDITIONS)


@dataclass(frozen=True)
class Finding:
    """One thing that may not go.

    code   number, phone, place, house, name, illness, disability, poverty, violence
    words  the words that say it, as they were read
    """

    code: str
    words: str


# Between the digits of one number.
_GAP = r"[\s\-–—−‐‑_.·•/\\,|()\[\]~*]{0,3}"
_LONG_NUMBER = re.compile(rf"(?<![\d])\d(?:{_GAP}\d){{9,}}")
_RECORD_NUMBER = re.compile(r"(?<![a-z])[ha]\.?n\.?\s*[:#]?\s*\d{3,}", re.IGNORECASE)
_PHONE = re.compile(rf"(?<!\d)(?:\+{_GAP}\d{{1,3}}{_GAP}|66{_GAP}|0{_GAP})[1-9](?:{_GAP}\d){{7,8}}(?!\d)")
# A day or an hour is no number of a person; nor is an amount of money or people.
_DAY = re.compile(r"(?<![\d/.\-])(?:[0-3]?\d)([/.\-])(?:[01]?\d)\1(?:\d{4}|\d{2})(?![\d/\-]|\.\d)")
_HOUR = re.compile(r"(?<![\d.:])(?:[01]?\d|2[0-4])[.:][0-5]\d(?:[.:][0-5]\d)?(?!\d|[.:]\d)")
_AMOUNT = re.compile(
    r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?:\.\d\d)?(?![\d,])|(?<!\d)\d{1,7}(?=\s*(?:บาท|คน|baht|people))"
)

_DECIMAL = r"[+\-]?\d{1,3}[.,]\d{3,}"
_SIDE = r"(?:\s*°?\s*(?:[NSEW]\b|เหนือ|ใต้|ตะวันออก|ตะวันตก))?"
_PLACES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<![\d.,]){_DECIMAL}{_SIDE}[\s,;/|]+{_DECIMAL}",
        r"(?<![\d.,])(?:[5-9]|1\d|20|9[7-9]|10[0-5])\.\d{5,}",  # one that lies in Thailand
        r"\d{1,3}\s*[°º˚]\s*\d{1,2}(?:\.\d+)?\s*['′’‘`\"]?",
        r"\d{1,3}\s*องศา\s*\d{1,2}(?:\.\d+)?\s*(?:ลิปดา|ฟิลิปดา)",
        r"(?<!\d)\d{1,2}[\s:]\d{1,2}[\s:]\d{1,2}(?:\.\d+)?\s*[NS]\b",
        r"(?:\b(?:lat|latitude|lon|lng|long|longitude)\b|ละติจูด|ลองจิจูด|พิกัด)\D{0,8}\d{1,3}[.,]\d",
        r"\b4[78]\s?[NPQR]\s+\d{6,7}\s+\d{6,7}\b",  # UTM
        r"\b4[78]\s?[NPQR]\s?[A-HJ-NP-Z]{2}\s?\d{3,5}\s?\d{3,5}\b",  # MGRS
        # Open Location Code, whole or with its first four letters left away.
        r"(?<![\w+])(?=[\w+]*[a-z])[23456789CFGHJMPQRVWX]{4,8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)",
        r"(?<![\w+])[23456789CFGHJMPQRVWX]{8}\+[23456789CFGHJMPQRVWX]{2,3}(?!\w)",
        r"\bgeo:|///[^\s./]+\.[^\s./]+\.[^\s./]+|w3w\.co|what3words|plus\.codes",
        r"maps\.app\.goo|goo\.gl/(?:maps|app)|google\.[a-z.]{2,6}/maps|maps\.google|maps\.apple|g\.page",
        r"openstreetmap\.org|osm\.(?:org|to)|waze\.com|bing\.com/maps|map\.longdo|here\.com|share\.here|mapy\.",
    )
)

_MOO = r"(?:หมู่บ้านที่|หมู่ที่|หมู่|(?<![ก-๛])ม\.|\bmoo(?:\s?ban)?\b|\bm\.)\s*(?:ที่|no\.?)?\s*\d{1,2}(?!\d)"
_HOUSE_NO = r"\d{1,4}(?:\s?/\s?\d{1,4})*[ก-ฮ]?"
_HOUSE_WORD = r"(?:บ้านเลขที่|เลขที่บ้าน|เลขที่|house\s*(?:number|no\.?|#)?|address|ที่อยู่|อยู่บ้าน)\s*:?\s*"
_HOUSES = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_HOUSE_WORD}{_HOUSE_NO}\s*,?\s*{_MOO}",
        rf"(?<![\d/.])(?<!ที่)(?<!ที่ )(?<!เวลา )(?<!เวลา){_HOUSE_NO}\s*,?\s*{_MOO}",
        rf"{_MOO}\s*,?\s*(?:บ้าน\S{{0,20}}\s*)?{_HOUSE_WORD}{_HOUSE_NO}",
        rf"{_MOO}\s*,?\s*(?:บ้าน)?\s*\d{{1,4}}/\d{{1,4}}",
    )
)
# Without its moo; beside a full name it says where somebody lives.
_ANY_HOUSE = re.compile(
    rf"{_HOUSE_WORD}{_HOUSE_NO}|(?<![\d/.])\d{{1,4}}\s?/\s?\d{{1,4}}(?![\d/])", re.IGNORECASE
)

_TITLE = re.compile(
    r"(?:นางสาว|น\.ส\.|นาง(?!าน)|นาย(?!ก|อำเภอ|แพทย์|ช่าง|ทะเบียน|หน้า|จ้าง)|เด็กชาย|เด็กหญิง|ด\.ช\.|ด\.ญ\.)\s?[ก-ฮเ-ไ][ก-๎]+"
    r"|\b(?:mr|mrs|ms|miss)\b\.?\s+(?-i:[A-Z])\w+",
    re.IGNORECASE,
)

_SPELT = ("ศูนย์", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
_SPELT_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_DIGIT_OF = {word: str(digit) for words in (_SPELT, _SPELT_EN) for digit, word in enumerate(words)} | {
    "โอ": "0",
    "เอ็ด": "1",
    "โท": "2",
}
_SPELT_WORD = "|".join(_DIGIT_OF)
_SPELT_NUMBER = re.compile(rf"(?:(?:{_SPELT_WORD}|\d)[\s\-.,]*){{7,}}", re.IGNORECASE)
_SPELT_DIGIT = re.compile(_SPELT_WORD, re.IGNORECASE)
_MARKS = re.compile("[็่้๊๋์]")
# What hangs on a Thai letter is no letter to `re`.
_NOT_A_LETTER = re.compile(r"[^\wะ-ฺๅ-๎]|_")


def plain(text: str) -> str:
    """Bring a text to what the eye reads: one spelling, ASCII digits, nothing invisible."""
    shown = (letter for letter in text if not _is_invisible(letter))
    digits = "".join(_digit(letter) for letter in shown)
    wide = unicodedata.normalize("NFKC", digits)
    return _SPELT_NUMBER.sub(_in_digits, normalise(wide))


def find(
    text: str, others: Iterable[str] = (), own: Iterable[str] = (), own_full: bool = False
) -> list[Finding]:
    """Say what in a text may not go, each thing once.

    others    names of other people that stand in it
    own       names in it of whom it is for; they may stand there
    own_full  whether one of these is a given and family name, beside which no house number may stand
    """
    read = plain(text)
    found = [Finding(NAME, name) for name in others]
    found += _places(read)
    found += _numbers(read)
    found += _houses(read, own_full or bool(found))
    found += _titles(read, own)
    found += _conditions(read)
    return list(dict.fromkeys(found))


def _numbers(text: str) -> Iterator[Finding]:
    # What is certainly a day, an hour or an amount is cut out: beside another number it would make it long.
    bare = text
    for innocent in (_DAY, _AMOUNT, _HOUR):
        bare = innocent.sub(" ก ", bare)
    for hit in _PHONE.finditer(bare):
        yield Finding(PHONE, hit[0].strip())
    rest = _PHONE.sub(" ก ", bare)
    for pattern in (_LONG_NUMBER, _RECORD_NUMBER):
        yield from (Finding(NUMBER, hit[0].strip()) for hit in pattern.finditer(rest))


def _places(text: str) -> Iterator[Finding]:
    for pattern in _PLACES:
        yield from (Finding(PLACE, hit[0].strip()) for hit in pattern.finditer(text))


def _houses(text: str, is_named: bool) -> Iterator[Finding]:
    without_days = _HOUR.sub(" ก ", _DAY.sub(" ก ", text))
    patterns = (*_HOUSES, _ANY_HOUSE) if is_named else _HOUSES
    for pattern in patterns:
        yield from (Finding(HOUSE, hit[0].strip()) for hit in pattern.finditer(without_days))


def _titles(text: str, own: Iterable[str]) -> Iterator[Finding]:
    """Find who is named with a title, known or not."""
    mine = [_squeezed(name) for name in own]
    for hit in _TITLE.finditer(text):
        if not any(name and name in _squeezed(text[hit.start() : hit.end() + 40]) for name in mine):
            yield Finding(NAME, hit[0])


def _conditions(text: str) -> Iterator[Finding]:
    joined = _NOT_A_LETTER.sub("", text)
    squeezed = _squeezed(text)
    for code, (thai, english) in condition_words().items():
        yield from (Finding(code, word.lstrip("=")) for word in thai if _says(word, joined, squeezed))
        yield from (Finding(code, hit[0]) for hit in english.finditer(text))


def _says(word: str, joined: str, squeezed: str) -> bool:
    return word[1:] in joined if word.startswith("=") else _squeezed(word) in squeezed


@cache
def condition_words() -> dict[str, tuple[tuple[str, ...], re.Pattern[str]]]:
    """Read the words that say something of somebody: code -> Thai words, pattern of English ones."""
    document = tomllib.loads(FILE.read_text())
    return {code: (tuple(document[code]["th"]), _english(document[code]["en"])) for code in CONDITIONS}


def _english(words: Iterable[str]) -> re.Pattern[str]:
    patterns = (
        re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else r"\b") for word in words
    )
    return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(patterns)})", re.IGNORECASE)


def _squeezed(text: str) -> str:
    return _MARKS.sub("", _NOT_A_LETTER.sub("", normalise(text)) if text else "").casefold()


def _is_invisible(letter: str) -> bool:
    # Joiners, marks of direction, selectors of a variant, the key around a digit.
    return (
        unicodedata.category(letter) == "Cf"
        or "\ufe00" <= letter <= "\ufe0f"
        or letter in "\u034f\u20e3\u115f\u1160\u3164\uffa0"
    )


def _digit(letter: str) -> str:
    # Digits of every writing; ² and ① too.
    value = unicodedata.digit(letter, None)
    return letter if value is None else str(value)


def _in_digits(run: re.Match[str]) -> str:
    return _SPELT_DIGIT.sub(lambda word: _DIGIT_OF[word[0].casefold()], run[0])
