"""A form is filled as a phone does it, and the surveys read what was said."""

from uuid import UUID

from khuang.ground.surveys.rules.definitions import compiled
from khuang.ground.surveys.rules.instances import parsed
from khuang.ground.surveys.rules.observations import observed
from khuang.ground.surveys.tests.sample_forms import house_xform
from khuang.site.demo.filling import Said, blank, filled

HOME, MALI = UUID(int=4 << 76 | 8 << 60 | 1), UUID(int=4 << 76 | 8 << 60 | 2)


def observation(said):
    xml = filled(
        blank(house_xform()), said, "uuid:1", "2026-11-23T09:00:00+07:00", "2026-11-23T09:20:00+07:00"
    )
    return observed(parsed(xml), compiled(house_xform()))


def a_home(**member):
    people = [Said(entity_id=MALI, label="มะลิ", **member)]
    return Said(answers={"house_no": "12/3"}, entity_id=HOME, label="12/3", repeats={"member": people})


def test_answers_go_by_question_or_by_property():
    said = a_home(answers={"sex": "female"}, properties={"given_name": "มะลิ", "birth_date": "1940-05-01"})
    home, mali = observation(said).entities
    assert (home.id, home.create, home.properties) == (str(HOME), True, {"house_no": "12/3"})
    assert mali.properties == {"sex": "female", "given_name": "มะลิ", "birth_date": "1940-05-01"}


def test_a_question_without_an_answer_was_not_asked():
    assert "home" not in observation(a_home()).root_answers


def test_an_empty_answer_was_asked():
    assert observation(a_home(answers={"given_name": ""})).entities[1].properties == {"given_name": ""}


def test_nobody_at_home_is_no_repeat():
    said = a_home()
    said.repeats = {}
    assert [entity.list_name for entity in observation(said).entities] == ["household"]


def test_a_known_person_is_updated_from_the_version_that_the_phone_had():
    _, mali = observation(a_home(base_version=4)).entities
    assert (mali.create, mali.update, mali.base_version) == (False, True, 4)


def test_the_blank_form_stays_blank():
    observation(a_home(answers={"given_name": "มะลิ"}))
    assert "มะลิ" not in "".join(blank(house_xform()).root.itertext())
