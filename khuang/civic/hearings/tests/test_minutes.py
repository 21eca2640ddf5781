"""Minutes: a draft, confirmed by a second person, never changed, amended by a new version."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from khuang.civic.forum.rules.problems import NamesSomebody
from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.models import Minutes
from khuang.civic.hearings.rules import problems
from khuang.civic.hearings.tests.cast import EVENING, LATER, a_hearing, entry, full_hall, noted, people

NEXT_DAY = EVENING + timedelta(days=1)
SAID = {"chair": "นายกเทศมนตรี", "opening": "ประธานเปิดประชุม", "resolutions": "เห็นชอบให้แยกขยะ"}


@pytest.fixture
def hearing(cast, inside):
    made = a_hearing(cast)
    full_hall(cast, made)
    said = entry("statement", words="แยกขยะที่บ้าน", key=(key := uuid4()))
    hands = entry("hands", about=str(key), hands={"female": [3, 1, 0], "male": [1, 2, 0]}, at=EVENING)
    noted(made, said, hands, entry("agreement", words="แยกขยะทุกบ้าน"), by=cast.facai)
    return actions.close(made, by=cast.facai, at=EVENING)


def test_no_telephone_number_comes_into_the_minutes(cast, hearing):
    with pytest.raises(NamesSomebody):
        actions.write(hearing, SAID | {"discussion": "โทรหาป้า 081 234 5678"}, by=cast.facai, at=EVENING)
    assert not Minutes.objects.exists()
    assert actions.write(hearing, SAID | {"chair": "นายสมชาย ใจดี นายกเทศมนตรี"}, by=cast.facai, at=EVENING)


def confirmed(cast, hearing):
    draft = actions.write(hearing, SAID, by=cast.facai, at=EVENING)
    return actions.confirm(draft, revision=draft.revision, by=cast.prasit, at=NEXT_DAY)


def test_minutes_are_written_after_the_end(cast, inside):
    with pytest.raises(problems.NotNow):
        actions.write(a_hearing(cast), SAID, by=cast.facai, at=EVENING)


def test_two_writers_notice_each_other(cast, hearing):
    first = actions.write(hearing, SAID, by=cast.facai, at=EVENING)
    with pytest.raises(problems.NotNow):
        actions.write(hearing, {}, revision=0, by=cast.prasit, at=EVENING)
    second = actions.write(hearing, SAID | {"closing": "ปิดประชุม"}, revision=1, by=cast.prasit, at=EVENING)
    assert (first.pk, second.revision, second.closing) == (second.pk, 2, "ปิดประชุม")


def test_a_second_person_confirms_what_they_read(cast, hearing):
    draft = actions.write(hearing, SAID, by=cast.facai, at=EVENING)
    with pytest.raises(problems.WroteThem):
        actions.confirm(draft, revision=1, by=cast.facai, at=NEXT_DAY)
    with pytest.raises(problems.NotNow):
        actions.confirm(draft, revision=7, by=cast.prasit, at=NEXT_DAY)
    made = actions.confirm(draft, revision=1, by=cast.prasit, at=NEXT_DAY)
    assert reads.minutes_in_force(hearing) == made
    with pytest.raises(problems.NotNow):
        actions.confirm(draft, revision=1, by=cast.prasit, at=NEXT_DAY)


def test_confirmed_minutes_hold_what_was_counted(cast, hearing):
    content = confirmed(cast, hearing).content
    assert (content["total"], content["present"]["female"]) == (7, 4)
    assert content["statements"] == [
        {"words": "แยกขยะที่บ้าน", "hands": {"female": [3, 1, 0], "male": [1, 2, 0]}, "total": [4, 3, 0]}
    ]
    assert content["agreements"] == ["แยกขยะทุกบ้าน"]
    assert content["groups"] == {"กลุ่มแม่บ้าน": 1}


def test_what_comes_after_confirmation_is_kept_and_changes_nothing(cast, hearing):
    made = confirmed(cast, hearing)
    (row,) = noted(hearing, people("female"), by=cast.facai, at=NEXT_DAY)
    assert (row.state, row.because) == ("late", "TooLate")
    assert Minutes.objects.get().content == made.content
    assert reads.late(hearing) == [row]


def test_a_new_version_takes_in_what_came_after_the_old_one(cast, hearing):
    old = confirmed(cast, hearing)
    # The phone of a helper came home a day later: counted in the hall, sent after the confirmation.
    (row,) = noted(hearing, people("female", at=LATER), by=cast.facai, at=NEXT_DAY)
    actions.amend(hearing, because="โทรศัพท์ส่งข้อมูลช้า", by=cast.facai, at=NEXT_DAY)
    row.refresh_from_db()
    assert (row.state, row.because) == ("taken", "")
    draft = actions.write(hearing, SAID, revision=1, by=cast.facai, at=NEXT_DAY)
    new = actions.confirm(draft, revision=2, by=cast.prasit, at=NEXT_DAY)
    assert (old.content["total"], new.content["total"]) == (7, 8)


def test_what_does_not_fit_after_the_end_can_still_be_taken_out(cast, hearing):
    (row,) = noted(hearing, entry("statement", words="โทร 081 234 5678"), by=cast.facai, at=NEXT_DAY)
    assert row.state == "waiting"
    assert actions.drop(row, by=cast.facai, at=NEXT_DAY).state == "dropped"


def test_confirmed_minutes_change_by_a_new_version_only(cast, hearing):
    first = confirmed(cast, hearing)
    with pytest.raises(problems.NeverChanged):
        actions.write(hearing, SAID, revision=first.revision, by=cast.facai, at=NEXT_DAY)
    with pytest.raises(problems.NoWords):
        actions.amend(hearing, because="", by=cast.facai, at=NEXT_DAY)
    draft = actions.amend(hearing, because="ชื่อประธานผิด", by=cast.facai, at=NEXT_DAY)
    assert (draft.version, draft.opening) == (2, first.opening)
    assert reads.minutes_in_force(hearing) == first
    with pytest.raises(problems.NotNow):
        actions.amend(hearing, because="อีกครั้ง", by=cast.facai, at=NEXT_DAY)
    second = actions.confirm(draft, revision=1, by=cast.prasit, at=NEXT_DAY)
    assert reads.minutes_in_force(hearing) == second
    assert [one.version for one in reads.versions(hearing)] == [1, 2]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "draft"}, "hearings_minutes_confirmed"),
        ({"content": {}}, "hearings_minutes_confirmed"),
        ({"version": 2}, "hearings_minutes_amended"),
    ],
)
def test_the_database_refuses_minutes_that_cannot_be(cast, hearing, change, name):
    confirmed(cast, hearing)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Minutes.objects.update(**change)


def test_the_database_wants_two_people_and_one_draft(cast, hearing):
    made = confirmed(cast, hearing)
    with pytest.raises(IntegrityError, match="hearings_minutes_two_people"), transaction.atomic():
        Minutes.objects.update(confirmed_by_id=made.by_id)
    again = {"hearing": hearing, "amended_because": "x", "written_at": NEXT_DAY, "by_id": cast.facai.pk}
    Minutes.objects.create(version=2, **again)
    with pytest.raises(IntegrityError, match="hearings_minutes_one_draft"), transaction.atomic():
        Minutes.objects.create(version=3, **again)
    with pytest.raises(IntegrityError, match="hearings_minutes_version"), transaction.atomic():
        Minutes.objects.filter(version=2).update(version=1)


def test_the_public_paper_gives_no_small_count_away(cast, hearing):
    minutes = confirmed(cast, hearing)
    desk, public = reads.paper(hearing, minutes), reads.paper(hearing, minutes, public=True)
    assert [row.numbers for row in desk.ages] == [[3, 3, 0], [1, 0, 0]]
    assert desk.sums.numbers == [4, 3, 0]
    assert {number for row in public.ages for number in row.numbers} == {None}
    # Seven in all: neither sex can be reckoned from the other.
    assert public.sums.numbers == [None, None, 0]
    assert (public.total, public.villages[0].numbers) == (7, [7])
    assert [len(one.rows) for one in desk.statements + public.statements] == [3, 1]


def test_the_public_paper_hides_how_often_a_few_spoke(cast, inside):
    made = a_hearing(cast)
    full_hall(cast, made)
    turns = ["female", *["male"] * 5]
    noted(made, *(entry("turn", sex=sex) for sex in turns), by=cast.facai)
    actions.close(made, by=cast.facai, at=EVENING)
    minutes = confirmed(cast, made)
    desk, public = reads.paper(made, minutes), reads.paper(made, minutes, public=True)
    assert [row.numbers for row in desk.turns] == [[1], [5], [0]]
    assert [row.numbers for row in public.turns] == [[None], [5], [0]]
