"""The screens: a case from its opening to its approved closure, lists, alerts, kinds, calendar."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from conftest import sign_in
from khuang.care.cases import actions
from khuang.care.cases.forms.needs import AlertForm
from khuang.care.cases.forms.partners import PartnerForm
from khuang.care.cases.forms.referrals import ReferForm
from khuang.care.cases.models import Alert, Case, Decision, Given, Need, PlanStep, Referral, SavedFilter
from khuang.care.cases.rules.doers import Doer
from khuang.care.cases.tests.cast import a_home, a_person
from khuang.care.risk import actions as risk
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within


@pytest.fixture
def person(cast):
    with within(cast.municipality):
        return a_person(cast.villages[3], "คำปัน")


@pytest.fixture
def mali(client, cast):
    return sign_in(client, cast.mali)


@pytest.fixture
def prasit(cast):
    return sign_in(Client(), cast.prasit)


@pytest.fixture
def case(cast, person):
    with within(cast.municipality):
        return actions.open_case(person, because="walk-in", lead=cast.mali, by=cast.mali, at=timezone.now())


def page(client, name, *args, **query):
    answer = client.get(reverse(f"cases:{name}", args=args), query, headers={"accept-language": "en"})
    assert answer.status_code == 200
    return answer.content.decode()


def send(client, screen, /, *args, **said):
    answer = client.post(reverse(f"cases:{screen}", args=args), said, headers={"accept-language": "en"})
    return answer.status_code, answer.content.decode()


def day(days):
    on = timezone.localdate() + timedelta(days=days)
    return {"_day": on.day, "_month": on.month, "_year": on.year}


def dated(name, days):
    return {f"{name}{part}": value for part, value in day(days).items()}


def one(cast, model):
    with within(cast.municipality):
        return model.objects.get()


def test_a_case_goes_from_intake_to_an_approved_closure(cast, mali, prasit, person):
    said = {"because": "walk-in", "reason": "หลังคารั่ว", "lead": str(cast.mali.pk)}
    assert send(mali, "open", person.pk, **said)[0] == 302
    case = one(cast, Case)
    assert "Assess the situation" in page(mali, "case", case.pk)
    assert send(mali, "assess", case.pk, situation="อยู่คนเดียว", wishes="อยากอยู่บ้าน")[0] == 302
    assert "Make a plan" in page(mali, "case", case.pk)
    step = {"goal": "บ้านปลอดภัย", "action": "ซ่อมหลังคา", "doer_kind": "family", "name": "ลูกชาย"}
    assert send(mali, "step-new", case.pk, **step, **dated("due_on", 9))[0] == 302
    assert send(mali, "ask-plan", case.pk, words="")[0] == 302
    asked = one(cast, Decision)
    assert "The head of social welfare decides" in page(mali, "decision", asked.pk)
    assert case.number in page(prasit, "approvals")
    assert send(prasit, "decision", asked.pk, decision="approve", answer="")[0] == 302
    assert "services under way" in page(mali, "case", case.pk)
    done = send(mali, "step", one(cast, PlanStep).pk, what="done", result="ซ่อมแล้ว")
    assert done[0] == 302
    assert send(mali, "close", case.pk, outcome="reached", reason="ครบตามแผน")[0] == 302
    with within(cast.municipality):
        closing = Decision.objects.get(what="closure")
    assert send(prasit, "decision", closing.pk, decision="approve", answer="")[0] == 302
    assert "what was planned is reached" in page(mali, "case", case.pk)
    assert case.number in page(mali, "cases", list="closed")
    assert send(mali, "reopen", case.pk, reason="รั่วอีก")[0] == 302
    assert one(cast, Case).state == "assessment"


def test_a_refused_form_keeps_what_was_typed_and_says_why(cast, mali, case):
    status, told = send(mali, "assess", case.pk, situation="", wishes="อยากอยู่บ้าน")
    assert status == 422
    assert "อยากอยู่บ้าน" in told
    assert "Write a few words" in told
    status, told = send(mali, "ask-plan", case.pk, words="พร้อม")
    assert status == 422
    assert "Write the assessment before the plan." in told
    step = {"goal": "บ้านปลอดภัย", "action": "ซ่อม", "doer_kind": "family", "name": ""}
    status, told = send(mali, "step-new", case.pk, **step, **dated("due_on", 9))
    assert (status, "Say who does it." in told, "บ้านปลอดภัย" in told) == (422, True, True)
    status, told = send(mali, "step-new", case.pk, **(step | {"name": "ลูก"}), **dated("due_on", -9))
    assert "The day has passed." in told


def test_closing_shows_what_is_still_open(cast, mali, case, person):
    with within(cast.municipality):
        actions.note_need(person, "no-food", source="desk", by=cast.mali, at=timezone.now())
    assert "1 need" in page(mali, "close", case.pk)
    status, told = send(mali, "close", case.pk, outcome="moved", reason="ย้ายแล้ว", left_open="")
    assert (status, "Something in this case is still open" in told) == (422, True)
    said = {"outcome": "moved", "reason": "ย้ายแล้ว", "left_open": "เทศบาลปลายทางรับต่อ"}
    assert send(mali, "close", case.pk, **said)[0] == 302


def test_a_need_is_noted_met_and_its_history_shown(cast, mali, person, case):
    assert send(mali, "need-new", person.pk, kind="no-food", words="ข้าวหมด", source="visit")[0] == 302
    need = one(cast, Need)
    assert "ข้าวหมด" in page(mali, "need", need.pk)
    assert send(mali, "take-up", need.pk)[0] == 302
    assert one(cast, Need).case_id == case.pk
    assert send(mali, "need", need.pk, move="met", words="")[0] == 422
    assert send(mali, "need", need.pk, move="met", words="วัดส่งข้าว")[0] == 302
    told = page(mali, "need", need.pk)
    assert "วัดส่งข้าว" in told
    assert "Save" not in told


def test_a_service_is_noted_and_ended(cast, mali, case):
    given = {"what": "อาหารกลางวัน", "doer_kind": "account", "account": str(cast.mali.pk)}
    assert send(mali, "service-new", case.pk, **given, **dated("since", 0))[0] == 302
    service = one(cast, Given)
    assert "อาหารกลางวัน" in page(mali, "service", service.pk)
    assert send(mali, "service", service.pk, result="ครบ", **dated("until", -3))[0] == 422
    assert send(mali, "service", service.pk, result="ครบ", **dated("until", 3))[0] == 302


def test_a_step_moves_to_another_day(cast, mali, case):
    with within(cast.municipality):
        by, today = {"by": cast.mali, "at": timezone.now()}, timezone.localdate()
        doer = Doer("account", cast.mali)
        actions.add_step(case, goal="ก", action="ข", doer=doer, due_on=today, **by)
    step = one(cast, PlanStep)
    assert send(mali, "step", step.pk, what="moved", result="")[0] == 422
    assert send(mali, "step", step.pk, what="moved", result="", **dated("due_on", 20))[0] == 302
    assert one(cast, PlanStep).due_on == timezone.localdate() + timedelta(days=20)


def test_the_lead_changes_and_a_look_is_set(cast, mali, case):
    assert send(mali, "lead", case.pk, lead=str(cast.prasit.pk))[0] == 302
    assert send(mali, "lead", case.pk, lead=str(cast.boonsri.pk))[0] == 422
    assert send(mali, "follow-up", case.pk, words="ดีขึ้น", **dated("next_on", 30))[0] == 302
    told = page(mali, "timeline", case.pk)
    assert "Led by ประสิทธิ์ ตั้งใจ" in told
    assert "ดีขึ้น" in told
    assert "ประสิทธิ์" in page(mali, "sheet", case.pk)


def test_an_alert_is_raised_acknowledged_and_settled(cast, mali, client, person):
    nok = sign_in(Client(), cast.nok)
    assert send(nok, "alert-new", person.pk, kind="worried", words="ไม่ยอมกินข้าว")[0] == 302
    alert = one(cast, Alert)
    assert "a visitor is worried" in page(mali, "alerts")
    assert send(mali, "acknowledge", alert.pk)[0] == 302
    assert send(mali, "alert", alert.pk, because="")[0] == 422
    assert send(mali, "alert", alert.pk, because="พาไปหาหมอ")[0] == 302
    assert "No alert is open" in page(mali, "alerts")
    assert nok.get(reverse("cases:alerts")).status_code == 403


def test_a_late_alert_is_red(cast, mali, person):
    with within(cast.municipality):
        actions.raise_alert(person, kind="urgent", by=SYSTEM, at=timezone.now() - timedelta(hours=1))
    assert "nobody, too late" in page(mali, "alerts")


def test_lists_narrow_and_choices_are_kept(cast, mali, case):
    village = str(cast.villages[3].pk)
    assert case.number in page(mali, "cases", village=village)
    assert case.number not in page(mali, "cases", village=str(cast.villages[1].pk))
    assert case.number not in page(mali, "cases", list="unassigned")
    assert send(mali, "save-filter", name="หมู่สาม", list="mine", village=village)[0] == 302
    assert "หมู่สาม" in page(mali, "cases")
    kept = one(cast, SavedFilter)
    assert kept.chosen == {"list": "mine", "village": village}
    assert send(mali, "delete-filter", kept.pk)[0] == 302
    assert "หมู่สาม" not in page(mali, "cases")


def test_the_list_and_its_part_for_exchange_show_the_same_rows(cast, mali, case):
    whole = page(mali, "cases")
    part = mali.get(reverse("cases:cases"), headers={"HX-Request": "true", "accept-language": "en"})
    assert case.number in whole
    assert part.content.decode().strip() in whole


def test_lists_say_what_is_late_and_whose_class_expires(cast, mali, case):
    with within(cast.municipality):
        Case.objects.update(review_on=timezone.localdate() - timedelta(days=1))
    assert "overdue" in page(mali, "cases", list="overdue")
    assert "No case stands here" in page(mali, "cases", list="reassess")


def test_a_household_s_case_shows_everybody_s_needs(cast, mali):
    with within(cast.municipality):
        home = a_home(cast.villages[3])
        mother, son = a_person(cast.villages[3], "แสงดา", home), a_person(cast.villages[3], "ต้นกล้า", home)
        actions.note_need(son, "out-of-school", source="desk", by=cast.mali, at=timezone.now())
    send(mali, "open", mother.pk, because="need", reason="ลูกไม่ได้เรียน", for_household="on")
    told = page(mali, "case", one(cast, Case).pk)
    assert "ต้นกล้า" in told
    assert "Out of school" in told


def test_kinds_are_added_renamed_and_retired(cast, prasit, person):
    added = {"th": "ขาดน้ำสะอาด", "en": "No clean water", "covers_th": "", "covers_en": ""}
    assert send(prasit, "kind-new", **added)[0] == 302
    with within(cast.municipality):
        kind = next(one for one in need_kinds().values() if one.en == "No clean water")
    assert send(prasit, "kind", kind.code, **(added | {"en": "Water", "retired": "on"}))[0] == 302
    told = page(prasit, "kinds")
    assert "Water" in told
    assert "No longer offered" in told
    assert "Water" not in page(prasit, "need-new", person.pk)
    assert prasit.get(reverse("cases:kind", args=["palace"])).status_code == 404


def test_every_look_at_a_case_is_in_the_journal(cast, mali, case, person):
    page(mali, "case", case.pk)
    page(mali, "cases")
    with within(cast.municipality):
        looks = Entry.objects.filter(event="people.viewed", about_id=person.pk, by_id=cast.mali.pk)
        assert looks.count() == 1
        assert str(person.pk) in Entry.objects.get(event="people.listed").references["also"]


def test_restricted_people_s_cases_stay_shut(cast, client, case, person):
    with within(cast.municipality):
        person.restricted_at = timezone.now()
        person.save()
    nok = sign_in(Client(), cast.nok)
    assert nok.get(reverse("cases:need-new", args=[person.pk])).status_code == 403


def test_the_head_opens_cases_for_whoever_is_at_high_risk_and_has_none(cast, prasit, person):
    with within(cast.municipality):
        risk.override_class(
            person, "high", reason="ทดสอบ", until=timezone.localdate(), by=SYSTEM, at=timezone.now()
        )
    with within(cast.municipality):
        Case.objects.all().delete()
    assert "1 person at high risk has no case" in page(prasit, "cases", list="unassigned")
    assert send(prasit, "open-for-everybody")[0] == 302
    assert one(cast, Case).opened_because == "risk"


def test_a_plan_says_how_often_somebody_visits(mali, cast, case):
    assert "as the rules say" in page(mali, "case", case.pk)
    assert "every two weeks" in page(mali, "plan-visits", case.pk)
    assert send(mali, "plan-visits", case.pk, every="5")[0] == 422
    assert send(mali, "plan-visits", case.pk, every="14")[0] == 302
    assert "every 14 days" in page(mali, "case", case.pk)


def test_words_that_mean_something_else_elsewhere_have_their_own_thai():
    with override("th"):
        assert Need.State.OPEN.label == "รอความช่วยเหลือ"
        assert Referral.State.REFUSED.label == "ไม่รับเรื่อง"
        assert PartnerForm.base_fields["kind"].label == "เป็นหน่วยงานประเภทใด"
        assert AlertForm.base_fields["kind"].label == "เป็นเรื่องประเภทใด"
        missing = ReferForm.base_fields["to"].error_messages["required"]
        assert missing == "เลือกผู้ที่จะขอความช่วยเหลือ"
