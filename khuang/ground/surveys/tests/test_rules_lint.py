"""A form with problems is told all of them, each with its cell, in words; a sound one passes."""

import io
import re
import zipfile
from pathlib import Path
from string import Formatter

import pytest

from khuang.ground.surveys.rules import lint
from khuang.ground.surveys.rules.lint.expressions import faults
from khuang.ground.surveys.rules.lint.sentences import SENTENCES
from khuang.ground.surveys.rules.xlsx import written

REGISTRY = {"person": frozenset({"given_name", "birth_date"}), "household": frozenset({"house_no"})}
SETTINGS = {"form_title": "สำรวจ", "form_id": "survey", "version": "1"}
NAME = {"type": "text", "name": "given_name", "label": "ชื่อ", "save_to": "given_name"}
SOUND = [{"type": "start", "name": "start"}, {"type": "end", "name": "end"}, NAME]
ENTITIES = [{"list_name": "person", "label": "${given_name}"}]


def form(*questions, settings=SETTINGS, choices=(), entities=ENTITIES, survey=SOUND):
    sheets = {
        "survey": [*survey, *questions],
        "choices": list(choices),
        "entities": entities,
        "settings": [settings],
    }
    return written({name: rows for name, rows in sheets.items() if rows})


def found(xlsx):
    return {(finding.code, finding.cell) for finding in lint.examine(xlsx, REGISTRY).findings}


def test_a_sound_form_has_no_findings_and_is_converted():
    examined = lint.examine(form(), REGISTRY)
    assert examined.findings == ()
    assert examined.is_sound
    assert examined.converted.form_id == "survey"
    assert b"<h:title>" in examined.converted.xform


def test_the_same_rows_always_give_the_same_bytes():
    assert form() == form()
    assert form() != form(NAME | {"name": "other", "save_to": ""})


@pytest.mark.parametrize(
    ("question", "code", "column"),
    [
        ({"type": "date", "name": "d", "label": "วัน"}, "buddhist-era", "survey!5"),
        ({"type": "image", "name": "p", "label": "รูป"}, "photo-size", "survey!5"),
        ({"type": "text", "name": "t", "label": "> 3"}, "label-markdown", "survey!C5"),
        ({"type": "text", "name": "t", "label": "1. ข้อหนึ่ง"}, "label-markdown", "survey!C5"),
        ({"type": "text", "name": "t", "label": "Name"}, "thai-label-missing", "survey!C5"),
        ({"type": "text", "name": "t"}, "label-missing", "survey!C5"),
        ({"type": "text", "name": "t", "label": "ก", "required": "yes"}, "required-message", "survey!5"),
        (
            {"type": "text", "name": "t", "label": "ก", "constraint": ".!=''"},
            "constraint-message",
            "survey!5",
        ),
        (
            {"type": "calculate", "name": "t", "calculation": "decimal-date-time(${given_name})"},
            "bare-date",
            "survey!E5",
        ),
        (
            {"type": "calculate", "name": "t", "calculation": "coalesce(${given_name}, 0)"},
            "blank-as-zero",
            "survey!E5",
        ),
        ({"type": "calculate", "name": "t", "calculation": "uuid()"}, "changes-on-edit", "survey!E5"),
        ({"type": "text", "name": "ชื่อ", "label": "ก"}, "name-letters", "survey!B5"),
        ({"type": "text", "name": "instanceID", "label": "ก"}, "instance-id-own", "survey!B5"),
        ({"type": "select_one none", "name": "s", "label": "ก"}, "choices-missing", "survey!A5"),
        ({"type": "phonenumber", "name": "s"}, "private-of-volunteer", "survey!A5"),
        (
            {"type": "text", "name": "s", "label": "ก", "save_to": "violence"},
            "save-to-sensitive",
            "survey!D5",
        ),
        (
            {"type": "text", "name": "s", "label": "ก", "save_to": "shoe_size"},
            "property-unknown",
            "survey!D5",
        ),
        (
            {"type": "geopoint", "name": "s", "label": "ก", "appearance": "placement-map"},
            "map-leaks",
            "survey!E5",
        ),
        ({"type": "txet", "name": "s", "label": "ก"}, "type-unknown", "survey!A5"),
        (
            {"type": "text", "name": "s", "label": "ก", "relevant": "${nobody} = 1"},
            "reference-unknown",
            "survey!E5",
        ),
        ({"type": "begin_group", "name": "g", "label": "ก"}, "group-open", "survey!A5"),
        ({"type": "text", "name": "given_name", "label": "ก"}, "name-twice", "survey!B5"),
        ({"type": "", "name": "s", "label": "ก"}, "type-missing", "survey!A5"),
    ],
)
def test_a_pitfall_is_named_with_its_cell(question, code, column):
    assert (code, column) in found(form(question))


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("relevant", "(1 = 2", "formula-bracket"),
        ("relevant", "1 = 2)", "formula-bracket"),
        ("relevant", "${given_name = 'a'", "formula-bracket"),
        ("constraint", ". != 'a", "formula-quote"),
        ("calculation", "today(", "formula-bracket"),
        ("calculation", "tody()", "formula-function"),
        ("calculation", "1 + + 2", "formula-gap"),
        ("calculation", "if(${given_name} = 'a', , 2)", "formula-gap"),
        ("required", "${given_name} 'a'", "formula-operator"),
        ("default", "concat(“a”)", "formula-sign"),
        ("trigger", "${given_name}, ${nobody}", "reference-unknown"),
        ("calculation", "${given_name} + ${nobody}", "reference-unknown"),
    ],
)
def test_a_broken_expression_is_named_with_its_cell_and_forbids_the_form(column, text, code):
    xlsx = form({"type": "text", "name": "t", "label": "ก", column: text})
    assert (code, "survey!E5") in found(xlsx)
    assert not lint.examine(xlsx, REGISTRY).is_sound


def test_the_conditions_of_an_entity_are_read_as_well():
    entities = [{"list_name": "person", "label": "${given_name}", "create_if": "(1 = 1"}]
    assert ("formula-bracket", "entities!C2") in found(form(entities=entities))


@pytest.mark.parametrize(
    "expression",
    [
        "-1",
        "yes",
        ". > 5 and . <= 10.5",
        "not(selected(${a}, 'x')) or count(${r}[position() = 1]) * 2 > 3",
        "instance('person')/root/item[name = ${a}]/given_name",
        "/data/meta/entity/@id",
        "current()/../age mod 2 = 0",
        "int((decimal-date-time(today()) - decimal-date-time(string(${b}))) div 365.25)",
        "jr:choice-name(${a}, '${a}')",
    ],
)
def test_what_phones_can_read_has_no_fault(expression):
    assert list(faults(expression)) == []


@pytest.mark.parametrize(
    ("expression", "function"),
    [
        ("if(${a} = 1, 2)", "if"),
        ("today(1)", "today"),
        ("concat(selected(${a}), 'x')", "selected"),
        ("round(${a}, 1, 2)", "round"),
        ("if(selected(${a}, 'x'), count-selected(${a}), substr('x'))", "substr"),
        ("not()", "not"),
    ],
)
def test_a_function_gets_as_many_things_as_it_takes(expression, function):
    assert [(fault.code, fault.found) for fault in faults(expression)] == [("formula-arguments", function)]


def test_what_pyxform_finds_too_is_told_once_and_without_its_english():
    photo = {"type": "image", "name": "p", "label": "รูป"}
    codes = [finding.code for finding in lint.examine(form(photo), REGISTRY).findings]
    assert codes == ["photo-size"]
    for size in ("big", "0", "-1", ""):
        said = found(form(photo | {"parameters": f"max-pixels={size}"}))
        assert [cell for code, cell in said if code == "parameters-wrong"] == ["survey!E5"]
    assert found(written({"settings": [SETTINGS]})) >= {("sheet-missing", "")}


@pytest.mark.parametrize(
    ("settings", "code", "cell"),
    [
        ({"form_title": "ก", "version": "1"}, "form-id-missing", "settings!2"),
        (SETTINGS | {"form_id": "home survey"}, "form-id-letters", "settings!B2"),
        ({"form_title": "ก", "form_id": "x"}, "version-missing", "settings!2"),
        ({"form_id": "x", "version": "1"}, "title-missing", "settings!2"),
        (SETTINGS | {"omit_instanceID": "yes"}, "instance-id-omitted", "settings!D2"),
        (SETTINGS | {"public_key": "abc"}, "encrypted", "settings!D2"),
    ],
)
def test_a_setting_that_loses_surveys_forbids_the_form(settings, code, cell):
    xlsx = form(settings=settings)
    assert (code, cell) in found(xlsx)
    assert not lint.examine(xlsx, REGISTRY).is_sound


def test_every_problem_is_told_at_once():
    xlsx = form(
        {"type": "date", "name": "ชื่อ", "label": "- วัน"},
        {"type": "select_one none", "name": "s", "label": "x"},
        settings={"form_id": "a b"},
    )
    codes = {code for code, _ in found(xlsx)}
    assert {
        "form-id-letters",
        "version-missing",
        "title-missing",
        "label-markdown",
        "choices-missing",
    } <= codes


def test_prefill_through_a_calculation_and_do_not_know():
    xlsx = form(
        {"type": "calculate", "name": "before", "calculation": "${given_name}"},
        {"type": "text", "name": "now", "label": "ก", "calculation": "${before}", "trigger": "${given_name}"},
        {"type": "select_one yn", "name": "absent", "label": "ขาด"},
        choices=[{"list_name": "yn", "name": name, "label": "ก"} for name in ("yes", "no")],
    )
    assert {("prefill-through-calculate", "survey!E6"), ("do-not-know-missing", "survey!A7")} <= found(xlsx)


def test_a_choice_of_several_may_hold_no_space():
    choices = [{"list_name": "many", "name": name, "label": "ก"} for name in ("a b", "c")]
    xlsx = form({"type": "select_multiple many", "name": "m", "label": "ก"}, choices=choices)
    assert ("choice-space", "choices!B2") in found(xlsx)


def test_an_unknown_list_and_a_form_without_thai():
    assert ("list-unknown", "entities!A2") in found(
        form(entities=[{"list_name": "dog", "label": "${given_name}"}])
    )
    english = [{"type": "text", "name": "n", "label::English (en)": "Name"}]
    assert ("thai-missing", "survey!1") in found(form(survey=english, entities=[]))


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b" " * 70_000_000)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "not-xlsx"),
        (b"PK\x03\x04junk", "not-xlsx"),
        (b"a,b\n1,2\n", "not-xlsx"),
        (b"x" * 6_000_000, "file-too-large"),
    ],
)
def test_what_is_no_workbook_is_refused(content, code):
    assert found(content) == {(code, "")}


def test_a_zip_that_unpacks_to_too_much_is_refused():
    assert found(bomb()) == {("file-too-large", "")}


def test_every_finding_has_a_sentence_whose_words_are_filled():
    folder = Path(lint.__file__).parent
    calls = re.compile(r'(?:wrong|risky|better|NotWorkbook)\(\s*"([a-z-]+)"')
    used = {code for file in folder.glob("*.py") for code in calls.findall(file.read_text())}
    assert used <= set(SENTENCES)
    examined = lint.examine(
        form({"type": "txet", "name": "s", "label": "x", "save_to": "violence"}), REGISTRY
    )
    for finding in examined.findings:
        needed = {name for _, name, _, _ in Formatter().parse(SENTENCES[finding.code]) if name}
        assert needed <= set(finding.values), finding
