"""What becomes of needs and cases when records are merged, split or erased, and what a timeline tells."""

import pytest
from django.utils import timezone

from conftest import NOW
from khuang.care.cases import actions, reads, timelines
from khuang.care.cases.models import Alert, Case, CaseLead, Need, NeedWord, PlanStep
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.rules.lists import Chosen
from khuang.care.cases.tests.cast import LATER, TODAY, a_home, a_person
from khuang.care.cases.timelines import Happening
from khuang.care.people import actions as people
from khuang.care.people.actions.erasure import erase_again
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import MALI, TON, a_family
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within


@pytest.fixture
def two(cast, inside):
    a_family()
    return Person.objects.get(pk=MALI), Person.objects.get(pk=TON)


def a_full_case(person, cast):
    case = actions.open_case(person, because="need", lead=cast.mali, by=cast.mali, at=NOW)
    need = actions.note_need(person, "no-food", source="desk", words="ข้าวหมด", by=cast.mali, at=NOW)
    actions.take_up(need, case, by=cast.mali, at=NOW)
    actions.assess(case, situation="อยู่คนเดียว", by=cast.mali, at=NOW)
    doer = Doer("account", cast.mali)
    actions.add_step(
        case, goal="อิ่ม", action="ส่งข้าว", doer=doer, due_on=TODAY, need=need, by=cast.mali, at=NOW
    )
    actions.give(case, what="ข้าว", doer=doer, since=TODAY, need=need, by=cast.mali, at=NOW)
    actions.raise_alert(person, kind="worried", by=cast.mali, at=NOW)
    return case


def test_a_merge_keeps_both_cases_and_both_needs_under_the_survivor(cast, two):
    one, other = two
    mine, theirs = a_full_case(one, cast), a_full_case(other, cast)
    people.merge(one, other, take=[], by=cast.mali, at=LATER)
    one.refresh_from_db()
    assert set(reads.cases_of(one)) == {mine, theirs}
    assert reads.open_needs(one).count() == 2
    # Nobody decides for a person: one of the two is closed by hand, and says where it goes on.
    assert reads.open_case_of(one) in (mine, theirs)


def test_a_split_gives_each_what_was_theirs(cast, two):
    one, other = two
    mine, theirs = a_full_case(one, cast), a_full_case(other, cast)
    event = people.merge(one, other, take=[], by=cast.mali, at=LATER)
    people.split(event, by=cast.mali, at=LATER)
    assert list(reads.cases_of(Person.objects.get(pk=one.pk))) == [mine]
    assert list(reads.cases_of(Person.objects.get(pk=other.pk))) == [theirs]


def test_erasure_takes_everything_with_it(cast, two):
    one, other = two
    a_full_case(one, cast)
    kept = a_full_case(other, cast)
    erase_again([one.pk], at=LATER)
    assert list(Case.objects.all()) == [kept]
    assert set(Need.objects.values_list("person", flat=True)) == {other.pk}
    for model in (PlanStep, CaseLead, Alert):
        assert {row.case_id for row in model.objects.all()} == {kept.pk}
    assert {word.need.person_id for word in NeedWord.objects.all()} == {other.pk}


def test_erasing_a_mother_leaves_her_son_s_need(cast, inside):
    home = a_home(cast.villages[1])
    mother, son = a_person(cast.villages[1], "แสงดา", home), a_person(cast.villages[1], "ต้น", home)
    need = actions.note_need(son, "out-of-school", source="desk", by=SYSTEM, at=NOW)
    case = actions.open_case(mother, because="need", household=home, lead=cast.mali, by=cast.mali, at=NOW)
    doer = Doer("account", cast.mali)
    actions.add_step(
        case, goal="เรียนต่อ", action="ไปโรงเรียน", doer=doer, due_on=TODAY, need=need, by=cast.mali, at=NOW
    )
    erase_again([mother.pk], at=LATER)
    assert list(Need.objects.all()) == [need]
    assert not Case.objects.exists()


def test_the_timeline_tells_everything_newest_first_and_no_looks(cast, two):
    case = a_full_case(two[0], cast)
    people.note_view(two[0], by=cast.mali, at=LATER)
    told = reads.timeline(case, cast.mali)
    said = [one.happening.what for one in told]
    assert len(said) == 9
    assert sorted((one.happening.at for one in told), reverse=True) == [one.happening.at for one in told]
    assert {one.who for one in told} == {cast.mali.display_name}


def test_other_apps_tell_what_they_know(cast, two, monkeypatch):
    monkeypatch.setattr(timelines, "_plugged", {})
    timelines.plug("visits", lambda case, account: [Happening(LATER, "เยี่ยมบ้าน")])
    assert reads.timeline(a_full_case(two[0], cast), cast.mali)[0].happening.what == "เยี่ยมบ้าน"


def test_lists_stay_few_statements_however_long_they_are(cast, municipality, django_assert_max_num_queries):
    with within(municipality):
        for number in range(30):
            person = a_person(cast.villages[1], f"คน {number}")
            case = actions.open_case(person, because="need", lead=cast.mali, by=cast.mali, at=timezone.now())
            actions.note_need(person, "no-food", source="desk", by=cast.mali, at=timezone.now())
    with within(municipality), django_assert_max_num_queries(6):
        rows = reads.listed(reads.cases_in(cast.mali, "mine", Chosen(), on=TODAY)[:50], on=TODAY)
        assert len(rows) == 30
        assert case.number in {str(one.case) for one in rows}
