"""The list of what a visit finds, and how answers are read."""

import datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.visits.rules import findings
from khuang.care.visits.rules.clocks import OLDEST, WRONG, moment

HEARD = datetime.datetime(2026, 11, 23, 3, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def test_every_code_is_one_and_has_words_in_both_languages():
    known = findings.catalogue()
    for kind in ("results", "conditions", "moods", "next_steps", "groups", "tasks"):
        choices = getattr(known, kind)
        assert len({one.code for one in choices}) == len(choices)
        assert all(one.words.th and one.words.en for one in choices)
    assert {one.group for one in known.done} == {one.code for one in known.groups}


def test_the_list_says_whence_it_comes_and_that_nobody_has_confirmed_it():
    known = findings.catalogue()
    assert known.source and known.since == datetime.date(2026, 10, 1) and not known.confirmed


def test_answers_are_read():
    key = uuid4()
    said = findings.told(
        {
            "person": str(key),
            "result": "met",
            "done": "wound  massage",
            "worried": "yes",
            "clock": "-86400",
            "day": "2026-11-20",
            "note": "",
        }
    )
    assert said.person == key and said.worried and said.clock == -86400
    assert said.day == datetime.date(2026, 11, 20)
    assert said.findings == {"done": ["wound", "massage"]}


@given(st.dictionaries(st.sampled_from(["person", "planned", "day", "clock", "result", "done"]), st.text()))
def test_what_cannot_be_read_counts_as_not_told(answers):
    said = findings.told(answers)
    assert said.person is None or isinstance(said.person, UUID)
    assert said.result in {one.code for one in findings.catalogue().results}


def test_who_cannot_tell_whether_they_met_somebody_did_not():
    assert findings.told({"result": "dk"}).result == "away"


def test_an_answer_that_is_none_of_ours_is_shown_as_it_is():
    known = findings.catalogue()
    assert known.words("moods", "low", "th") == "เศร้า กังวล"
    assert known.words("moods", "furious", "th") == "furious"


@pytest.mark.parametrize(
    ("phone", "offset", "at", "off", "doubtful"),
    [
        (None, None, HEARD, 0, False),
        (HEARD - 9 * MINUTE, None, HEARD - 9 * MINUTE, 0, False),
        (HEARD - 9 * MINUTE, 30, HEARD - 9 * MINUTE, 0, False),
        (HEARD + 3 * MINUTE, 0, HEARD, 0, False),
        (HEARD - datetime.timedelta(days=1), 86400, HEARD, -86400, False),
        (HEARD + datetime.timedelta(hours=23), -86400, HEARD - datetime.timedelta(hours=1), 86400, False),
        (HEARD + datetime.timedelta(days=1), None, HEARD, 0, True),
        (HEARD - OLDEST - MINUTE, 0, HEARD, 0, True),
    ],
)
def test_a_phone_s_clock_is_put_right(phone, offset, at, off, doubtful):
    assert moment(phone, offset, HEARD) == moment(phone, offset, HEARD).__class__(at, off, doubtful)


@given(st.datetimes(timezones=st.just(datetime.UTC)), st.one_of(st.none(), st.integers(-(10**12), 10**12)))
def test_no_visit_lies_in_the_future_or_long_ago(phone, offset):
    found = moment(phone, offset, HEARD)
    assert HEARD - OLDEST <= found.at <= HEARD
    assert found.off == 0 or abs(found.off) > WRONG.total_seconds()
