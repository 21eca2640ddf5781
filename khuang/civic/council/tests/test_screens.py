"""A council at the desk, on a delegate's phone, and in public."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from conftest import NOW, sign_in
from khuang.civic.council import actions
from khuang.civic.council.actions import Objection, Votes
from khuang.civic.council.models import (
    AgendaEntry,
    Council,
    CriteriaSet,
    Delegate,
    Interest,
    Item,
    Meeting,
    Resolution,
    Round,
    RoundItem,
    Score,
    Seat,
)
from khuang.civic.council.tests.cast import (
    a_council,
    a_meeting,
    a_round,
    an_item,
    full_council,
    held,
    scored,
    seat_in,
)
from khuang.civic.groups import actions as groups
from khuang.civic.issues import actions as issues
from khuang.ground.journal.actions import SYSTEM
from khuang.lib.thai_dates import BUDDHIST_OFFSET

LATER = timezone.localtime() + timedelta(days=20)
ON = {"on_day": LATER.day, "on_month": LATER.month, "on_year": LATER.year + BUDDHIST_OFFSET, "clock": "09:30"}


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def at(page, *keys):
    return reverse(f"council:{page}", args=keys)


@pytest.fixture
def desk(client, cast):
    return sign_in(client, cast.facai)


@pytest.fixture
def council(cast, inside):
    return full_council(cast)


@pytest.fixture
def round_(cast, council):
    """A round that is open now; the clock of a page is the real one."""
    items = [an_item(cast, council[0], title) for title in ("ซ่อมศาลา", "ทางลาด")]
    return a_round(cast, council[0], items, closes_at=LATER)


def resolved(cast, council, **said):
    whole, seats = council
    item = an_item(cast, whole)
    meeting = held(cast, a_meeting(cast, whole, items=[item]), seats)
    said = {"outcome": "adopted", "words": "เห็นชอบ", "votes": Votes(2, 1, 0)} | said
    return actions.resolve(item, meeting, **said, by=cast.facai, at=meeting.held_at)


def test_without_a_council_the_page_says_what_to_do(desk):
    assert "ยังไม่มีสภา" in text(desk.get(at("councils")))


def test_a_council_is_noted_with_seats_and_delegates(desk, cast, inside):
    group = groups.found("กลุ่มทอผ้า", classification="social", by=cast.facai, at=timezone.now())
    said = {"name": "สภาองค์กรชุมชน", "kind": "community", "quorum_percent": "50", "is_by_seat": "on"}
    key = desk.post(at("new"), said).url.rstrip("/").rpartition("/")[2]
    assert desk.post(at("new"), said).status_code == 422
    assert desk.post(at("give-seat", key), {"organization": group.pk}).url == at("seats", key)
    seat = Seat.objects.get()
    told = {"sex": "male", "account": cast.kham.pk}
    assert desk.post(at("name-delegate", seat.pk), told).status_code == 302
    assert "คำ ฟังความ" in text(desk.get(at("seats", key))).replace("  ", " ")
    for page, row in (("end-delegate", Delegate.objects.get()), ("end-seat", seat)):
        assert desk.get(at(page, row.pk)).status_code == 200
        assert desk.post(at(page, row.pk), {"on": ""}).url == at("seats", key)
    assert "ก่อนหน้านี้" in text(desk.get(at("seats", key)))


def test_only_accounts_of_council_members_are_offered(desk, cast, council):
    page = text(desk.get(at("name-delegate", council[1][1].pk)))
    assert "คำ ฟังความ" in page and "มะลิ" not in page


def test_criteria_are_announced_from_the_page(desk, council):
    key = council[0].pk
    page = desk.get(at("criteria", key))
    said = {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 1} | {
        "form-0-code": "need", "form-0-th": "ความจำเป็น", "form-0-en": "Need", "form-0-weight": "3",
        "form-1-th": "ความสุข", "form-1-en": "Joy", "form-1-weight": "1",
    }  # fmt: skip
    assert page.status_code == 200 and "ความจำเป็น" in text(page)
    assert desk.post(at("criteria", key), said).url == at("council", key)
    assert [one["weight"] for one in CriteriaSet.objects.get().criteria] == [3, 1]
    assert desk.post(at("criteria", key), said | {"form-1-en": ""}).status_code == 422


def test_an_item_is_brought_corrected_merged_and_withdrawn(desk, cast, council):
    key = council[0].pk
    for title in ("ซ่อมศาลา", "ซ่อมหลังคาศาลา"):
        assert desk.post(at("bring", key), {"title": title, "cost": "50000"}).status_code == 302
    first, second = Item.objects.all()
    assert desk.post(at("bring", key), {"title": "โทร 081-234-5678"}).status_code == 422
    assert desk.post(at("item-change", first.pk), {"title": "ซ่อมศาลาใหญ่", "cost": "1"}).status_code == 302
    assert desk.post(at("item-merge", second.pk), {"into": first.pk}).url == at("item", first.pk)
    assert "ซ่อมศาลาใหญ่" in text(desk.get(at("item", second.pk)))
    assert desk.post(at("item-withdraw", first.pk), {"because": "ทำแล้ว"}).status_code == 302
    assert "ทำแล้ว" in text(desk.get(at("item", first.pk)))
    assert desk.post(at("item-withdraw", first.pk), {"because": "อีก"}).status_code == 422


def test_a_meeting_is_called_and_gets_its_agenda(desk, cast, council):
    whole, _seats = council
    item = an_item(cast, whole)
    desk.post(at("call", whole.pk), ON | {"place": "ศาลาประชาคม"})
    meeting = Meeting.objects.get()
    assert timezone.localtime(meeting.begins_at).hour == 9
    assert desk.post(at("entry-add", meeting.pk), {"into": item.pk}).status_code == 302
    assert desk.post(at("entry-add", meeting.pk), {"into": ""}).status_code == 422
    assert "๑. " in text(desk.get(at("meeting-paper", meeting.pk))) or "วาระที่ ๑" in text(
        desk.get(at("meeting-paper", meeting.pk))
    )
    assert desk.post(at("entry-drop", AgendaEntry.objects.get().pk)).status_code == 302
    assert desk.post(at("call", whole.pk), ON | {"on_year": "2560", "place": "ศาลา"}).status_code == 422


def test_a_meeting_is_cancelled_with_a_reason_that_anyone_reads(desk, client, cast, council):
    item = an_item(cast, council[0])
    meeting = a_meeting(cast, council[0], items=[item], at=timezone.now())
    assert "แก้กลับไม่ได้" in text(desk.get(at("meeting-cancel", meeting.pk)))
    assert desk.post(at("meeting-cancel", meeting.pk), {"because": ""}).status_code == 422
    assert desk.post(at("meeting-cancel", meeting.pk), {"because": "ก" * 401}).status_code == 422
    assert Meeting.objects.get().is_called
    said = {"because": "น้ำท่วมทางเข้า"}
    assert desk.post(at("meeting-cancel", meeting.pk), said).url == at("meeting", meeting.pk)
    page = desk.get(at("meeting", meeting.pk))
    assert "น้ำท่วมทางเข้า" in text(page) and at("meeting-paper", meeting.pk) not in page.content.decode()
    assert "น้ำท่วมทางเข้า" in text(public(client, cast, "council-meeting", meeting.pk))
    for page in (desk.get(at("item", item.pk)), public(client, cast, "council-item", item.pk)):
        assert re.search(r"ประชุม\S* 1/\d+ ยกเลิก", text(page)) and "อยู่ในวาระ" not in text(page)


def test_two_items_of_one_title_are_told_apart_on_the_agenda(desk, cast, council):
    for cost in (50_000, 60_000):
        an_item(cast, council[0], cost=cost)
    page = text(desk.get(at("meeting", a_meeting(cast, council[0]).pk)))
    assert "ซ่อมศาลา, ทั้งเทศบาล, 50,000" in page and "ซ่อมศาลา, ทั้งเทศบาล, 60,000" in page


def test_a_round_names_the_item_that_the_budget_can_never_pay_for(desk, cast, council):
    items = [an_item(cast, council[0], "ซ่อมศาลา"), an_item(cast, council[0], "อาคาร", cost=120_000)]
    said = ON | {"title": "รอบหนึ่ง", "budget": "100000", "rule": "greedy", "items": [one.pk for one in items]}
    page = desk.post(at("round-new", council[0].pk), said)
    assert page.status_code == 422 and "อาคาร: แพงกว่างบประมาณทั้งหมด" in text(page)
    assert "ซ่อมศาลา: แพงกว่า" not in text(page)
    assert desk.post(at("round-new", council[0].pk), said | {"budget": "120000"}).status_code == 302


def test_before_a_ranking_the_page_says_who_is_missing_and_afterwards_how_many_scored(
    desk, client, cast, council, round_
):
    for row in round_.items.all():
        scored(cast, round_, row.item, council[1][1], 4, 3, at=timezone.now())
    page = text(desk.get(at("rank", round_.pk)))
    assert "องค์กรที่ให้คะแนนครบทุกเรื่อง: 1" in page and "องค์กรที่ยังไม่ครบ: 2" in page
    assert "ยังให้คะแนนได้อีก" in page and Round.objects.get().is_open
    assert desk.post(at("rank", round_.pk)).url == at("round", round_.pk)
    said = "ให้คะแนน 1 จาก 3 องค์กร"
    assert said in text(desk.get(at("round", round_.pk)))
    assert said in text(public(client, cast, "council-round", round_.pk))
    assert "นับด้วยงบประมาณ 100,000 บาท" in text(desk.get(at("round", round_.pk)))
    assert desk.post(at("rank", round_.pk)).status_code == 422


def test_a_meeting_is_held_heard_and_resolved_on_its_pages(desk, cast, council):
    whole, seats = council
    item = an_item(cast, whole)
    meeting = a_meeting(cast, whole, items=[item])
    Meeting.objects.update(begins_at=timezone.now() - timedelta(hours=1))
    came = {"seats": [seat.pk for seat in seats], "female": "2", "male": "1"}
    assert desk.post(at("hold", meeting.pk), came | {"female": "0"}).status_code == 422
    assert desk.post(at("hold", meeting.pk), came).url == at("meeting", meeting.pk)
    entry = AgendaEntry.objects.get()
    assert desk.post(at("note", entry.pk), {"text": "เห็นว่าควรทำ"}).status_code == 302
    said = {"outcome": "adopted", "text": "เห็นชอบ", "votes_for": "2", "against": "1", "abstained": "0"}
    dissent = {"seat1": seats[2].pk, "dissent1": "ควรทำถนนก่อน"}
    assert desk.post(at("resolve", entry.pk), said | {"votes_for": "1"}).status_code == 422
    answer = desk.post(at("resolve", entry.pk), said | dissent)
    made = Resolution.objects.get()
    assert answer.url == at("resolution", made.pk)
    assert "ควรทำถนนก่อน" in text(desk.get(answer.url))
    paper = text(desk.get(at("resolution-paper", made.pk)))
    assert "๑/๒๕" in paper and "เห็นด้วย ๒" in paper
    desk.post(at("forward", made.pk))
    assert Item.objects.get().state == "forwarded"
    assert "เห็นว่าควรทำ" in text(desk.get(at("meeting-paper", meeting.pk)))


def test_without_a_quorum_the_page_offers_no_resolution(desk, cast, council):
    whole, seats = council
    meeting = held(cast, a_meeting(cast, whole, items=[an_item(cast, whole)]), seats[:1])
    page = text(desk.get(at("meeting", meeting.pk)))
    assert "ไม่ครบองค์ประชุม" in page and "บันทึกมติ" not in page


def test_a_round_is_opened_from_the_council(desk, cast, council):
    whole, _seats = council
    items = [an_item(cast, whole, title) for title in ("ซ่อมศาลา", "ทางลาด")]
    said = ON | {"title": "รอบหนึ่ง", "budget": "80000", "rule": "greedy"}
    assert desk.post(at("round-new", whole.pk), said | {"items": [items[0].pk]}).status_code == 422
    answer = desk.post(at("round-new", whole.pk), said | {"items": [one.pk for one in items]})
    assert answer.url == at("round", Round.objects.get().pk)
    assert "0/2" in text(desk.get(answer.url))
    assert "80,000" in text(desk.get(at("council", whole.pk))) or "รอบหนึ่ง" in text(
        desk.get(at("council", whole.pk))
    )


def test_a_ranking_leads_to_the_next_meeting(desk, cast, council, round_):
    whole, seats = council
    scored(cast, round_, round_.items.first().item, seats[1], 4, 3, at=timezone.now())
    actions.rank(round_, by=cast.facai, at=timezone.now())
    assert at("call", whole.pk) in desk.get(at("round", round_.pk)).content.decode()
    meeting = a_meeting(cast, whole, at=timezone.now())
    assert at("meeting", meeting.pk) in desk.get(at("round", round_.pk)).content.decode()
    item = round_.items.first().item
    assert at("meeting", meeting.pk) in desk.get(at("item", item.pk)).content.decode()


def test_a_delegate_scores_one_criterion_at_a_time(client, cast, council, round_):
    phone = sign_in(client, cast.kham)
    page = text(phone.get(at("mine")))
    assert "รอบแรก" in page
    where = phone.get(at("begin", round_.pk)).url
    asked = []
    while where != at("mine"):
        asked.append(text(phone.get(where)))
        answer = phone.post(where, {"value": "4", "reason": "เห็นมากับตา"})
        where = answer.url
    assert len(asked) == 4 and "จำเป็นไหม" in asked[0] and "คุ้มไหม" in asked[1]
    assert Score.objects.count() == 4
    assert "ให้คะแนนครบแล้ว" in text(phone.get(at("mine")))


def test_a_delegate_who_has_scored_everything_can_change_a_score(client, cast, council, round_):
    phone = sign_in(client, cast.kham)
    where = phone.get(at("begin", round_.pk)).url
    first = where
    while where != at("mine"):
        where = phone.post(where, {"value": "4", "reason": "เห็นมากับตา"}).url
    assert first in phone.get(where).content.decode()
    phone.post(first, {"value": "2", "reason": "คิดใหม่แล้ว"})
    assert Score.objects.filter(value=2, replaced_at=None).count() == 1


def test_a_score_without_points_or_reason_keeps_what_was_typed(client, cast, council, round_):
    phone = sign_in(client, cast.kham)
    where = phone.get(at("begin", round_.pk)).url
    answer = phone.post(where, {"reason": "จำเป็นมากจริง"})
    assert answer.status_code == 422 and "จำเป็นมากจริง" in answer.content.decode()
    assert phone.post(where, {"value": "6", "reason": "x"}).status_code == 422
    assert phone.post(where, {"value": "4", "reason": "โทร 081-234-5678"}).status_code == 422


def test_a_delegate_declares_an_interest_and_is_asked_no_more(client, cast, council, round_):
    phone, seat = sign_in(client, cast.kham), council[1][0]
    row = RoundItem.objects.first()
    answer = phone.post(at("interest", row.pk), {"text": "กลุ่มใช้ศาลานี้"})
    assert str(row.pk) not in answer.url and Interest.objects.get().seat == seat
    assert phone.get(at("interest", row.pk)).status_code == 200


def test_nobody_scores_for_another_organization_or_what_is_not_there(client, cast, council, round_):
    phone, own = sign_in(client, cast.kham), council[1][0]
    row = RoundItem.objects.first()
    assert phone.get(at("question", row.pk, "joy")).status_code == 404
    assert phone.get(at("question", own.pk, "need")).status_code == 404
    assert phone.get(at("begin-typing", own.pk, round_.pk)).status_code == 403
    actions.end_seat(own, on=timezone.localdate(), by=cast.facai, at=timezone.now())
    assert phone.get(at("begin", round_.pk)).status_code == 404
    assert phone.get(at("question", row.pk, "need")).status_code == 404


def test_the_secretary_types_for_a_seat_without_an_account(desk, cast, council, round_):
    seat = council[1][1]
    where = desk.get(at("begin-typing", seat.pk, round_.pk)).url
    assert desk.post(where, {"value": "2", "reason": "ผู้แทนบอก"}).status_code == 302
    row = RoundItem.objects.last()
    answer = desk.post(at("typed-interest", seat.pk, row.pk), {"text": "ของกลุ่มเอง"})
    assert answer.status_code == 302 and Score.objects.get().seat == seat


def test_who_speaks_for_nobody_reads_what_to_do(client, cast, council):
    actions.end_seat(council[1][0], on=timezone.localdate(), by=cast.facai, at=timezone.now())
    assert "เลขานุการ" in text(sign_in(client, cast.kham).get(at("mine")))


@pytest.mark.parametrize("who", ["kham", "mali", "wipa"])
def test_others_keep_no_council(client, cast, council, who):
    account = getattr(cast, who)
    assert sign_in(client, account).get(at("council", council[0].pk)).status_code == 403


# In public


def public(client, cast, page, *keys):
    return client.get(reverse(f"portal:{page}", args=[cast.municipality.slug, *keys]))


def test_anyone_reads_agenda_resolutions_and_dissent(client, cast, council):
    dissents = [Objection("ควรทำถนนก่อน", council[1][2])]
    made = resolved(cast, council, dissents=dissents)
    assert "ยังไม่มี" not in text(public(client, cast, "councils"))
    assert "ซ่อมศาลา" in text(public(client, cast, "council", council[0].pk))
    assert "ซ่อมศาลา" in text(public(client, cast, "council-meeting", made.meeting_id))
    assert "1/2569" in text(public(client, cast, "council-item", made.item_id))
    page = text(public(client, cast, "council-resolution", made.pk))
    assert "ควรทำถนนก่อน" in page and "ชมรมผู้พิการ" in page


def test_nobody_reads_scores_before_the_round_is_ranked(client, cast, council, round_):
    actions.score(
        round_, Item.objects.first(), council[1][1], criterion="need", value=5, reason="ความลับตอนนี้",
        by=cast.facai, at=timezone.now(),
    )  # fmt: skip
    page = text(public(client, cast, "council-round", round_.pk))
    assert "ความลับตอนนี้" not in page and "ซ่อมศาลา" in page


@pytest.mark.parametrize(
    "page", ["council", "council-meeting", "council-item", "council-round", "council-resolution"]
)
def test_what_is_not_there_is_not_found(client, cast, page):
    assert public(client, cast, page, cast.kham.pk).status_code == 404


def test_a_municipality_without_a_council_says_so(client, cast, inside):
    assert "ยังไม่มีสภา" in text(public(client, cast, "councils"))
    empty = a_council(cast)
    seat_in(cast, empty, "กลุ่ม")
    assert public(client, cast, "council", Council.objects.get().pk).status_code == 200


def test_an_issue_is_brought_with_what_it_says_already(cast, desk, council):
    said = {"kind": "no-transport", "village": cast.villages[1], "place": "หน้าวัด"}
    issue, _code = issues.raise_issue(words="รถไปโรงพยาบาล", source="portal", by=SYSTEM, at=NOW, **said)
    checked = {"title": "รถไปโรงพยาบาล", "words": issue.words, "by": cast.facai, "at": NOW}
    issues.publish(issue, **checked, **said)
    page = desk.get(at("councils"), {"issue": str(issue.pk)}, follow=True)
    form = page.context["form"]
    assert [form[name].value() for name in ("title", "kind", "village", "issues")] == [
        "รถไปโรงพยาบาล",
        "no-transport",
        cast.villages[1].pk,
        [issue.pk],
    ]
    other = actions.found_council(name="สภาเด็ก", kind="other", by=cast.facai, at=NOW)
    listed = desk.get(at("councils"), {"issue": str(issue.pk)}).content.decode()
    assert f"{at('bring', other.pk)}?issue={issue.pk}" in listed
