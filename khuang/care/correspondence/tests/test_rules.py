"""Codes, addresses, calls and costs, decided without a database."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.correspondence.rules.addresses import read_address
from khuang.care.correspondence.rules.answers import ready_answers
from khuang.care.correspondence.rules.audiences import Cost, check_cost, groups
from khuang.care.correspondence.rules.calls import after, call_rules, due_at
from khuang.care.correspondence.rules.codes import code_in, line_link, may_guess
from khuang.care.correspondence.rules.problems import ReserveBroken, WrongAddress

AT = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
DIGITS = st.text("0123456789", min_size=6, max_size=6)


@given(DIGITS, st.sampled_from(["", " ", "-"]), st.booleans(), st.sampled_from(["", "รหัส ", "code: "]))
def test_six_digits_are_a_code_however_they_are_typed(digits, gap, thai, before):
    typed = f"{digits[:3]}{gap}{digits[3:]}"
    assert code_in(f" {before}{typed.translate(THAI) if thai else typed} ค่ะ") == digits


@given(st.text("0123456789", min_size=7, max_size=20))
def test_longer_numbers_are_no_code(digits):
    assert code_in(digits) == ""


@given(st.one_of(st.none(), st.text()))
def test_whatever_is_typed_gives_six_digits_or_nothing(text):
    assert len(code_in(text)) in (0, 6)


def test_two_numbers_or_a_long_message_are_no_code():
    assert code_in("123456 654321") == ""
    assert code_in("วันนี้ไปวัดมา ได้เลขที่ 123456 จากพระอาจารย์ แล้วจะเอาไปให้แม่ดูด้วย") == ""


def test_guesses_end_for_one_and_for_all():
    assert may_guess(0, 0) and may_guess(4, 99)
    assert not may_guess(5, 5) and not may_guess(0, 100)


def test_the_link_opens_the_chat_with_the_digits_typed_in():
    assert line_link("@fahsai", "123 456") == "https://line.me/R/oaMessage/%40fahsai/?123%20456"


@pytest.mark.parametrize(
    "typed,kept",
    [
        ("081-234 5678", "0812345678"),
        ("+66 81 234 5678", "0812345678"),
        ("๐๕๓-๑๒๓๔๕๖", "053123456"),
        ("(053) 123.456", "053123456"),
    ],
)
def test_telephones_are_read_as_people_write_them(typed, kept):
    assert read_address("sms", typed) == kept


@pytest.mark.parametrize("typed", ["", "12", "1234567890", "08123456789", "ไม่มี"])
def test_what_is_no_telephone_is_refused(typed):
    with pytest.raises(WrongAddress):
        read_address("sms", typed)


def test_mail_addresses_are_kept_in_small_letters():
    assert read_address("email", " Mali@Example.TH ") == "mali@example.th"
    with pytest.raises(WrongAddress):
        read_address("email", "mali")


@given(st.sampled_from(["routine", "reserved", "urgent"]), st.integers(0, 9))
def test_a_call_ends_or_says_when_it_is_tried_again(urgency, unanswered):
    for result in ("well", "needs", "urgent", "no-answer", "wrong-number", "later"):
        what = after(result, urgency=urgency, unanswered=unanswered, at=AT, again_at=None)
        assert (what.state == "open") == (what.again_at is not None and what.again_at > AT)
        assert (what.state == "open") == (what.receipt == "")


def test_what_is_urgent_is_due_first():
    assert due_at("urgent", AT) < due_at("reserved", AT) < due_at("routine", AT)
    assert call_rules().confirmed is False and call_rules().source


def test_later_is_when_the_caller_says():
    evening = AT + timedelta(hours=8)
    assert after("later", urgency="routine", unanswered=0, at=AT, again_at=evening).again_at == evening


@given(st.integers(0, 500), st.integers(0, 500), st.integers(0, 500), st.integers(0, 200))
def test_the_reserve_is_never_touched(cost, limit, used, kept):
    asked = Cost({}, cost, limit, used, kept)
    try:
        check_cost(asked)
    except ReserveBroken as refused:
        assert cost > max(0, limit - used - kept) and refused.said["cost"] == cost
    else:
        assert cost == 0 or limit - used - cost >= kept


def test_without_a_limit_nothing_is_refused():
    check_cost(Cost({}, 9999, None, 0, 100))


def test_groups_and_answers_speak_both_languages():
    assert all(one.en and one.th for one in groups().values())
    assert all(one.words("th") and one.words("en") and one.title("th") for one in ready_answers().values())
    assert not any(word in str(groups()) for word in ("ป่วย", "พิการ", "ill", "disab"))
