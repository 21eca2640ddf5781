"""What may not go through LINE, SMS and e-mail, as people write it; and what may."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.ground.messaging.rules import guard, templates
from khuang.ground.messaging.rules.guard import CODES, condition_words, find, plain
from khuang.lib.national_id import practice_number, shown
from khuang.lib.thai_text import thai_digits

NUMBERS = [
    "เลขบัตร 1-2345-67890-12-3",
    "1234567890123",
    "๑-๒๓๔๕-๖๗๘๙๐-๑๒-๓",
    "๑๒๓๔๕๖๗๘๙๐๑๒๓",
    "เลขที่ 1 2345 67890 12 3 ครับ",
    "1.2345.67890.12.3",
    "1 / 2345 / 67890 / 12 / 3",
    "1\u200b2345\u200b67890\u200b12\u200b3",
    "1​2​3​4​5​6​7​8​9​0​1​2​3",
    "1\u20602345\ufeff67890\u00ad123",
    "１２３４５６７８９０１２３",
    "①②③④⑤⑥⑦⑧⑨①②③④",
    "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣0️⃣1️⃣2️⃣3️⃣",
    "หนึ่งสองสามสี่ห้าหกเจ็ดแปดเก้าศูนย์หนึ่งสองสาม",
    "หนึ่ง-สอง-สาม-สี่-ห้า-หก-เจ็ด-แปด-เก้า-ศูนย์-หนึ่ง-สอง-สาม",
    "one two three four five six seven eight nine zero one two three",
    "12๓๔5-๖๗8๙0-1 2 ๓",
    "1–2345–67890–12–3",
    "(1)(2345)(67890)(12)(3)",
    "1,2345,67890,12,3",
    "1*2345*67890*12*3",
    "บัญชี 123-4-56789-0",
    "1234567890123 คน",
    "1 2345 67890 12 3 บาท",
    "HN 54321",
    "H.N.: 54321",
    "AN#650012",
    "บัตร 4111 1111 1111 1111",
]
PHONES = [
    "081-234-5678",
    "โทร ๐๘๑ ๒๓๔ ๕๖๗๘ นะ",
    "0812345678",
    "0 8 1 2 3 4 5 6 7 8",
    "+66 81 234 5678",
    "+66(0)81-234-5678",
    "66812345678",
    "054-281359",
    "(08) 1234.5678",
    "ศูนย์แปดหนึ่งสองสามสี่ห้าหกเจ็ดแปด",
    "ศูนย์ แปด หนึ่ง สอง สาม สี่ ห้า หก เจ็ด แปด",
    "08\u200b1234\u200b5678",
    "๐๘๑​๒๓๔​๕๖๗๘",
    "เบอร์ 08-12-34-56-78 ค่ะ",
    "+856 20 5555 1234",
    "08.12.34.56.78",
    "0812345678 คน",
]
PLACES = [
    "18.2034, 99.3921",
    "๑๘.๒๐๓๔ ๙๙.๓๙๒๑",
    "18,2034 99,3921",
    "18.20345",
    "อยู่ตรง 99.392111",
    "18.203N 99.392E",
    "18.203° เหนือ, 99.392° ตะวันออก",
    "18°12'15\"N 99°23'31\"E",
    "18° 12.25′ N",
    "๑๘°๑๒'๑๕\"",
    "18 12 15 N 99 23 31 E",
    "18 องศา 12 ลิปดา 15 ฟิลิปดา",
    "พิกัด 18.2 99.39",
    "lat 18.2 lng 99.3",
    "ละติจูด 18.2 ลองจิจูด 99.3",
    "https://maps.app.goo.gl/abcd",
    "https://goo.gl/maps/xyz",
    "https://www.google.co.th/maps/place/18,99",
    "maps.google.com/?q=18,99",
    "https://maps.apple.com/?ll=18,99",
    "https://osm.org/go/abc",
    "https://www.openstreetmap.org/#map=18",
    "https://waze.com/ul/hw4",
    "geo:18,99",
    "///ข้าว.น้ำ.ปลา",
    "w3w.co/rice.water.fish",
    "7MP2642R+X3",
    "642R+X3 เกาะคา",
    "642r+x3",
    "47Q 541234 2012345",
    "47QNA 4123 1234",
]
HOUSES = [
    "บ้านเลขที่ 45/2 หมู่ 3",
    "บ้านเลขที่ ๔๕/๒ หมู่ที่ ๓",
    "45/2 หมู่ 3",
    "45 ม.3",
    "45 ม. 3",
    "เลขที่45หมู่3",
    "หมู่ 3 บ้านเลขที่ 45",
    "หมู่ 3 บ้านทุ่ง เลขที่ 45",
    "หมู่ 3 45/2",
    "45/2 Moo 3",
    "45/2, M.3",
    "house no. 45 moo 3",
    "อยู่บ้าน 45 หมู่ 3",
    "บ้านเลขที่ 4\u200b5/2 หมู่\u200b 3",
    "45/2ก หมู่ 3",
]
NAMES = [
    "นายสมชาย ใจดี",
    "นาย สมชาย",
    "นางสาวแก้ว",
    "น.ส.แก้ว",
    "นางบัวผัน",
    "เด็กชายเอก",
    "ด.ญ. แก้ว",
    "ฝากนายสมชายด้วย",
    "Mr. Somchai",
    "Mrs Kaew",
]
SAYS = {
    "illness": [
        "ยายเป็นเบาหวาน",
        "เบา หวาน",
        "เบ่าหวาน",
        "เ บ า ห ว า น",
        "เบา\u200bหวาน",
        "ตรวจพบมะเร็ง",
        "ฟอกไตวันพุธ",
        "เรื่องติดเตียง",
        "นัดจิตเวช",
        "ผล HIV",
        "has Diabetes",
        "DIABETIC diet",
        "ADL 4",
        "9Q",
        "she is pregnant",
    ],
    "disability": ["บัตรผู้พิการ", "คนตาบอด", "เขาเป็นใบ้", "ออทิสติก", "disabled card", "he is deaf"],
    "poverty": ["บ้านยากจน", "บัตรคนจน", "ไม่มีรายได้", "poor family", "homeless"],
    "violence": ["ถูกตีทุกวัน", "ถูก ตี", "โดนข่มขืน", "ทุบตีลูก", "domestic violence", "was beaten"],
}
REFUSED = [
    *((guard.NUMBER, text) for text in NUMBERS),
    *((guard.PHONE, text) for text in PHONES),
    *((guard.PLACE, text) for text in PLACES),
    *((guard.HOUSE, text) for text in HOUSES),
    *((guard.NAME, text) for text in NAMES),
    *((code, text) for code, texts in SAYS.items() for text in texts),
]
INNOCENT = [
    "สบายดีไหมคะ วันนี้อากาศเย็น ห่มผ้าด้วยนะคะ",
    "ประชุมวันที่ 23/11/2569 เวลา 08.30-10.30 น. ณ ศาลาวัดหมู่ 3",
    "ประชุม ๒๓/๑๑/๒๕๖๙ เวลา ๐๘.๓๐ น.",
    "พรุ่งนี้ 9.00 น. มีตรวจสุขภาพที่ศาลาหมู่ที่ 3 ค่ะ",
    "น้ำในแม่น้ำวังสูง 5.25 เมตร ยกของขึ้นที่สูง โทร 1669 ได้ตลอด 24 ชั่วโมง",
    "โทรสายด่วน 1323 หรือ 191",
    "งบประมาณ 1,250,000 บาท ผู้ร่วมงาน 1,340 คน 280 คน 40 คน",
    "วันเสาร์ที่ 5 หมู่ 3 ทำบุญ",
    "วันที่ 25 หมู่ 3 มีงาน",
    "นัดครั้งที่ 2 หมู่ 3",
    "นักเรียน ป.6 ม.3 สมัครได้",
    "จนถึงวันศุกร์ ยินดีต้อนรับ",
    "นายกเทศมนตรีเชิญประชุม นายอำเภอเป็นประธาน",
    "อุณหภูมิ 38.5 องศา",
    "คะแนน 3.5 ต่อ 4.25",
    "เรื่องเลขที่ 125/2569 รับแล้ว",
    "เป็นใบเสร็จ เอามาด้วยนะคะ",
    "เขตตีนเขา ความรุนแรงของพายุลดลง",
    "ไตร่ตรองก่อนตัดสินใจ",
    "กินยาตามเวลานะคะ เดี๋ยวเจ้าหน้าที่ไปเยี่ยมวันจันทร์",
    "เบี้ยยังชีพเข้าบัญชีวันที่ 10 ค่ะ",
    "เจ้าหน้าที่จะโทรหา 2-3 วันนี้",
    "หนึ่งสองสาม เริ่มงานได้",
    "เปิด 08:30-16:30 ทุกวัน",
    "รถออก 08.00 09.00 10.00 11.00",
    "ระหว่าง 1-5 ธ.ค. 2569",
    "ปี 2566-2570",
    "Your case number is 2026-1042.",
    "The meeting is at 9:30 on 25 November 2026 in village 3.",
    "We come at 10.00. Please call 1669 in an emergency.",
    "Between 2026-11-23 and 2026-11-25 the office is closed.",
    "👍👍👍 😊",
    "",
]


@pytest.mark.parametrize(("code", "text"), REFUSED)
def test_it_refuses_what_tells_of_somebody(code, text):
    assert code in {finding.code for finding in find(text)}


@pytest.mark.parametrize("text", INNOCENT)
def test_it_lets_through_what_tells_of_nobody(text):
    assert find(text) == []


@pytest.mark.parametrize("template", templates.shipped().values(), ids=lambda template: template.code)
@pytest.mark.parametrize("language", templates.LANGUAGES)
def test_what_a_template_says_by_itself_passes(template, language):
    assert find(template.texts[language]) == []


@given(st.integers(0, 99_999_999_999), st.sampled_from(["", " ", "-", ".", "\u200b", " - "]))
def test_no_identity_number_passes_however_it_is_written(serial, between):
    number = practice_number(serial)
    written = [number, shown(number), thai_digits(shown(number)), between.join(number)]
    assert all(find(f"เลข {text} ครับ") for text in written)
    # Nor one with a wrong check digit.
    assert find(str(9 - int(number[0])) + number[1:])


@given(st.text(max_size=60))
def test_it_reads_whatever_is_typed(text):
    assert {finding.code for finding in find(text)} <= set(CODES)


def test_names_of_others_are_refused_and_ones_own_is_not():
    assert [finding.code for finding in find("ฝากบอกยายแก้ว", others=["แก้ว"])] == ["name"]
    assert find("เรียน นายสมชาย ใจดี", own=["สมชายใจดี"], own_full=True) == []
    assert find("เรียน นายสมชาย กับนายสมหมาย", own=["สมชาย"])


def test_ones_own_full_name_beside_a_house_number_is_refused():
    text = "สมชาย ใจดี บ้านเลขที่ 45/2"
    assert [finding.code for finding in find(text, own=["สมชายใจดี"], own_full=True)] == ["house"]
    assert find("สมชาย ใจดี นัด 23/11/2569", own=["สมชายใจดี"], own_full=True) == []


def test_it_reads_what_the_eye_reads():
    assert plain("๑\u200b２ ③") == "12 3"


def test_every_kind_of_condition_has_words_in_both_languages():
    assert all(thai and english.pattern for thai, english in condition_words().values())
