"""A person asks about their data: a copy on paper, no more use, in the end nothing left, by two people."""

import pytest

from conftest import NOW, make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


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


def ask(reader, town, kind):
    """Take a request down on the person's page."""
    page = reader.open(town.record)
    follow(page.locator("#rights + ul a").first)
    follow(page.locator("main a.govuk-button"))
    for name, value in (("kind", kind), ("asker", "person"), ("proof", "id-card")):
        page.check(f"[name={name}][value={value}]")
    page.fill("[name=words]", "ขอตามที่เขียนนี้")
    reader.fit(f"request-new-{kind}")
    press(page)


def press(page):
    follow(page.locator("main form button").last)


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
    worker.fit("copy")
    with worker.page.expect_download() as download:
        worker.page.locator("button[value=pdf]").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    ask(worker, town, "restriction")
    worker.fit("request")
    answer(worker.page, "done", "ระงับแล้ว")
    follow(worker.page.locator("main a.govuk-button"))
    worker.fit("letter")
    assert "ระงับแล้ว" in worker.page.locator("article").inner_text()
    worker.open(town.record)
    assert worker.page.locator(".kh-notice").count() >= 1
    worker.open("/desk/requests/")
    worker.fit("requests")

    ask(worker, town, "erasure")
    answer(worker.page, "done")
    worker.fit("request-waits")
    page = head.open("/desk/")
    follow(page.locator("a[href='/desk/erasures/']"))
    head.fit("erasures")
    follow(page.locator("main table a").first)
    head.fit("erasure")
    answer(page, "approve")
    assert page.url.endswith("/desk/erasures/")
    head.fit("erasures-done")
    head.open(town.record, status=404)
    head.expect_status(404)
