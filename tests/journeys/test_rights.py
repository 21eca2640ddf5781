"""A person asks about their data: a copy on paper, no more use, in the end nothing left, by two people."""

import os

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys import measures
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def town(site):
    """Mali and Prasit, and a family in village 3 that was surveyed."""
    from khuang.care.people.tests.intake import MALI, a_family
    from khuang.care.risk.actions import adopt_shipped
    from khuang.care.risk.tests.surveyed import barthel, person, survey
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali, cast.prasit)
        adopt_shipped(by=cast.prasit, at=NOW)
        a_family()
        survey(person(MALI, **barthel("0000000000")))
    cast.record = f"/desk/people/{MALI}/"
    return cast


def fit(reader, name):
    """Measure a page, and keep its picture where the tests are told to."""
    if folder := os.environ.get("KHUANG_PICTURES"):
        reader.page.screenshot(path=f"{folder}/{name}.png", full_page=True)
    for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
        assert reader.page.evaluate(fault) == [], name
    assert reader.accessibility() == [], name


def ask(reader, town, kind):
    """Take a request down on the person's page."""
    page = reader.open(town.record)
    page.locator("#rights + ul a").first.click()
    page.locator("main a.govuk-button").click()
    for name, value in (("kind", kind), ("asker", "person"), ("proof", "id-card")):
        page.check(f"[name={name}][value={value}]")
    page.fill("[name=words]", "ขอตามที่เขียนนี้")
    fit(reader, f"request-new-{kind}")
    press(page)


def press(page):
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")


def answer(page, outcome, words=""):
    page.check(f"[name=outcome][value={outcome}]")
    page.fill("[name=answer]", words)
    press(page)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_from_the_first_question_to_nothing_left(visit, town, width, language):
    worker, head = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(worker, town.mali)
    sign_in(head, town.prasit)

    ask(worker, town, "copy")
    worker.open(f"{town.record}copy/")
    fit(worker, "copy")
    with worker.page.expect_download() as download:
        worker.page.locator("button[value=pdf]").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    ask(worker, town, "restriction")
    fit(worker, "request")
    answer(worker.page, "done", "ระงับแล้ว")
    worker.page.locator("main a.govuk-button").click()
    fit(worker, "letter")
    assert "ระงับแล้ว" in worker.page.locator("article").inner_text()
    worker.open(town.record)
    assert worker.page.locator(".kh-notice").count() >= 1
    worker.open("/desk/requests/")
    fit(worker, "requests")

    ask(worker, town, "erasure")
    answer(worker.page, "done")
    fit(worker, "request-waits")
    page = head.open("/desk/")
    page.locator("a[href='/desk/erasures/']").click()
    page.wait_for_load_state("networkidle")
    fit(head, "erasures")
    page.locator("main table a").first.click()
    page.wait_for_load_state("networkidle")
    fit(head, "erasure")
    answer(page, "approve")
    assert page.url.endswith("/desk/erasures/")
    fit(head, "erasures-done")
    head.open(town.record, status=404)
    head.expect_status(404)
