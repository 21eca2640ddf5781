"""From a delegate's scores on a phone to a forwarded resolution that anyone can read, in a real browser."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import make_cast, make_municipality
from khuang.civic.council import actions
from khuang.civic.council.models import Meeting, Resolution, Round
from khuang.civic.council.tests.cast import CRITERIA, a_round, an_item, full_council
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, sign_in

HOUR = timedelta(hours=1)


@pytest.fixture
def town(site):
    town = make_cast(make_municipality())
    with within(town.municipality):
        let_in(town.kham, town.facai)
        council, town.seats = full_council(town)
        items = [an_item(town, council, title) for title in ("ซ่อมศาลาหมู่บ้าน", "ทางลาดหน้าอนามัย")]
        town.council = council
        town.round = a_round(town, council, items, closes_at=timezone.now() + 24 * HOUR)
        begins = timezone.now() + HOUR
        meeting = actions.call_meeting(
            council, begins_at=begins, place="ศาลาประชาคม", by=town.facai, at=timezone.now()
        )
        for item in items:
            actions.put_on_agenda(meeting, item, by=town.facai, at=timezone.now())
        # It has begun an hour ago, as far as these pages know.
        Meeting.objects.update(begins_at=timezone.now() - HOUR)
    return town


def read(town, ask):
    with within(town.municipality):
        return ask()


@pytest.mark.parametrize(("width", "language", "scripts"), [(360, "th", True), (1280, "en", False)])
def test_what_delegates_score_is_ranked_resolved_forwarded_and_read_by_anyone(
    visit, town, width, language, scripts
):
    kham, facai, anyone = (visit(width=width, language=language, scripts=scripts) for _three in range(3))
    score(kham, town)
    rank(facai, town)
    resolve(facai, town)
    look(anyone, town)


def score(kham, town):
    sign_in(kham, town.kham)
    page = kham.open("/desk/scrutiny/")
    kham.fit("scrutiny")
    follow(page.locator("main a.govuk-button").first)
    kham.fit("question")
    for _each in range(2 * len(CRITERIA)):
        page.locator("main input[name=value][value='4']").check(force=True)
        page.fill("main [name=reason]", "เห็นมากับตาว่าจำเป็น")
        follow(page.locator("main form button").last)
    kham.fit("scored")
    assert "/desk/scrutiny/" in page.url and page.locator("main .kh-tag--good").count() == 1


def rank(facai, town):
    sign_in(facai, town.facai)
    facai.open("/desk/groups/")
    facai.fit("groups")
    facai.open(f"/desk/councils/{town.council.pk}/")
    facai.fit("council")
    facai.open(f"/desk/councils/{town.council.pk}/seats/")
    facai.fit("seats")
    page = facai.open(f"/desk/councils/rounds/{town.round.pk}/")
    facai.fit("round-open")
    follow(page.locator("main a[href$='/rank/']"))
    facai.fit("rank")
    follow(page.locator("main form button").last)
    facai.fit("round-ranked")
    assert read(town, lambda: Round.objects.get().state) == "ranked"


def resolve(facai, town):
    meeting = read(town, lambda: Meeting.objects.get().pk)
    page = facai.open(f"/desk/councils/meetings/{meeting}/hold/")
    for box in page.locator("main input[name=seats]").all():
        box.check(force=True)
    page.fill("main [name=female]", "3")
    page.fill("main [name=male]", "2")
    follow(page.locator("main form button").last)
    facai.fit("meeting")
    follow(page.locator("main a[href$='/resolve/']").first)
    facai.fit("resolve")
    page.locator("main input[name=outcome][value=adopted]").check(force=True)
    said = {"text": "เห็นชอบให้เสนอเทศบาล", "votes_for": "2", "against": "1", "abstained": "0"}
    for name, value in (said | {"dissent1": "ควรทำถนนก่อน"}).items():
        page.fill(f"main [name={name}]", value)
    follow(page.locator("main form button").last)
    follow(page.locator("main form button").first)
    facai.fit("resolution")
    assert read(town, lambda: Resolution.objects.get().forwarded_at) is not None
    follow(page.locator("main a[href$='/paper/']").first)
    facai.fit("resolution-paper")


def look(anyone, town):
    slug, made = town.municipality.slug, read(town, Resolution.objects.get)
    anyone.open(f"/in/{slug}/groups/")
    anyone.fit("public-groups")
    anyone.open(f"/in/{slug}/council/")
    anyone.fit("public-councils")
    anyone.open(f"/in/{slug}/council/{town.council.pk}/")
    anyone.fit("public-council")
    anyone.open(f"/in/{slug}/council/rounds/{town.round.pk}/")
    anyone.fit("public-round")
    anyone.open(f"/in/{slug}/council/items/{made.item_id}/")
    anyone.fit("public-item")
    page = anyone.open(f"/in/{slug}/council/resolutions/{made.pk}/")
    anyone.fit("public-resolution")
    assert re.search("ควรทำถนนก่อน", page.inner_text("main"))
