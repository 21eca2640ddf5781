"""The pages of the round: who may open which, what a phone is given, and that it is noted."""

import datetime
import json
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from conftest import make_cast, make_municipality, sign_in
from khuang.care.people.models import Person
from khuang.care.visits import actions, reads
from khuang.care.visits.models import PlannedVisit, Visit, Volunteer
from khuang.care.visits.tests.round_town import make_round, pin_home, plan_visit, told
from khuang.care.visits.tests.test_recording import send
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within
from khuang.ground.surveys.models import FormVersion, Submission, SubmissionMedia
from khuang.ground.surveys.tests.test_openrosa_posts import photograph

TODAY = "/round/today.json"


@pytest.fixture
def town(db):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        town = make_round(cast, day=timezone.localdate())
        pin_home(town.home, cast.mali)
    town.within = lambda: within(cast.municipality)
    return town


@pytest.fixture
def boonsri(town):
    return sign_in(Client(), town.cast.boonsri)


@pytest.fixture
def mali(town):
    return sign_in(Client(), town.cast.mali)


def lines(town, event):
    with town.within():
        return list(journal.newest((event,)))


def test_the_shell_names_nobody_and_opens_for_anybody(town, boonsri):
    for browser in (Client(), boonsri):
        page = browser.get("/round/").content.decode()
        assert "บัวคำ" not in page and "data-kh-round" in page


def test_the_worker_keeps_the_page_and_its_files(town):
    script = Client().get("/round/worker.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert b"/static/visits/round.js" in script.content


def test_a_phone_gets_todays_stops_in_order_and_what_is_needed_at_the_door(town, boonsri):
    told_ = boonsri.get(TODAY).json()
    assert [stop["called"] for stop in told_["stops"]] == [f"{one} (ยาย)" for one in town.people]
    first = told_["stops"][0]
    assert first["phones"][0]["number"] == "0812345678"
    assert first["address"] == "บ้านเลขที่ 12 หมู่ 3 บ้านทดสอบ 3"
    assert first["place"] == [99.401, 18.223]
    assert told_["stops"][2]["place"] is None
    assert len(told_["homes"][first["home"]]["members"]) == 2
    assert told_["version"] and told_["key"]["public"] and told_["account"] == str(town.cast.boonsri.pk)


def test_no_number_and_no_class_lies_on_the_phone(town, boonsri):
    with town.within():
        from khuang.care.people import actions as registry

        number = "1101700230708"
        person = Person.objects.get(pk=town.people[0].pk)
        registry.correct(
            person, {"national_id": number}, version=person.version, by=town.cast.mali, at=timezone.now()
        )
    text = json.dumps(boonsri.get(TODAY).json())
    assert number not in text and "risk" not in text and "level" not in text


def test_handing_the_round_out_is_noted_with_everybody_on_it(town, boonsri):
    boonsri.get(TODAY)
    (line,) = lines(town, "visits.round-handed-out")
    assert {str(one.pk) for one in town.people} <= set(line.references["also"])


def test_a_phone_that_holds_the_same_gets_nothing_and_nothing_is_noted(town, boonsri):
    holds = boonsri.get(TODAY).json()["holds"]
    assert boonsri.get(TODAY, headers={"X-Khuang-Holds": holds}).status_code == 204
    assert len(lines(town, "visits.round-handed-out")) == 1
    with town.within():
        PlannedVisit.objects.filter(pk=town.planned[0].pk).update(state="done")
    assert boonsri.get(TODAY, headers={"X-Khuang-Holds": holds}).status_code == 200


def test_sealed_records_never_lie_on_a_phone_and_sensitive_ones_only_for_who_is_named(town, boonsri):
    with town.within():
        Person.objects.filter(pk=town.people[0].pk).update(level="sealed")
        Person.objects.filter(pk=town.people[1].pk).update(level="sensitive")
    told_ = boonsri.get(TODAY).json()
    assert [stop["person"] for stop in told_["stops"]] == [str(town.people[2].pk)]
    assert "บัวคำ" not in json.dumps(told_, ensure_ascii=False)


def test_others_see_no_round_of_hers(town):
    nok = sign_in(Client(), town.cast.nok)
    assert nok.get(TODAY).json()["stops"] == []
    assert nok.get(TODAY).json()["volunteer"] is False
    assert nok.get(f"/round/visits/{town.planned[0].pk}/").status_code == 404
    assert sign_in(Client(), town.cast.mali).get(TODAY).status_code == 403
    assert Client().get(TODAY).status_code == 302


def test_the_second_of_two_has_the_stop_on_their_round(town):
    with town.within():
        second = Volunteer.objects.create(
            account=town.cast.nok, name="นก", kind="health", since=timezone.localdate()
        )
        PlannedVisit.objects.filter(pk=town.planned[0].pk).update(second=second)
    stops = sign_in(Client(), town.cast.nok).get(TODAY).json()["stops"]
    assert [stop["planned"] for stop in stops] == [str(town.planned[0].pk)]


def test_without_the_form_the_phone_says_that_nothing_can_be_recorded(town, boonsri):
    with town.within():
        FormVersion.objects.update(state="retired", retired_at=timezone.now())
    assert boonsri.get(TODAY).json()["version"] == ""
    answer = boonsri.post(f"/round/visits/{town.planned[0].pk}/", {"result": "met"})
    assert answer.status_code == 422
    assert "ยังไม่ได้เผยแพร่" in answer.content.decode()


def test_plain_pages_do_the_same_without_scripts(town, boonsri):
    page = boonsri.get("/round/today/").content.decode()
    assert "บัวคำ" in page and "tel:0812345678" in page
    # Where a home is goes to a map application only by a tap behind the warning.
    assert page.count("geo:18.223000,99.401000?q=") == page.count('<details class="kh-stop__more"') == 2
    assert lines(town, "visits.round-opened")
    picture = SimpleUploadedFile("p.jpg", photograph(), "image/jpeg")
    said = {
        "result": "met",
        "condition": "worse",
        "done": ["wound", "talk"],
        "photo": picture,
        "note": "<b>&",
    }
    answer = boonsri.post(f"/round/visits/{town.planned[0].pk}/", said)
    assert answer.status_code == 302
    with town.within():
        visit = Visit.objects.get()
        assert visit.findings["done"] == ["wound", "talk"] and visit.findings["note"] == "<b>&"
        assert SubmissionMedia.objects.get().name == visit.findings["photo"]


def test_a_record_that_is_refused_keeps_what_was_typed(town, boonsri):
    answer = boonsri.post(f"/round/visits/{town.planned[0].pk}/", {"result": "??", "note": "ยังไม่เสร็จ"})
    assert answer.status_code == 422 and "ยังไม่เสร็จ" in answer.content.decode()


def test_whoever_died_on_a_day_that_nobody_knows_died_today(town, boonsri):
    boonsri.post(f"/round/visits/{town.planned[0].pk}/", {"result": "died"})
    with town.within():
        assert Person.objects.get(pk=town.people[0].pk).died_on == timezone.localdate()


def test_a_home_shows_everything_due_for_everybody_in_it(town, boonsri):
    with town.within():
        plan_visit(
            town.plan,
            town.people[1],
            town.volunteer,
            timezone.localdate() + datetime.timedelta(days=3),
            number=1,
            occurrence=2,
        )
        home = reads.home_of(town.home, timezone.localdate(), actor=town.cast.boonsri)
    due = {member.person.pk: [item.kind for item in member.due] for member in home.members}
    assert due[town.people[1].pk].count("visit") == 2
    page = boonsri.get(f"/round/homes/{town.home.pk}/").content.decode()
    assert "คำปัน" in page and "เยี่ยมวันที่" in page and "ไม่ทราบ" not in page
    assert lines(town, "visits.home-opened")


def test_a_home_of_others_stays_shut(town):
    with town.within():
        accounts.end_role(town.cast.boonsri.assignments.first(), by=town.cast.prasit, at=timezone.now())
    assert sign_in(Client(), town.cast.boonsri).get(f"/round/homes/{town.home.pk}/").status_code == 403


def test_an_answer_from_the_office_lies_on_the_next_round_and_is_seen(town, boonsri):
    with town.within():
        send(
            town.cast.boonsri, told(town.people[0], town.planned[0], ended=timezone.now()), at=timezone.now()
        )
        reply = actions.reply(Visit.objects.get(), "ขอบคุณ", by=town.cast.mali, at=timezone.now())
    assert boonsri.get(TODAY).json()["stops"][0]["replies"] == ["ขอบคุณ"]
    with town.within():
        reply.refresh_from_db()
        assert reply.seen_at is not None


def test_the_last_visit_is_told_in_a_line(town, boonsri):
    with town.within():
        said = told(town.people[0], condition="worse", next="nurse", ended=timezone.now())
        PlannedVisit.objects.filter(pk=town.planned[0].pk).delete()
        send(town.cast.boonsri, said, at=timezone.now())
        plan_visit(town.plan, town.people[0], town.volunteer, timezone.localdate())
    last = boonsri.get(TODAY).json()["stops"]
    line = next(stop["last"] for stop in last if stop["person"] == str(town.people[0].pk))
    assert "แย่ลง" in line and "พยาบาล" in line


def test_the_state_of_a_phone_is_told(town, boonsri):
    assert Client().get("/offline/phone/").status_code == 401
    assert boonsri.get("/offline/phone/").json()["sentence"] == ""


# Paper


def sheet(town, kind):
    return f"/desk/rounds/{town.volunteer.pk}/{kind}/"


def rows(town, *answers, key=None):
    """Write what the page for typing posts: one row each."""
    body = {}
    for planned, said in zip(town.planned, answers, strict=False):
        body[f"{planned.pk}-instance"] = str(key or uuid4())
        body |= {f"{planned.pk}-{name}": value for name, value in said.items()}
    return body


def test_the_sheet_is_as_good_as_the_phone_and_names_no_number(town, mali):
    page = mali.get(sheet(town, "sheet")).content.decode()
    for words in ("บัวคำ", "0812345678", "ข้างวัด", "ดูแลแผล", "พิมพ์โดย มะลิ"):
        assert words in page
    (line,) = lines(town, "visits.round-printed")
    assert line.by_id == town.cast.mali.pk


def test_a_volunteer_prints_their_own_sheet_and_no_other(town, boonsri):
    assert boonsri.get("/round/today/sheet/").status_code == 200
    assert boonsri.get(sheet(town, "sheet")).status_code == 403


def test_rounds_are_listed_by_day(town, mali):
    assert "บุญศรี" in mali.get("/desk/rounds/").content.decode()
    assert "บุญศรี" not in mali.get("/desk/rounds/?day=2020-01-01").content.decode()
    assert mali.get("/desk/rounds/?day=nonsense").status_code == 200


def test_rows_that_are_whole_are_recorded_and_the_others_stay(town, mali):
    body = rows(
        town, {"result": "1", "condition": "3", "done": "8, 9", "worried": "on"}, {"note": "รอถามอีกที"}, {}
    )
    page = mali.post(sheet(town, "type"), body)
    assert page.status_code == 200 and "รอถามอีกที" in page.content.decode()
    with town.within():
        visit = Visit.objects.get()
        assert (visit.result, visit.worried, visit.on_paper) == ("met", True, True)
        assert visit.findings["condition"] == "worse" and len(visit.findings["done"]) == 2
        assert visit.volunteer == town.volunteer and visit.recorded_by_id == town.cast.mali.pk


def test_a_row_that_is_left_is_kept_as_a_draft_for_whoever_comes_back(town, mali):
    row = rows(town, {"note": "มือสั่น"})
    answer = mali.post(sheet(town, "type"), row, headers={"X-Khuang-Row": "1"})
    assert answer.json()["rows"] == [{"planned": str(town.planned[0].pk), "state": "draft", "errors": {}}]
    assert "มือสั่น" in mali.get(sheet(town, "type")).content.decode()
    row = rows(town, {"result": "met", "note": "มือสั่น"})
    answer = mali.post(sheet(town, "type"), row, headers={"X-Khuang-Row": "1"})
    assert answer.json()["rows"][0]["state"] == "recorded"
    assert "มือสั่น" not in mali.get(sheet(town, "type")).content.decode()


def test_a_number_that_is_not_on_the_sheet_is_said(town, mali):
    row = rows(town, {"result": "met", "done": "1 99"})
    answer = mali.post(sheet(town, "type"), row, headers={"X-Khuang-Row": "1"}).json()["rows"][0]
    assert answer["state"] == "draft" and "99" in answer["errors"]["done"][0]
    with town.within():
        assert not Visit.objects.exists()


def test_thai_numbers_are_numbers(town, mali):
    mali.post(sheet(town, "type"), rows(town, {"result": "๑", "done": "๑ ๒"}))
    with town.within():
        assert len(Visit.objects.get().findings["done"]) == 2


def test_the_same_row_sent_twice_is_one_visit(town, mali):
    key = uuid4()
    for _ in range(2):
        mali.post(sheet(town, "type"), rows(town, {"result": "met"}, key=key))
    with town.within():
        assert Submission.objects.count() == 1


def test_what_was_recorded_by_phone_is_typed_in_only_on_purpose(town, boonsri, mali):
    boonsri.post(f"/round/visits/{town.planned[0].pk}/", {"result": "met"})
    first = str(town.planned[0].pk)
    assert f"{first}-result" not in mali.get(sheet(town, "type")).content.decode()
    page = mali.get(sheet(town, "type"), {"again": first}).content.decode()
    assert f"{first}-result" in page
    mali.post(f"{sheet(town, 'type')}?again={first}", rows(town, {"result": "met", "condition": "worse"}))
    page = mali.get("/desk/visits/questions/").content.decode()
    assert "จากกระดาษ" in page and "จากโทรศัพท์" in page
    with town.within():
        question = reads.open_questions(town.cast.mali).get()
        phone = Visit.objects.get(on_paper=False)
    mali.post(f"/desk/visits/questions/{question.pk}/settle/", {"counts": str(phone.pk)})
    assert "ไม่มีเรื่องที่ต้องตัดสินใจ" in mali.get("/desk/visits/questions/").content.decode()


def test_paper_belongs_to_the_office(town, boonsri):
    assert boonsri.get("/desk/rounds/").status_code == 403
    assert boonsri.post(sheet(town, "type"), rows(town, {"result": "met"})).status_code == 403


def test_a_round_outside_ones_places_does_not_exist(town):
    with town.within():
        accounts.give_role(
            town.cast.dao,
            "social-worker",
            held_at="village",
            village=town.cast.villages[1],
            by=town.cast.prasit,
            at=timezone.now() - datetime.timedelta(minutes=1),
        )
    dao = sign_in(Client(), town.cast.dao)
    assert "บุญศรี" not in dao.get("/desk/rounds/").content.decode()
    assert dao.get(sheet(town, "sheet")).status_code == 404
    assert dao.post(sheet(town, "type"), rows(town, {"result": "met"})).status_code == 404


# History


def test_the_visits_to_a_person_are_read_a_window_at_a_time(town, mali):
    with town.within():
        for number in range(45):
            Visit.objects.create(
                person=town.people[0],
                volunteer=town.volunteer,
                submission_id=uuid4(),
                at=timezone.now() - datetime.timedelta(days=number // 2),
                result="met",
                findings={"note": f"ครั้งที่ {number}."},
            )
        seen, after = [], ""
        while after is not None:
            window = reads.visits_to(town.people[0], after=after)
            seen += [visit.pk for visit in window.visits]
            after = window.after
        assert len(seen) == len(set(seen)) == 45
    page = mali.get(f"/desk/people/{town.people[0].pk}/visits/").content.decode()
    assert page.count("kh-timeline__item") == 20 and "การเยี่ยมก่อนหน้า" in page
    assert lines(town, "visits.history-opened")


NOWHERE = "0001-01-01T00:00:00+00:00_00000000-0000-0000-0000-000000000001"


@pytest.mark.parametrize("after", ["", "nonsense", "2026_x", NOWHERE])
def test_a_window_from_nowhere_is_calm(town, mali, after):
    assert mali.get(f"/desk/people/{town.people[0].pk}/visits/", {"after": after}).status_code == 200


def test_a_history_speaks_for_merged_records(town, mali):
    with town.within():
        send(town.cast.boonsri, told(town.people[1], ended=timezone.now(), note="แผลดีขึ้น"), at=timezone.now())
        Person.objects.filter(pk=town.people[1].pk).update(merged_into=town.people[0])
    assert "แผลดีขึ้น" in mali.get(f"/desk/people/{town.people[0].pk}/visits/").content.decode()


def test_a_supervisor_answers_from_the_history(town, mali, boonsri):
    boonsri.post(f"/round/visits/{town.planned[0].pk}/", {"result": "met", "note": "ถามเรื่องเตียง"})
    with town.within():
        visit = Visit.objects.get()
    assert mali.post(f"/desk/visits/{visit.pk}/reply/", {"words": "มีเตียงให้ยืม"}).status_code == 302
    mali.post(f"/desk/visits/{visit.pk}/reply/", {"words": " "})
    page = mali.get(f"/desk/people/{town.people[0].pk}/visits/").content.decode()
    assert "มีเตียงให้ยืม" in page and "มะลิ" in page
    assert boonsri.post(f"/desk/visits/{visit.pk}/reply/", {"words": "x"}).status_code == 403
