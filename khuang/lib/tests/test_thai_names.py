import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.lib import thai_names
from khuang.lib.thai_names import Name, read_name, read_title

GIVEN = st.sampled_from(["สมชาย", "คำปัน", "บุญศรี", "เพ็ญ", "แสงหล้า", "ไพลิน", "อุ๊ยแก้ว"])
FAMILY = st.sampled_from(["ใจดี", "แก้วมาลา", "ณ ลำปาง", ""])


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("นายสมชาย ใจดี", Name("นาย", "สมชาย", "ใจดี")),
        ("นาย สมชาย ใจดี", Name("นาย", "สมชาย", "ใจดี")),
        ("นางสาวมาลี ใจดี", Name("นางสาว", "มาลี", "ใจดี")),
        ("น.ส.มาลี ใจดี", Name("นางสาว", "มาลี", "ใจดี")),
        ("นางมาลี", Name("นาง", "มาลี", "")),
        ("ด.ช. ต้น ใจดี", Name("เด็กชาย", "ต้น", "ใจดี")),
        ("ด.ญ.ใบบัว ใจดี", Name("เด็กหญิง", "ใบบัว", "ใจดี")),
        ("ร.ต.อ.สมชาย ใจดี", Name("ร้อยตำรวจเอก", "สมชาย", "ใจดี")),
        ("ว่าที่ ร.ต. สมชาย ใจดี", Name("ว่าที่ร้อยตรี", "สมชาย", "ใจดี")),
        ("จ.ส.ต.สมชาย ใจดี", Name("จ.ส.ต.", "สมชาย", "ใจดี")),
        ("พระ สมชาย", Name("พระ", "สมชาย", "")),
        ("มาลี ณ ลำปาง", Name("", "มาลี", "ณ ลำปาง")),
        ("Mr. John Smith", Name("นาย", "John", "Smith")),
        ("", Name("", "", "")),
    ],
)
def test_a_name_in_one_piece_is_split(text, name):
    assert read_name(text) == name


@pytest.mark.parametrize("text", ["พระพาย ใจดี", "นายิกา ใจดี", "Missara Jaidee", "นาย"])
def test_a_given_name_that_begins_like_a_title_stays_whole(text):
    assert read_name(text).title == ""


@given(st.sampled_from(sorted(thai_names.TITLES)), GIVEN, FAMILY)
def test_every_title_is_found_again(title, given_name, family):
    assert read_name(f"{title} {given_name} {family}") == Name(title, given_name, family)


def test_every_spelling_of_a_title_is_stored_alike():
    assert read_title("น.ส.") == read_title("MISS") == "นางสาว"
    assert read_title("คุณหญิง") == "คุณหญิง"


def test_no_spelling_belongs_to_two_titles():
    spellings = [spelling for spelling, _ in thai_names._SPELLINGS]
    assert len(spellings) == len(set(spellings))


def test_a_name_is_written_with_its_title_joined():
    assert str(Name("นาง", "มาลี", "ใจดี")) == "นางมาลี ใจดี"
    assert str(Name("นาง", "Mali", "Jaidee")) == "นาง Mali Jaidee"


def test_the_list_is_in_order_of_given_name():
    people = [("เกษม", "ก"), ("กมล", "ฮ"), ("กมล", "ก"), ("แดง", "ก"), ("ขวัญ", "ก")]
    ordered = sorted(people, key=lambda pair: thai_names.sort_key(*pair))
    assert ordered == [
        ("กมล", "ก"),
        ("กมล", "ฮ"),
        ("เกษม", "ก"),
        ("ขวัญ", "ก"),
        ("แดง", "ก"),
    ]


def test_the_title_tells_the_sex_or_nothing():
    assert thai_names.sex_of_title("เด็กหญิง") == "female"
    assert thai_names.sex_of_title("พระ") == "male"
    assert thai_names.sex_of_title("ดร.") == ""
