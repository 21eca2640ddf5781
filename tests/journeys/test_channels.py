"""An administrator sets a channel up, tries it out, and reads why a message did not go."""

import os
from pathlib import Path

import pytest

from conftest import make_cast, make_municipality
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.tests.gateway import http_gateway
from khuang.ground.municipalities.context import within
from khuang.site.messages import deliver_now
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def cast(site):
    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.anan)
    return cast


def look(page, name):
    if folder := os.environ.get("KHUANG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")], ids=["phone", "desk"])
def test_a_channel_is_set_up_and_tried_out(visit, cast, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, cast.anan)
    page = reader.open("/desk/channels/")
    look(page, f"channels-{language}")
    reader.fit()
    follow(page.locator("main a[href='/desk/channels/sms/']"))
    with http_gateway((401, "no")) as gateway:
        page.fill("[name=url]", gateway.url)
        page.fill("[name=body]", "to={to}&text={text}")
        page.fill("[name=password]", "a-secret")
        follow(page.locator("form:has([name=url]) button"))
        assert page.locator("[name=password]").input_value() == ""
        follow(page.locator("form[action$='switch/'] button"))
        page.fill("[name=address]", "0812345678")
        follow(page.locator("form[action$='test/'] button"))
        with within(cast.municipality):
            message = Message.objects.get()
        deliver_now(cast.municipality.pk, message.pk)
        page = reader.open("/desk/channels/sms/")
    assert "401" in page.locator("main table").inner_text()
    look(page, f"channel-{language}")
    reader.fit()
