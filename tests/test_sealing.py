"""A sealed value opens only in its own row, with its own key, and stands nowhere in clear."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from conftest import HOME, NOW, make_municipality
from khuang.care.people.models import Person
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyed_hash, keyring
from khuang.ground.places.models import Point
from khuang.lib.sealing import CHUNK, CannotOpen, Keyring

KEYS = Keyring(1, {1: b"k" * 32}, b"i" * 32)
SECRET_PLACE = (99.512345678, 18.287654321)


def point(position=SECRET_PLACE):
    return Point.objects.create(position=position, cell_x=9951, cell_y=1828, source="map", captured_at=NOW)


def test_a_sealed_value_comes_back_as_it_went_in(inside):
    assert Point.objects.get(pk=point().pk).position == SECRET_PLACE


def test_values_swapped_between_two_rows_do_not_open(inside):
    mine, yours = point(), point((100.5, 13.7))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE places_point p SET position = q.position FROM places_point q WHERE p.id <> q.id"
        )
    for key in (mine.pk, yours.pk):
        with pytest.raises(CannotOpen):
            Point.objects.get(pk=key).position  # noqa: B018  reading it opens it


def test_a_value_of_another_column_or_table_does_not_open():
    sealed = KEYS.seal(b"0812345678", b"people_person:phone:1")
    for bound in (b"people_person:national_id:1", b"people_household:phone:1", b"people_person:phone:2"):
        with pytest.raises(CannotOpen):
            KEYS.open(sealed, bound)


def test_the_wrong_key_and_a_missing_key_open_nothing():
    sealed = KEYS.seal(b"secret", b"row")
    for keys in ({1: b"x" * 32}, {2: b"k" * 32}):
        with pytest.raises(CannotOpen):
            replace(KEYS, current=next(iter(keys)), keys=keys).open(sealed, b"row")


def test_an_old_key_still_opens_and_a_new_one_seals():
    newer = replace(KEYS, current=2, keys={1: b"k" * 32, 2: b"n" * 32})
    assert newer.open(KEYS.seal(b"secret", b"row"), b"row") == b"secret"
    assert newer.seal(b"secret", b"row")[1] == 2


@given(st.binary(max_size=60), st.data())
def test_one_changed_bit_anywhere_is_noticed(plain, data):
    sealed = bytearray(KEYS.seal(plain, b"row"))
    place = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(CannotOpen):
        KEYS.open(bytes(sealed), b"row")


@given(st.binary(max_size=40))
def test_anything_that_was_never_sealed_does_not_open(said):
    with pytest.raises(CannotOpen):
        KEYS.open(said, b"row")


@given(st.lists(st.binary(min_size=1, max_size=20), max_size=4))
def test_a_file_sealed_in_chunks_comes_back_whole(chunks):
    sealed = KEYS.seal_chunks(iter(chunks), b"file")
    assert b"".join(KEYS.open_chunks(iter(list(sealed)), b"file")) == b"".join(chunks)


def test_a_file_cut_off_reordered_or_shortened_does_not_open():
    sealed = list(KEYS.seal_chunks([b"a" * CHUNK, b"b" * CHUNK, b"c"], b"file"))
    for wrong in ([], sealed[:2], sealed[1:], [sealed[1], sealed[0], sealed[2]], [sealed[0], sealed[2]]):
        with pytest.raises(CannotOpen):
            list(KEYS.open_chunks(iter(wrong), b"file"))


def test_an_update_past_the_row_is_refused(inside):
    point()
    with pytest.raises(TypeError), transaction.atomic():
        Point.objects.update(position=(100.0, 15.0))
    with pytest.raises(TypeError), transaction.atomic():
        list(Point.objects.filter(position=SECRET_PLACE))


def test_saving_an_unopened_row_keeps_its_value(inside):
    row = Point.objects.get(pk=point().pk)
    row.cell_x += 1
    row.save()
    assert Point.objects.get(pk=row.pk).position == SECRET_PLACE


def test_equal_values_have_equal_hashes_only_for_one_purpose():
    number = "1234567890123"
    assert keyed_hash(number, "id") == keyed_hash(number, "id")
    assert keyed_hash(number, "id") != keyed_hash(number, "phone")
    assert keyed_hash(number, "id") != replace(keyring(), index=b"x" * 32).keyed_hash(number, "id")
    assert number.encode() not in keyed_hash(number, "id")


def test_equal_values_never_look_equal_when_sealed():
    assert len({KEYS.seal(b"secret", b"row") for _ in range(50)}) == 50


def test_the_files_of_the_database_hold_no_secret(committed, owner):
    """As a thief with `strings` would look: every file of the server, its log of changes included."""
    secret, open_word = "ความลับที่ไม่มีใครรู้ 1103702345678", "ชื่อที่ค้นหาได้"
    person = {"given_name": open_word, "national_id": secret, "national_id_hash": keyed_hash(secret, "id")}
    with within(make_municipality()):
        key = Person.objects.create(known_from=NOW.date(), **person).pk
        assert Person.objects.get(pk=key).national_id == secret
    owner.execute("CHECKPOINT")
    files = [path.read_bytes() for path in _data_folder(owner).rglob("*") if path.is_file()]
    assert any(open_word.encode() in content for content in files), "The search itself finds nothing."
    for clue in (secret.encode(), b"1103702345678"):
        assert not any(clue in content for content in files)


def _data_folder(owner):
    folder = Path(owner.execute("SHOW data_directory").fetchone()[0])
    assert HOME in folder.parents
    return folder
