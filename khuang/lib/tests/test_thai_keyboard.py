"""Thai typed on keys that were set to English."""

import pytest

from khuang.lib.thai_keyboard import as_thai


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("l,=kp", "สมชาย"),
        ("lomxb l6-", "สนทปิ สุข"),
        ("g]nvo8e", "เลือนคำ"),
        ("xhkcf'", "ป้าแดง"),
        ("Lyd", "ศัก"),
    ],
)
def test_the_same_keys_say_it_in_thai(typed, meant):
    assert as_thai(typed) == meant


@pytest.mark.parametrize("typed", ["", "สมชาย", "45/2", "081-234-5678", "สม chai"])
def test_what_is_thai_or_a_number_stays_as_it_is(typed):
    assert as_thai(typed) == ""
