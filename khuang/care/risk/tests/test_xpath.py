"""The phone's draft says the same as the server, and never more."""

import math
import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pyxform.xls2xform import convert

from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.policies import LEVELS
from khuang.care.risk.rules.xpath import draft_calculations, fact_questions, instrument_questions
from khuang.care.risk.tests.small_policies import ASKED, KNOWN, POLICIES, VALUES, made, rule, var

ON = date(2026, 11, 23)
PATIENT = settings(max_examples=100, deadline=None)
WORDS = {True: "yes", False: "no"}


def number(text):
    try:
        return float(text)
    except ValueError:
        return math.nan


def evaluate(xpath, answers):
    """Work out the few parts of XPath that the drafts are made of, by Python's own grammar."""
    text = re.sub(r"\$\{(\w+)\}", r"answer('\1')", xpath)
    text = re.sub(r"(?<![<>!])=", "==", text).replace("if(", "if_(").replace("string-length", "len")
    names = {
        "answer": lambda name: answers.get(name, ""),
        "if_": lambda condition, yes, no: yes if condition else no,
        "number": number,
        "true": lambda: True,
        "false": lambda: False,
    }
    return eval(text, {"__builtins__": {"len": len, "min": min}}, names)  # noqa: S307


def draft(policy, known, codes):
    calculations = draft_calculations(policy, codes)
    answers = {
        code: WORDS.get(value, str(value)) if isinstance(value, bool) else str(value)
        for code, value in known.items()
    }
    answers["risk_score"] = str(evaluate(calculations["score"], answers))
    return int(answers["risk_score"]), evaluate(calculations["level"], answers)


@PATIENT
@given(policy=POLICIES, known=st.fixed_dictionaries(VALUES))
def test_with_everything_answered_it_never_says_more_than_the_server(policy, known):
    risk = classify(policy, known, ON)
    score, level = draft(policy, known, ASKED)
    assert score <= risk.score
    calculated = any(rule.condition.calculated for rule in policy.rules)
    assert calculated or (score, level) == (risk.score, risk.level)


@PATIENT
@given(policy=POLICIES, known=KNOWN)
def test_what_is_not_answered_never_counts(policy, known):
    risk = classify(policy, known, ON)
    score, level = draft(policy, known, ASKED)
    assert score <= risk.score
    assert level == "" if "age" not in known else LEVELS.index(level) <= LEVELS.index(risk.level)


@PATIENT
@given(policy=POLICIES, known=st.fixed_dictionaries(VALUES), codes=st.sets(st.sampled_from(ASKED)))
def test_a_question_that_the_form_lacks_never_counts(policy, known, codes):
    only = {code: value for code, value in known.items() if code in codes}
    assert draft(policy, known, codes | {"age"})[0] <= draft(policy, only | {"age": known["age"]}, ASKED)[0]


def test_do_not_know_is_not_a_no():
    policy = made(rule("r", {"!=": [var("c"), "x"]}, 3))
    assert draft(policy, {"age": 1, "c": "y"}, ASKED) == (3, "medium")
    assert draft(policy, {"age": 1, "c": "dont_know"}, ASKED) == (0, "none")
    assert draft(policy, {"age": 1, "c": ""}, ASKED) == (0, "none")


def test_names_that_are_no_facts_are_ignored():
    policy = made(rule("r", var("a"), 3))
    assert "nickname" not in str(draft_calculations(policy, ["a", "age", "nickname"]))


def test_without_age_there_is_no_draft_class():
    policy = made(rule("r", var("a"), 3))
    assert draft_calculations(policy, ["a"])["level"] == "''"


def shipped_form(path):
    """A form that asks everything the shipped policy speaks of."""
    catalogue = facts.shipped()
    asked = [row for code in catalogue.instruments for row in instrument_questions(code)]
    items = {row.name for row in asked}
    asked += fact_questions([code for code in catalogue.facts if code not in items | catalogue.scored.keys()])
    rows = list({row.name: row for row in asked}.values())
    book = Workbook()
    survey, choices, setting = book.active, book.create_sheet("choices"), book.create_sheet("settings")
    survey.title = "survey"
    survey.append(["type", "name", "label::ไทย (th)", "label::English (en)", "relevant", "calculation"])
    for row in rows:
        survey.append(
            [f"{row.kind} {row.answers}".strip(), row.name, row.label.th, row.label.en, row.relevant]
        )
    for name, text in draft_calculations(policies.shipped(), [row.name for row in rows]).items():
        survey.append(["calculate", f"risk_{name}", None, None, None, text])
    choices.append(["list_name", "name", "label::ไทย (th)", "label::English (en)"])
    for answers, one in {row.answers: row.choices for row in rows if row.answers}.items():
        for choice in one:
            choices.append([answers, choice.code, choice.words.th, choice.words.en])
    setting.append(["form_id", "default_language"])
    setting.append(["draft", "ไทย (th)"])
    book.save(path)
    return path


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    return convert(shipped_form(tmp_path_factory.mktemp("form") / "draft.xlsx"), validate=False)


def test_the_shipped_draft_converts_without_warnings(converted):
    assert converted.warnings == []
    assert "/data/risk_score" in converted.xform or "risk_score" in converted.xform


def test_the_shipped_draft_avoids_what_phones_stumble_over(converted):
    calculations = "".join(draft_calculations(policies.shipped(), facts.shipped().facts).values())
    for pitfall in ("coalesce", "decimal-date-time", "date(", "once(", "today("):
        assert pitfall not in calculations


def test_8q_asks_about_control_only_after_the_thought():
    rows = {row.name: row for row in instrument_questions("q8")}
    assert rows["q8_3b"].relevant == "${q8_3} = 'yes'"
    assert rows["q8_1"].relevant == ""
    assert rows["q8_1"].sensitive
