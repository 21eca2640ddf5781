"""A hearing in a hall without network, sent the next morning; minutes written, confirmed and printed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from playwright.sync_api import Locator, expect

from conftest import make_cast, make_municipality
from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Hands
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.actions import Guests, Planned
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.entries import read
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, sign_in, until

NOTED = (
    {"kind": "roll", "sex": "female", "step": 9},
    {"kind": "statement", "words": "แยกขยะที่บ้าน"},
    {"kind": "hands", "about": "01a22d28-afd3-7b46-8db7-1dbd084474a6", "hands": {"female": [1, 0, 0]}},
)


@pytest.fixture
def town(site):
    cast = make_cast(make_municipality())
    now = timezone.now()
    today = timezone.localdate(now)
    with within(cast.municipality):
        let_in(cast.facai, cast.prasit)
        phases = [PhaseDraft("gather", today, today + timedelta(days=30))]
        topic = forum.open_topic("ขยะ", "จะจัดการขยะอย่างไร", phases=phases, by=cast.facai, at=now)
        planned = Planned(
            nature="village",
            title="จัดการขยะในหมู่บ้าน",
            about="จะคัดแยกขยะอย่างไร",
            agenda="รับฟังความคิดเห็น",
            place="ศาลาวัด",
            begins_at=now,
            ends_at=now + timedelta(hours=2),
            village=cast.villages[1],
            topic=topic,
            quorum=3,
        )
        guests = (Guests(village=cast.villages[1]), Guests(group="กลุ่มแม่บ้าน"))
        cast.hearing = actions.plan(planned, guests, by=cast.facai, at=now)
    cast.page = f"/desk/hearings/{cast.hearing.pk}/"
    return cast


# A hall's own scripts keep what is pressed; without them a press leads to the page again: `follow`.
def tap(page, value, times=1, press=Locator.click):
    for _each in range(times):
        press(page.locator(f"[data-kh-entry=roll] [value='{value}']"))


def count(page, sex):
    return page.locator(f"[data-kh-count={sex}]").first


def say(page, words, press=Locator.click):
    page.fill("[data-kh-entry=statement] textarea", words)
    press(page.locator("[data-kh-entry=statement] button"))


def raise_hands(page, boxes, press=Locator.click):
    item = page.locator("[data-kh-statement]").last
    item.locator("summary").click()
    for name, number in boxes.items():
        item.locator(f"[name='{name}']").fill(str(number))
    press(item.locator("form button"))
    return item


def open_hall(reader, town):
    page = reader.open(f"{town.page}hall/")
    page.locator("[data-kh-ready]").wait_for()
    until(page, "navigator.serviceWorker.controller !== null")
    return page


def forgive(reader):
    """Forget what the console says when there is no network, as the test wanted."""
    reader.problems = [said for said in reader.problems if "ERR_INTERNET_DISCONNECTED" not in said]


def test_an_evening_without_network_loses_nothing_and_counts_everything_once(visit, town):
    reader = visit(width=360)
    sign_in(reader, town.facai)
    page = open_hall(reader, town)
    reader.fit("hall")
    reader.context.set_offline(True)
    tap(page, "female:1", 2)
    tap(page, "male:1")
    expect(count(page, "female")).to_have_text("2")
    page.reload()
    page.locator("[data-kh-ready]").wait_for(state="attached")
    expect(count(page, "female")).to_have_text("2")
    page.locator("[data-kh-entry=turn] [value=female]").click()
    say(page, "แยกขยะที่บ้าน")
    item = raise_hands(page, {"female-agree": 3})
    expect(item.locator("[data-kh-error=too-many]")).to_be_in_viewport()
    expect(item.locator("[name=female-agree]")).to_have_value("3")
    item.locator("[name=female-agree]").fill("2")
    item.locator("form button").click()
    expect(item.locator("[data-kh-hands-of=female] [data-kh-way=agree]")).to_have_text("2")
    expect(item.locator("[data-kh-hands-of=male]")).to_be_hidden()
    expect(page.locator("[data-kh-queue=count]")).to_have_text("6")
    page.reload()
    page.locator("[data-kh-ready]").wait_for(state="attached")
    expect(item.locator("[data-kh-hands-of=female] [data-kh-way=agree]")).to_have_text("2")
    expect(item.locator("[data-kh-hands-unsent]")).to_be_visible()
    reader.fit("hall-offline")
    with within(town.municipality):
        assert HallEntry.objects.count() == 0
    reader.context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator("[data-kh-all-sent]")).to_be_visible()
    forgive(reader)
    expect(count(page, "female")).to_have_text("2")
    expect(item.locator("[data-kh-hands-unsent]")).to_be_hidden()
    expect(item.locator("[data-kh-hands-of=female] [data-kh-way=agree]")).to_have_text("2")
    with within(town.municipality):
        assert reads.balance_of(town.hearing).present == {"female": 2, "male": 1, "other": 0}
        assert [row.kind for row in HallEntry.objects.all()].count("roll") == 3
        assert Hands.objects.get(sex="female").agreed == 2


def test_the_hall_works_without_scripts_and_ends_in_printed_minutes(visit, town):
    reader = visit(width=1280, language="en", scripts=False)
    sign_in(reader, town.facai)
    page = reader.open(f"{town.page}hall/")
    tap(page, "female:1", 2, follow)
    tap(page, "male:1", 2, follow)
    say(page, "แยกขยะที่บ้าน", follow)
    raise_hands(page, {"female-agree": 2, "male-agree": 1, "male-disagree": 1}, follow)
    reader.open(f"{town.page}close/")
    follow(page.locator("main form button"))
    expect(page.locator(".govuk-error-summary")).to_be_visible()
    reader.expect_status(422)
    page.fill("[name=because]", "ฝนตกหนัก กลุ่มแม่บ้านมาไม่ได้")
    follow(page.locator("main form button"))
    reader.open(f"{town.page}minutes/write/")
    page.fill("[name=chair]", "นายกเทศมนตรี")
    page.fill("[name=resolutions]", "เห็นชอบให้คัดแยกขยะ")
    follow(page.locator("main form button"))
    expect(page.locator(".kh-paper__secret")).to_be_visible()
    reader.close()
    second = visit(width=1280, language="th")
    sign_in(second, town.prasit)
    page = second.open(f"{town.page}minutes/1/")
    follow(page.locator("main form button").first)
    expect(page.locator(".kh-paper__secret")).to_have_count(0)
    second.fit("minutes")
    assert "๒๕๖๙" in page.locator(".kh-paper").text_content()
    with within(town.municipality):
        content = reads.minutes_in_force(Hearing.objects.get()).content
    assert content["statements"][0]["total"] == [3, 1, 0]
    assert content["because"] == ["groups"]


def test_slips_papers_and_help_fit_a_phone_and_a_slip_votes(visit, town):
    reader = visit(width=360)
    sign_in(reader, town.facai)
    with within(town.municipality):
        entries = [read({"id": str(uuid4()), "at": timezone.now().isoformat()} | said) for said in NOTED]
        actions.note(town.hearing, entries, by=town.facai, at=timezone.now())
    for name in (
        "desk/hearings/new",
        town.page[1:-1],
        f"{town.page[1:]}invitation",
        f"{town.page[1:]}papers/type",
    ):
        reader.open(f"/{name}/")
        reader.fit(f"hearings-{name.split('/')[-1]}")
    page = reader.open(f"{town.page}help/")
    reader.fit("hearings-help")
    reader.open(f"{town.page}papers/")
    follow(page.locator("main form button"))
    expect(page.locator(".kh-ballot")).to_have_count(30)
    reader.fit("hearings-papers")
    reader.open(f"{town.page}tokens/")
    page.fill("[name=n]", "2")
    follow(page.locator("main form button"))
    code = page.locator(".kh-slips__code").first.text_content()
    reader.fit("hearings-slips")
    public = f"/in/fah-sai/hearings/{town.hearing.pk}/"
    voter = visit(width=360, language="en")
    page = voter.open(public)
    voter.fit("hearing-public")
    # As the slip's QR code has it: behind the #, where no log sees it.
    voter.open(f"{public}phone/#{code}")
    expect(page.locator("[name=code]")).to_have_value(code)
    assert code not in page.url
    voter.fit("hearing-phone")
    follow(page.locator("main form button").first)
    expect(page.get_by_text("แยกขยะที่บ้าน")).to_be_visible()
