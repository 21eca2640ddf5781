"""Issues on the screens: raised by anyone, read by a person, joined, divided, followed by a code."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from conftest import NOW, sign_in
from khuang.civic.issues import actions, reads
from khuang.civic.issues.models import Issue
from khuang.civic.issues.tests.test_paths import make_issue
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.messaging.models import Contact, Message
from khuang.ground.municipalities.context import within

RAISE = "/in/fah-sai/issues/raise/"
MINE = "/in/fah-sai/issues/mine/"
SAID = {"nature": "issue", "kind": "no-transport", "village": "", "place": "", "words": "ไม่มีรถไปหาหมอ"}
ENGLISH = {"accept-language": "en"}


@pytest.fixture
def desk(client, cast):
    return sign_in(client, cast.facai)


def in_town(cast, do):
    with within(cast.municipality):
        return do()


def post(address, said=SAID, **more):
    return Client(headers=ENGLISH).post(address, said | more)


def code_on(page):
    return re.search(r"[2-9A-Z]{5}-[2-9A-Z]{5}", page.content.decode())[0]


def test_anyone_raises_an_issue_and_reads_by_the_code_what_became_of_it(cast, desk):
    code = code_on(post(RAISE))
    found = in_town(cast, Issue.objects.get)
    address = reverse("issues:issue", args=[found.pk])
    assert "ไม่มีรถไปหาหมอ" in desk.get(address).content.decode()
    checked = SAID | {"outcome": "publish", "title": "รถไปโรงพยาบาล", "confirmed": "on"}
    assert desk.post(address, checked).status_code == 302
    assert "รถไปโรงพยาบาล" in Client().get("/in/fah-sai/issues/").content.decode()
    assert "is in the open now" in post("/in/fah-sai/issues/mine/", {"code": code}).content.decode()


def test_what_was_said_already_is_shown_before_it_is_said_again(cast):
    in_town(cast, lambda: make_issue(cast, "รถรับส่งผู้ป่วย", kind="no-transport"))
    page = post(RAISE).content.decode()
    assert "รถรับส่งผู้ป่วย" in page and "ไม่มีรถไปหาหมอ" in page
    assert page.index("รถรับส่งผู้ป่วย") < page.index("<h1")
    refused = post(RAISE, words="โทร 081 234 5678")
    assert refused.status_code == 422 and "รถรับส่งผู้ป่วย" not in refused.content.decode()
    assert code_on(post(RAISE, anyway="1"))


def test_words_that_tell_who_come_back_as_they_were_typed(cast):
    page = post(RAISE, words="โทรหาป้า 081 234 5678")
    assert page.status_code == 422 and "081 234 5678" in page.content.decode()
    assert in_town(cast, Issue.objects.count) == 0


def test_a_wrong_code_says_what_to_do(cast):
    page = post("/in/fah-sai/issues/mine/", {"code": "AAAAA-22222"})
    assert page.status_code == 422 and "Nothing is known by this code" in page.content.decode()


def test_a_refused_issue_is_read_by_its_code_alone(cast, desk):
    code = code_on(post(RAISE))
    found = in_town(cast, Issue.objects.get)
    said = SAID | {"outcome": "refuse", "because": "เป็นโฆษณา"}
    assert desk.post(reverse("issues:issue", args=[found.pk]), said).status_code == 302
    assert "เป็นโฆษณา" in post("/in/fah-sai/issues/mine/", {"code": code}).content.decode()
    assert Client().get(f"/in/fah-sai/issues/{found.reference}/").status_code == 404


def test_a_refusal_without_a_reason_is_asked_for_one(cast, desk):
    post(RAISE)
    found = in_town(cast, Issue.objects.get)
    answer = desk.post(reverse("issues:issue", args=[found.pk]), SAID | {"outcome": "refuse", "because": " "})
    assert answer.status_code == 422


def test_issues_are_joined_and_the_path_shows_it(cast, desk):
    one, _code = in_town(cast, lambda: make_issue(cast))
    two, _code = in_town(cast, lambda: make_issue(cast, "ไฟทางหน้าโรงเรียนดับ"))
    said = {"into": str(two.pk), "because": "ไฟทางเหมือนกัน"}
    assert desk.post(reverse("issues:merge", args=[one.pk]), said).status_code == 302
    page = Client(headers=ENGLISH).get(f"/in/fah-sai/issues/{one.reference}/").content.decode()
    assert two.title in page and "joined with" in page


def test_an_issue_is_divided_into_its_parts(cast, desk):
    one, _code = in_town(cast, lambda: make_issue(cast))
    parts = {"form-TOTAL_FORMS": 3, "form-INITIAL_FORMS": 3}
    for number, words in enumerate(("ไฟทางดับ", "ทางเท้าพัง", "")):
        parts |= {f"form-{number}-{name}": words for name in ("title", "words")}
        parts[f"form-{number}-kind"] = "unsafe-house"
    said = parts | {"because": "เป็นสองเรื่อง", "confirmed": "on"}
    named = said | {"form-0-words": "ไฟทางดับ โทร 081 234 5678"}
    for wrong in (parts | {"because": "เป็นสองเรื่อง"}, named):
        assert desk.post(reverse("issues:split", args=[one.pk]), wrong).status_code == 422
    answer = desk.post(reverse("issues:split", args=[one.pk]), said)
    assert answer.status_code == 302
    assert {issue.title for issue in in_town(cast, lambda: list(reads.open_issues()))} == {
        "ไฟทางดับ",
        "ทางเท้าพัง",
    }


def test_a_follower_needs_no_name(cast):
    one, _code = in_town(cast, lambda: make_issue(cast))
    page = post(f"/in/fah-sai/issues/{one.reference}/follow/", {})
    with within(cast.municipality):
        assert reads.follower_of(code_on(page)).issue == one


def test_who_comes_back_to_the_page_of_the_code_is_led_to_the_issue(cast):
    one, _code = in_town(cast, lambda: make_issue(cast))
    issue = f"/in/fah-sai/issues/{one.reference}/"
    assert Client().get(issue + "follow/").url == issue
    with within(cast.municipality):
        assert one.followers.count() == 1


def send_line(words):
    contact, _new = Contact.objects.get_or_create(
        channel="line", address_hash=b"1" * 16, defaults={"address": "U1", "since": NOW}
    )
    said = {"direction": "in", "channel": "line", "kind": "text", "state": "received", "at": NOW}
    message = Message.objects.create(contact=contact, text=words, **said)
    journal.write("messaging.received", by=SYSTEM, about=message, at=NOW)
    return contact


def test_a_code_that_is_sent_by_line_links_the_one_who_sends_it(cast):
    with within(cast.municipality):
        issue, code = make_issue(cast)
        contact = send_line(code.lower())
        assert reads.follower_of(code).contact == contact
        actions.stop_following(reads.follower_of(code), at=NOW)
        assert reads.follower_of(code).contact is None and issue.is_open


def test_an_issue_is_raised_by_line_and_its_sender_is_told_there(cast):
    with within(cast.municipality):
        contact = send_line("เสนอ ไฟทางหน้าวัดดับ")
        issue = Issue.objects.get()
        assert (issue.words, issue.source) == ("ไฟทางหน้าวัดดับ", "line")
        assert issue.followers.get().contact == contact
        assert Message.objects.filter(template="issues.raised").count() == 1


def test_an_issue_by_line_that_tells_who_is_asked_for_again(cast):
    with within(cast.municipality):
        send_line("เสนอ ช่วยโทรหาป้า 081 234 5678")
        assert Issue.objects.count() == 0
        assert Message.objects.filter(template="issues.tells-who").count() == 1


def test_what_stands_on_paper_is_taken_down_and_its_code_handed_over(cast, desk):
    said = {"source": "paper", "kind": "no-transport", "village": "", "place": "", "words": "อยากได้รถรับส่ง"}
    assert code_on(desk.post(reverse("issues:take-down"), said))
    refused = desk.post(reverse("issues:take-down"), said | {"words": "อยู่บ้านเลขที่ 12/3"})
    assert refused.status_code == 422 and "12/3" in refused.content.decode()
    assert in_town(cast, Issue.objects.get).source == "paper"


def test_a_topic_is_opened_from_an_issue_by_whoever_may(cast, desk):
    one, _code = in_town(cast, lambda: make_issue(cast))
    in_town(cast, lambda: make_issue(cast, "ไฟทางหน้าโรงเรียนดับ"))
    page = desk.get(reverse("issues:issue", args=[one.pk])).content.decode()
    address = re.search(r'href="(/desk/forum/new/\?issue=[^"]+)"', page)[1]
    assert re.findall(r'name="issues" value="([^"]+)"[^>]*checked', desk.get(address).content.decode()) == [
        str(one.pk)
    ]
    planner = sign_in(Client(), cast.wipa)
    assert "/desk/forum/new/" not in planner.get(reverse("issues:issue", args=[one.pk])).content.decode()


def test_nothing_is_published_before_somebody_looked_for_names(cast, desk):
    post(RAISE, words="ป้าคำแก้วข้างบ้านไม่มีรถ")
    found = in_town(cast, Issue.objects.get)
    address = reverse("issues:issue", args=[found.pk])
    assert "<li>ป้าคำแก้ว</li>" in desk.get(address).content.decode()
    said = SAID | {"outcome": "publish", "title": "รถไปโรงพยาบาล", "words": "เพื่อนบ้านไม่มีรถ"}
    page = desk.post(address, said, headers=ENGLISH)
    assert page.status_code == 422 and "Read the words once more" in page.content.decode()
    assert "เพื่อนบ้านไม่มีรถ" in page.content.decode()
    assert desk.post(address, said | {"confirmed": "on"}).status_code == 302


def test_a_published_issue_is_reworded_with_the_same_checks(cast, desk):
    one, code = in_town(cast, lambda: make_issue(cast, "ป้าคำแก้วไม่มีรถ"))
    address = reverse("issues:reword", args=[one.pk])
    assert "<li>ป้าคำแก้ว</li>" in desk.get(address).content.decode()
    said = {"title": "ไม่มีรถ", "words": "เพื่อนบ้านไม่มีรถ", "place": ""}
    assert desk.post(address, said).status_code == 422
    refused = desk.post(address, said | {"words": "โทร 081 234 5678", "confirmed": "on"})
    assert refused.status_code == 422 and "081 234 5678" in refused.content.decode()
    assert desk.post(address, said | {"confirmed": "on"}).status_code == 302
    for page in (Client().get(f"/in/fah-sai/issues/{one.reference}/"), post(MINE, {"code": code})):
        assert "ไม่มีรถ" in page.content.decode() and "ป้าคำแก้ว" not in page.content.decode()


def test_news_of_a_part_or_of_what_it_was_joined_with_follows_its_words(cast, desk):
    parts = [("ไฟทาง", "ไฟทางดับ", "unsafe-house"), ("รถ", "ไม่มีรถ", "no-transport")]
    with within(cast.municipality):
        one, _code = make_issue(cast)
        _first, second = actions.split(one, parts, because="เป็นสองเรื่อง", by=cast.facai, at=NOW)
        into, _code = make_issue(cast, "รถของป้าคำแก้ว")
        actions.merge(second, into=into, because="เหมือนกัน", by=cast.facai, at=NOW)
        for issue, title in ((second, "รถไปตลาด"), (into, "รถไปหาหมอ")):
            actions.reword(issue, title=title, words=title, by=cast.facai, at=NOW)
    told = Client(headers=ENGLISH).get(f"/in/fah-sai/issues/{one.reference}/").content.decode()
    assert "One part of it is “ไฟทาง”" in told and "One part of it is “รถไปตลาด”" in told
    told = Client(headers=ENGLISH).get(f"/in/fah-sai/issues/{second.reference}/").content.decode()
    assert "joined with “รถไปหาหมอ”" in told and "ป้าคำแก้ว" not in told


def test_what_figures_raised_is_read_in_the_readers_language_until_somebody_words_it(cast):
    with within(cast.municipality):
        made = actions.raise_from_figures("no-transport", cast.villages[1], 20, at=NOW)
        kind, village = need_kinds()["no-transport"], cast.villages[1]
    addresses = (f"/in/fah-sai/issues/{made.reference}/", "/in/fah-sai/issues/")
    for address in addresses:
        english, thai = Client(headers=ENGLISH).get(address), Client().get(address)
        assert f"{kind.en}: {village.name_en or village.name}" in english.content.decode()
        assert f"{kind.th}: {village.name}" in thai.content.decode()
        assert f"{kind.th}: " not in english.content.decode()
    in_town(cast, lambda: actions.reword(made, title="รถ", words="ไม่มีรถ", by=cast.facai, at=NOW))
    assert "<h1" in (page := Client(headers=ENGLISH).get(addresses[0]).content.decode()) and "ไม่มีรถ" in page


def test_an_issue_that_is_taken_away_shows_why_and_keeps_its_path(cast, desk):
    one, code = in_town(cast, lambda: make_issue(cast))
    two, _code = in_town(cast, lambda: make_issue(cast, "ไฟทางหน้าโรงเรียนดับ"))
    in_town(cast, lambda: actions.merge(one, into=two, because="เหมือนกัน", by=cast.facai, at=NOW))
    said = {"because": "ระบุตัวบุคคล", "confirmed": "on"}
    assert desk.post(reverse("issues:take-away", args=[two.pk]), said).status_code == 302
    assert "—" not in desk.get(reverse("issues:issue", args=[two.pk])).content.decode()
    page = Client(headers=ENGLISH).get(f"/in/fah-sai/issues/{two.reference}/").content.decode()
    assert "ระบุตัวบุคคล" in page and one.title in page and two.title not in page
    path = Client(headers=ENGLISH).get(f"/in/fah-sai/issues/{one.reference}/").content.decode()
    assert "An issue that is no longer shown" in path and two.title not in path
    assert "no longer shown. Its page says why" in post(MINE, {"code": code}).content.decode()
    assert Client().post(f"/in/fah-sai/issues/{two.reference}/follow/").status_code == 404
    assert desk.get(reverse("issues:reword", args=[two.pk])).status_code == 404


def test_an_issue_is_brought_to_the_council_by_whoever_may(cast, desk):
    one, _code = in_town(cast, lambda: make_issue(cast))
    page = desk.get(reverse("issues:issue", args=[one.pk])).content.decode()
    assert f'href="/desk/councils/?issue={one.pk}"' in page and f"/desk/path/issue/{one.pk}/" in page
    planner = sign_in(Client(), cast.wipa)
    assert "/desk/councils/" not in planner.get(reverse("issues:issue", args=[one.pk])).content.decode()
