"""A resident votes with a slip on a phone; two people type a paper at the desk; anyone reads the result."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from conftest import NOW, make_cast, make_municipality
from khuang.civic.ballots import actions
from khuang.civic.ballots.tests.make import codes, make, papers
from khuang.ground.accounts import actions as accounts
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        accounts.give_role(cast.kham, "facilitator", held_at="municipality", by=SYSTEM, at=NOW)
        let_in(cast.facai, cast.kham)
        later = timezone.now() + timedelta(days=5)
        cast.election = make(cast.facai, voters="residents", closes_at=later)
        (cast.code,) = codes(cast.election, 1, cast.facai)
        (cast.number,) = papers(cast.election, 1, cast.facai)
    cast.public = f"/in/fah-sai/elections/{cast.election.pk}/"
    return cast


def test_a_slip_is_opened_by_its_picture_and_votes(visit, town):
    phone = visit(width=360)
    page = phone.open(f"{town.public}vote/#{town.code}")
    expect(page.locator("[name=token]")).to_have_value(town.code)
    assert town.code not in page.url
    page.locator("[name=marks]").nth(1).check()
    page.locator("[name=marks]").nth(2).check()
    expect(page.locator("[data-kh-sum] span")).to_have_text("700,000")
    phone.fit("election-vote")
    follow(page.locator("main form button"))
    phone.fit("election-voted")
    expect(page.locator("main form")).to_have_count(0)
    with within(town.municipality):
        assert [one.choices for one in town.election.ballots.all()] == [[[2, 1], [3, 1]]]


def test_slips_and_papers_are_printed_at_the_desk(visit, town):
    desk = visit(width=1280)
    sign_in(desk, town.facai)
    for what, one in (("tokens", ".kh-slips__one"), ("papers", ".kh-ballot")):
        page = desk.open(f"/desk/elections/{town.election.pk}/{what}/")
        page.fill("[name=number]", "3")
        follow(page.locator("main form button"))
        expect(page.locator(one)).to_have_count(3)
        desk.fit(f"election-{what}")


def test_two_people_type_a_paper_and_anyone_reads_the_result(visit, town):
    for account, width in ((town.facai, 1280), (town.kham, 360)):
        desk = visit(width=width, language="en")
        sign_in(desk, account)
        page = desk.open(f"/desk/elections/{town.election.pk}/type/")
        page.fill("[name=number]", town.number)
        page.locator("[name=marks]").first.check()
        desk.fit("election-type")
        follow(page.get_by_role("button", name="Keep this paper"))
        expect(page.locator("main")).to_contain_text(re.compile("Typed once|it counts"))
        desk.close()
    with within(town.municipality):
        actions.close_and_count(town.election, by=town.facai, at=timezone.now())
    anyone = visit(width=360, language="en")
    page = anyone.open(town.public)
    expect(page.get_by_text("SHA-256")).to_be_visible()
    anyone.fit("election-result")
