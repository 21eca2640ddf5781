"""The journal is written with the change, chained by the database, and cannot be altered unseen."""

import pytest
from django.db import ProgrammingError, connection, transaction

from conftest import NOW, make_municipality
from khuang.ground.journal import actions as journal
from khuang.ground.journal import reads
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within


def write(event="thing.done", **reference):
    journal.write(event, by=journal.SYSTEM, about=None, at=NOW, **reference)


def test_a_chain_of_lines_is_whole(municipality):
    with within(municipality):
        write(count=1)
        write(count=2)
    with within(municipality):
        write(note="ภาษาไทย")
        verdict = reads.verdict()
    assert (verdict.lines, verdict.broken_at) == (3, None)


def test_each_municipality_has_its_own_chain(municipality):
    other = make_municipality(slug="other")
    for place in (municipality, other, municipality):
        with within(place):
            write()
    with within(municipality):
        assert list(Entry.objects.values_list("seq", flat=True)) == [1, 2]
    with within(other):
        assert list(Entry.objects.values_list("seq", flat=True)) == [1]


def test_an_action_that_fails_leaves_no_line(municipality):
    @journal.action
    def fail():
        write("thing.failed")
        raise ValueError

    with within(municipality):
        with pytest.raises(ValueError):
            fail()
        write("thing.done")
        assert [entry.event for entry in reads.newest()] == ["thing.done"]


@pytest.mark.parametrize("statement", ["UPDATE journal_entry SET event = 'x'", "DELETE FROM journal_entry"])
def test_the_application_cannot_change_or_delete_a_line(municipality, statement):
    with within(municipality):
        write()
        reads.newest()
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_application_cannot_move_the_head(municipality):
    with (
        within(municipality),
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
    ):
        connection.cursor().execute("UPDATE journal_chainhead SET seq = 0")


@pytest.mark.parametrize(
    ("tampering", "line", "because"),
    [
        ("UPDATE journal_entry SET event = 'never.happened' WHERE seq = 2", 2, "changed"),
        ("UPDATE journal_entry SET at = at + interval '1 hour' WHERE seq = 2", 2, "changed"),
        ("DELETE FROM journal_entry WHERE seq = 2", 2, "missing"),
        ("DELETE FROM journal_entry WHERE seq = 3", 3, "cut"),
    ],
)
def test_tampering_by_the_databases_master_is_found(committed, owner, tampering, line, because):
    place = make_municipality()
    with within(place):
        for count in range(3):
            write(count=count)
    assert owner.execute(tampering).rowcount == 1
    with within(place):
        verdict = reads.verdict()
    assert (verdict.broken_at, verdict.because) == (line, because)


def test_a_forged_hash_is_replaced_by_the_database(municipality):
    with within(municipality):
        Entry.objects.create(at=NOW, event="x", by_kind="system", about_kind="", hash=b"forged", seq=99)
        assert reads.verdict().broken_at is None


def test_lines_about_a_record_include_lists_that_showed_it(municipality):
    with within(municipality):
        journal.write("people.viewed", by=journal.SYSTEM, about=municipality, at=NOW)
        journal.write("people.listed", by=journal.SYSTEM, about=None, at=NOW, also=[municipality.pk])
        write()
        assert [entry.event for entry in reads.lines_about(municipality.pk)] == [
            "people.listed",
            "people.viewed",
        ]


def test_the_tests_run_as_the_application_role(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == ("khuang_app", False, False)
