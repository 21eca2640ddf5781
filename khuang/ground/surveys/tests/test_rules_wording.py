"""Answers are shown in the words of the form, and versions move as they may."""

import datetime

from pyxform.xls2xform import convert

from khuang.ground.surveys.rules import states
from khuang.ground.surveys.rules.wording import worded
from khuang.ground.surveys.rules.xlsx import written
from khuang.ground.surveys.tests.sample_forms import house_xform

NOW = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)
TWO_LANGUAGES = {
    "survey": [
        {
            "type": "select_multiple many",
            "name": "m",
            "label::ไทย (th)": "เลือก",
            "label::English (en)": "Choose",
        },
        {"type": "image", "name": "p", "label::ไทย (th)": "รูป", "label::English (en)": "Picture"},
    ],
    "choices": [
        {"list_name": "many", "name": "a", "label::ไทย (th)": "ก", "label::English (en)": "A"},
        {"list_name": "many", "name": "b", "label::ไทย (th)": "ข", "label::English (en)": "B"},
    ],
    "settings": [{"form_id": "f", "version": "1", "form_title": "f", "default_language": "ไทย (th)"}],
}


def two_languages():
    return convert(written(TWO_LANGUAGES), validate=False).xform.encode()


def test_questions_and_choices_have_the_words_of_the_form():
    words = worded(house_xform(), "th")
    assert words.questions["house_no"] == "เลขที่"
    assert words.shown("sex", "female") == "หญิง"
    assert words.shown("house_no", "12/3") == "12/3"


def test_words_follow_the_language_and_fall_back_to_the_forms_own():
    assert worded(two_languages(), "en").questions == {"m": "Choose", "p": "Picture"}
    assert worded(two_languages(), "th").shown("m", "a b") == "ก, ข"
    assert worded(two_languages(), "km").questions["m"] == "เลือก"


def test_a_choice_that_the_form_does_not_know_is_shown_as_it_came():
    assert worded(house_xform(), "th").shown("sex", "x") == "x"


def test_a_version_moves_only_as_it_may():
    allowed = {(state, to) for state in states.MOVES for to in states.MOVES if states.may_move(state, to)}
    assert allowed == {("draft", "published"), ("published", "retired"), ("retired", "published")}


def test_why_a_submission_is_set_aside():
    long_ago, lately = NOW - datetime.timedelta(days=91), NOW - datetime.timedelta(days=89)
    assert states.why_quarantined(None, None, NOW) == "unknown-version"
    assert states.why_quarantined("draft", None, NOW) == "unknown-version"
    assert states.why_quarantined("published", None, NOW) == ""
    assert states.why_quarantined("retired", lately, NOW) == ""
    assert states.why_quarantined("retired", long_ago, NOW) == "late-version"
