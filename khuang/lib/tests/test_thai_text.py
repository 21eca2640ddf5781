from hypothesis import given
from hypothesis import strategies as st

from khuang.lib import thai_text

THAI = st.text(alphabet=[chr(c) for c in range(0x0E01, 0x0E3B)] + list("เแโใไ่้๊๋์ำ "), max_size=20)


def test_digits_go_both_ways():
    assert thai_text.thai_digits("15/1/2569") == "๑๕/๑/๒๕๖๙"
    assert thai_text.arabic_digits("๑๕/๑/๒๕๖๙") == "15/1/2569"


@given(st.text())
def test_writing_thai_digits_loses_nothing(text):
    assert thai_text.arabic_digits(thai_text.thai_digits(text)) == thai_text.arabic_digits(text)


def test_what_looks_the_same_becomes_the_same():
    assert thai_text.normalise("เเม่") == "แม่"
    assert thai_text.normalise("น\u0e4dา") == "นำ"
    assert thai_text.normalise("น\u0e4d้า") == thai_text.normalise("น้ำ")
    assert thai_text.normalise("ท\u0e48ี") == "ที่"
    assert thai_text.normalise("  สม\u200bชาย   ใจดี ") == "สมชาย ใจดี"


@given(THAI)
def test_normalising_twice_changes_nothing(text):
    once = thai_text.normalise(text)
    assert thai_text.normalise(once) == once


def test_words_stand_in_dictionary_order():
    words = ["กา", "ก้า", "เก", "แก", "ไก่", "ขา", "เขา", "คน", "ใจ", "โต", "ไทย", "ฮา"]
    shuffled = sorted(words)
    assert sorted(shuffled, key=thai_text.sort_key) == words


def test_an_earlier_word_is_decided_before_a_mark():
    assert thai_text.sort_key("ป่า") < thai_text.sort_key("ปาก")
    assert thai_text.sort_key("ปา") < thai_text.sort_key("ป่า") < thai_text.sort_key("ป้า")


@given(THAI, THAI)
def test_equal_keys_mean_equal_words(one, other):
    if thai_text.sort_key(one) == thai_text.sort_key(other):
        swapped = [thai_text._LEADING_VOWEL.sub(r"\2\1", thai_text.normalise(w)) for w in (one, other)]
        assert swapped[0] == swapped[1]
