"""What is a cry for help: in doubt it is shown, and only what is plainly nothing is nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.duty.rules.cries import LOOK, NONE, URGENT, judge, judge_text, lists, ready


@pytest.mark.parametrize(
    "text",
    [
        "ช่วยด้วย", "ช่วยด้วยยยยยย", "ช่วย", "ช่วย!!", "ยายหกล้มในห้องน้ำ", "หายใจไม่ออก", "เจ็บหน้าอกมาก", "ไม่ไหวแล้วลูก",
        "อยากตาย", "จ้วยตวย", "บ่ไหวแล้วเจ้า", "ลุกบ่ขึ้น", "โทร 1669 ให้หน่อย", "Help!", "please help me", "I FELL",
        "can’t breathe", "SOS", "🆘", "🆘😭🚑", "🚑", "😭😭😭", "😭😢🥺 ok",
    ],
)  # fmt: skip
def test_a_cry_is_urgent(text):
    assert judge_text(text).level == URGENT


@pytest.mark.parametrize(
    "text",
    [
        "ปวดหัว", "ไม่ได้หกล้มนะ สบายดี", "ทดลองกด ช่วยด้วย", "ยาหมดแล้ว", "ไฟดับ", "เหงาจัง", "😭",
        "i'm fine, i fell asleep",
        "my head is in pain", "หิวข้าว", "🔥", "ช่วยบอกเวลาประชุม",
    ],
)  # fmt: skip
def test_what_may_be_one_is_looked_at(text):
    assert judge_text(text).level == LOOK


@pytest.mark.parametrize(
    "text", ["สวัสดีค่ะ", "สบายดี", "ขอบคุณค่ะ 🙏", "กินข้าวแล้ว", "helpful", "firewood", "", "👍", "วันนี้ไปวัด"]
)
def test_a_greeting_is_nothing(text):
    assert judge_text(text).level == NONE


@pytest.mark.parametrize("word", lists().urgent)
def test_every_urgent_word_is_heard_however_it_is_written(word):
    assert judge_text(f"  {word.upper()} ").level == URGENT
    assert judge_text(f"อะ {word}\u200b!").level == URGENT


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_calm_words_never_silence_a_cry(text):
    assert judge_text(text).level in (URGENT, LOOK, NONE)
    assert judge_text(f"{text} ช่วยด้วย").level != NONE


@given(st.text(max_size=40))
def test_making_a_text_comparable_twice_changes_nothing(text):
    assert ready(ready(text)) == ready(text)


@given(st.sampled_from(["voice", "image", "sticker", "location", "other", "video"]), st.text(max_size=20))
def test_at_night_everything_is_at_least_looked_at(kind, text):
    assert judge(kind, text, at_night=True).level != NONE


@pytest.mark.parametrize(
    ("kind", "text", "level"),
    [
        ("voice", "", NONE), ("image", "", NONE), ("sticker", "hello, smile", NONE),
        ("sticker", "Cry, Sad", LOOK),
        ("sticker", "Help", URGENT), ("location", "", LOOK), ("file", "", LOOK),
    ],
)  # fmt: skip
def test_by_day(kind, text, level):
    assert judge(kind, text, at_night=False).level == level
