"""Names of people of the registry are found in a text, and ordinary words are no names."""

import pytest
from django.utils import translation

from conftest import NOW
from khuang.care.people.actions import register
from khuang.care.people.reads import named_in
from khuang.ground.messaging import names
from khuang.ground.messaging.reads import what_may_not_go
from khuang.ground.messaging.rules.parties import Party

PEOPLE = [
    ("สมชาย", "แก้วมั่น", "แดง"),
    ("บัวผัน", "ศรีวิไลรักษ์", "แก้ว"),
    ("พัฒนา", "ใจดี", "น้ำ"),
    ("Mary", "Thompson", ""),
    # Begins with an innocent word: บุญ is merit.
    ("บุญมา", "อินต๊ะ", ""),
]


@pytest.fixture
def people(cast, inside):
    return [
        register(
            {"given_name": given, "family_name": family, "nickname": nickname},
            {"house_no": f"{number}/2", "village": "3"},
            by=cast.mali,
            at=NOW,
        )
        for number, (given, family, nickname) in enumerate(PEOPLE, 1)
    ]


@pytest.mark.parametrize(
    ("text", "number", "is_full"),
    [
        ("ฝากบอกสมชาย แก้วมั่นด้วยนะคะ", 0, True),
        ("ฝากบอกสมชายแก้วมั่นด้วย", 0, True),
        ("สม\u200bชาย  แก้ว มั่น", 0, True),
        ("สมชาย แกวมัน", 0, True),
        ("แก้วมั่น สมชาย", 0, True),
        ("ยายแก้วไม่สบาย", 1, False),
        ("ฝากถึงคุณยาย แก้วด้วย", 1, False),
        ("ลุงแดงจะมาเยี่ยม", 0, False),
        ("ลุง\u200bแดงจะมา", 0, False),
        ("ตาแดงจะมา", 0, False),
        ("ป้าบัวผันถามหา", 1, False),
        ("พี่น้ำโทรมา", 2, False),
        ("บอก สมชาย ว่ามาได้", 0, False),
        ("บ้านศรีวิไลรักษ์มีงาน", 1, False),
        ("MARY THOMPSON called", 3, True),
        ("uncle Mary", 3, False),
        ("บุญมา อินต๊ะ ขายของไม่ได้", 4, True),
        ("ยายบุญมาไม่สบาย", 4, False),
        ("สวัสดีบุญมา", 4, False),
    ],
)
def test_a_name_is_found_however_it_is_written(people, text, number, is_full):
    assert any(people[number].pk in hit.ids and hit.is_full == is_full for hit in named_in(text))


@pytest.mark.parametrize(
    "text",
    [
        "ระดับแม่น้ำวังสูง ระวังน้ำท่วม",
        "โครงการพัฒนาหมู่บ้าน",
        "สวมเสื้อสีแดงมานะคะ",
        "นายกเทศมนตรีขอเชิญ",
        "กินยากับน้ำแก้วใหญ่",
        "อย่าลืมนัดวันอาทิตย์",
        "หน้าบ้านน้ำขังหรือเปล่า",
        "สบายดีไหมคะ",
        "ไปทำบุญมาเมื่อวาน",
        "ไปทำบุญมา",
        "",
    ],
)
def test_an_ordinary_word_is_no_name(people, text):
    assert named_in(text) == []


def test_ones_own_name_may_go_and_the_neighbours_may_not(people):
    somchai = Party(people[0].pk)
    assert what_may_not_go("สวัสดีค่ะลุงแดง", "sms", somchai) == []
    assert [reason.code for reason in what_may_not_go("ยายแก้วฝากมา", "sms", somchai)] == ["name"]


def test_ones_own_full_name_may_not_go_with_the_number_of_the_house(people):
    reasons = what_may_not_go("คุณสมชาย แก้วมั่น เลขที่ 1/2", "sms", Party(people[0].pk))
    assert [reason.code for reason in reasons] == ["house"]


def test_what_stays_inside_carries_everything(people):
    assert what_may_not_go("ยายแก้ว 45/2 หมู่ 3", "call") == []


def test_a_refusal_says_why_and_what_to_do(people):
    (reason,) = what_may_not_go("ยายแก้วฝากมา", "sms")
    assert reason.found == "แก้ว"
    with translation.override("th"):
        assert "เพื่อนบ้าน" in str(reason.sentence)


def test_a_text_that_is_said_to_many_is_read_once(people, django_assert_num_queries):
    said = names.named_in("ยายแก้วฝากมา")
    with django_assert_num_queries(0):
        assert names.named_in("ยายแก้วฝากมา") == said
    assert names.named_in("สบายดีไหมคะ") == []
