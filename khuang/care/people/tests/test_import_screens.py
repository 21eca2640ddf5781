"""The wizard for lists of people, page by page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from openpyxl import load_workbook

from conftest import sign_in
from khuang.care.people.actions import imports
from khuang.care.people.models import Import, Person
from khuang.care.people.rules.imports.files import LARGEST
from khuang.care.people.tests.lists import HEAD, carry_out, csv_bytes, row, xlsx_bytes
from khuang.ground.municipalities.context import within

AT = "/desk/imports/"


@pytest.fixture
def mali(cast, client):
    sign_in(client, cast.mali)
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    return client


def upload(client, content, name="list.csv", source="โรงพยาบาล"):
    file = SimpleUploadedFile(name, content)
    return client.post(f"{AT}new/", {"source": source, "file": file})


def chosen(page, **said):
    """Give the form of the columns as the page proposes it."""
    form = page.context["form"]
    return {name: form[name].initial for name in form.fields} | said


def brought(cast):
    with within(cast.municipality):
        return Import.objects.get()


def work(cast, one):
    return carry_out(one, imports.work_piece)


def test_a_list_goes_from_the_file_to_the_registry_and_back(mali, cast):
    rows = [HEAD, row(1), row(2, "นางสมศรี มีสุข", born="31/2/2567"), row(3, "นายคำ ปัน", moo="ทุ่งนา")]
    answer = upload(mali, csv_bytes(rows, "cp874"))
    one = brought(cast)
    assert answer.url == f"{AT}{one.pk}/columns/"
    page = mali.get(answer.url)
    assert "TIS-620 / Windows-874" in page.content.decode()
    answer = mali.post(answer.url, chosen(page))
    page = mali.get(answer.url).content.decode()
    assert "ทุ่งนา" in page
    assert "There is no such day" in page or "calendar" in page
    code = cast.villages[2].code
    assert mali.post(answer.url, {"village_0": code}).status_code == 302
    mali.post(f"{AT}{one.pk}/begin/")
    assert "Rows read" in mali.get(f"{AT}{one.pk}/").content.decode()
    work(cast, one)
    page = mali.get(f"{AT}{one.pk}/").content.decode()
    assert "Download the rows to correct" in page
    back = mali.get(f"{AT}{one.pk}/rows.csv")
    assert back.content.startswith(b"\xef\xbb\xbf")
    assert "31/2/2567" in back.content.decode("utf-8-sig")
    assert "People who go" in mali.get(f"{AT}{one.pk}/undo/").content.decode()
    mali.post(f"{AT}{one.pk}/undo/")
    with within(cast.municipality):
        assert Person.objects.count() == 2
        undo = one.undoings.get()
    carry_out(undo, imports.undo_piece)
    with within(cast.municipality):
        assert Person.objects.count() == 0
    assert "Taken back" in mali.get(f"{AT}{one.pk}/").content.decode()


def test_a_row_that_numbers_the_columns_is_asked_about_nowhere(mali, cast):
    answer = upload(mali, csv_bytes([HEAD, [f"({n})" for n in range(1, 7)], row(1)]))
    page = mali.get(answer.url)
    assert "For example: (" not in page.content.decode()
    assert "(optional)" not in page.content.decode()
    answer = mali.post(answer.url, chosen(page))
    page = mali.get(answer.url)
    assert not page.context["form"].fields
    assert [one.number for one in page.context["rows"]] == [3]


def test_a_header_without_rows_cannot_be_taken_in(mali, cast):
    answer = upload(mali, csv_bytes([HEAD]))
    page = mali.get(answer.url)
    answer = mali.post(answer.url, chosen(page))
    page = mali.get(answer.url).content.decode()
    assert "no rows of people" in page
    assert "/begin/" not in page


def test_a_file_that_is_no_list_is_refused_with_what_to_do(mali):
    answer = upload(mali, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert answer.status_code == 422
    assert "protected by a password" in answer.content.decode()


def test_a_file_that_is_too_large_is_refused_without_keeping_it(mali):
    answer = upload(mali, bytes(LARGEST + 200_000))
    assert answer.status_code == 422
    assert "50 MB" in answer.content.decode()


def test_a_list_that_came_is_never_in_clear_on_disk(mali, tmp_path, settings):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    upload(mali, csv_bytes([HEAD, *(row(n) for n in range(30_000))]))
    assert not list(tmp_path.iterdir())


def test_the_upload_wants_its_token(cast):
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.mali)
    assert upload(client, csv_bytes([HEAD, row(1)])).status_code == 403


def test_another_table_and_another_header_can_be_chosen(mali, cast):
    content = xlsx_bytes(("people", [["x"], HEAD, row(1)]), ("other", [["ชื่อ-สกุล"], ["นายก ข"]]))
    upload(mali, content, "a.xlsx")
    one = brought(cast)
    mali.post(f"{AT}{one.pk}/reading/", {"table": "other", "first": 1, "last": 1})
    assert brought(cast).table == "other"
    mali.post(f"{AT}{one.pk}/reading/", {"table": "people", "first": 1, "last": 1})
    mali.post(f"{AT}{one.pk}/reading/", {"table": "people", "first": 2, "last": 2})
    assert brought(cast).headers == HEAD
    page = mali.post(f"{AT}{one.pk}/reading/", {"table": "people", "first": 3, "last": 2}, follow=True)
    assert "one to five rows" in page.content.decode()


def test_two_columns_of_one_kind_and_a_list_without_names_are_refused(mali, cast):
    answer = upload(mali, csv_bytes([HEAD, row(1)]))
    page = mali.get(answer.url)
    twice = mali.post(answer.url, chosen(page, column_0="phone"))
    assert twice.status_code == 422
    assert "Two columns are said to be the same" in twice.content.decode()
    nameless = mali.post(answer.url, chosen(page, column_1=""))
    assert "which column holds the name" in nameless.content.decode()


def test_an_import_whose_file_is_gone_asks_for_it_again(mali, cast):
    content = csv_bytes([HEAD, row(1)])
    answer = upload(mali, content)
    one = brought(cast)
    from khuang.care.people import import_files

    with within(cast.municipality):
        import_files.remove(one.pk)
    assert "Upload the same file again" in mali.get(answer.url).content.decode()
    mali.post(f"{AT}{one.pk}/again/", {"file": SimpleUploadedFile("list.csv", content)})
    assert "What the columns are" in mali.get(answer.url).content.decode()


def test_an_empty_list_to_fill_in_is_understood_by_itself(mali, cast):
    template = mali.get(f"{AT}template.xlsx").content
    head = [cell.value for cell in load_workbook(io.BytesIO(template)).active[1]]
    upload(mali, template, "a.xlsx")
    page = mali.get(f"{AT}{brought(cast).pk}/columns/")
    assert len([name for name, field in chosen(page).items() if name.startswith("column") and field]) == len(
        head
    )


def test_whoever_works_for_one_village_cannot_bring_a_list(client, cast):
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM

    with within(cast.municipality):
        malee = accounts.create_account("malee", display_name="มาลี", by=SYSTEM, at=timezone.now())
        accounts.give_role(
            malee, "social-worker", held_at="village", village=cast.villages[3], by=SYSTEM, at=timezone.now()
        )
    sign_in(client, malee)
    assert upload(client, csv_bytes([HEAD, row(1)])).status_code == 403
    assert client.get(AT).status_code == 200
