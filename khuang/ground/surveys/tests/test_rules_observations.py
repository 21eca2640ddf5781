"""A form version turns the bytes of a submission into answers and entity actions."""

from khuang.ground.surveys.rules.definitions import compiled
from khuang.ground.surveys.rules.instances import parsed
from khuang.ground.surveys.rules.observations import is_uuid4, observed
from khuang.ground.surveys.tests.sample_forms import (
    FIRST_ID,
    HOME_ID,
    SECOND_ID,
    house_submission,
    house_xform,
    member,
)


def observe(raw):
    return observed(parsed(raw), compiled(house_xform()))


def test_a_definition_knows_its_scopes_and_what_is_saved_where():
    definition = compiled(house_xform())
    assert definition.entities == {"/data": "household", "/data/member": "person"}
    assert definition.repeats == {"/data/member"}
    assert definition.questions["/data/member/born"].save_to == "birth_date"
    assert definition.binary_paths == {"/data/photo"}
    assert definition.started == "/data/start"
    assert definition.has_instance_id


def test_a_home_and_its_members_become_three_entity_actions():
    home, first, second = observe(house_submission()).entities
    assert (home.list_name, home.id, home.create, home.update) == ("household", HOME_ID, True, False)
    assert home.properties == {"geometry": "18.2 99.4 250 6.5", "house_no": "12/3"}
    assert (first.id, second.id) == (FIRST_ID, SECOND_ID)
    assert first.properties["household"] == HOME_ID
    assert first.label == "บุญศรี"


def test_do_not_know_leaves_the_property_alone_but_stays_an_answer():
    second = observe(house_submission()).entities[2]
    assert "sex" not in second.properties
    assert second.answers["sex"] == "dk"


def test_an_absent_answer_is_not_an_empty_one():
    asked = member(FIRST_ID, "ก").replace("<born>1940-05-01</born>", "<born/>")
    not_asked = member(FIRST_ID, "ก").replace("<born>1940-05-01</born>", "")
    assert observe(house_submission(members=asked)).entities[1].properties["birth_date"] == ""
    assert "birth_date" not in observe(house_submission(members=not_asked)).entities[1].properties


def test_the_roots_answers_hold_no_members_answers():
    observation = observe(house_submission())
    assert "given_name" not in observation.root_answers
    assert observation.root_answers["house_no"] == "12/3"
    assert observation.entities[1].answers["given_name"] == "บุญศรี"
    assert observation.files == ("1700000000.jpg",)
    assert observation.started_at.isoformat() == "2026-11-23T09:00:00+07:00"


def test_true_and_one_both_mean_yes_and_versions_are_read():
    raw = house_submission().replace(
        b"create='1' id='2",
        b"create='false' update='true' baseVersion='7' branchId='b1' trunkVersion='' id='2",
    )
    home = observe(raw).entities[0]
    assert (home.create, home.update, home.base_version) == (False, True, 7)
    assert (home.trunk_version, home.branch_id) == (None, "b1")


def test_an_entity_that_does_nothing_is_left_out():
    raw = house_submission().replace(b"dataset='household' create='1'", b"dataset='household' create='0'")
    assert [action.list_name for action in observe(raw).entities] == ["person", "person"]


def test_an_identifier_that_is_not_version_four_is_refused_in_words():
    raw = house_submission(
        members=member("33333333-3333-1333-8333-333333333333", "ก") + member(SECOND_ID, "ข")
    )
    observation = observe(raw)
    assert [action.id for action in observation.entities] == [HOME_ID, SECOND_ID]
    assert observation.refused[0].list_name == "person"
    assert not is_uuid4("") and not is_uuid4("abc")


def test_a_question_that_the_form_does_not_know_is_kept():
    raw = house_submission().replace(b"<house_no>", b"<new_one>x</new_one><house_no>")
    assert observe(raw).root_answers["new_one"] == "x"
