"""The bodies of OpenRosa and the settings of a phone."""

import csv
import io

from defusedxml import ElementTree

from khuang.ground.surveys.rules import openrosa, phone_settings

FORM = openrosa.ListedForm("house", "บ้าน & สวน", "1", "abc", "https://k.example/f.xml", "")


def test_a_form_list_has_every_mandatory_part():
    root = ElementTree.fromstring(openrosa.form_list([FORM]))
    assert root.tag == "{http://openrosa.org/xforms/xformsList}xforms"
    parts = {child.tag.rpartition("}")[2]: child.text for child in root[0]}
    assert parts == {
        "formID": "house",
        "name": "บ้าน & สวน",
        "version": "1",
        "hash": "md5:abc",
        "downloadUrl": "https://k.example/f.xml",
    }


def test_a_manifest_marks_entity_lists():
    files = [
        openrosa.ListedFile("person.csv", "1", "https://k.example/p", "https://k.example/i", is_list=True),
        openrosa.ListedFile("map.png", "2", "https://k.example/m"),
    ]
    people, picture = ElementTree.fromstring(openrosa.manifest(files))
    assert people.get("type") == "entityList" and picture.get("type") is None
    assert [child.tag.rpartition("}")[2] for child in people] == [
        "filename",
        "hash",
        "downloadUrl",
        "integrityUrl",
    ]


def test_integrity_and_response():
    root = ElementTree.fromstring(openrosa.integrity({"a": True, "b": False}))
    assert [(entity.get("id"), entity[0].text) for entity in root[0]] == [("a", "true"), ("b", "false")]
    answer = ElementTree.fromstring(openrosa.response("รับแล้ว <ขอบคุณ>"))
    assert answer[0].text == "รับแล้ว <ขอบคุณ>"


def test_an_entity_list_is_stable_and_complete():
    rows = [
        openrosa.EntityRow("b", 'เขา, "เล็ก"', 2, {"village": "3"}),
        openrosa.EntityRow("a", "เธอ", 1, {"village": "1", "secret": "x"}),
    ]
    text = openrosa.entity_list(["village"], rows)
    assert text == openrosa.entity_list(["village"], reversed(rows))
    assert list(csv.reader(io.StringIO(text.decode()))) == [
        ["name", "label", "__version", "village"],
        ["a", "เธอ", "1", "1"],
        ["b", 'เขา, "เล็ก"', "2", "3"],
    ]


def test_settings_survive_the_qr_code():
    settings = phone_settings.settings_for(server_url="https://k.example/or/key/x", project="เทศบาล")
    assert phone_settings.unpacked(phone_settings.packed(settings)) == settings
    assert settings["general"]["form_update_mode"] == "match_exactly"
