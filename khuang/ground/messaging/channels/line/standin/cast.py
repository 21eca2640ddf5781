"""Whom one can be on the phone page. All of them are invented; the demo links some to people it made up."""

from khuang.ground.messaging.channels.line.standin.state import User


def _id(number: int) -> str:
    return f"U{0x5EED0000 + number:032x}"


# The first elder whom the demo gives a telephone: she taps every morning.
KHAM = User(_id(0x0), "ยายคำ", about="elder")
DAUGHTER = User(_id(0xA2), "พิมพ์ (ลูกสาว)", about="daughter")
VOLUNTEER = User(_id(0xA3), "บุญศรี (อาสาสมัคร)", about="volunteer")
STRANGER = User(_id(0xA4), "คนแปลกหน้า", about="stranger")
CAST = (KHAM, DAUGHTER, VOLUNTEER, STRANGER)
