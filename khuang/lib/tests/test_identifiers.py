"""Identifiers sort by when they were made."""

import uuid

from khuang.lib.identifiers import uuid7


def test_rows_made_one_after_the_other_sort_so():
    made = [uuid7() for _ in range(5_000)]
    assert made == sorted(made)


def test_it_is_version_seven_of_the_rfc():
    made = uuid7()
    assert (made.version, made.variant) == (7, uuid.RFC_4122)
