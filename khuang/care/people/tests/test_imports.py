"""Lists of people on their way into the registry, and back out of it."""

import datetime
import io

import pytest
from django.core.exceptions import PermissionDenied
from openpyxl import Workbook
from PIL import Image

from conftest import NOW
from khuang.care.people import actions, import_files
from khuang.care.people.actions import imports
from khuang.care.people.actions.snapshot import snapshot
from khuang.care.people.models import (
    Attention,
    Change,
    Dwelling,
    Household,
    Import,
    ImportPhotograph,
    ImportRow,
    ImportSource,
    Person,
)
from khuang.care.people.reads import importing
from khuang.care.people.rules.imports.problems import Refused
from khuang.care.people.tests.lists import (
    HEAD,
    bring,
    carry_out,
    choose,
    csv_bytes,
    row,
    take_in,
    xlsx_bytes,
    zip_bytes,
)
from khuang.ground.journal import long_work
from khuang.ground.journal import reads as journal
from khuang.lib.spreadsheets import harmless


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def counts(brought):
    return {name: count for name, count in brought.counts.items() if count and name != "fields"}


SOMSRI = row(2, "นางสาวสมศรี มีสุข")


def test_rows_become_people_in_homes(cast):
    done = take_in(bring([HEAD, row(1), SOMSRI, row(3, "ด.ช.แดง ใจดี", house="13")], cast.mali), cast.mali)
    assert (done.state, counts(done)) == ("done", {"new": 3})
    somsri = Person.objects.get(given_name="สมศรี")
    assert (somsri.title, somsri.sex, somsri.village) == ("นางสาว", "female", cast.villages[1])
    assert somsri.born_on == datetime.date(1947, 2, 1)
    assert Dwelling.objects.count() == Household.objects.count() == 2
    assert Change.objects.exclude(import_id=done.pk).count() == 0


def test_the_same_file_again_changes_nothing(cast):
    rows = [HEAD, row(1), SOMSRI, row(None, "นางบุญมี ทองดี"), row(None, "นางคำ ปัน", born="-")]
    take_in(bring(rows, cast.mali), cast.mali)
    before = snapshot()
    again = take_in(bring(rows, cast.mali), cast.mali)
    assert counts(again) == {"unchanged": 4}
    assert snapshot() == before


def test_bad_rows_come_back_in_the_same_columns_with_the_reason(cast):
    rows = [
        HEAD,
        row(1),
        row(2, born="31/2/2567"),
        row(3, ""),
        ["1.23457E+12", *row(4)[1:]],
        row(5, moo="99"),
    ]
    done = take_in(bring(rows, cast.mali), cast.mali)
    assert counts(done) == {"new": 1, "bad": 4}
    header, *back = importing.bad_rows(done)
    assert header[:-1] == HEAD
    assert [line[:-1] for line in back] == rows[2:]
    assert all(line[-1] for line in back)
    codes = [note.problems[0][0] for note in ImportRow.objects.all()]
    assert codes == ["date_no_such_day", "row_name_missing", "row_id_lost_digits", "village_unknown"]


def test_the_corrected_file_can_be_brought_as_it_was_handed_back(cast):
    done = take_in(bring([HEAD, row(1), row(2, "นางสมศรี มีสุข", born="31/2/2500")], cast.mali), cast.mali)
    header, back = importing.bad_rows(done)
    back[2] = "28/2/2500"
    again = take_in(bring([header, back], cast.mali), cast.mali)
    assert counts(again) == {"new": 1}


def test_only_what_is_empty_is_filled_and_the_rest_is_asked(cast):
    take_in(bring([HEAD, row(1, phone="")], cast.mali), cast.mali)
    done = take_in(bring([HEAD, row(1, "นายสมชัย ใจดี", phone="0899999999")], cast.mali), cast.mali)
    person = Person.objects.get()
    assert (person.given_name, person.phone) == ("สมชาย", "0899999999")
    assert counts(done) == {"changed": 1, "aside": 1}
    assert done.counts["fields"] == {"phone": 1}
    item = Attention.objects.get()
    assert (item.code, item.property, item.proposed) == ("import_differs", "given_name", "สมชัย")
    actions.settle(item, take=True, by=cast.mali, at=NOW)
    assert Person.objects.get().given_name == "สมชัย"


def test_a_source_may_be_said_to_know_better(cast):
    take_in(bring([HEAD, row(1)], cast.mali), cast.mali)
    done = take_in(bring([HEAD, row(1, "นายสมชัย ใจดี", house="77")], cast.mali, rule="take"), cast.mali)
    person = Person.objects.get()
    assert (person.given_name, person.dwelling.house_no) == ("สมชัย", "77")
    assert counts(done) == {"changed": 1}
    assert not Attention.objects.exists()


def test_an_id_number_of_somebody_else_is_no_match(cast):
    take_in(bring([HEAD, row(1)], cast.mali), cast.mali)
    done = take_in(bring([HEAD, row(1, "นางแก้วตา ป่าสัก", born="3/4/2520")], cast.mali), cast.mali)
    assert counts(done) == {"bad": 1}
    assert ImportRow.objects.get().problems == [["row_id_of_another", ""]]


def test_a_guarded_person_is_neither_changed_nor_shown(cast):
    take_in(bring([HEAD, row(1, phone="")], cast.mali), cast.mali)
    Person.objects.update(level=Person.Level.SEALED)
    done = take_in(bring([HEAD, row(1)], cast.prasit), cast.prasit)
    assert Person.objects.get().phone is None
    assert counts(done) == {"unchanged": 1}
    assert not ImportRow.objects.exists()
    assert Attention.objects.get().person.level == Person.Level.SEALED


def test_what_a_cell_would_compute_stays_text_and_harmless(cast):
    done = take_in(bring([HEAD, row(1, "=cmd|' /C calc'!A0", born="=1+1")], cast.mali), cast.mali)
    assert counts(done) == {"bad": 1}
    _, back = importing.bad_rows(done)
    assert [harmless(cell) for cell in back[1:3]] == ["'=cmd|' /C calc'!A0", "'=1+1"]


def test_two_digit_years_are_asked_for_before_anything_is_taken_in(cast):
    brought = bring([HEAD, row(1, born="1/2/67")], cast.mali)
    with pytest.raises(Refused):
        imports.begin(brought, by=cast.mali, at=NOW)
    choose(brought, cast.mali, two_digits={2: "be"})
    take_in(brought, cast.mali)
    assert Person.objects.get().born_on.year == 2024


def test_a_village_that_is_unknown_is_answered_once_for_the_source(cast):
    brought = bring([HEAD, row(1, moo="ทุ่งนาเก่า")], cast.mali)
    from khuang.care.people.actions.imports.choosing import open_questions

    assert open_questions(brought) == ([], ["ทุ่งนาเก่า"])
    choose(brought, cast.mali, village_words={"ทุ่งนาเก่า": cast.villages[2].code})
    take_in(brought, cast.mali)
    assert Person.objects.get().village == cast.villages[2]
    assert ImportSource.objects.get().villages
    again = imports.bring(
        csv_bytes([HEAD, row(2, "นางก ข", moo="ทุ่งนาเก่า")]),
        file_name="x",
        source="โรงพยาบาล",
        by=cast.mali,
        at=NOW,
    )
    assert {one.because for one in importing.proposals(again).values()} == {"remembered"}


def test_stopped_it_keeps_what_is_done_and_goes_on_later(cast, monkeypatch):
    monkeypatch.setattr("khuang.care.people.actions.imports.taking.PIECE", 2)
    brought = bring([HEAD, *(row(n, f"นาย{'ก' * n} ข", house=str(n)) for n in range(1, 6))], cast.mali)
    imports.begin(brought, by=cast.mali, at=NOW)
    ours = (brought.municipality_id, Import, brought.pk, imports.work_piece)
    long_work.carry_on(*ours, seconds=0.0001)
    imports.stop(Import.objects.get(), by=cast.mali, at=NOW)
    long_work.carry_on(*ours)
    half = Import.objects.get()
    assert (half.state, half.done, Person.objects.count()) == ("cancelled", 2, 2)
    done = take_in(half, cast.mali)
    assert (done.state, counts(done)["new"]) == ("done", 5)


def test_a_file_that_is_removed_half_way_is_asked_for_again(cast, monkeypatch):
    monkeypatch.setattr("khuang.care.people.actions.imports.taking.PIECE", 2)
    content = csv_bytes([HEAD, *(row(n, f"นาย{'ก' * n} ข", house=str(n)) for n in range(1, 6))])
    brought = bring(None, cast.mali, content=content)
    imports.begin(brought, by=cast.mali, at=NOW)
    long_work.carry_on(brought.municipality_id, Import, brought.pk, imports.work_piece, seconds=0.0001)
    import_files.remove(brought.pk)
    stopped = carry_out(brought, imports.work_piece)
    assert (stopped.state, stopped.failed_because) == ("failed", "file_gone")
    with pytest.raises(Refused):
        imports.bring_again(stopped, content + b"x", by=cast.mali, at=NOW)
    imports.bring_again(stopped, content, by=cast.mali, at=NOW)
    assert counts(take_in(stopped, cast.mali))["new"] == 5


def test_a_whole_import_is_taken_back(cast):
    take_in(bring([HEAD, row(1, phone="")], cast.mali), cast.mali)
    before = set(snapshot())
    done = take_in(bring([HEAD, row(1), SOMSRI, row(3, "นายคำ ปัน", house="99")], cast.mali), cast.mali)
    assert imports.preview_undo(done) == {"gone": 2, "given_back": 1}
    undo = carry_out(imports.begin_undo(done, by=cast.mali, at=NOW), imports.undo_piece)
    assert undo.counts == {"gone": 2, "given_back": 1}
    assert Person.objects.get().phone is None
    # The only trace is the change that gave the phone back, and the one that it undid.
    assert {kind for kind, *_ in {row[:1] for row in set(snapshot()) - before}} <= {"change", "person"}
    with pytest.raises(Refused):
        imports.begin_undo(Import.objects.get(pk=done.pk), by=cast.mali, at=NOW)
    assert not actions.replay_check().differences


def test_what_somebody_built_on_stays_when_an_import_is_taken_back(cast):
    take_in(bring([HEAD, row(1, phone="")], cast.mali), cast.mali)
    done = take_in(bring([HEAD, row(1), SOMSRI], cast.mali), cast.mali)
    first, second = Person.objects.order_by("pk")
    later = NOW + datetime.timedelta(hours=1)
    old = Person.objects.get(given_name="สมชาย")
    actions.correct(old, {"phone": "0877777777"}, version=old.version, by=cast.mali, at=later)
    new = Person.objects.get(given_name="สมศรี")
    actions.correct(new, {"nickname": "ศรี"}, version=new.version, by=cast.mali, at=later)
    undo = carry_out(imports.begin_undo(done, by=cast.mali, at=later), imports.undo_piece)
    assert undo.counts == {"kept": 2}
    assert Person.objects.count() == 2
    assert {first.pk, second.pk} == set(Person.objects.values_list("pk", flat=True))


def test_an_import_is_taken_back_within_thirty_days(cast):
    done = take_in(bring([HEAD, row(1)], cast.mali), cast.mali)
    with pytest.raises(Refused):
        imports.begin_undo(done, by=cast.mali, at=NOW + datetime.timedelta(days=31))


def test_files_go_after_thirty_days_and_lie_sealed_until_then(cast):
    done = take_in(bring([HEAD, row(1)], cast.mali), cast.mali)
    paths = [path for _, path in import_files.media_files.stored() if path.suffix in import_files.SUFFIXES]
    assert len(paths) == 2
    assert not any("สมชาย".encode() in path.read_bytes() for path in paths)
    assert imports.sweep_imports(at=NOW + datetime.timedelta(days=29)) == 0
    assert imports.sweep_imports(at=NOW + datetime.timedelta(days=31)) == 1
    assert not any(path.exists() for path in paths)
    assert Import.objects.get(pk=done.pk).removed_at


def test_lists_that_speak_of_an_erased_person_go_with_them(cast):
    done = take_in(bring([HEAD, row(1), SOMSRI], cast.mali), cast.mali)
    other = take_in(bring([HEAD, row(7, "นายคำ ปัน")], cast.mali), cast.mali)
    assert imports.forget_imports(Person.objects.get(given_name="สมศรี"), at=NOW) == 1
    assert Import.objects.get(pk=done.pk).removed_at
    assert Import.objects.get(pk=other.pk).removed_at is None


def photograph():
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (18.0, 15.0, 0.0)}
    Image.new("RGB", (40, 40), "red").save(file, "JPEG", exif=exif)
    return file.getvalue()


def test_photographs_of_a_zip_are_kept_without_their_place(cast):
    rows = [[*HEAD, "รูปถ่าย"], [*row(1), "1.jpg"], [*SOMSRI, "missing.jpg"]]
    content = zip_bytes(
        **{"list.csv": csv_bytes(rows), "media/1.jpg": photograph(), "media/2.jpg": b"no picture"}
    )
    done = take_in(bring(None, cast.mali, content=content, name="kobo.zip"), cast.mali)
    assert counts(done) == {"new": 2, "photographs": 1}
    kept = ImportPhotograph.objects.get()
    assert kept.person.given_name == "สมชาย"
    picture = Image.open(io.BytesIO(b"".join(import_files.picture(kept.pk))))
    assert not picture.getexif()


def test_a_workbook_of_a_hospital_is_understood(cast):
    rows = [["รายชื่อผู้ป่วยติดเตียง"], [], ["CID", "PRENAME", "NAME", "LNAME", "BIRTH", "SEX", "บ้านเลขที่", "หมู่"]]
    rows += [[9000000000012, "นาง", "บุญมี", "ทองดี", datetime.date(1950, 3, 4), 2, 12, 1]]
    done = take_in(bring(None, cast.mali, content=xlsx_bytes(("Sheet1", rows)), name="a.xlsx"), cast.mali)
    assert counts(done) == {"new": 1}
    person = Person.objects.get()
    assert (person.title, person.given_name, person.sex) == ("นาง", "บุญมี", "female")
    assert person.born_on == datetime.date(1950, 3, 4)


def test_a_workbook_of_only_formulas_is_read_by_its_last_values(cast):
    book = Workbook()
    book.active.append(["ชื่อ-สกุล", "บ้านเลขที่"])
    book.active.append(['=HYPERLINK("http://example.org","x")', "1"])
    file = io.BytesIO()
    book.save(file)
    done = take_in(bring(None, cast.mali, content=file.getvalue(), name="a.xlsx"), cast.mali)
    # A formula that was never computed has no value; nothing of it is believed.
    assert not Person.objects.exists()
    assert counts(done) == {"skipped": 1}


def test_only_whoever_may_import_for_the_whole_municipality_does(cast):
    for account in (cast.nok, cast.boonsri, cast.dao, cast.kham):
        with pytest.raises(PermissionDenied):
            bring([HEAD, row(1)], account)


def test_every_step_stands_in_the_journal_without_anybodys_name(cast):
    done = take_in(bring([HEAD, row(1)], cast.mali), cast.mali)
    lines = list(journal.lines_about(done.pk))
    assert {line.event for line in lines} == {
        "people.import-brought", "people.import-chosen", "people.import-begun", "people.imported",
    }  # fmt: skip
    assert not any("สมชาย" in line.reference for line in lines)
