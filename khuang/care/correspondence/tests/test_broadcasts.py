"""A broadcast says what it costs before it goes, keeps the reserve, honours who wants none."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.care.correspondence.actions import broadcasts, calls
from khuang.care.correspondence.actions.withdrawing import withdraw_late_calls
from khuang.care.correspondence.models import Broadcast, Call, Recipient, Sending
from khuang.care.correspondence.reads import broadcasts as reads
from khuang.care.correspondence.rules.problems import MayNotGoToAll, NobodyThere, NotWaiting, ReserveBroken
from khuang.care.correspondence.tests.cast import PHONE, a_contact, a_person, a_route, line_on
from khuang.ground.journal import long_work
from khuang.ground.messaging.models import ChannelAccount, Message
from khuang.ui.templatetags.kh import thai_date

pytestmark = pytest.mark.usefixtures("inside")
UNTIL = NOW + timedelta(days=7)
OLD, YOUNG = date(1950, 1, 1), date(1995, 1, 1)


@pytest.fixture
def town(cast):
    """Five people: two on LINE, one of them wanting no news; one with a telephone; one with nothing."""
    line_on(limit=300, used=100)
    born = {"born_on": OLD, "born_precision": "day"}
    cast.people = [
        a_person(cast.villages[n], name, sex=sex, **born)
        for n, name, sex in ((1, "ก", "female"), (1, "ข", "female"), (2, "ง", "male"))
    ]
    cast.people.insert(2, a_person(cast.villages[2], "ค", sex="male", phone=PHONE, **born))
    cast.people.append(a_person(cast.villages[3], "จ", sex="male", born_on=YOUNG, born_precision="day"))
    a_route(cast.people[0], a_contact("U1"))
    a_route(cast.people[1], a_contact("U2", stopped_at=NOW))
    return cast


def said(**other):
    words = {"words_th": "ขอเชิญประชาคมวันเสาร์ 9 โมง ที่ศาลา", "words_en": "Forum on Saturday"}
    return {"kind": "forum", "group": "elders", "villages": [], "now": False, "until": UNTIL} | words | other


def draft(town, **other):
    return broadcasts.draft_broadcast(said(**other), by=town.mali, at=NOW)


def send(town, **other):
    work = broadcasts.send_broadcast(draft(town, **other), by=town.mali, at=NOW)
    while broadcasts.send_piece(work, NOW):
        work.save()
    return work.broadcast


def ways(broadcast):
    return {str(one.person.given_name): one.way for one in Recipient.objects.filter(broadcast=broadcast)}


def test_everybody_is_told_by_their_way_and_nobody_against_their_will(town):
    made = send(town)
    assert ways(made) == {"ก": "line", "ข": "stopped", "ค": "call", "ง": "none"}
    assert Message.objects.filter(about_id=made.pk).count() == 2
    assert Call.objects.get().person == town.people[2]
    assert [one.person for one in reads.left_to_tell(town.mali, made)] == [town.people[3]]


def test_a_warning_calls_even_who_wants_no_news(town):
    made = send(town, kind="warning", now=True)
    assert ways(made)["ข"] == "none"
    town.people[1].phone, town.people[1].phone_hash = "0811111111", b"1" * 16
    town.people[1].save()
    assert ways(send(town, kind="warning", now=True))["ข"] == "call"


def test_an_invitation_goes_no_longer_than_it_is_worth(town):
    made = send(town)
    assert {one.expires_at for one in Message.objects.filter(about_id=made.pk)} == {UNTIL}


def test_nobody_is_called_any_more_about_what_is_over(town):
    made = send(town)
    answer = calls.ask_call(town.people[2], "ก", by=town.mali, at=NOW)
    assert withdraw_late_calls(at=UNTIL - timedelta(minutes=1)) == 0
    assert withdraw_late_calls(at=UNTIL) == 1
    assert Call.objects.get(state="open") == answer
    by_sex, _by_village = reads.outcomes(town.mali, made)
    assert not any(one.on_way for one in by_sex if one.label == town.people[2].get_sex_display())


def test_the_cost_is_counted_before_anything_goes(town):
    seen = reads.preview(town.mali, draft(town, now=True), on=NOW.date())
    assert (seen.count, seen.cost.cost, seen.to_call, seen.to_visit, seen.stopped) == (4, 1, 1, 1, 1)
    assert (seen.cost.left, seen.cost.kept) == (100, 100)
    assert reads.preview(town.mali, draft(town), on=NOW.date()).cost.cost == 0


def test_what_would_break_the_reserve_is_refused_and_says_how_many_calls(town):
    ChannelAccount.objects.update(status={"limit": 300, "used": 200})
    made = draft(town, now=True)
    with pytest.raises(ReserveBroken) as refused:
        broadcasts.send_broadcast(made, by=town.mali, at=NOW)
    assert refused.value.said == {"cost": 1, "left": 0, "kept": 100}
    broadcasts.send_broadcast(draft(town), by=town.mali, at=NOW)


@pytest.mark.parametrize(
    "choice,names",
    [
        ({"group": "everyone"}, "กขคงจ"),
        ({"group": "adults"}, "กขคงจ"),
        ({"group": "elders"}, "กขคง"),
        ({"group": "women"}, "กข"),
        ({"group": "opted-in"}, "กข"),
        ({"group": "with-elders"}, "กขคง"),
    ],
)
def test_groups_are_data(town, choice, names):
    assert set(ways(send(town, **choice))) == set(names)


def test_villages_narrow(town):
    assert set(ways(send(town, villages=[str(town.villages[1].pk)]))) == {"ก", "ข"}


def test_nobody_is_told_twice_when_a_worker_dies(town):
    made = draft(town)
    work = broadcasts.send_broadcast(made, by=town.mali, at=NOW)
    broadcasts.send_piece(work, NOW)
    again = Sending.objects.get(pk=work.pk)
    again.after = work.after
    assert broadcasts.send_piece(again, NOW) is False
    assert Recipient.objects.filter(broadcast=made).count() == 4


def test_a_sending_can_be_stopped(town):
    work = broadcasts.send_broadcast(draft(town), by=town.mali, at=NOW)
    broadcasts.stop_sending(work, by=town.mali, at=NOW)
    long_work.carry_on(town.municipality.pk, Sending, work.pk, broadcasts.send_piece, clock=lambda: NOW)
    work.refresh_from_db()
    assert work.state == "cancelled" and not Recipient.objects.exists()


def test_the_result_is_told_by_sex_and_village(town):
    made = send(town)
    Message.objects.filter(about_id=made.pk, channel="line").update(state="sent", sent_at=NOW)
    by_sex, by_village = reads.outcomes(town.mali, made)
    told = {str(one.label): (one.arrived, one.on_way, one.not_reached) for one in by_sex}
    assert sorted(told.values()) == [(0, 1, 1), (1, 0, 1)]
    assert len(by_village) == 2
    broadcasts.note_told(Recipient.objects.get(way="none"), by=town.mali, at=NOW)
    assert reads.left_to_tell(town.mali, made) == []


def test_names_and_illnesses_go_to_nobody(town):
    for words in ("ขอเชิญ ก ใจดี มารับรถเข็น เป็นเบาหวาน", "ผู้ป่วยติดเตียงมารับของ โรคซึมเศร้า"):
        with pytest.raises(MayNotGoToAll):
            draft(town, words_th=words)
    assert not Broadcast.objects.exists()


def test_what_was_sent_is_not_sent_or_changed_again(town):
    made = send(town)
    for do in (
        lambda: broadcasts.send_broadcast(made, by=town.mali, at=NOW),
        lambda: broadcasts.drop_broadcast(made, by=town.mali, at=NOW),
        lambda: broadcasts.draft_broadcast(said(), broadcast=made, by=town.mali, at=NOW),
    ):
        with pytest.raises(NotWaiting):
            do()


def test_nobody_there_is_said(town):
    with pytest.raises(NobodyThere):
        send(town, group="elders", villages=[str(town.villages[3].pk)])


@pytest.mark.parametrize("who", ["nok", "boonsri", "kham", "wipa", "anan", "dao"])
def test_nobody_else_writes_to_many(town, who):
    with pytest.raises(PermissionDenied):
        broadcasts.draft_broadcast(said(), by=getattr(town, who), at=NOW)


def test_the_pages_lead_from_draft_to_second_look_to_progress(town, client):
    mali = sign_in(client, town.mali)
    day = timezone.localdate() + timedelta(days=3)
    typed = {"kind": "forum", "words_th": "ขอเชิญประชาคม", "words_en": "Forum", "group": "elders"}
    typed |= {"hurry": "later", "until_day": day.day, "until_month": day.month, "until_year": day.year}
    answer = mali.post("/desk/broadcasts/new/", typed)
    assert answer.status_code == 302, answer.content.decode()
    url = answer["Location"]
    page = mali.get(url).content.decode()
    assert "Forum" in page and "ขอเชิญประชาคม" in page and f"{url}send/" in page
    assert thai_date(day, "short") in page  # the day that was chosen, not the midnight that ends it
    mali.post(f"{url}send/")
    assert mali.get(url).status_code == 200
    assert mali.get("/desk/broadcasts/").status_code == 200
    work = Sending.objects.get()
    long_work.carry_on(town.municipality.pk, Sending, work.pk, broadcasts.send_piece)
    assert "ง" in mali.get(f"{url}in-person/").content.decode()
    row = Recipient.objects.get(way="none")
    mali.post(f"/desk/broadcasts/told/{row.pk}/")
    row.refresh_from_db()
    assert row.told_by_id == town.mali.pk


def test_a_refused_draft_keeps_what_was_typed(town, client):
    mali = sign_in(client, town.mali)
    typed = {"kind": "forum", "words_th": "โรคเบาหวานของ ก ใจดี", "group": "elders", "hurry": "later"}
    day = timezone.localdate()
    typed |= {"until_day": day.day, "until_month": day.month, "until_year": day.year}
    answer = mali.post("/desk/broadcasts/new/", typed)
    assert answer.status_code == 422 and "โรคเบาหวานของ" in answer.content.decode()
