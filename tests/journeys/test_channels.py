"""An administrator sets a channel up, tries it out, and reads why a message did not go."""

import os
from pathlib import Path

import pytest

from conftest import make_cast, make_municipality
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.tests.gateway import http_gateway
from khuang.ground.municipalities.context import within
from khuang.site.messages import deliver_now
from tests.journeys import measures
from tests.journeys.conftest import let_in, sign_in


@pytest.fixture
def cast(site):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.anan)
    return cast


def look(page, name):
    if folder := os.environ.get("KHUANG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def is_fit(reader):
    page = reader.page
    for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
        assert page.evaluate(fault) == []
    assert reader.accessibility() == []


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")], ids=["phone", "desk"])
def test_a_channel_is_set_up_and_tried_out(visit, cast, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, cast.anan)
    page = reader.open("/desk/channels/")
    look(page, f"channels-{language}")
    is_fit(reader)
    page.locator("main a[href='/desk/channels/sms/']").click()
    with http_gateway((401, "no")) as gateway:
        page.fill("[name=url]", gateway.url)
        page.fill("[name=body]", "to={to}&text={text}")
        page.fill("[name=password]", "a-secret")
        page.locator("form:has([name=url]) button").click()
        assert page.locator("[name=password]").input_value() == ""
        page.locator("form[action$='switch/'] button").click()
        page.fill("[name=address]", "0812345678")
        page.locator("form[action$='test/'] button").click()
        with within(cast.municipality):
            message = Message.objects.get()
        deliver_now(cast.municipality.pk, message.pk)
        page = reader.open("/desk/channels/sms/")
    assert "401" in page.locator("main table").inner_text()
    look(page, f"channel-{language}")
    is_fit(reader)
