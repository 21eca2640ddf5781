"""What in a text tells for whom it is: found in Thai as people write it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.support.rules.appeals import Known, Place, findings, percent, traits

KNOWN = Known(
    names=frozenset({"คำปัน", "ใจดีมาก", "ดี", "Somsri"}),
    house="12/7",
    numbers=frozenset({"3520100012345", "0812345678"}),
    places=(
        Place("52039901", 1, ("บ้านม่อนคำ", "Mon Kham")),
        Place("52039902", 2, ("บ้านใหม่",)),
        Place("52039950", None, ("ชุมชนริมน้ำ",)),
    ),
)


def codes(text, *, certain=True, title=""):
    return {one.code for one in findings(title, text, KNOWN) if one.certain is certain}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ช่วยซ่อมบ้านให้ยายคำปัน", "name"),
        ("ครอบครัวใจดีมากต้องการหลังคา", "name"),
        ("ช่วยยายดีด้วย", "name"),
        ("บ้านของ ดี หลังคารั่ว", "name"),
        ("for Somsri", "name"),
        ("เลขบัตร 3-5201-00012-34-5", "number"),
        ("โทร ๐๘๑ ๒๓๔ ๕๖๗๘", "number"),
        ("โทร 089-111-2222", "number"),
        ("บ้านเลขที่ 99", "house"),
        ("อยู่ ๑๒/๗ ริมถนน", "house"),
        ("พิกัด 18.2931, 99.4021", "place"),
        ("ติดต่อ somsri@example.org", "contact"),
        ("ไอดีไลน์ somsri99", "contact"),
    ],
)
def test_what_certainly_tells_is_refused(text, code):
    assert code in codes(text)


def test_a_title_tells_as_well_as_a_text():
    assert codes("ขอความช่วยเหลือ", title="หลังคาของคำปัน") == {"name"}


def test_a_short_name_inside_another_word_is_left_to_a_person():
    assert codes("ขอบคุณที่ยินดีช่วย") == set()
    assert codes("ขอบคุณที่ยินดีช่วย", certain=False) == {"name"}


@pytest.mark.parametrize(
    "text",
    [
        "ผู้สูงอายุคนหนึ่งต้องการหลังคาที่ปลอดภัย งบประมาณ 40,000 บาท",
        "An older woman needs a safe roof. It costs 40,000 baht.",
        "รถเข็น 1 คัน และเตียง 2 เตียง",
    ],
)
def test_what_names_nobody_passes(text):
    assert not [one for one in findings("", text, KNOWN) if one.certain]


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("ในหมู่ที่ ๑", {"52039901"}),
        ("บ้านม่อนคำ ม.2", {"52039901", "52039902"}),
        ("หมู่บ้านม่อนคำ", {"52039901"}),
        ("a home in Mon Kham", {"52039901"}),
        ("อยากมีบ้านหลังใหม่", set()),
        ("ชุมชนริมน้ำ", {"52039950"}),
    ],
)
def test_villages_are_found_as_people_call_them(text, places):
    assert traits("", text, KNOWN).places == places


def test_ages_sexes_and_kinds_are_found():
    found = traits("คุณยายวัย ๘๓ ปี", "ติดเตียง อยู่กับหลานชายอายุ 7 ขวบ", KNOWN)
    assert found.ages == {83, 7} and found.sexes == {"female", "male"} and found.kinds == {"bedridden"}


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_a_hundred_percent_means_all_of_it(part, of):
    said = percent(part, of)
    assert 0 <= said <= 100
    assert (said == 100) == (part >= of > 0)


NAMES = st.sampled_from(["คำปัน", "ใจดีมาก", "Somsri"])
WORDS = st.text("กขคงจ าำเแ abc\n", max_size=30)


@given(NAMES, WORDS, WORDS)
def test_a_whole_name_is_never_missed(name, before, after):
    assert "name" in codes(f"{before} {name} {after}")
