"""A voice in the forum: offered and voted on by phone without scripts, checked and settled at the desk."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from conftest import make_cast, make_municipality
from khuang.civic.forum import actions
from khuang.civic.forum.models import Statement, Vote
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, next_page, sign_in

SAID = "ควรตรวจน้ำทุกเดือน\nซ่อมท่อเก่าก่อน\nขึ้นค่าน้ำเพื่อซ่อมท่อ\nเพิ่มจุดบริการน้ำดื่ม"
OWN = "ขอให้ล้างถังพักน้ำทุกปี"


@pytest.fixture
def town(site):
    """A topic that gathers, with four statements."""
    cache.clear()
    town = make_cast(make_municipality())
    now, today = timezone.now(), timezone.localdate()
    with within(town.municipality):
        let_in(town.facai)
        phases = [
            PhaseDraft("gather", today, today + timedelta(days=9)),
            PhaseDraft("agree", today + timedelta(days=10), today + timedelta(days=20)),
        ]
        town.topic = actions.open_topic("น้ำประปา", "ทำอย่างไรให้น้ำสะอาด", phases=phases, by=town.facai, at=now)
        actions.seed(town.topic, SAID, by=town.facai, at=now)
    return town


def ask(town, do):
    with within(town.municipality):
        return do()


def press(page, name):
    follow(page.locator(f"main button[value={name}]"))


def test_somebody_votes_and_speaks_by_phone_without_scripts(town, visit):
    reader = visit(width=360, language="th", scripts=False)
    page = reader.open("/in/fah-sai/forum/")
    follow(page.locator("main .kh-card a").first)
    follow(page.locator("main a[href$='/vote/']").first)
    for value in ("agree", "disagree", "agree"):
        press(page, value)
    assert "/me/" in page.url, "asked kindly, once"
    page.check("[name=sex][value=female]")
    page.check("[name=age_band][value='60-79']")
    follow(page.locator("main form button"))
    press(page, "pass")
    assert ask(town, lambda: sorted(Vote.objects.values_list("value", flat=True))) == [-1, 0, 1, 1]
    follow(page.locator("main a[href$='/say/']").first)
    page.fill("[name=words]", "โทร 081-234-5678 แจ้งท่อแตก")
    follow(page.locator("main form button").last)
    reader.expect_status(422)
    assert page.locator(".govuk-error-summary").is_visible()
    page.fill("[name=words]", OWN)
    follow(page.locator("main form button").last)
    assert page.locator(".kh-notice").first.is_visible() and OWN in page.inner_text("main")
    assert ask(town, lambda: Statement.objects.get(state="waiting").typed) == OWN


def test_every_public_page_fits_a_phone(town, visit):
    reader = visit(width=360, language="th")
    base = f"/in/fah-sai/forum/{town.topic.pk}"
    one = ask(town, lambda: _agreement(town))
    page = reader.open(f"{base}/vote/")
    page.locator("main button[value=agree]").focus()
    with next_page(page):
        page.keyboard.press("Enter")
    assert page.locator("main progress").get_attribute("value") == "1"
    pages = {
        "forum": "/in/fah-sai/forum/",
        "topic": f"{base}/",
        "vote": f"{base}/vote/",
        "say": f"{base}/say/",
        "me": f"{base}/me/",
        "mine": f"{base}/mine/",
        "statements": f"{base}/statements/",
        "agreement": f"/in/fah-sai/agreements/{one.pk}/",
    }
    for name, address in pages.items():
        reader.open(address)
        reader.fit(f"forum-{name}")


def _agreement(town):
    now = timezone.now()
    days = timezone.localdate() + timedelta(days=90)
    one = actions.propose(
        town.topic, "ล้างถังพักน้ำ", "ทุกบ้านล้างถังพักน้ำปีละครั้ง", look_again_on=days, by=town.facai, at=now
    )
    actions.offer_statement(town.topic, OWN, source="portal", by=SYSTEM, at=now)
    return one


def test_the_facilitator_checks_settles_and_closes(town, visit):
    one = ask(town, lambda: _agreement(town))
    desk = visit(width=1280, language="en")
    sign_in(desk, town.facai)
    page = desk.open("/desk/forum/")
    desk.fit("desk-topics")
    desk.open("/desk/forum/new/")
    desk.fit("desk-topic-new")
    page = desk.open("/desk/moderation/")
    desk.fit("desk-queue")
    follow(page.locator("main form[action$='/show/'] button"))
    assert ask(town, lambda: Statement.objects.get(number=5).words) == OWN
    page = desk.open(f"/desk/agreements/{one.pk}/")
    desk.fit("desk-agreement")
    follow(page.locator("main form[action$='/settle/'] button"))
    page = desk.open(f"/desk/forum/{town.topic.pk}/")
    desk.fit("desk-topic")
    follow(page.locator("main a[href$='/close/']"))
    follow(page.locator("main form button"))
    shown = visit(width=1280, language="en")
    shown.open(f"/in/fah-sai/forum/{town.topic.pk}/statements/")
    shown.fit("statements-closed")
