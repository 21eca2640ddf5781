"""Files of people, read without a database: kinds, encodings, headers, columns, dates, villages."""

import datetime
import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.imports import (
    dates,
    files,
    headers,
    mapping,
    sources,
    texts,
    villages,
    workbooks,
)
from khuang.care.people.rules.imports.dates import DateColumn
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.rules.imports.rows import Plan, read
from khuang.care.people.rules.imports.villages import Village, Villages
from khuang.care.people.tests.lists import HEAD, csv_bytes, row, xlsx_bytes, zip_bytes
from khuang.lib.thai_names import read_name

TODAY = datetime.date(2026, 11, 23)
VILLAGES = (
    Village("52039901", 1, "บ้านดอกแก้ว"),
    Village("52039902", 2, "บ้านสันทราย"),
    Village("C1", None, "ชุมชนริมน้ำ"),
)


def refused(content):
    with pytest.raises(Refused) as refusal:
        kind = files.kind_of(content)
        for table in sources.tables(content, kind):
            list(table.rows())
    return refusal.value.code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp874", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_encoding_and_delimiter_are_found_by_themselves(encoding, delimiter):
    content = csv_bytes([HEAD, row(1), row(2)], encoding, delimiter)
    (table,) = sources.tables(content, files.kind_of(content))
    assert list(table.rows())[0] == HEAD
    assert table.text_kind.delimiter == delimiter


@given(st.lists(st.text("กขคงจฉชซดตถทนบปผพฟมยรลวสหอ่้๊๋ิีุูเแโะาำ", min_size=2), min_size=2, max_size=5))
def test_thai_in_cp874_is_read_as_it_was_written(words):
    content = ("\r\n".join(f"{word},ก" for word in words)).encode("cp874")
    kind = texts.kind_of(content)
    # A few Thai words in CP874 could be UTF-8 by chance only if they were no Thai in it.
    assert [line[0] for line in texts.rows(content, kind)] == [word.strip() for word in words]


def test_a_wrong_encoding_chosen_by_hand_is_said_in_words():
    content = csv_bytes([HEAD, row(1)], "cp874")
    with pytest.raises(Refused) as refusal:
        list(texts.rows(content, texts.TextKind("utf-8-sig", ",")))
    assert refusal.value.code == "file_encoding"


def test_files_that_are_no_lists_are_refused_with_what_to_do():
    assert refused(b"") == "file_empty"
    assert refused(b"\xef\xbb\xbf\r\n") == "file_empty"
    assert refused(b"%PDF-1.7 and so on") == "file_unknown"
    assert refused(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"Workbook" * 10) == "file_old_excel"
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert refused(locked) == "file_locked"
    assert refused(b"PK\x03\x04 cut short") == "file_broken"
    assert refused(zip_bytes(**{"readme.txt": "nothing"})) == "file_no_table"
    cut = xlsx_bytes(("A", [HEAD]))
    assert refused(cut[:-400]) == "file_broken"


def test_a_zip_bomb_is_refused_before_it_is_opened():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("list.csv", b"0" * 60_000_000)
    assert refused(file.getvalue()) == "file_bomb"


def test_a_directory_that_lies_about_its_sizes_is_refused():
    content = bytearray(zip_bytes(**{"list.csv": "a,b\n" * 100}))
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<L", 2_000_000_000)
    assert refused(bytes(content)) == "file_bomb"


def test_media_with_path_tricks_are_refused_one_by_one():
    link = zipfile.ZipInfo("link.jpg")
    link.external_attr = 0o120777 << 16
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in (
            "media/good.jpg",
            "../../evil.jpg",
            "/etc/evil.jpg",
            "a\\..\\b.jpg",
            "other/good.jpg",
            "bomb.zip",
        ):
            archive.writestr(name, "x")
        archive.writestr(link, "/etc/passwd")
    pictures, told = files.pictures_in(files.open_archive(file.getvalue()))
    assert list(pictures) == ["good.jpg"] and pictures["good.jpg"].name == "media/good.jpg"
    assert sorted(told) == sorted(
        ["../../evil.jpg", "/etc/evil.jpg", "a\\..\\b.jpg", "other/good.jpg", "bomb.zip", "link.jpg"]
    )


def test_the_header_is_found_below_titles_and_over_two_rows():
    rows = [
        ["รายชื่อผู้สูงอายุ เทศบาลตำบลฟ้าใส"],
        ["ข้อมูล ณ วันที่ 1 ตุลาคม 2567"],
        [],
        ["ที่", "ข้อมูลส่วนตัว", "", "", "ที่อยู่", ""],
        ["", "ชื่อ-สกุล", "ว/ด/ป เกิด", "เลขบัตรประชาชน", "บ้านเลขที่", "หมู่ที่"],
        ["1", "นายสมชาย ใจดี", "1/2/2490", "9000000000012", "12", "3"],
    ]
    head = headers.find(rows)
    assert (head.first, head.last) == (3, 4)
    found = mapping.propose(head.names, rows[5:], {})
    assert {column: one.field for column, one in found.items()} == {
        1: "full_name", 2: "birth_date", 3: "national_id", 4: "house_no", 5: "village",
    }  # fmt: skip


def test_three_header_rows_are_joined():
    rows = [
        ["ลำดับ", "ข้อมูลบุคคล", "", "", ""],
        ["", "ชื่อ", "สกุล", "วันเกิด", "ที่อยู่"],
        ["", "", "", "", "บ้านเลขที่"],
        ["1", "สมชาย", "ใจดี", "1/2/2490", "12"],
    ]
    head = headers.find(rows)
    assert (head.first, head.last) == (0, 2)
    assert headers.field_of(head.names[4]) == "house_no"


def test_columns_of_one_name_are_told_apart():
    head = headers.find([["ชื่อ", "สกุล", "โทร", "โทร", ""], ["ก", "ข", "1", "2", "x"]])
    assert head.names == ("ชื่อ", "สกุล", "โทร", "โทร (2)", "(E)")
    assert [one.field for one in mapping.propose(head.names, [], {}).values()].count("phone") == 1


def test_columns_without_a_telling_header_are_known_by_what_they_hold():
    rows = [row(1), row(2, "นางสมศรี มีสุข")]
    found = mapping.propose(["a", "b", "c", "d", "e", "f"], rows, {})
    assert {c: (p.field, p.because) for c, p in found.items()} == {
        0: ("national_id", "values"), 1: ("full_name", "values"), 2: ("birth_date", "values"),
        5: ("phone", "values"),
    }  # fmt: skip


def test_the_day_of_a_survey_is_no_birth_date():
    rows = [["2026-01-02T09:00:00", "1/2/2569"], ["2026-01-03T09:00:00", "2/2/2569"]]
    assert mapping.propose(["start", "วันที่สำรวจ"], rows, {}) == {}
    assert mapping.propose(["end", "เกิดเมื่อวันที่"], rows, {})[1].field == "birth_date"


def test_what_is_no_person_makes_none():
    plan = Plan(
        names=("ที่", "เลขบัตร", "ชื่อ", "หมู่"),
        fields={1: "national_id", 2: "full_name", 3: "village"},
        dates={},
        villages=Villages(VILLAGES),
        ground=Ground(on=TODAY, villages={}),
    )
    assert read(3, ["(1)", "(๒)", "(3)", "(4)"], plan) is None
    unnamed = read(4, ["1", "", "45 2", "1"], plan)
    assert "row_name_missing" in [one.code for one in unnamed.problems]
    ruined = read(5, ["2", "1234570000000", "นายคำ ปันแก้ว", ""], plan)
    assert [one.code for one in ruined.problems] == ["row_id_lost_digits"]


def test_what_was_chosen_last_time_goes_before_what_the_header_says():
    found = mapping.propose(["ชื่อ", "บ้าน"], [], {"บ้าน": "", "ชื่อ": "nickname"})
    assert {c: (p.field, p.because) for c, p in found.items()} == {0: ("nickname", "remembered")}


def test_merged_cells_say_the_same_in_all_their_rows():
    rows = [["หมู่ที่", "ชื่อ-สกุล"], [3, "นายก ข"], [None, "นายค ง"], [4, "นายจ ฉ"]]
    content = xlsx_bytes(("A", rows), merged=["A2:A3"])
    assert [line[0] for line in workbooks.rows(content, "A")] == ["หมู่ที่", "3", "3", "4"]


def test_cells_of_a_workbook_become_what_a_person_would_have_typed():
    assert workbooks.text_of(9000000000012.0) == "9000000000012"
    assert workbooks.text_of(datetime.date(2567, 1, 31)) == "2567-01-31"
    assert workbooks.text_of(True) == "1"
    assert workbooks.text_of(12.5) == "12.5"
    assert workbooks.text_of("  x ") == "x"


@pytest.mark.parametrize(
    ("cell", "how", "text"),
    [
        ("๑/๒/๒๔๙๐", DateColumn(), "1/2/2490"),
        ("21000", DateColumn(serials=True), "1957-06-29"),
        ("12/31/1950", DateColumn(month_first=True), "31/12/1950"),
        ("1/2/67", DateColumn(two_digits="be"), "1/2/2567"),
        ("1/2/88", DateColumn(two_digits="be"), "1/2/2488"),
        ("1/2/67", DateColumn(two_digits="ce"), "1/2/1967"),
        ("15 ม.ค. 67", DateColumn(two_digits="be"), "15 ม.ค. 2567"),
        ("2567-01-31 00:00:00", DateColumn(), "2567-01-31"),
        ("24900201", DateColumn(), "2490-02-01"),
        ("31/2/2567", DateColumn(), "31/2/2567"),
    ],
)
def test_dates_are_written_as_the_registry_reads_them(cell, how, text):
    assert dates.as_text(cell, how, TODAY) == text


def test_a_column_decides_era_and_order_from_all_its_cells():
    assert dates.look_at(["1/2/2490", "15 มกราคม 2500"]).eras == ("buddhist",)
    assert dates.look_at(["1/2/2490", "1950-01-02"]).eras == ("buddhist", "gregorian")
    assert dates.look_at(["1/2/1950", "12/31/1950"]).month_first
    assert dates.look_at(["1/2/67"]).is_ambiguous
    assert not dates.look_at(["1/2/2490"]).is_ambiguous


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("1", "52039901"), ("๒", "52039902"), ("หมู่ที่ 2", "52039902"), ("ม.1", "52039901"),
        ("52039902", "52039902"),
        ("ดอกแก้ว", "52039901"), ("บ้านดอกแก้ว", "52039901"), ("บ้านดอกแกว", "52039901"),
        ("หมู่ 2 บ้านสันทราย", "52039902"),
        ("หมู่ 2 บ้านดอกแก้ว", None), ("ริมน้ำ", "C1"), ("9", None), ("บ้านไหนก็ไม่รู้", None),
    ],
)  # fmt: skip
def test_villages_are_known_by_code_number_or_name(word, code):
    assert Villages(VILLAGES).code_of(word) == code


def test_a_village_that_nobody_knows_is_asked_once():
    known = Villages(VILLAGES)
    assert villages.unknown(["1", "ทุ่งนา", "ทุ่งนา", ""], known) == ["ทุ่งนา"]
    assert Villages(VILLAGES, {headers.fold("ทุ่งนา"): "C1"}).code_of("ทุ่ง นา") == "C1"


def test_an_address_in_one_piece_is_taken_apart():
    said = villages.split_address("123/4 หมู่ที่ 5 ต.เกาะคา อ.เกาะคา จ.ลำปาง")
    assert said == {"house_no": "123/4", "village": "5"}
    assert villages.split_address("ต.เกาะคา") == {}


TITLES = st.sampled_from(["นาย", "นาง", "นางสาว", "น.ส.", "ด.ช.", "ด.ญ.", "ว่าที่ร้อยตรี"])
NAMES = st.sampled_from(["สมชาย", "สมศรี", "บุญมี", "คำปัน", "ทองดี", "อรุณ", "เกศรา"])


@given(TITLES, NAMES, NAMES, st.sampled_from(["", " "]), st.sampled_from([" ", "  ", "\u00a0"]))
def test_titles_and_names_are_split_however_they_are_stuck(title, given_name, family, after, between):
    name = read_name(f"{title}{after}{given_name}{between}{family}")
    assert (name.given, name.family) == (given_name, family)
    assert name.title


def test_repeats_of_kobo_are_joined_to_their_form():
    home = [["house_no", "village", "_index"], ["12", "1", "1"], ["13", "2", "2"]]
    people = [
        ["ชื่อ-สกุล", "_parent_index", "_parent_table_name"],
        ["นายก ข", "2", "home"],
        ["นางค ง", "1", "home"],
    ]
    content = xlsx_bytes(("home", home), ("people", people))
    table = sources.tables(content, "xlsx")[1]
    assert list(table.rows())[1] == ["นายก ข", "2", "home", "13", "2", "2"]


def test_repeats_of_odk_central_are_joined_from_a_zip():
    content = zip_bytes(
        **{
            "home.csv": csv_bytes([["house_no", "KEY"], ["12", "uuid:1"]]),
            "home-person.csv": csv_bytes(
                [["name", "PARENT_KEY", "KEY"], ["นายก ข", "uuid:1", "uuid:1/p[1]"]]
            ),
            "media/1.jpg": b"x",
        }
    )
    tables = {one.name: one for one in sources.tables(content, files.kind_of(content))}
    assert list(tables["home-person"].rows())[1][:4] == ["นายก ข", "uuid:1", "uuid:1/p[1]", "12"]
