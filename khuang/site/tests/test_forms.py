"""The shipped forms: built from their sources, sound by our own lint, in Thai and English."""

from collections import defaultdict

import pytest

from khuang.care.people.rules.properties import REGISTRY_PROPERTIES
from khuang.care.risk.rules.facts import shipped as catalogue
from khuang.ground.surveys.rules.definitions import compiled
from khuang.ground.surveys.rules.lint import examine
from khuang.ground.surveys.rules.lint.workbook import read_book
from khuang.site import forms

NAMES = sorted(forms.BUILDERS)


def registry():
    properties = defaultdict(set)
    for known in REGISTRY_PROPERTIES:
        properties[known.list_name].add(known.name)
    return properties


def definition(name):
    return compiled(examine(forms.shipped()[name], {}).converted.xform)


@pytest.mark.parametrize("name", NAMES)
def test_a_shipped_form_has_the_bytes_of_its_sources(name):
    assert forms.build(name) == forms.shipped()[name], "run: python -m khuang.site.forms"


@pytest.mark.parametrize("name", NAMES)
def test_our_own_lint_finds_nothing_in_a_shipped_form(name):
    examined = examine(forms.shipped()[name], registry())
    assert examined.is_sound
    assert examined.findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_every_word_stands_in_thai_and_in_english(name):
    book = read_book(forms.shipped()[name])
    for line in (*book.lines("survey"), *book.lines("choices")):
        for column in ("label", "hint", "required_message", "constraint_message"):
            texts = [bool(line.get(f"{column}::{language}")) for language in ("ไทย (th)", "English (en)")]
            assert texts in ([True, True], [False, False]), line


@pytest.mark.parametrize("name", NAMES)
def test_nothing_sensitive_is_saved_to_a_list(name):
    saved = {question.save_to for question in definition(name).questions.values()} - {""}
    assert not saved & {code for code, fact in catalogue().facts.items() if fact.sensitive}


def test_the_household_form_makes_homes_and_people_and_asks_the_facts():
    made = definition("household")
    assert made.entities == {"/data/survey": "household", "/data/survey/member": "person"}
    assert {"household.csv", "person.csv"} == set(made.files)
    asked = {path.rpartition("/")[2] for path in made.questions}
    assert {"violence", "lives_alone", "income_band", "household_size"} <= asked


@pytest.mark.parametrize("name", ["elderly", "child", "follow_up", "visit"])
def test_the_other_forms_update_a_known_person(name):
    made = definition(name)
    assert made.entities == {"/data": "person"}
    assert made.files == ("person.csv",)


def test_the_elderly_form_asks_every_item_of_its_instruments():
    asked = {path.rpartition("/")[2] for path in definition("elderly").questions}
    instruments = catalogue().instruments
    for code in ("barthel", "q2", "q9", "q8", "wg"):
        assert set(instruments[code].codes) <= asked
