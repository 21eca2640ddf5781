"""The page that looks like a telephone: written to, tapped and heard, by everybody."""

import io
import json
import time

import pytest
from PIL import Image

from khuang.ground.messaging.channels.line.standin.cast import CAST, DAUGHTER, KHAM
from khuang.ground.messaging.channels.line.standin.standin import Standin
from khuang.ground.messaging.channels.line.standin.state import Content
from tests.journeys.conftest import Visit

TAP = {"type": "postback", "label": "ล้ม เจ็บ", "data": "v1|help-kind-fall|n", "displayText": "ล้ม เจ็บ"}
MENU = {
    "size": {"width": 2500, "height": 1686},
    "selected": True,
    "chatBarText": "แตะที่นี่",
    "areas": [
        {
            "bounds": {"x": 1250 * (number % 2), "y": 843 * (number // 2), "width": 1250, "height": 843},
            "action": {"type": "postback", "data": f"v1|{verb}|menu", "displayText": words},
        }
        for number, (verb, words) in enumerate(
            {"well": "สบายดี", "help": "ขอความช่วยเหลือ", "speak": "พูด", "call": "โทรหาอาสา"}.items()
        )
    ],
}
MENU["areas"][2]["action"]["inputOption"] = "openVoice"


class Product:
    """Notes what is posted to it, and answers as a municipality would."""

    def __init__(self):
        self.events = []

    def __call__(self, url, body, headers):
        self.events += json.loads(body)["events"]
        return 200

    def kinds(self):
        return [event["type"] for event in self.events]


@pytest.fixture
def product():
    return Product()


@pytest.fixture
def line(product):
    with Standin(send=product) as running:
        running.state.users = {user.id: user for user in CAST}
        for user in CAST:
            user.follows, user.has_blocked = user is KHAM, False
        file = io.BytesIO()
        Image.new("RGB", (2500, 1686), "#1d5636").save(file, "PNG")
        running.state.menus["richmenu-1"] = MENU
        running.state.pictures["richmenu-1"] = Content("image/png", file.getvalue())
        running.state.default_menu = "richmenu-1"
        yield running


@pytest.fixture
def phone(browser, line):
    """Open the page as one kind of reader; it may ask nobody else and break no rule of its own."""
    made = []

    def begin(**options):
        made.append(Visit(browser, line.base, **options))
        made[-1].page.goto(f"{line.base}/?lang={options.get('language', 'th')}&user={KHAM.id}")
        made[-1].page.wait_for_selector("#person option", state="attached")
        return made[-1]

    yield begin
    problems = [problem for one in made for problem in one.problems]
    for one in made:
        one.close()
    assert problems == []


def answer(line, *messages):
    """Let the municipality say something."""
    with line.state.changed:
        for message in messages:
            line.state.add_line(KHAM.id, "bot", message, line.clock.now())


def asked(words="ต้องการความช่วยเหลือแบบไหน"):
    box = {"type": "box", "layout": "vertical"}
    pressed = {**box, "contents": [{"type": "text", "text": "อื่น ๆ"}], "action": TAP | {"data": "v1|x|n"}}
    contents = [
        {"type": "text", "text": words, "size": "xxl"},
        {"type": "button", "action": TAP},
        pressed,
    ]
    return {
        "type": "flex",
        "altText": words,
        "contents": {"type": "bubble", "body": box | {"contents": contents}},
    }


def wait_for(condition):
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "It did not happen in time."
        time.sleep(0.02)


@pytest.mark.parametrize("language", ["th", "en"])
@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_and_fits_everybody(phone, line, width, language):
    quick = {"items": [{"type": "action", "action": {"type": "location", "label": "ส่งตำแหน่ง"}}]}
    line.acts.voice(KHAM, b"sound")
    line.acts.sticker(KHAM)
    answer(line, asked(), {"type": "text", "text": "เปิดอ่านที่ http://127.0.0.1:1/x/", "quickReply": quick})
    shown = phone(width=width, language=language)
    shown.page.wait_for_selector("#quick button")
    assert shown.accessibility() == []
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    for words in ("นี่ไม่ใช่ LINE", "This is not LINE"):
        assert shown.page.get_by_text(words, exact=True).is_visible()


def test_what_is_written_goes_out_and_the_answer_appears_by_itself(phone, line, product):
    page = phone().page
    page.fill("#words-typed", "สวัสดีค่ะ")
    page.keyboard.press("Enter")
    wait_for(lambda: product.kinds() == ["message"])
    answer(line, {"type": "text", "text": "รับทราบแล้ว"})
    page.wait_for_selector("#chat .bot >> text=รับทราบแล้ว")


def test_every_tile_is_reached_by_keyboard(phone, product):
    page = phone().page
    page.wait_for_selector(".tile")
    names = page.locator(".tile").evaluate_all("all => all.map((one) => one.ariaLabel)")
    assert names == ["สบายดี", "ขอความช่วยเหลือ", "พูด", "โทรหาอาสา"]
    page.get_by_role("button", name="ขอความช่วยเหลือ").focus()
    page.keyboard.press("Enter")
    wait_for(lambda: product.kinds() == ["postback"])
    assert product.events[0]["postback"]["data"] == "v1|help|menu"
    page.wait_for_selector("#chat .user >> text=ขอความช่วยเหลือ")


def test_buttons_of_a_message_can_be_tapped(phone, line, product):
    page = phone().page
    answer(line, asked())
    page.get_by_role("button", name="ล้ม เจ็บ").click()
    wait_for(lambda: len(product.events) == 1)
    page.get_by_role("button", name="อื่น ๆ").click()
    wait_for(lambda: [each["postback"]["data"] for each in product.events] == [TAP["data"], "v1|x|n"])


def test_speaking_opens_the_microphone_or_takes_a_file(phone, line, product):
    page = phone().page
    page.get_by_role("button", name="พูด", exact=True).first.click()
    page.wait_for_selector("#voice[open]")
    sound = {"name": "voice.m4a", "mimeType": "audio/mp4", "buffer": b"sound"}
    page.set_input_files("#sound", files=[sound])
    wait_for(lambda: "message" in product.kinds())
    said = product.events[-1]["message"]
    assert said["type"] == "audio"
    assert line.state.contents[said["id"]].body == b"sound"


def test_a_place_a_picture_and_a_sticker_are_sent(phone, product):
    page = phone().page
    page.get_by_role("button", name="ตำแหน่ง").click()
    page.get_by_role("button", name="ที่โตเกียว").click()
    page.get_by_role("button", name="สติกเกอร์").click()
    wait_for(lambda: len(product.events) == 2)
    picture = {"name": "x.png", "mimeType": "image/png", "buffer": b"picture"}
    page.set_input_files("#picture", files=[picture])
    wait_for(lambda: len(product.events) == 3)
    assert [each["message"]["type"] for each in product.events] == ["location", "sticker", "image"]


def test_a_message_is_taken_back(phone, product):
    page = phone().page
    page.fill("#words-typed", "ไม่ควรส่ง")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="ยกเลิกข้อความ").click()
    wait_for(lambda: product.kinds() == ["message", "unsend"])
    page.wait_for_selector("text=ยกเลิกข้อความแล้ว")
    assert page.get_by_text("ไม่ควรส่ง").count() == 0


def test_one_blocks_follows_and_becomes_another(phone, product):
    page = phone().page
    page.get_by_role("button", name="บล็อกเทศบาล", exact=True).click()
    page.get_by_role("button", name="เลิกบล็อกเทศบาล").click()
    wait_for(lambda: product.kinds() == ["unfollow", "follow"])
    page.select_option("#person", DAUGHTER.id)
    page.get_by_role("button", name="เพิ่มเทศบาลเป็นเพื่อน").click()
    wait_for(lambda: len(product.events) == 3)
    assert product.events[-1]["source"]["userId"] == DAUGHTER.id


def test_something_is_made_to_go_wrong(phone, line, product):
    page = phone().page
    page.select_option("#kind", "busy")
    page.select_option("#events", "twice")
    wait_for(lambda: (line.faults.kind, line.faults.events) == ("busy", "twice"))
    page.get_by_role("button", name="สติกเกอร์").click()
    wait_for(lambda: len(product.events) == 2)
    assert product.events[0]["webhookEventId"] == product.events[1]["webhookEventId"]
