"""Who is called by a kin word and a name, and who is any grandmother."""

import pytest

from khuang.lib.kin_words import called_by_kin
from khuang.lib.telling_words import NAME, Finding, doubtful, plain


@pytest.mark.parametrize(
    ("words", "called"),
    [
        ("ป้าคำแก้วข้างบ้านไม่มีรถ", "ป้าคำแก้ว"),
        ("สงสารลุงแดง", "ลุงแดง"),
        ("แม่อุ๊ยคำปัน", "แม่อุ๊ยคำปัน"),
        ("พ่อหลวงสมศักดิ์บอกว่า", "พ่อหลวงสมศักดิ์"),
        ("ป้ามาลี", "ป้ามาลี"),
        ("ตาคำ", "ตาคำ"),
        ("ไปกับน้าหวาน", "น้าหวาน"),
        ("ป้ายุพิน", "ป้ายุพิน"),
        ("ลุงมีชัย", "ลุงมีชัย"),
        ("บ้านปู่สม", "ปู่สม"),
    ],
)
def test_a_kin_word_with_a_name_is_doubtful(words, called):
    assert doubtful(plain(words)) == [Finding(NAME, called, certain=False)]


@pytest.mark.parametrize(
    "words",
    [
        "ลุงป้าน้าอา",
        "ลุงป้าน้าอาที่อยู่ในหมู่บ้าน",
        "ผู้สูงอายุ",
        "ยายที่ติดเตียง",
        "พี่น้อง",
        "พี่น้องชาวบ้าน",
        "น้ำท่วม",
        "ป้ายรถเมล์เก่า",
        "ตามทางเดิน",
        "ขยายถนน",
        "พยายาม",
        "หน้าวัด",
        "อาหารกลางวัน",
        "ปู่ย่าตายาย",
        "น้องๆ",
        "พี่ชายกับน้องสาว",
        "ยายแกเดินไม่ไหว",
        "คุณตาคุณยาย",
        "ลุงมาบอก",
        "ไก่ย่าง",
        "ย่านตลาด",
        "คุณป้ามีรถ",
        "เป้าหมาย",
        "คนตาบอด ตาบอดข้างหนึ่ง",
        "ยายหกล้ม",
    ],  # fmt: skip
)
def test_a_kin_word_without_a_name_is_nobody(words):
    assert called_by_kin(plain(words)) == []
