"""A conference is planned with its agenda, moved, cancelled; who takes part; two people who edit it."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.actions import agendas, conferences
from khuang.care.cases.models import AgendaEdit, AgendaItem, Conference, Participant
from khuang.care.cases.rules.sharing_problems import CannotChange, ChangedMeanwhile, ReasonNeeded, TakesPart
from khuang.care.cases.tests.conferences_cast import BEGINS, a_case, a_conference, a_partner
from khuang.ground.journal import reads as journal

MOVED = BEGINS + timedelta(days=1)


@pytest.fixture
def case(cast, inside):
    return a_case(cast)


@pytest.fixture
def conference(cast, case):
    return a_conference(cast, case)


def kinds(conference):
    return [item.kind for item in conference.items.all()]


def test_it_begins_with_the_items_of_thai_minutes_and_a_number_of_the_year(conference):
    assert kinds(conference) == ["opening", "reasons", "needs", "plan", "referrals", "other"]
    assert str(conference) == "1/2569"
    assert conference.place == "ห้องประชุมเทศบาล"


def test_numbers_count_up_and_the_second_speaks_of_the_first_minutes(cast, case, conference):
    Conference.objects.update(state="held", minuted_at=NOW)
    second = a_conference(cast, case)
    assert str(second) == "2/2569"
    assert kinds(second)[:2] == ["opening", "previous"]


def test_who_plans_it_writes_and_the_lead_takes_part(cast, conference):
    assert [(one.account, one.role) for one in conference.participants.all()] == [(cast.mali, "writer")]


def test_the_line_stands_under_the_case_and_the_person(conference, case):
    for key in (case.pk, case.person_id):
        assert "cases.conference-planned" in [line.event for line in journal.lines_about(key)]


@pytest.mark.parametrize("name", ["nok", "boonsri", "kham", "dao"])
def test_who_may_not_confer_plans_none(cast, case, name):
    with pytest.raises(PermissionDenied):
        conferences.plan_conference(case, begins_at=BEGINS, place="ที่ไหนก็ได้", by=getattr(cast, name), at=NOW)


def test_of_a_person_whose_data_rest_none_is_planned(cast, case):
    case.person.restricted_at = NOW
    case.person.save()
    with pytest.raises(PermissionDenied):
        conferences.plan_conference(case, begins_at=BEGINS, place="วัด", by=cast.kham, at=NOW)


def test_it_moves_and_a_second_who_looked_before_is_told(cast, conference):
    move = {"begins_at": MOVED, "place": "วัดบ้านทดสอบ", "revision": 1, "by": cast.mali, "at": NOW}
    assert conferences.change_conference(conference, **move).revision == 2
    with pytest.raises(ChangedMeanwhile):
        conferences.change_conference(conference, **move | {"place": "ที่อื่น"})
    assert Conference.objects.get().place == "วัดบ้านทดสอบ"


def test_it_is_cancelled_with_a_reason_and_then_stays(cast, conference):
    with pytest.raises(ReasonNeeded):
        conferences.cancel_conference(conference, because=" ", by=cast.mali, at=NOW)
    conferences.cancel_conference(conference, because="ผู้ป่วยเข้าโรงพยาบาล", by=cast.mali, at=NOW)
    assert Conference.objects.get().cancelled_because == "ผู้ป่วยเข้าโรงพยาบาล"
    with pytest.raises(CannotChange):
        conferences.ask_account(conference, cast.prasit, by=cast.mali, at=NOW)


def test_accounts_and_outsiders_are_asked_once(cast, conference):
    head = conferences.ask_account(conference, cast.prasit, role="chair", by=cast.mali, at=NOW)
    partner = a_partner(cast)
    nurse = conferences.ask_outsider(
        conference, "พยาบาลเอื้อง", post="พยาบาลวิชาชีพ", partner=partner, by=cast.mali, at=NOW
    )
    assert (str(head), str(nurse)) == ("ประสิทธิ์ ตั้งใจ", "พยาบาลเอื้อง")
    for again in ({"account": cast.prasit}, {"account": cast.boonsri, "role": "chair"}):
        with pytest.raises(TakesPart):
            conferences.ask_account(conference, **again, by=cast.mali, at=NOW)


def test_somebody_else_may_chair(cast, conference):
    head = conferences.ask_account(conference, cast.prasit, by=cast.mali, at=NOW)
    conferences.change_role(head, "chair", by=cast.mali, at=NOW)
    with pytest.raises(TakesPart):
        conferences.change_role(head, "writer", by=cast.mali, at=NOW)
    assert Participant.objects.get(pk=head.pk).role == "chair"


def test_who_is_asked_no_more_goes_before_it_is_held(cast, conference):
    one = conferences.ask_outsider(conference, "ผู้ใหญ่บ้าน", by=cast.mali, at=NOW)
    conferences.remove_participant(one, by=cast.mali, at=NOW)
    assert conference.participants.count() == 1
    Conference.objects.update(state="held", minuted_at=NOW)
    with pytest.raises(CannotChange):
        conferences.remove_participant(conference.participants.get(), by=cast.mali, at=NOW)


def test_a_question_stands_before_other_matters_and_moves_up(cast, conference):
    made = agendas.add_item(conference, "ใครพาไปโรงพยาบาลวันพุธ", by=cast.mali, at=NOW)
    assert kinds(conference)[-2:] == ["question", "other"]
    agendas.raise_item(made, by=cast.mali, at=NOW)
    assert kinds(conference)[-3:] == ["question", "referrals", "other"]
    agendas.raise_item(conference.items.first(), by=cast.mali, at=NOW)
    assert [item.order for item in conference.items.all()] == list(range(1, 8))
    agendas.remove_item(AgendaItem.objects.get(pk=made.pk), by=cast.mali, at=NOW)
    assert "question" not in kinds(conference)
    with pytest.raises(CannotChange):
        agendas.remove_item(conference.items.first(), by=cast.mali, at=NOW)


def test_two_who_write_one_text_lose_nothing(cast, conference):
    item = conference.items.first()
    first = agendas.change_item(item, "text", "แจ้งเรื่องย้ายบ้าน", was="", by=cast.mali, at=NOW)
    second = agendas.change_item(item, "text", "แจ้งเรื่องงบประมาณ", was="", by=cast.prasit, at=NOW)
    assert (first.theirs, second.theirs) == (None, "แจ้งเรื่องย้ายบ้าน")
    assert AgendaItem.objects.get(pk=item.pk).text == "แจ้งเรื่องย้ายบ้าน"
    kept = AgendaEdit.objects.get(is_set_aside=True)
    assert (kept.after, kept.by_id) == ("แจ้งเรื่องงบประมาณ", cast.prasit.pk)
    agendas.change_item(item, "text", "ทั้งสองเรื่อง", was=second.theirs, by=cast.prasit, at=NOW)
    assert AgendaItem.objects.get(pk=item.pk).text == "ทั้งสองเรื่อง"


def test_what_did_not_change_is_no_change(cast, conference):
    item = conference.items.first()
    agendas.change_item(item, "text", "ก\nข", was="", by=cast.mali, at=NOW)
    agendas.change_item(item, "text", "ก\r\nข ", was="ก\r\nข", by=cast.mali, at=NOW)
    assert AgendaEdit.objects.count() == 1


@pytest.mark.parametrize(
    "broken",
    [
        {"state": "held"},
        {"state": "approved", "minuted_at": NOW},
        {"state": "cancelled"},
        {"cancelled_because": b"x"},
    ],
)
def test_the_database_holds_states_and_their_words_together(conference, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        for name, value in broken.items():
            setattr(conference, name, value)
        conference.cancelled_because = conference.cancelled_because and "เพราะ"
        conference.save()


def test_the_database_wants_two_persons_one_chair_and_a_name(cast, conference):
    def save(**said):
        with pytest.raises(IntegrityError), transaction.atomic():
            Participant.objects.create(conference=conference, **said)

    save()
    save(account=cast.mali)
    save(name="ใคร", role="writer")
    save(name="ใคร", account=cast.prasit)
    save(name="ใคร", apology="ป่วย")
    conference.state, conference.minuted_at, conference.minuted_by_id = "approved", NOW, cast.mali.pk
    conference.approved_at, conference.approved_by_id = NOW, cast.mali.pk
    with pytest.raises(IntegrityError), transaction.atomic():
        conference.save()
