"""Lists of volunteers: good rows are kept, the others come back with the reason."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.visits.actions.volunteers_import import import_volunteers
from khuang.care.visits.models import Volunteer
from khuang.care.visits.rules.volunteers_import import SENTENCES, Known, NoHeader, keys_of, read
from khuang.care.visits.tests.volunteers import TODAY
from khuang.lib.spreadsheets import as_csv, as_xlsx

HEAD = ("ลำดับ", "ชื่อ-สกุล", "ประเภท", "เพศ", "หมู่ที่", "วันที่เริ่ม")
NOBODY = Known({"peer": "peer"}, {"3": "village 3"}, frozenset())


def rows(*said):
    return [HEAD, *said]


def test_a_row_is_read_in_the_words_of_the_offices():
    known = Known(dict.fromkeys(keys_of("อาสาสมัคร (อสม.)"), "vhv"), {"3": "village 3"}, frozenset())
    _head, [one] = read(
        rows(("1", "นาง ก้อย  ใจดี", "อสม.", "หญิง", "หมู่ที่ ๓", "1/10/2560")), known, kind="peer", today=TODAY
    )
    assert one.problems == ()
    assert one.said == {
        "name": "นาง ก้อย ใจดี",
        "kind": "vhv",
        "sex": "female",
        "village": "village 3",
        "since": date(2017, 10, 1),
        "phone": None,
    }


def test_what_is_wrong_is_said_all_at_once():
    _head, [one] = read(rows(("1", "", "ไม่มี", "ไม่รู้", "99", "เมื่อวาน")), NOBODY, kind="peer", today=TODAY)
    assert set(one.problems) == {"no-name", "kind", "sex", "village", "since"}
    assert set(one.problems) < set(SENTENCES)


def test_the_second_of_the_same_name_in_a_village_comes_back():
    twice = ("1", "ก้อย", "", "", "3", "")
    _head, [first, second] = read(rows(twice, twice), NOBODY, kind="peer", today=TODAY)
    assert first.problems == ()
    assert second.problems == ("there",)


def test_a_title_above_the_header_is_skipped_and_without_a_header_nothing_is_read():
    table = [("บัญชีรายชื่อ",), (), *rows(("1", "ก้อย"))]
    _head, found = read(table, NOBODY, kind="peer", today=TODAY)
    assert [(one.number, one.said["name"]) for one in found] == [(4, "ก้อย")]
    with pytest.raises(NoHeader):
        read([("ก", "ข"), ("ค", "ง")], NOBODY, kind="peer", today=TODAY)


@given(st.lists(st.lists(st.text(max_size=12), max_size=7), max_size=8))
def test_whatever_stands_in_the_rows_each_is_good_or_says_why_not(table):
    _head, found = read([HEAD, *table], NOBODY, kind="peer", today=TODAY)
    for one in found:
        assert one.problems or one.said["name"]
        assert all(code in SENTENCES for code in one.problems)


@pytest.mark.usefixtures("inside")
class TestTakingIn:
    def file(self, *said):
        return as_csv(HEAD, said)

    def test_good_rows_are_kept_and_the_rest_is_handed_back(self, cast):
        said = self.file(("1", "ก้อย", "อสม.", "หญิง", "1", "2560"), ("2", "แก้ว", "อัศวิน", "", "1", ""))
        taken = import_volunteers(said, kind="peer", by=cast.mali, at=NOW)
        assert (taken.kept, len(taken.refused)) == (1, 1)
        one = Volunteer.objects.get()
        assert (one.kind, one.village, one.sex) == ("village-health", cast.villages[1], "female")
        again = import_volunteers(said, kind="peer", by=cast.mali, at=NOW)
        assert (again.kept, {row.problems for row in again.refused}) == (0, {("there",), ("kind",)})

    def test_a_workbook_is_read_too(self, cast):
        book = as_xlsx(HEAD, [("1", "ก้อย", "", "", "บ้านทดสอบ 2", "")], name="รายชื่อ")
        assert import_volunteers(book, kind="peer", by=cast.mali, at=NOW).kept == 1
        assert Volunteer.objects.get().village == cast.villages[2]

    def test_no_list_and_no_leave_take_nothing_in(self, cast):
        with pytest.raises(Refused):
            import_volunteers(b"", kind="peer", by=cast.mali, at=NOW)
        with pytest.raises(PermissionDenied):
            import_volunteers(self.file(("1", "ก้อย")), kind="peer", by=cast.boonsri, at=NOW)
        assert not Volunteer.objects.exists()
