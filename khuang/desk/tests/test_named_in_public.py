"""What is said in public is held against the registry, though the public wing does not know it."""

from khuang.civic.issues.reads import doubts
from khuang.ground.municipalities.context import within

SAID = "ลุงแก้วไม่มีรถ คือแก้ว อยู่ไกล"


def test_a_whole_name_of_the_registry_is_certain_and_half_of_one_doubtful(town):
    with within(town.cast.municipality):
        found = {one.words: one.certain for one in doubts(SAID, registered=True)}
        told = {one.words for one in doubts(SAID)}
    assert found["แก้ว อยู่ไกล"] is True
    assert {words for words, certain in found.items() if not certain} and "แก้ว อยู่ไกล" not in told
