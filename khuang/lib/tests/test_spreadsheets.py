import csv
import io

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from khuang.lib.spreadsheets import as_csv, as_xlsx, harmless

# What XML cannot hold at all, and lone surrogates, never come from our database.
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"])).map(str.strip)
DANGEROUS = ["=cmd|'/C calc'!A0", "+66812345678", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "＝1+1"]


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def read_sheet(content):
    return load_workbook(io.BytesIO(content)).worksheets[0]


def test_a_formula_becomes_a_text_in_csv():
    _, *rows = read_csv(as_csv(["ชื่อ"], [[text] for text in DANGEROUS]))
    assert [row[0] for row in rows] == [f"'{text}" for text in DANGEROUS]


@given(TEXTS)
def test_no_cell_of_a_csv_begins_a_formula(text):
    _, row = read_csv(as_csv(["a", "b"], [[text, "x"]]))
    assert not row[0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert row[0].removeprefix("'") == text.removeprefix("'")


@given(TEXTS)
def test_harmless_changes_nothing_else(text):
    assert harmless(text) in (text, f"'{text}")
    assert harmless(harmless(text)) == harmless(text)


def test_a_formula_is_a_text_in_a_workbook():
    sheet = read_sheet(as_xlsx(["ชื่อ"], [[text] for text in DANGEROUS], name="คน"))
    cells = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in cells} == {"s"}
    assert cells[0].value == DANGEROUS[0]


def test_a_workbook_says_on_each_page_who_took_it():
    stamp = "ประสิทธิ์ & ทีม 23 พ.ย. 2569 เลขที่ EX-1"
    sheet = read_sheet(as_xlsx(["ชื่อ", "อายุ"], [["สมศรี", 80]], name="คน", stamp=stamp))
    assert sheet["A1"].value == stamp
    assert [cell.value for cell in sheet[3]] == ["ชื่อ", "อายุ"]
    assert [cell.value for cell in sheet[4]] == ["สมศรี", 80]
    assert "EX-1" in sheet.oddFooter.left.text


def test_csv_opens_as_thai_in_excel():
    assert as_csv(["ชื่อ"], []).startswith(b"\xef\xbb\xbf")
