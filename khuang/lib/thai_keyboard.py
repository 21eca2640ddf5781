"""What was typed with the keyboard set to English by somebody who meant Thai."""

# The keys of an English keyboard, and what the same keys say on the Thai one (TIS 820, "Kedmanee").
_ENGLISH = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
_THAI = '_ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ%+๑๒๓๔ู฿๕๖๗๘๙๐"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ'
_KEYS = str.maketrans(dict(zip(_ENGLISH, _THAI, strict=True)))


def as_thai(text: str) -> str:
    """Say what the same keys write in Thai; "" for a text that was not typed in English letters.

    Example: "l,=kp" gives สมชาย.
    """
    if not text.isascii() or not any(letter.isalpha() for letter in text):
        return ""
    return text.translate(_KEYS)
