"""What people think is read by anyone when the voting is over, and before by whoever leads the topic."""

import pytest

from conftest import make_cast, make_municipality
from khuang.portal.tests.test_patterns import told
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def town(site):
    """Facai, who leads the forum."""
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.facai)
    return cast


def test_anyone_reads_what_most_agree_on_and_which_groups_there_are(town, visit):
    topic = told(town.municipality, town.facai, 30)
    reader = visit(width=360)
    page = reader.open(f"/in/fah-sai/forum/{topic.pk}/patterns/")
    reader.fit("patterns")
    assert page.locator("svg.kh-court").get_attribute("aria-label")
    assert page.locator("table tbody tr").count() == 2


def test_whoever_leads_the_topic_sees_more_while_people_vote(town, visit):
    topic = told(town.municipality, town.facai, 19, is_over=False)
    worker = visit(width=1280, language="en")
    sign_in(worker, town.facai)
    page = worker.open(f"/desk/forum/{topic.pk}/patterns/")
    worker.fit("patterns-desk")
    assert "Only you see these groups" in page.locator("main").inner_text()
