"""One person's part is cut out of a survey; everybody else's stays as they said it."""

from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khuang.ground.surveys.rules.definitions import compiled
from khuang.ground.surveys.rules.instances import parsed
from khuang.ground.surveys.rules.observations import observed
from khuang.ground.surveys.rules.redaction import HIDDEN, Phrases, cut
from khuang.ground.surveys.tests.sample_forms import (
    FIRST_ID,
    HOME_ID,
    INSTANCE_ID,
    SECOND_ID,
    house_submission,
    house_xform,
    member,
)

FORM = compiled(house_xform())
words = st.text(alphabet="กขคงจสมนชาย่าี 0123<&>'", min_size=1, max_size=12)


def seen(raw):
    return observed(parsed(raw), FORM)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def test_one_part_goes_and_the_others_stay():
    raw = house_submission()
    rest = cut(raw, frozenset({FIRST_ID}), str, FORM)
    assert "บุญศรี".encode() not in rest and FIRST_ID.encode() not in rest
    before, after = seen(raw), seen(rest)
    assert after.entities == tuple(one for one in before.entities if one.id != FIRST_ID)
    assert (after.instance_id, after.started_at, after.files) == (
        INSTANCE_ID,
        before.started_at,
        before.files,
    )


@given(names=st.lists(words, min_size=2, max_size=6), data=st.data())
def test_whoever_is_cut_out_nobody_else_loses_an_answer(names, data):
    keys = [str(uuid4()) for _ in names]
    raw = house_submission(members="".join(map(member, keys, map(escaped, names))))
    gone = data.draw(st.sets(st.sampled_from(keys), max_size=len(keys)))
    before, after = seen(raw), seen(cut(raw, frozenset(gone), str, FORM))
    assert after.entities == tuple(one for one in before.entities if one.id not in gone)
    assert after.root_answers == before.root_answers


def test_when_nobody_is_left_only_the_number_of_the_survey_is():
    rest = cut(house_submission(), frozenset({FIRST_ID, SECOND_ID, HOME_ID}), str, FORM)
    after = seen(rest)
    assert after.instance_id == INSTANCE_ID
    assert not any(after.root_answers.values()) and not after.entities and not after.files
    assert b"12/3" not in rest and b"18.2" not in rest


def test_a_survey_of_an_unknown_form_is_cut_by_what_it_names_itself():
    rest = cut(house_submission(version="never seen"), frozenset({FIRST_ID}), str, None)
    assert "บุญศรี".encode() not in rest and "คำ".encode() in rest


def test_a_name_is_hidden_where_others_speak_of_it_and_never_in_another_persons_own_name():
    raw = house_submission(members=member(FIRST_ID, "สมศรี") + member(SECOND_ID, "สมศรีรัตน์"))
    raw = raw.replace(b"12/3</house_no>", "12/3 บ้านยายสมศรี</house_no>".encode())
    hide = Phrases(at_home=("สมศรี",))
    rest = cut(raw, frozenset({FIRST_ID}), lambda text: hide.hidden_in(text, at_home=True), FORM)
    after = seen(rest)
    assert after.root_answers["house_no"] == f"12/3 บ้านยาย{HIDDEN}"
    assert after.entities[1].properties["given_name"] == "สมศรีรัตน์"


@pytest.mark.parametrize("at_home", [True, False])
def test_longer_phrases_are_hidden_before_the_shorter_ones_in_them(at_home):
    phrases = Phrases(everywhere=("สมศรี ใจดี", "0812345678"), at_home=("สมศรี",))
    text = "สมศรี ใจดี โทร 0812345678 หรือถามสมศรี"
    hidden = phrases.hidden_in(text, at_home=at_home)
    assert hidden == f"{HIDDEN} โทร {HIDDEN} หรือถาม" + (HIDDEN if at_home else "สมศรี")
