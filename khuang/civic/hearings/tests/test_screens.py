"""The pages of hearings at the desk: what they show, keep, print, and who may open them."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.civic.ballots.models import Token
from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Vote
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.models import Assisted, HallEntry, Hearing, Minutes, Paper
from khuang.civic.hearings.tests.cast import EVENING, a_hearing, entry, full_hall, noted, people

PLAN = {
    "nature": "village", "title": "จัดการขยะ", "about": "จะคัดแยกขยะอย่างไร", "on_0": "3", "on_1": "12",
    "on_2": "2569", "on_day": "3", "on_month": "12", "on_year": "2569", "begins": "18:00", "ends": "20:00",
    "village": "", "place": "ศาลาวัด", "other_groups": "กลุ่มแม่บ้าน\n กลุ่มแม่บ้าน \n", "agenda": "",
}  # fmt: skip


@pytest.fixture
def hearing(cast, inside):
    phases = [PhaseDraft("gather", NOW.date() - timedelta(days=9), NOW.date() + timedelta(days=900))]
    topic = forum.open_topic("ขยะ", "จะจัดการขยะอย่างไร", phases=phases, by=cast.facai, at=NOW)
    return a_hearing(cast, topic=topic)


@pytest.fixture
def desk(cast):
    return sign_in(Client(), cast.facai)


@pytest.fixture
def prasit(cast):
    return sign_in(Client(), cast.prasit)


def at(hearing, rest=""):
    return f"/desk/hearings/{hearing.pk}/{rest}"


def text(answer):
    return answer.content.decode()


def test_an_empty_list_says_what_to_do(cast, inside, desk):
    page = desk.get("/desk/hearings/")
    assert "/desk/hearings/new/" in text(page)


def test_a_hearing_is_planned_and_found_in_the_list(cast, inside, desk):
    answer = desk.post("/desk/hearings/new/", PLAN | {"villages": [str(cast.villages[2].pk)]})
    made = Hearing.objects.get()
    assert answer.url == at(made)
    assert [str(one) for one in made.invited.all()] == [str(cast.villages[2]), "กลุ่มแม่บ้าน"]
    assert timezone.localtime(made.begins_at).hour == 18
    assert "จัดการขยะ" in text(desk.get("/desk/hearings/"))
    assert "กลุ่มแม่บ้าน" in text(desk.get(at(made)))


@pytest.mark.parametrize(
    "wrong",
    [{"ends": "17:00"}, {"women_percent": "52"}, {"about": ""}, {"begins": "abends"}],
)
def test_a_rejected_plan_keeps_what_was_typed(cast, inside, desk, wrong):
    answer = desk.post("/desk/hearings/new/", PLAN | wrong)
    assert answer.status_code == 422
    assert "ศาลาวัด" in text(answer)
    assert not Hearing.objects.exists()


def test_nobody_invited_is_said_at_the_field_and_the_village_of_the_hearing_is_enough(cast, inside, desk):
    nobody = PLAN | {"other_groups": ""}
    page = text(desk.post("/desk/hearings/new/", nobody))
    assert 'href="#id_villages_0"' in page and 'id="id_villages_0"' in page
    desk.post("/desk/hearings/new/", nobody | {"village": str(cast.villages[2].pk)})
    assert [str(one) for one in Hearing.objects.get().invited.all()] == [str(cast.villages[2])]


def test_a_planned_hearing_is_changed_until_it_begins(cast, hearing, desk):
    page = text(desk.get(at(hearing, "change/")))
    assert "กลุ่มแม่บ้าน" in page and hearing.title in page and 'name="topic"' not in page
    said = PLAN | {"village": str(cast.villages[2].pk), "quorum": "7", "other_groups": ""}
    assert desk.post(at(hearing, "change/"), said).url == at(hearing)
    made = Hearing.objects.get()
    assert (made.title, made.quorum, made.topic, made.number) == (
        "จัดการขยะ",
        7,
        hearing.topic,
        hearing.number,
    )
    assert [str(one) for one in made.invited.all()] == [str(cast.villages[2])]
    noted(made, people("female"), by=cast.facai)
    assert desk.post(at(hearing, "change/"), said).status_code == 422
    assert at(hearing, "change/") not in text(desk.get(at(hearing)))


def test_the_invitation_bears_the_date_in_the_buddhist_era_and_a_code(hearing, desk):
    page = text(desk.get(at(hearing, "invitation/")))
    assert "๒๕๖๙" in page and "data:image/svg+xml" in page
    assert f"/in/fah-sai/hearings/{hearing.pk}/" in page


def test_a_hearing_is_called_off_with_a_reason(hearing, desk):
    assert desk.post(at(hearing, "cancel/"), {"because": ""}).status_code == 422
    desk.post(at(hearing, "cancel/"), {"because": "น้ำท่วม"})
    assert "น้ำท่วม" in text(desk.get(at(hearing)))


def test_the_hall_is_not_for_others(hearing, cast):
    for account in (cast.kham, cast.boonsri, cast.dao):
        assert sign_in(Client(), account).get(at(hearing, "hall/")).status_code == 403
    assert Client().get(at(hearing, "hall/")).status_code == 302


def test_the_worker_keeps_the_page_of_one_hall(hearing):
    script = Client().get(at(hearing, "hall/worker.js"))
    assert script["Content-Type"].startswith("text/javascript")
    assert at(hearing, "hall/") in text(script) and "hearings/hall_send.js" in text(script)


def test_a_plain_form_counts_once_however_often_it_is_sent(hearing, desk):
    form = {"id": str(uuid4()), "kind": "roll", "tap": "female:1", "age_band": "80+"}
    for _each in range(2):
        assert desk.post(at(hearing, "hall/note/"), form).url == at(hearing, "hall/")
    assert reads.balance_of(hearing).present["female"] == 1
    assert 'data-kh-count="female">1<' in text(desk.get(at(hearing, "hall/")))


@pytest.mark.parametrize(
    "wrong", [{"tap": ""}, {"tap": "cat:1"}, {"id": "x"}, {"kind": "hands", "female-agree": "x"}]
)
def test_a_form_that_no_page_sends_changes_nothing(hearing, desk, wrong):
    form = {"id": str(uuid4()), "kind": "roll", "tap": "female:1"} | wrong
    assert desk.post(at(hearing, "hall/note/"), form, follow=True).status_code == 200
    assert not HallEntry.objects.exists()


def test_more_hands_than_people_are_said_and_kept(hearing, desk):
    said = {"id": str(uuid4()), "kind": "statement", "words": "แยกขยะที่บ้าน"}
    desk.post(at(hearing, "hall/note/"), said)
    hands = {"id": str(uuid4()), "kind": "hands", "about": said["id"], "female-agree": "9"}
    answer = desk.post(at(hearing, "hall/note/"), hands)
    assert answer.url == at(hearing, f"hall/#statement-{said['id']}")
    row = HallEntry.objects.get(kind="hands")
    assert row.state == "waiting"
    page = text(desk.get(at(hearing)))
    assert reads.why(row) in page and "9/0/0" in page
    assert f"data-kh-why>{reads.why(row)}<" in text(desk.get(at(hearing, "hall/")))
    desk.post(f"/desk/hearings/entries/{row.pk}/drop/")
    assert HallEntry.objects.get(pk=row.pk).state == "dropped"


def test_a_doubtful_statement_is_taken_in_by_a_button(hearing, desk):
    desk.post(at(hearing, "hall/note/"), {"id": str(uuid4()), "kind": "statement", "words": "นายสมชายเผาขยะ"})
    row = HallEntry.objects.get()
    assert f"/desk/hearings/entries/{row.pk}/vouch/" in text(desk.get(at(hearing)))
    desk.post(f"/desk/hearings/entries/{row.pk}/vouch/")
    assert HallEntry.objects.get().state == "taken"


def send(browser, hearing, *entries):
    body = json.dumps(list(entries))
    return browser.post(at(hearing, "hall/entries.json"), body, content_type="application/json").json()


def raw(kind, **said):
    return {"id": str(uuid4()), "kind": kind, "at": timezone.now().isoformat()} | said


def test_a_page_sends_what_waited_and_is_told_how_the_hall_stands(hearing, desk):
    one, bad = raw("roll", sex="female", step=1), raw("roll", sex="cat", step=1)
    for _each in range(2):
        told = send(desk, hearing, one, bad)
    assert told["outcomes"][one["id"]] == ["taken", ""]
    assert told["outcomes"][bad["id"]][0] == "refused"
    assert told["state"]["roll"] == [["female", "", "", 1]]
    assert told["token"] and told["now"]
    assert desk.get(at(hearing, "hall/entries.json")).json()["state"] == told["state"]


def test_a_page_is_told_when_the_hearing_was_called_off(cast, hearing, desk):
    actions.call_off(hearing, because="น้ำท่วม", by=cast.facai, at=NOW)
    one = raw("roll", sex="female", step=1)
    assert send(desk, hearing, one)["outcomes"][one["id"]][0] == "refused"


def test_closing_an_unbalanced_hearing_asks_for_the_reason(cast, hearing, desk):
    noted(hearing, people("male", 9), by=cast.facai)
    answer = desk.post(at(hearing, "close/"), {"because": ""})
    assert answer.status_code == 422
    desk.post(at(hearing, "close/"), {"because": "ฝนตกหนัก"})
    assert "ฝนตกหนัก" in text(desk.get(at(hearing)))
    assert desk.post(at(hearing, "close/"), {"because": "x"}).status_code == 422


@pytest.fixture
def closed(cast, hearing):
    full_hall(cast, hearing)
    noted(hearing, entry("dissent", words="บางคนไม่เห็นด้วย"), by=cast.facai)
    return actions.close(hearing, by=cast.facai, at=EVENING)


def test_the_list_says_what_minutes_wait_for_and_the_form_what_stands_in_them(closed, desk, prasit):
    desk.cookies["django_language"] = prasit.cookies["django_language"] = "en"
    assert "minutes to write" in text(desk.get("/desk/hearings/"))
    page = text(desk.get(at(closed, "minutes/write/")))
    assert "บางคนไม่เห็นด้วย" in page and "กลุ่มแม่บ้าน" in page
    desk.post(at(closed, "minutes/write/"), {"revision": "0", "chair": "นายก"})
    assert "minutes wait to be confirmed" in text(desk.get("/desk/hearings/"))
    # Whoever confirms may mend the draft; then the first writer confirms.
    assert at(closed, "minutes/write/") in text(prasit.get(at(closed, "minutes/1/")))
    prasit.post(at(closed, "minutes/write/"), {"revision": "1", "chair": "นายกเทศมนตรี"})
    desk.post(at(closed, "minutes/confirm/"), {"revision": "2"})
    page = text(desk.get("/desk/hearings/"))
    assert "minutes to write" not in page and "minutes wait" not in page


def test_minutes_are_written_confirmed_printed_and_amended(closed, desk, prasit):
    desk.post(at(closed, "minutes/write/"), {"revision": "0", "chair": "นายก", "resolutions": "เห็นชอบ ๓ ข้อ"})
    page = text(desk.get(at(closed, "minutes/1/")))
    assert "minutes/confirm/" not in page and "kh-paper" in page
    desk.post(at(closed, "minutes/confirm/"), {"revision": "1"})
    assert Minutes.objects.get().state == "draft"
    assert "minutes/confirm/" in text(prasit.get(at(closed, "minutes/1/")))
    prasit.post(at(closed, "minutes/confirm/"), {"revision": "1"})
    page = text(desk.get(at(closed, "minutes/1/")))
    for words in ("เห็นชอบ ๓ ข้อ", "บางคนไม่เห็นด้วย", "๗", "ฟ้าใส", "ประสิทธิ์"):
        assert words in page
    assert desk.post(at(closed, "minutes/write/"), {"revision": "1", "chair": "x"}).status_code == 422
    assert desk.post(at(closed, "minutes/amend/"), {"because": "พิมพ์ผิด"}).url == at(closed, "minutes/write/")
    assert "พิมพ์ผิด" in text(desk.get(at(closed)))
    assert desk.get(at(closed, "minutes/7/")).status_code == 404


def test_tokens_are_shown_once_and_stored_nowhere(hearing, desk):
    page = text(desk.post(at(hearing, "tokens/"), {"n": "3"}))
    assert page.count("kh-slips__code") == 3 and Token.objects.count() == 3
    assert desk.post(at(hearing, "tokens/"), {"n": "0"}).status_code == 422


def test_papers_are_printed_and_typed_twice(cast, hearing, desk, prasit):
    (said,) = noted(hearing, entry("statement", words="แยกขยะที่บ้าน"), by=cast.facai)
    page = text(desk.post(at(hearing, "papers/"), {"n": "2"}))
    assert "แยกขยะที่บ้าน" in page and Paper.objects.count() == 2
    typed = {"number": "00001-9", "sex": "female", "age_band": "", str(said.result_id): "1"}
    assert desk.post(at(hearing, "papers/type/"), typed | {"number": "00001-8"}).status_code in (302, 422)
    for browser in (desk, prasit):
        for digit in "0123456789X":
            browser.post(at(hearing, "papers/type/"), typed | {"number": f"00001-{digit}"})
    assert Paper.objects.get(number=1).state == "accepted"
    assert Vote.objects.get().value == 1


def test_an_officer_helps_by_the_token_of_whom_they_help(cast, hearing, desk):
    (said,) = noted(hearing, entry("statement", words="แยกขยะที่บ้าน"), by=cast.facai)
    code = actions.phones.hand_out(hearing, 1, by=cast.facai, at=NOW).codes[0]
    form = {"token": code, "sex": "", "age_band": "80+", "consent": "spoken", str(said.result_id): "-1"}
    assert desk.post(at(hearing, "help/"), form).status_code == 422
    desk.post(at(hearing, "help/"), form | {"read_back": "on"})
    assert Assisted.objects.get().by_id == cast.facai.pk
    assert Vote.objects.get().value == -1
