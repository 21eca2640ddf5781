"""What comes next, what is nearly the same, what is a recording."""

from uuid import UUID, uuid5

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.civic.forum.rules.moderation import alike, is_same, likeness
from khuang.civic.forum.rules.order import Candidate, following, weight
from khuang.civic.forum.rules.voices import content_type

SPACE = UUID(int=7)


def candidate(number, **counts):
    return Candidate(uuid5(SPACE, str(number)), **counts)


counts = st.tuples(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50)).map(
    lambda three: {"agreed": three[0], "passed": three[1], "total": sum(three)}
)


@given(st.lists(counts, max_size=8), st.text(max_size=5), st.randoms(use_true_random=False))
def test_the_same_device_sees_the_same_next_whatever_the_order_of_rows(said, seed, random):
    rows = [candidate(number, **one) for number, one in enumerate(said)]
    chosen = following(rows, seed)
    random.shuffle(rows)
    assert following(rows, seed) == chosen
    assert (chosen is None) == (not rows)
    assert not rows or chosen in {one.id for one in rows}


@given(counts)
def test_every_statement_has_a_chance(said):
    assert weight(candidate(1, **said)) > 0


def test_new_and_agreed_ones_come_before_passed_ones():
    new = candidate(1)
    liked = candidate(2, agreed=40, total=50)
    passed = candidate(3, passed=40, total=50)
    assert weight(new) > weight(liked) > weight(passed)


def test_devices_begin_at_different_statements():
    rows = [candidate(number, agreed=5, total=10) for number in range(8)]
    assert len({following(rows, str(seed)) for seed in range(60)}) == 8


def test_nearly_the_same_words_are_found_in_thai():
    there = [(1, "ควรตรวจน้ำประปาทุกเดือน"), (2, "ขยะควรแยกที่บ้าน"), (3, "ตรวจน้ำประปาเดือนละครั้ง")]
    assert alike("ควรตรวจน้ำประปาทุก ๆ เดือน", there)[0] == 1
    assert 2 not in alike("ควรตรวจน้ำประปาทุก ๆ เดือน", there)
    assert alike("เพิ่มไฟถนน", there) == []


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_mutual_and_between_nothing_and_one(one, other):
    assert 0 <= likeness(one, other) == likeness(other, one) <= 1


def test_spaces_and_marks_make_no_new_statement():
    assert is_same("ควรตรวจน้ำ ทุกเดือน!", ["ควรตรวจน้ำทุกเดือน"])
    assert not is_same("ควรตรวจน้ำทุกปี", ["ควรตรวจน้ำทุกเดือน"])


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x20ftypM4A ", "audio/mp4"),
        (b"RIFF\0\0\0\0WAVEfmt ", "audio/wav"),
        (b"ID3\x04\0\0", "audio/mpeg"),
        (b"\xff\xfb\x90\0", "audio/mpeg"),
        (b"OggS\0\x02", "audio/ogg"),
        (b"\x1aE\xdf\xa3\x01", "audio/webm"),
        (b"<html><script>", ""),
        (b"RIFF\0\0\0\0AVI ", ""),
        (b"", ""),
    ],
)
def test_a_recording_is_known_by_how_it_begins(head, kind):
    assert content_type(head) == kind
