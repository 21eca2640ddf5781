"""A list leaves as a file only with a reason; every row says whose file it is."""

import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from conftest import NOW, sign_in
from khuang.care.people.actions import guard, note_export
from khuang.care.people.models import Export, Person
from khuang.care.people.rules.exports import PER_DAY, TooManyExports
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db
WANTED = {
    "reason": "visit",
    "words": "เยี่ยมบ้านหมู่ 3 วันเสาร์",
    "columns": ["given_name", "family_name", "house_no"],
    "file_format": "csv",
}


@pytest.fixture
def prasit(client, town):
    return sign_in(client, town.cast.prasit)


def taken_out(client, **changed):
    return client.post(reverse("desk:export"), WANTED | changed)


def rows(response):
    return list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))


def test_the_file_holds_the_ticked_columns_and_whose_file_it_is(town, prasit):
    head, *people = rows(taken_out(prasit))
    assert {row[0] for row in people} == {"มาลี", "ต้น", "แก้ว"}
    assert len(head) == 4
    with within(town.cast.municipality):
        made = Export.objects.get()
    assert all("ประสิทธิ์ ตั้งใจ" in row[-1] and made.number in row[-1] for row in people)


@pytest.mark.parametrize("level", ["sensitive", "sealed"])
def test_nobody_guarded_leaves_with_a_file_not_even_for_who_is_named(town, prasit, level):
    with within(town.cast.municipality):
        head = town.cast.prasit
        guard(town.mali, level, named=[head], reason="ต้องคุ้มครอง", by=head, at=timezone.now())
    _, *people = rows(taken_out(prasit))
    assert {row[0] for row in people} == {"ต้น", "แก้ว"}


def test_the_file_is_narrowed_as_its_list(town, prasit):
    _, *people = rows(prasit.post(reverse("desk:export") + "?level=high", WANTED))
    assert [row[0] for row in people] == ["มาลี"]


def test_a_workbook_opens_and_says_whose_it_is(town, prasit):
    answer = taken_out(prasit, file_format="xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert "ประสิทธิ์ ตั้งใจ" in sheet["A1"].value
    assert {row[0].value for row in sheet.iter_rows(min_row=4)} == {"มาลี", "ต้น", "แก้ว"}


def test_a_formula_in_a_name_is_harmless(town, prasit):
    with within(town.cast.municipality):
        Person.objects.filter(pk=town.kaew.pk).update(given_name="=cmd|'/C calc'!A0")
    assert "'=cmd|'/C calc'!A0" in {row[0] for row in rows(taken_out(prasit))}


def test_everybody_in_the_file_can_see_who_took_it_out(town, prasit):
    taken_out(prasit)
    with within(town.cast.municipality):
        lines = journal.lines_about(town.mali.pk)
        assert "people.exported" in {line.event for line in lines}
        assert not any(WANTED["words"] in line.reference for line in lines)


def test_without_a_reason_there_is_no_file(town, prasit):
    answer = taken_out(prasit, words="")
    assert answer.status_code == 422
    assert "Content-Disposition" not in answer
    with within(town.cast.municipality):
        assert not Export.objects.exists()


def test_restricted_people_are_left_out(town, prasit):
    with within(town.cast.municipality):
        Person.objects.filter(pk=town.kaew.pk).update(restricted_at=NOW)
    assert {row[0] for row in rows(taken_out(prasit))[1:]} == {"มาลี", "ต้น"}


def test_exact_places_come_only_when_ticked(town, prasit):
    assert "99.45" not in taken_out(prasit).content.decode()
    with_places = rows(taken_out(prasit, columns=["given_name", "lat", "lon"]))
    assert ["แก้ว", "18.3", "99.45"] in [row[:3] for row in with_places]


def test_a_social_worker_takes_nothing_out(town, client):
    assert taken_out(sign_in(client, town.cast.mali)).status_code == 403


def test_a_factor_given_long_ago_is_asked_for_again(town, client):
    answer = taken_out(sign_in(client, town.cast.prasit, fresh=False))
    assert "Content-Disposition" not in answer
    with within(town.cast.municipality):
        assert not Export.objects.exists()


def test_one_account_takes_out_only_so_many_files_a_day(town):
    wanted = WANTED | {"chosen": {}, "by": town.cast.prasit}
    with within(town.cast.municipality):
        for _ in range(PER_DAY):
            note_export([], **wanted, at=NOW)
        with pytest.raises(TooManyExports):
            note_export([], **wanted, at=NOW)
        note_export([], **wanted, at=NOW + timedelta(days=1, seconds=1))


def test_too_many_are_said_in_words(town, prasit):
    for _ in range(PER_DAY):
        taken_out(prasit)
    answer = taken_out(prasit)
    assert answer.status_code == 422
    assert WANTED["words"] in answer.content.decode()  # nothing typed is lost


def test_the_head_sees_which_files_were_taken_out(town, prasit):
    taken_out(prasit)
    page = prasit.get(reverse("desk:exports")).content.decode()
    assert WANTED["words"] in page
