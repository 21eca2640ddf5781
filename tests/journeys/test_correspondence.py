"""Ways without scripts, a conversation, a letter behind a code on an old phone, calls, a broadcast."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """An elder on LINE who wrote, one with a telephone, one with nothing; Mali, and Nok in village 3."""
    from khuang.care.correspondence.actions import calls
    from khuang.care.correspondence.tests.cast import PHONE, a_contact, a_person, a_route, line_on, received
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    now = timezone.now()
    with within(cast.municipality):
        let_in(cast.mali, cast.nok)
        line_on(basic_id="@fahsai", limit=300, used=20)
        old = {"born_on": now.date().replace(year=1945), "born_precision": "day", "sex": "female"}
        cast.elder = a_person(cast.villages[3], phone=PHONE, **old)
        cast.other = a_person(cast.villages[3], "จันทร์", phone="0899999999", **old)
        a_person(cast.villages[3], "แสง", **old)
        contact = a_contact(at=now)
        a_route(cast.elder, contact)
        received(contact, "รถไปโรงพยาบาลออกกี่โมง", party=cast.elder, at=now - timedelta(hours=2))
        received(contact, verb="well", party=cast.elder, at=now - timedelta(hours=1))
        received(a_contact("U2", state="new", at=now), "สวัสดี", at=now)
        calls.ask_call(cast.other, "เตือนนัดวันศุกร์ 9 โมง", by=cast.mali, at=now - timedelta(hours=6))
    return cast


def press(reader, chosen):
    follow(reader.page.locator(chosen).first)


def test_ways_and_codes_without_scripts_on_a_phone(town, visit):
    reader = visit(width=360, scripts=False)
    sign_in(reader, town.mali)
    ways = f"/desk/people/{town.elder.pk}/ways/"
    reader.open(f"{ways}add/")
    reader.page.check("[value=call]")
    press(reader, "main form button")
    reader.open(f"/desk/people/{town.elder.pk}/helpers/add/")
    reader.page.fill("[name=name]", "สมศรี ใจดี")
    reader.page.check("[value=child]")
    reader.page.fill("[name=phone]", "081 234 9999")
    press(reader, "main form button")
    assert reader.page.locator(".kh-ways > li").count() == 3
    press(reader, "main [value=up]")
    assert "โทร" in reader.page.locator(".kh-ways > li").first.inner_text()
    press(reader, "main form[action$='/line-code/'] button")
    assert re.fullmatch(r"\d{3} \d{3}", reader.page.inner_text("[data-kh-code]").strip())


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_every_page_is_fit_to_be_read(town, visit, width, language):
    from khuang.care.correspondence.models import Call, Letter
    from khuang.ground.messaging.models import Contact
    from khuang.ground.municipalities.context import within

    with within(town.municipality):
        call = Call.objects.get()
        stranger = Contact.objects.get(routes=None)
    reader = visit(width=width, language=language)
    sign_in(reader, town.mali)
    elder = town.elder.pk
    pages = {
        "ways": f"/desk/people/{elder}/ways/",
        "way-add": f"/desk/people/{elder}/ways/add/",
        "helper-add": f"/desk/people/{elder}/helpers/add/",
        "person": f"/desk/people/{elder}/",
        "my-line": "/desk/my-line/",
        "inbox": "/desk/messages/",
        "conversation": f"/desk/messages/{elder}/",
        "unknown": f"/desk/messages/unknown/{stranger.pk}/",
        "unknown-link": f"/desk/messages/unknown/{stranger.pk}/link/",
        "calls": "/desk/calls/",
        "call": f"/desk/calls/{call.pk}/",
        "call-ask": f"/desk/people/{elder}/call/",
        "broadcasts": "/desk/broadcasts/",
        "broadcast-new": "/desk/broadcasts/new/",
    }
    for name, path in pages.items():
        reader.open(path)
        reader.fit(f"corr-{name}")
    reader.open(pages["ways"])
    press(reader, "main form[action$='/line-code/'] button")
    reader.fit("corr-code")

    # What tells too much stays in the form with the reasons; one button puts it behind a code.
    reader.open(pages["conversation"])
    reader.page.fill("[name=words]", "ผลตรวจเบาหวานออกแล้ว ค่าปกติดี")
    press(reader, "#answer ~ form button")
    reader.expect_status(422)
    reader.fit("corr-refused")
    press(reader, "[formaction$='/letter/']")
    reader.fit("corr-letter")
    press(reader, "main form[action$='/code/'] button")
    code = reader.page.inner_text("[data-kh-code]")
    with within(town.municipality):
        from khuang.ground.messaging.models import Message

        link = re.search(r"/letter/\S+?/", Message.objects.get(template="correspondence.letter").text)[0]
        assert Letter.objects.count() == 1
    old = visit(width=360, language=language, scripts=False)
    old.open(link)
    old.page.fill("[name=code]", code)
    press(old, "main form button")
    assert "ผลตรวจเบาหวาน" in old.page.content()

    # A broadcast: draft, second look, progress.
    day = timezone.localdate() + timedelta(days=3)
    reader.open("/desk/broadcasts/new/")
    reader.page.check("[value=forum]")
    reader.page.fill("[name=words_th]", "ขอเชิญประชาคมวันเสาร์ 9 โมง ที่ศาลา")
    reader.page.fill("[name=words_en]", "Forum on Saturday, 9.00, at the pavilion")
    reader.page.check("[name=hurry][value=now]")
    for part, value in (("day", day.day), ("month", day.month), ("year", day.year)):
        reader.page.fill(f"[name=until_{part}]", str(value))
    press(reader, "main form button")
    reader.fit("corr-second-look")
    press(reader, "main form[action$='/send/'] button")
    reader.fit("corr-sent")


def test_a_volunteer_calls_with_a_thumb(town, visit):
    reader = visit(width=360)
    sign_in(reader, town.nok, "/sign-in/")
    reader.open("/desk/calls/")
    press(reader, "main h2 a")
    assert reader.page.locator("a[href='tel:0899999999']").count() == 1
    press(reader, "main button[value=well]")
    assert reader.page.url.endswith("/desk/calls/")
    assert reader.page.locator("main h2 a").count() == 0
