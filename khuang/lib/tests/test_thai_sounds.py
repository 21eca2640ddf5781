"""Names that people take for one another sound alike; other names do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib.thai_sounds import skeleton, skeleton_of, sound

THAI = st.text("กขคจชดตทนบปพมยรลวสหอะาิีุูเแไ่้์", min_size=1, max_size=12)


@pytest.mark.parametrize(
    "words",
    [
        "สมชาย สมไชย สมชัย Somchai Somchay",
        "สมศักดิ์ สมศัก Somsak",
        "จันทร์เพ็ญ จันเพ็ญ Chanpen",
        "พรทิพย์ พรทิพ Pornthip",
        "ประเสริฐ ประเสิด Prasert",
        "ศรีวงค์ สีวง Sriwong",
        "กัญญา กันยา Kanya",
        "บุญมี บุนมี Boonmee",
        "วรรณเพ็ญ วันเพ็ญ Wanphen",
        "ธรรมรัตน์ ทำมะรัด Thammarat",
        "ดวงใจ ดวงไจ Duangjai",
        "เสาร์แก้ว เสาแก้ว Saokaew",
        "ทรัพย์ ซับ Sap",
        "เพชร เพด Phet",
        "หล้า ล้า La",
        "ไพโรจน์ ไพโรด Pairoj",
        "น้ำใจ นำใจ นํ้าใจ Namjai",
        "เกศินี เกสินี Kesinee",
        "พรหมมา พรมมา Promma",
    ],
)
def test_what_is_heard_alike_has_the_same_consonants(words):
    first, *others = words.split()
    assert {skeleton(word) for word in others} == {skeleton(first)}, sound(first)


@pytest.mark.parametrize("words", ["สมชาย สมหมาย", "บุญมี บุญชู", "คำปัน คำแสง", "Somchai Somsak"])
def test_other_names_sound_otherwise(words):
    one, other = words.split()
    assert skeleton(one) != skeleton(other)


@given(THAI)
def test_tone_marks_are_not_heard(word):
    plain = word.replace("่", "").replace("้", "")
    assert sound(word) == sound(plain)


@given(st.text(max_size=20))
def test_whatever_is_typed_has_a_sound_of_known_letters(text):
    assert set(sound(text)) <= set("KGCSTPMNRLYWHAaiuveoxj")
    assert set(skeleton(text)) <= set("KGCSTPMNYWHA")


@given(THAI)
def test_a_consonant_is_never_heard_twice_in_a_row(word):
    consonants = skeleton_of(sound(word))
    assert all(one != other for one, other in zip(consonants, consonants[1:], strict=False))
