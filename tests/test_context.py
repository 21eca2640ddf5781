"""The context owns the transaction, and leaves nothing behind."""

import threading

import pytest
from django.db import IntegrityError, connection

from conftest import NOW, make_municipality
from khuang.ground.accounts.actions import create_account
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import NoMunicipality, current_id, within
from khuang.ground.places.models import Village


def village(code="1"):
    return Village.objects.create(code=code, name="บ้านทดสอบ")


def told():
    """Return what the database knows of the municipality."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('khuang.municipality', true)")
        return cursor.fetchone()[0] or ""


def codes(municipality):
    with within(municipality):
        return sorted(Village.objects.values_list("code", flat=True))


@pytest.fixture
def two(committed):
    return make_municipality(), make_municipality(slug="other")


def test_outside_a_context_nothing_can_be_asked():
    with pytest.raises(NoMunicipality):
        current_id()
    with pytest.raises(NoMunicipality):
        Village.objects.all()


def test_opening_the_same_one_again_joins_its_transaction(two):
    with within(two[0]) as outer, within(two[0].pk) as inner:
        assert inner is outer
        village()
    assert codes(two[0]) == ["1"]


def test_another_one_cannot_be_opened_inside(two):
    with within(two[0]):
        with pytest.raises(NoMunicipality), within(two[1]):
            pass
        assert current_id() == two[0].pk


def test_an_exception_takes_everything_back_and_closes_the_context(two):
    with pytest.raises(ZeroDivisionError), within(two[0]):
        village()
        raise ZeroDivisionError
    assert codes(two[0]) == []
    with pytest.raises(NoMunicipality):
        current_id()


def test_an_exception_in_an_inner_context_can_be_caught_outside_it(two):
    with within(two[0]):
        village()
        with pytest.raises(ZeroDivisionError), within(two[0]):
            raise ZeroDivisionError
    assert codes(two[0]) == ["1"]


@pytest.mark.parametrize("fails", [True, False])
def test_the_next_transaction_knows_of_no_municipality(two, fails):
    try:
        with within(two[0]):
            assert told() == str(two[0].pk)
            village()
            if fails:
                raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert told() == ""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM places_village")
        assert cursor.fetchone() == (0,)


def test_inside_a_test_transaction_the_setting_ends_with_the_context_too(municipality):
    with within(municipality):
        pass
    assert told() == ""


def test_a_reference_to_another_municipality_takes_the_whole_transaction_back(two):
    with within(two[1]):
        theirs = village("9")
    with pytest.raises(IntegrityError, match="_within"), within(two[0]):
        village("1")
        account = create_account("mali", display_name="มะลิ", by=SYSTEM, at=NOW)
        given = {"role": "researcher", "held_at": "village", "village_id": theirs.pk, "since": NOW}
        RoleAssignment.objects.create(account=account, **given)
    assert codes(two[0]) == []


def test_threads_work_in_their_own_municipalities(two):
    barrier = threading.Barrier(2, timeout=30)

    def add(municipality, code):
        try:
            with within(municipality):
                barrier.wait()
                village(code)
                assert current_id() == municipality.pk
                assert [row.code for row in Village.objects.all()] == [code]
                barrier.wait()
        finally:
            connection.close()

    threads = [threading.Thread(target=add, args=pair) for pair in zip(two, "ab", strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (codes(two[0]), codes(two[1])) == (["a"], ["b"])


def test_a_new_thread_begins_without_a_context(municipality):
    found = []

    def look():
        try:
            found.append(current_id())
        except NoMunicipality:
            found.append(None)

    with within(municipality):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
    assert found == [None]
