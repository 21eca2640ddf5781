"""What a visit found is taken in once, closes what was planned, and asks where it is not clear."""

import datetime
from types import SimpleNamespace

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.cases.models import Alert
from khuang.care.people.models import Person
from khuang.care.visits import actions
from khuang.care.visits.models import PlannedVisit, Visit, VisitPlan, VisitQuestion, Volunteer
from khuang.care.visits.tests.round_town import FORMS, make_round, plan_visit, told
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.models import Attention, Forgotten, Submission

LATER = NOW + datetime.timedelta(hours=2)


@pytest.fixture
def town(cast, inside):
    return make_round(cast)


def send(account, xml, *, at=NOW):
    """Send as the browser of an account does."""
    device = surveys.browser_device(account, None, "Android, Chrome", at=at)
    return surveys.receive(surveys.Parcel(xml), by=device, at=at)


def test_a_visit_is_kept_with_what_it_found_and_its_plan_is_done(town):
    send(
        town.cast.boonsri,
        told(
            town.people[0], town.planned[0], condition="worse", done="wound massage", mood="low", next="nurse"
        ),
    )
    visit = Visit.objects.get()
    assert (visit.person, visit.volunteer, visit.planned) == (
        town.people[0],
        town.volunteer,
        town.planned[0],
    )
    assert visit.findings == {
        "condition": "worse",
        "done": ["wound", "massage"],
        "mood": "low",
        "next": "nurse",
    }
    assert (visit.result, visit.worried, visit.at, visit.clock_off) == ("met", False, NOW, 0)
    assert visit.recorded_by_id == town.cast.boonsri.pk
    assert PlannedVisit.objects.get(pk=town.planned[0].pk).state == "done"
    assert not VisitQuestion.objects.exists()


def test_who_was_met_was_seen_that_day_and_who_was_away_was_not(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    send(town.cast.boonsri, told(town.people[1], town.planned[1], result="away"))
    seen = [Person.objects.get(pk=one.pk).last_seen_on for one in town.people[:2]]
    assert seen == [NOW.date(), None]
    assert PlannedVisit.objects.get(pk=town.planned[1].pk).state == "done"


def test_who_moved_or_died_is_so_in_the_registry(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0], result="died", died_on="2026-11-20"))
    send(town.cast.boonsri, told(town.people[1], town.planned[1], result="moved", left_on="2026-11-01"))
    died, moved = (Person.objects.get(pk=one.pk) for one in town.people[:2])
    assert died.died_on == datetime.date(2026, 11, 20)
    assert moved.left_on == datetime.date(2026, 11, 1)


def test_a_worry_raises_one_alert_with_the_words(town):
    xml = told(town.people[0], town.planned[0], worried="yes", note="ล้มในห้องน้ำ")
    send(town.cast.boonsri, xml)
    send(town.cast.boonsri, xml)
    alert = Alert.objects.get()
    assert (alert.kind, alert.words, alert.source_id) == ("worried", "ล้มในห้องน้ำ", Visit.objects.get().pk)


def test_a_queue_that_sends_twice_changes_nothing(town):
    xml = told(town.people[0], town.planned[0])
    for _ in range(3):
        send(town.cast.boonsri, xml)
    assert Visit.objects.count() == 1
    assert not VisitQuestion.objects.exists()


def test_by_phone_and_by_paper_both_are_kept_and_a_person_decides(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0], condition="same"))
    xml = told(
        town.people[0], town.planned[0], condition="worse", day="2026-11-23", visitor=str(town.volunteer.pk)
    )
    send(town.cast.mali, xml, at=LATER)
    phone, paper = Visit.objects.order_by("pk")
    assert (phone.on_paper, paper.on_paper) == (False, True)
    assert paper.volunteer == town.volunteer
    question = VisitQuestion.objects.get()
    assert (question.visit, question.kind) == (paper, "twice")
    actions.settle_question(question, counts=phone, by=town.cast.mali, at=LATER)
    assert Visit.objects.get(pk=paper.pk).same_as == phone
    assert Visit.objects.get(pk=phone.pk).same_as is None
    assert VisitQuestion.objects.get().settled_by_id == town.cast.mali.pk
    assert Visit.objects.count() == 2


def test_two_records_may_also_be_two_visits(town):
    for _ in range(2):
        send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    actions.settle_question(VisitQuestion.objects.get(), by=town.cast.mali, at=LATER)
    assert not Visit.objects.exclude(same_as=None).exists()


def test_settling_twice_changes_nothing(town):
    for _ in range(2):
        send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    question = VisitQuestion.objects.get()
    actions.settle_question(question, by=town.cast.mali, at=LATER)
    actions.settle_question(question, counts=Visit.objects.first(), by=town.cast.prasit, at=LATER)
    assert VisitQuestion.objects.get().settled_by_id == town.cast.mali.pk
    assert not Visit.objects.exclude(same_as=None).exists()


def test_volunteers_settle_nothing(town):
    for _ in range(2):
        send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    with pytest.raises(PermissionDenied):
        actions.settle_question(VisitQuestion.objects.get(), by=town.cast.boonsri, at=LATER)


def test_a_correction_takes_the_place_of_what_it_corrects_without_a_question(town):
    first = told(town.people[0], town.planned[0], instance="uuid:a", condition="same")
    send(town.cast.boonsri, first)
    second = told(town.people[0], town.planned[0], instance="uuid:b", condition="worse").replace(
        b"<orx:instanceID>", b"<orx:deprecatedID>uuid:a</orx:deprecatedID><orx:instanceID>"
    )
    send(town.cast.boonsri, second, at=LATER)
    older, newer = Visit.objects.order_by("pk")
    assert older.same_as == newer
    assert not VisitQuestion.objects.exists()


def test_a_phone_a_day_behind_is_put_right_and_the_record_says_so(town):
    by_phone = NOW - datetime.timedelta(days=1, minutes=10)
    send(town.cast.boonsri, told(town.people[0], town.planned[0], ended=by_phone, clock=str(24 * 3600)))
    visit = Visit.objects.get()
    assert visit.at == NOW - datetime.timedelta(minutes=10)
    assert visit.clock_off == -24 * 3600
    assert visit.planned == town.planned[0]
    assert not VisitQuestion.objects.exists()


def test_a_clock_that_cannot_be_right_asks_somebody(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0], ended=NOW + datetime.timedelta(days=9)))
    assert Visit.objects.get().at == NOW
    assert VisitQuestion.objects.get().kind == "clock"


def test_a_visit_from_an_earlier_plan_finds_the_plan_in_force(town):
    VisitPlan.objects.update(state="replaced")
    plan = VisitPlan.objects.create(
        month=town.plan.month,
        first_day=town.plan.month,
        state="published",
        made_at=NOW,
        published_at=NOW,
    )
    anew = plan_visit(plan, town.people[0], town.volunteer)
    send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    assert Visit.objects.get().planned == anew
    assert PlannedVisit.objects.get(pk=anew.pk).state == "done"


def test_a_visit_from_an_app_finds_what_was_planned_near_it(town):
    send(town.cast.boonsri, told(town.people[0]))
    assert Visit.objects.get().planned == town.planned[0]


def test_a_visit_for_which_nobody_was_free_is_done_by_who_went(town):
    PlannedVisit.objects.filter(pk=town.planned[0].pk).update(state="unserved", volunteer=None, day=None)
    send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    done = PlannedVisit.objects.get(pk=town.planned[0].pk)
    assert (done.state, done.volunteer, done.day) == ("done", town.volunteer, NOW.date())


def test_a_visit_that_nobody_planned_is_kept_all_the_same(town):
    PlannedVisit.objects.all().delete()
    send(town.cast.boonsri, told(town.people[0]))
    assert Visit.objects.get().planned is None
    assert not VisitQuestion.objects.exists()


def test_a_visit_by_somebody_whom_nobody_sent_is_kept_and_asked_about(town):
    Volunteer.objects.create(account=town.cast.nok, name="นก", kind="health", since=NOW.date())
    Person.objects.filter(pk=town.people[0].pk).update(village=town.cast.villages[1], dwelling=None)
    PlannedVisit.objects.all().delete()
    send(town.cast.nok, told(town.people[0]))
    assert VisitQuestion.objects.get().kind == "not-asked"


def test_the_second_of_two_who_go_was_sent_too(town):
    second = Volunteer.objects.create(account=town.cast.nok, name="นก", kind="health", since=NOW.date())
    PlannedVisit.objects.filter(pk=town.planned[0].pk).update(second=second)
    Person.objects.filter(pk=town.people[0].pk).update(village=town.cast.villages[1])
    send(town.cast.nok, told(town.people[0], town.planned[0]))
    assert not VisitQuestion.objects.exists()


def test_a_visit_to_nobody_in_the_registry_stays_and_is_seen(town):
    stranger = SimpleNamespace(pk="55555555-5555-4555-8555-555555555555")
    send(town.cast.boonsri, told(stranger, result="away"))
    assert not Visit.objects.exists()
    assert Attention.objects.get().kind == "processing-failed"


def test_a_visit_to_somebody_who_was_erased_is_nobody_s(town):
    gone = "55555555-5555-4555-8555-555555555555"
    Forgotten.objects.create(entity_id=gone, at=NOW)
    send(town.cast.boonsri, told(SimpleNamespace(pk=gone), result="away"))
    assert not Visit.objects.exists()
    assert not Attention.objects.exists()
    assert Submission.objects.count() == 1


def test_a_visit_to_a_merged_record_is_of_the_one_that_stays(town):
    Person.objects.filter(pk=town.people[1].pk).update(merged_into=town.people[0])
    send(town.cast.boonsri, told(town.people[1], town.planned[1]))
    assert Visit.objects.get().person == town.people[0]


def test_other_forms_make_no_visit(town):
    version = surveys.upload_form((FORMS / "follow_up.xlsx").read_bytes(), by=SYSTEM, at=NOW)
    surveys.publish(version, by=SYSTEM, at=NOW)
    xml = told(town.people[0]).replace(b'id="visit"', b'id="follow_up"')
    send(town.cast.boonsri, xml.replace(b'version="2026113001"', b'version="2026112301"'))
    assert not Visit.objects.exists()


def test_paper_of_an_earlier_day_stands_on_that_day(town):
    xml = told(town.people[0], town.planned[0], day="2026-11-21", visitor=str(town.volunteer.pk))
    send(town.cast.mali, xml)
    assert Visit.objects.get().at.date() == datetime.date(2026, 11, 21)


def test_a_supervisor_answers_and_volunteers_do_not(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0], note="แผลยังไม่ดีขึ้น"))
    visit = Visit.objects.get()
    assert actions.reply(visit, " พยาบาลจะไปพรุ่งนี้ ", by=town.cast.mali, at=LATER).words == "พยาบาลจะไปพรุ่งนี้"
    with pytest.raises(PermissionDenied):
        actions.reply(visit, "x", by=town.cast.boonsri, at=LATER)


@pytest.mark.parametrize("model", [Visit])
def test_a_visit_is_taken_in_once_and_is_not_itself(town, model):
    send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    visit = Visit.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.filter(pk=visit.pk).update(same_as=visit)
    with pytest.raises(IntegrityError), transaction.atomic():
        Visit.objects.create(
            person=visit.person, submission_id=visit.submission_id, at=NOW, result="met", findings={}
        )


def test_what_is_settled_says_by_whom(town):
    send(town.cast.boonsri, told(town.people[0], town.planned[0]))
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitQuestion.objects.create(visit=Visit.objects.get(), kind="twice", raised_at=NOW, settled_at=NOW)
