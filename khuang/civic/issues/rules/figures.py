"""What an issue says that a published count raised, in both languages."""

_EVERYWHERE = {"th": "ทั้งเทศบาล", "en": "the whole municipality"}
_WORDS = {
    "th": "ข้อมูลการเยี่ยมบ้านแสดงว่ามีหลายคนในพื้นที่นี้ต้องการความช่วยเหลือเรื่อง “{kind}”",
    "en": "Home visits show that several people in this place need help with “{kind}”.",
}


def said(kind: str, village: str, language: str) -> tuple[str, str]:
    """Give title and words; kind and village by their names in that language, no village is everywhere."""
    known = "th" if language == "th" else "en"
    return f"{kind}: {village or _EVERYWHERE[known]}"[:120], _WORDS[known].format(kind=kind)
