"""What is left of a name when what sounds alike is written alike; for comparing, never for showing."""

import re
from functools import lru_cache

_TONES = "็่้๊๋ํ๎"
_SILENT = re.compile("[ก-ฮ][ิ-ู]?์|์")
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("ศษซ", "ส"), "ณ": "น", "ญ": "ย", "ฎ": "ด", "ฏ": "ต", "ฬ": "ล", "ร": "ล", "ใ": "ไ",
        **dict.fromkeys("ฐถธฒฑ", "ท"), **dict.fromkeys("ภผ", "พ"),
        **dict.fromkeys("ฆฅข", "ค"), **dict.fromkeys("ฌฉ", "ช"),
        "ี": "ิ", "ื": "ึ", "ู": "ุ", "ะ": None, " ": None, "-": None, ".": None,
    }
)  # fmt: skip
_WRITTEN = (("ทร", "ส"), ("ำ", "ัม"), ("รร", "ั"), ("ัั", "ั"))
_TWICE = re.compile(r"(.)\1+")
_CONSONANTS = re.compile("[^ก-ฮa-z]")


@lru_cache(1 << 16)
def fold(name: str) -> str:
    """Leave out what is not heard, and write alike what is heard alike."""
    text = _SILENT.sub("", name.casefold().translate(dict.fromkeys(map(ord, _TONES))))
    for written, heard in _WRITTEN:
        text = text.replace(written, heard)
    return _TWICE.sub(r"\1", text.translate(_ALIKE))


@lru_cache(1 << 16)
def skeleton(name: str) -> str:
    """Leave only the consonants of what is heard."""
    return _TWICE.sub(r"\1", _CONSONANTS.sub("", fold(name)))
