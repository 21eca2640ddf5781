"""An issue is raised on a phone without an account, checked at the desk, and followed by its code."""

import pytest

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """Facai, who checks, and three villages."""
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.facai)
    return cast


def test_an_issue_is_raised_checked_and_found_again_by_its_code(town, visit):
    reader = visit(width=360)
    page = reader.open("/in/fah-sai/issues/raise/")
    reader.fit("issue-raise")
    page.select_option("[name=kind]", "no-transport")
    page.fill("[name=words]", "ไม่มีรถไปโรงพยาบาลตามนัด")
    follow(page.locator("main form button"))
    code = page.locator(".kh-notice .govuk-heading-l").inner_text().strip()
    reader.fit("issue-code")

    worker = visit(width=1280, language="en")
    sign_in(worker, town.facai)
    desk = worker.open("/desk/forum/issues/")
    worker.fit("issues-desk")
    follow(desk.locator("main .kh-card a").first)
    worker.fit("issue-check")
    desk.fill("[name=title]", "รถไปโรงพยาบาล")
    desk.check("[name=confirmed]")
    follow(desk.locator("main form button"))
    assert desk.url.endswith("/desk/forum/issues/")

    page = reader.open("/in/fah-sai/issues/mine/")
    page.fill("[name=code]", code.lower())
    follow(page.locator("main form button"))
    assert page.locator(".kh-timeline").is_visible()
    reader.fit("issue-mine")
    follow(page.locator("main p a").last)
    reader.fit("issue")
    assert "รถไปโรงพยาบาล" in page.locator("h1").inner_text()
