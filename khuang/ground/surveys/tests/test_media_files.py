"""Photographs on disk: sealed, whole or absent, and swept when nobody speaks of them."""

import datetime
import os

import pytest

from conftest import NOW
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities import media_files
from khuang.ground.surveys import actions
from khuang.lib.identifiers import uuid7
from khuang.lib.sealing import CHUNK, CannotOpen

LONG = b"0123456789" * (CHUNK // 4)


def test_a_file_comes_back_as_it_went_in(inside):
    key = uuid7()
    media_files.write(key, [LONG[:7], LONG[7:]])
    assert b"".join(media_files.read(key)) == LONG


def test_nothing_of_it_is_readable_on_the_disk(inside):
    key = uuid7()
    media_files.write(key, [b"Somchai Jaidee" * 50])
    assert b"Somchai" not in media_files.path_of(key).read_bytes()


def test_a_file_that_was_cut_or_changed_or_swapped_does_not_open(inside):
    key, other = uuid7(), uuid7()
    for name in (key, other):
        media_files.write(name, [LONG])
    sealed = media_files.path_of(key).read_bytes()
    half = 4 + int.from_bytes(sealed[:4], "big")
    for content in (sealed[:half], sealed[:-1] + b"x", media_files.path_of(other).read_bytes()):
        media_files.path_of(key).write_bytes(content)
        with pytest.raises(CannotOpen):
            list(media_files.read(key))


def test_a_write_that_fails_leaves_nothing(inside):
    def broken():
        yield LONG
        raise OSError("the phone hung up")

    with pytest.raises(OSError, match="hung up"):
        media_files.write(uuid7(), broken())
    assert list(media_files.stored()) == []


def test_what_no_row_speaks_of_is_swept_after_a_day(inside):
    old, young = uuid7(), uuid7()
    for key in (old, young):
        media_files.write(key, [b"x"])
    two_days_ago = (NOW - datetime.timedelta(days=2)).timestamp()
    os.utime(media_files.path_of(old), (two_days_ago, two_days_ago))
    os.utime(media_files.path_of(young), (NOW.timestamp(), NOW.timestamp()))
    assert actions.sweep_media(at=NOW) == 1
    assert [key for key, _ in media_files.stored()] == [young]
    actions.sweep_media(at=NOW)
    assert Entry.objects.filter(event="surveys.media-swept").count() <= 1
