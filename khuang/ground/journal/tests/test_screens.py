"""The journal's page, and the words for every line that the code writes."""

import ast
from pathlib import Path

import pytest
from django.test import Client

import khuang
from conftest import NOW, sign_in
from khuang.ground.journal import actions as journal
from khuang.ground.journal.rules import event_codes, event_words, kind_words
from khuang.ground.municipalities.context import within

JOURNAL = "/desk/journal/"
CODE = Path(khuang.__file__).parent


@pytest.fixture
def head(cast):
    client = Client()
    sign_in(client, cast.prasit)
    return client


def rows(page):
    return page.content.decode().split("<tbody>")[1].split("</tbody>")[0]


def test_names_are_shown_for_accounts_and_kinds_for_everything_else(head, cast):
    with within(cast.municipality):
        journal.write("people.listed", by=cast.mali, about=None, at=NOW, also=[cast.dao.pk, cast.kham.pk])
        journal.write("places.villages-loaded", by=journal.SYSTEM, about=cast.municipality, at=NOW, kept=3)
    shown = rows(head.get(JOURNAL))
    assert "มะลิ ใจงาม" in shown
    assert "แสดงรายชื่อคน" in shown
    assert "2 รายการ" in shown
    assert "ระบบทำเอง" in shown
    assert str(cast.dao.pk) not in shown


def test_the_journal_is_filtered_by_event_and_by_account(head, cast):
    with within(cast.municipality):
        journal.write("people.viewed", by=cast.mali, about=cast.dao, at=NOW)
        journal.write("people.viewed", by=cast.nok, about=cast.dao, at=NOW)
        journal.write("people.listed", by=cast.nok, about=None, at=NOW)
    shown = rows(head.get(JOURNAL, {"event": "people.viewed", "by": cast.nok.pk}))
    assert shown.count("<tr>") == 1
    assert "เดินเก่ง" in shown


def test_an_odd_filter_shows_the_whole_journal(head):
    assert head.get(JOURNAL, {"by": "nobody", "event": "x", "before": "๙" * 400}).status_code == 200


def test_older_lines_follow_page_by_page_without_gap(head, cast):
    with within(cast.municipality):
        for _ in range(60):
            journal.write("people.viewed", by=cast.mali, about=cast.dao, at=NOW)
    first = head.get(JOURNAL, {"event": "people.viewed"})
    assert rows(first).count("<tr>") == 50
    assert rows(head.get(JOURNAL + first.context["older"])).count("<tr>") == 10


def test_the_page_says_whether_the_chain_is_whole(head, cast):
    with within(cast.municipality):
        journal.write("people.viewed", by=cast.mali, about=cast.dao, at=NOW)
    page = head.get(f"{JOURNAL}chain/").content.decode()
    assert "ครบถ้วน" in page


def test_the_page_says_where_the_chain_is_broken(committed, owner):
    from conftest import make_cast, make_municipality

    cast = make_cast(make_municipality())
    owner.execute("UPDATE journal_entry SET event = 'never.happened' WHERE seq = 2")
    client = Client()
    sign_in(client, cast.prasit)
    assert "รายการที่ 2" in client.get(f"{JOURNAL}chain/").content.decode()


def written_events():
    """Find the first word of every journal.write(...) in the code."""
    for path in CODE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
            if is_call and ast.unparse(node.func) == "journal.write" and "tests" not in path.parts:
                yield from (said.value for said in ast.walk(node.args[0]) if isinstance(said, ast.Constant))


def test_every_line_that_the_code_writes_has_words():
    # A constant that is only part of a name (f"places.{kind}-loaded") is no event by itself.
    events = {said for said in written_events() if "." in said.strip(".") and not said.endswith((".", "-"))}
    assert events - set(event_codes()) == set()


def test_words_exist_in_both_languages_and_unknown_codes_speak_for_themselves():
    for code in event_codes():
        assert event_words(code, "th") != event_words(code, "en") != code
    assert event_words("thing.done", "th") == "thing.done"
    assert kind_words("thing", "en") == "thing"
