"""The instruments as published: items, cut-offs, golden cases and the lock."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.care.risk.rules import instruments
from khuang.care.risk.rules.instruments import FOLDER, instrument, missing, possible_scores, score, shipped
from khuang.care.risk.rules.problems import InstrumentMistake

CODES = sorted(shipped())
GOLDEN = [
    pytest.param(code, case, id=f"{code}: {case['about']}")
    for code in CODES
    for case in json.loads((FOLDER / "golden" / f"{code}.json").read_text("utf-8"))
]
# A label that a phone would render as Markdown: a heading, a quotation, a list.
MARKDOWN = re.compile(r"^\s*([>#*-]|\d+\.)|[*_]{2}")


def document(code):
    return json.loads((FOLDER / f"{code}.json").read_text("utf-8"))


def all_words(one):
    yield from (one.title, one.purpose)
    yield from (item.words for item in one.items)
    yield from (choice.words for choices in one.answers.values() for choice in choices)
    yield from (part.words for part in (*one.bands, *one.alerts))


@pytest.mark.parametrize(("code", "case"), GOLDEN)
def test_golden_case(code, case):
    found = score(shipped()[code], case["answers"])
    assert (found.low, found.high) == (case["low"], case["high"])
    assert (found.band and found.band.code) == case["band"]
    assert [alert.item for alert in found.alerts] == case["alerts"]


def test_a_published_version_is_never_edited():
    assert instruments.checksums() == instruments.locked(), "publish a new version beside the old one"


@pytest.mark.parametrize(
    ("code", "bands"),
    [
        ("barthel", {"bed_bound": (0, 4), "home_bound": (5, 11), "social": (12, 20)}),
        ("q2", {"negative": (0, 0), "positive": (1, 2)}),
        ("q9", {"none": (0, 6), "mild": (7, 12), "moderate": (13, 18), "severe": (19, 27)}),
        ("q8", {"none": (0, 0), "low": (1, 8), "moderate": (9, 16), "severe": (17, 52)}),
        ("wg", {"without": (0, 0), "with": (1, 6)}),
    ],
)
def test_cut_offs_are_those_of_the_source(code, bands):
    assert {band.code: (band.low, band.high) for band in shipped()[code].bands} == bands


def test_barthel_weights_are_those_of_the_thai_20_point_version():
    assert [max(item.scores.values()) for item in shipped()["barthel"].items] == [
        2,
        1,
        3,
        2,
        3,
        2,
        2,
        1,
        2,
        2,
    ]


def test_8q_weights_are_those_of_the_department_of_mental_health():
    highest = {item.code: max(item.scores.values()) for item in shipped()["q8"].items}
    assert list(highest) == ["q8_1", "q8_2", "q8_3", "q8_3b", "q8_4", "q8_5", "q8_6", "q8_7", "q8_8"]
    assert list(highest.values()) == [1, 2, 6, 8, 8, 9, 4, 10, 4]


def test_only_8q_is_for_trained_people():
    assert [code for code in CODES if shipped()[code].trained_only] == ["q8"]


@pytest.mark.parametrize("code", CODES)
def test_every_instrument_says_where_it_comes_from_in_both_languages(code):
    one = shipped()[code]
    assert one.code == code
    assert one.source
    assert one.licence
    assert all(words.th and words.en for words in all_words(one))


@pytest.mark.parametrize("code", CODES)
def test_no_label_turns_into_markdown_on_a_phone(code):
    labels = [text for words in all_words(shipped()[code]) for text in (words.th, words.en)]
    assert [text for text in labels if MARKDOWN.search(text)] == []


def test_our_own_screening_says_that_it_is_ours_and_marks_the_duty_to_report():
    child = shipped()["child"]
    assert "Our own" in child.source
    assert [item.code for item in child.items if item.must_report and item.red_flag] == ["child_violence"]


def test_a_question_behind_another_is_missing_only_when_it_is_asked():
    q8 = shipped()["q8"]
    assert "q8_3b" in missing(q8, {})
    assert "q8_3b" in missing(q8, {"q8_3": "yes"})
    assert "q8_3b" not in missing(q8, {"q8_3": "no"})


def test_the_sums_that_are_possible_have_gaps():
    q8 = {f"q8_{number}": "no" for number in (1, 2, 4, 5, 6, 7, 8)}
    assert possible_scores(shipped()["q8"], q8) == (0, 6, 14)


@pytest.mark.parametrize("code", CODES)
@given(data=st.data())
def test_each_further_answer_narrows_the_range(code, data):
    one = shipped()[code]
    answers = {item.code: data.draw(st.sampled_from(sorted(item.scores))) for item in one.items}
    asked = data.draw(st.lists(st.sampled_from(sorted(answers)), unique=True))
    wide, narrow = score(one, {}), score(one, {item: answers[item] for item in asked})
    final = score(one, answers)
    assert set(final.possible) <= set(narrow.possible) <= set(wide.possible)
    assert len(final.possible) == 1
    assert narrow.band in (None, final.band)


def test_bands_must_cover_every_sum_once():
    wrong = document("q2")
    wrong["bands"][1]["from"] = 2
    with pytest.raises(InstrumentMistake, match="do not cover 0 to 2"):
        instrument(wrong)


def test_an_item_may_only_score_answers_that_it_offers():
    wrong = document("q2")
    wrong["items"][0]["scores"]["perhaps"] = 1
    with pytest.raises(InstrumentMistake, match="q2_1"):
        instrument(wrong)
