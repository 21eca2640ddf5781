"""Conformance, what phones fetch: form list, form, manifest, files, lists, integrity. Over real HTTP."""

import hashlib
from uuid import uuid4

import pytest
from defusedxml import ElementTree

from conftest import NOW
from khuang.ground.surveys import actions, lists
from khuang.ground.surveys.tests.sample_forms import FIRST_ID, SECOND_ID, house_workbook

LIST = "{http://openrosa.org/xforms/xformsList}"
MANIFEST = "{http://openrosa.org/xforms/xformsManifest}"
ROWS = [(FIRST_ID, "บุญศรี ใจดี", 3, {"village": "3"}), (SECOND_ID, "คำ, แสน", 1, {"village": "3"})]
CHOOSE = {"type": "select_one_from_file neighbour.csv", "name": "who", "label": "ใคร"}


@pytest.fixture
def neighbours():
    """A list plugged in for the time of a test; its rows can be changed."""
    rows = list(ROWS)
    lists.plug("neighbour", lambda device: rows, gone=lambda device, ids: {ids[0]: True})
    yield rows
    lists._plugged.pop("neighbour")


@pytest.fixture
def follow_up(field, neighbours):
    """A published form that needs the list of neighbours."""
    with field.within():
        workbook = house_workbook(form_id="follow_up", questions=(CHOOSE,))
        version = actions.upload_form(workbook, by=field.cast.prasit, at=NOW)
        actions.publish(version, by=field.cast.prasit, at=NOW)
    return version


def one_form(answer):
    return {child.tag.removeprefix(LIST): child.text for child in ElementTree.fromstring(answer.body)[0]}


def files_of(answer):
    return [
        {child.tag.removeprefix(MANIFEST): child.text for child in media} | {"type": media.get("type")}
        for media in ElementTree.fromstring(answer.body)
    ]


def test_the_form_list_is_as_collect_wants_it(field):
    answer = field.phone.get("/formList")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/xml; charset=utf-8"
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    assert answer.headers["Date"].endswith("GMT")
    assert answer.headers["Content-Language"] == "th"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    form = one_form(answer)
    assert (form["formID"], form["name"], form["version"]) == ("house", "สำรวจบ้าน", "2026112301")
    assert form["hash"].startswith("md5:")
    assert form["downloadUrl"].startswith(f"{field.origin}/or/key/{field.token}/")


def test_the_address_comes_from_the_settings_not_from_the_host_header(field):
    answer = field.phone.get("/formList", Host="127.0.0.1")
    assert one_form(answer)["downloadUrl"].startswith(field.origin)


def test_one_form_can_be_asked_for(field, follow_up):
    assert len(ElementTree.fromstring(field.phone.get("/formList").body)) == 2
    assert one_form(field.phone.get("/formList?formID=house"))["formID"] == "house"
    assert len(ElementTree.fromstring(field.phone.get("/formList?formID=other").body)) == 0


def test_the_form_has_the_bytes_of_its_hash_and_names_itself(field):
    form = one_form(field.phone.get("/formList"))
    answer = field.phone.follow(form["downloadUrl"])
    assert answer.status == 200
    assert f"md5:{hashlib.md5(answer.body, usedforsecurity=False).hexdigest()}" == form["hash"]
    assert b'id="house" version="2026112301"' in answer.body
    again = field.phone.get("/forms/house.xml", If_None_Match=answer.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert field.phone.get("/forms/other.xml").status == 404


def test_the_manifest_names_the_list_with_a_stable_hash(field, follow_up, neighbours):
    form = one_form(field.phone.get("/formList?formID=follow_up"))
    answer = field.phone.follow(form["manifestUrl"])
    assert answer.status == 200
    assert answer.headers["Content-Type"].startswith("text/xml")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    (file,) = files_of(answer)
    assert (file["filename"], file["type"]) == ("neighbour.csv", "entityList")
    media = field.phone.follow(file["downloadUrl"])
    assert media.status == 200
    assert file["hash"] == f"md5:{hashlib.md5(media.body, usedforsecurity=False).hexdigest()}"
    assert media.body.decode().splitlines()[0] == "name,label,__version,village"
    assert files_of(field.phone.follow(form["manifestUrl"])) == [file]


def test_a_narrowed_caseload_loses_rows_and_changes_the_hash(field, follow_up, neighbours):
    before = field.phone.get("/forms/follow_up/manifest")
    neighbours.pop()
    after = field.phone.get("/forms/follow_up/manifest")
    assert files_of(before)[0]["hash"] != files_of(after)[0]["hash"]
    assert SECOND_ID.encode() not in field.phone.get("/forms/follow_up/attachments/neighbour.csv").body


def test_integrity_says_which_are_gone_and_leaves_unknown_ones_out(field, follow_up, neighbours):
    (file,) = files_of(field.phone.get("/forms/follow_up/manifest"))
    answer = field.phone.follow(f"{file['integrityUrl']}?id={FIRST_ID},{uuid4()},nonsense")
    assert answer.headers["X-OpenRosa-Version"] == "1.0"
    (entity,) = ElementTree.fromstring(answer.body)[0]
    assert (entity.get("id"), entity[0].text) == (FIRST_ID, "true")


def test_a_list_that_cannot_be_made_is_a_503_never_an_empty_list(field, follow_up):
    lists.plug("neighbour", lambda device: 1 / 0)
    for path in ("manifest", "attachments/neighbour.csv"):
        assert field.phone.get(f"/forms/follow_up/{path}").status == 503


def test_an_empty_list_of_homes_is_refused_while_homes_are_assigned():
    from khuang.ground.surveys.rules.problems import ListUnavailable

    lists.plug("neighbour", lambda device: [], properties=("village",), has_homes=True)
    try:
        with pytest.raises(ListUnavailable):
            lists.as_csv("neighbour", None, holds_homes=True)
        assert lists.as_csv("neighbour", None, holds_homes=False) == b"name,label,__version,village\n"
    finally:
        lists._plugged.pop("neighbour")


def test_handing_out_a_list_is_in_the_journal(field, follow_up, neighbours):
    from khuang.ground.journal.models import Entry

    field.phone.get("/forms/follow_up/attachments/neighbour.csv")
    with field.within():
        entry = Entry.objects.get(event="surveys.list-handed-out")
        assert entry.references["rows"] == "2" or entry.references["rows"] == 2
        assert set(entry.references["also"]) == {FIRST_ID, SECOND_ID}


@pytest.mark.parametrize(
    "path", ["/forms/house/attachments/x.csv", "/forms/other/manifest", "/lists/x/integrity"]
)
def test_what_is_not_there_is_a_404_in_openrosas_words(field, path):
    answer = field.phone.get(path)
    assert answer.status == 404
    assert answer.message


def test_a_head_request_for_submission_is_answered_204(field):
    for method in ("HEAD", "GET"):
        answer = field.phone.ask(method, field.phone.base + "/submission")
        assert answer.status == 204
        assert answer.headers["X-OpenRosa-Version"] == "1.0"
        assert answer.headers["X-OpenRosa-Accept-Content-Length"] == "100000000"


def test_a_picture_goes_with_its_form(field):
    question = {"type": "note", "name": "look", "label": "ดู", "media::image": "map.png"}
    with field.within():
        workbook = house_workbook(form_id="picture", questions=(question,))
        version = actions.upload_form(workbook, media={"map.png": b"\x89PNG"}, by=field.cast.prasit, at=NOW)
        actions.publish(version, by=field.cast.prasit, at=NOW)
    (file,) = files_of(field.phone.get("/forms/picture/manifest"))
    assert (file["filename"], file["type"]) == ("map.png", None)
    assert field.phone.follow(file["downloadUrl"]).body == b"\x89PNG"
