"""Bodies that LINE would refuse are refused, and it is said where the fault lies."""

import pytest

from khuang.ground.messaging.channels.line.standin.answers import Refused, refuse
from khuang.ground.messaging.channels.line.standin.checks.menus import menu
from khuang.ground.messaging.channels.line.standin.checks.messages import messages

TAP = {"type": "postback", "label": "สบายดี", "data": "v1|well|abc"}
BUBBLE = {
    "type": "bubble",
    "body": {
        "type": "box",
        "layout": "vertical",
        "contents": [
            {"type": "text", "text": "ต้องการความช่วยเหลือแบบไหน", "size": "xxl", "weight": "bold"},
            {"type": "separator"},
            {"type": "button", "action": TAP, "style": "primary"},
        ],
    },
}
CONFIRM = {"type": "confirm", "text": "ใช่ไหม", "actions": [TAP, TAP]}


def text(words="สวัสดี", **more):
    return {"type": "text", "text": words, **more}


def quick(action, times=1):
    return {"items": [{"type": "action", "action": action}] * times}


def flex(contents, words="สวัสดี"):
    return {"type": "flex", "altText": words, "contents": contents}


def with_body(*contents, layout="vertical"):
    return {"type": "bubble", "body": {"type": "box", "layout": layout, "contents": list(contents)}}


def template(inner):
    return {"type": "template", "altText": "ใช่ไหม", "template": inner}


GOOD = [
    text(),
    text("ก" * 5000),
    text(quickReply=quick(TAP, 13)),
    text(quickReply=quick({"type": "location", "label": "ส่งตำแหน่ง"})),
    flex(BUBBLE),
    flex({"type": "carousel", "contents": [BUBBLE] * 12}),
    flex(with_body({"type": "text", "contents": [{"type": "span", "text": "ก"}]})),
    template(CONFIRM),
    template({"type": "buttons", "text": "เลือก", "actions": [TAP] * 4}),
    {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    {"type": "location", "title": "ศาลา", "address": "หมู่ 3", "latitude": 18.4, "longitude": 99.1},
    text(quickReply=quick({"type": "uri", "label": "โทร", "uri": "tel:01234"})),
    text(quickReply=quick(TAP | {"inputOption": "openVoice"})),
]


@pytest.mark.parametrize("message", GOOD, ids=lambda message: message["type"])
def test_a_message_that_line_takes_is_taken(message):
    assert list(messages({"messages": [message]})) == []


BAD = [
    (text(""), "messages[0].text"),
    (text("ก" * 5001), "messages[0].text"),
    (text("🙏" * 2501), "messages[0].text"),
    (text(7), "messages[0].text"),
    ({"text": "x"}, "messages[0].type"),
    ({"type": "poem"}, "messages[0].type"),
    (text(quickReply=quick(TAP, 14)), "messages[0].quickReply.items"),
    (text(quickReply={"items": [{"type": "action"}]}), "messages[0].quickReply.items[0].action"),
    (text(quickReply=quick(TAP | {"label": "ก" * 21})), "messages[0].quickReply.items[0].action.label"),
    (text(quickReply=quick(TAP | {"data": "x" * 301})), "messages[0].quickReply.items[0].action.data"),
    (
        text(quickReply=quick(TAP | {"inputOption": "openDoor"})),
        "messages[0].quickReply.items[0].action.inputOption",
    ),
    (text(quickReply=quick(TAP | {"fillInText": "x"})), "messages[0].quickReply.items[0].action.fillInText"),
    (
        text(quickReply=quick({"type": "uri", "label": "x", "uri": "javascript:1"})),
        "messages[0].quickReply.items[0].action.uri",
    ),
    (
        text(quickReply=quick({"type": "datetimepicker", "label": "x", "data": "x"})),
        "messages[0].quickReply.items[0].action.mode",
    ),
    (flex(BUBBLE, ""), "messages[0].altText"),
    (flex(BUBBLE, "ก" * 1501), "messages[0].altText"),
    (flex({}), "messages[0].contents"),
    (flex({"type": "bubble"}), "messages[0].contents"),
    (flex({"type": "carousel", "contents": [BUBBLE] * 13}), "messages[0].contents.contents"),
    (flex(with_body({"type": "text", "text": ""})), "messages[0].contents/body/contents/0.text"),
    (
        flex(with_body({"type": "text", "text": "x", "size": "huge"})),
        "messages[0].contents/body/contents/0/size",
    ),
    (
        flex(with_body({"type": "text", "text": "x", "color": "red"})),
        "messages[0].contents/body/contents/0/color",
    ),
    (flex(with_body({"type": "button"})), "messages[0].contents/body/contents/0/action"),
    (
        flex(with_body({"type": "button", "action": {"type": "location", "label": "x"}})),
        "messages[0].contents/body/contents/0/action.type",
    ),
    (
        flex(with_body({"type": "image", "url": "http://a.example/x.png"})),
        "messages[0].contents/body/contents/0.url",
    ),
    (flex(with_body({"type": "table"})), "messages[0].contents/body/contents/0"),
    (
        flex(with_body({"type": "button", "action": TAP}, layout="baseline")),
        "messages[0].contents/body/contents/0",
    ),
    (flex(with_body(layout="diagonal")), "messages[0].contents/body/layout"),
    (flex(with_body({"type": "text", "text": "ก" * 1999}, *[BUBBLE["body"]] * 200)), "messages[0].contents"),
    (template({"type": "confirm", "text": "x", "actions": [TAP]}), "messages[0].template.actions"),
    (template({"type": "buttons", "text": "ก" * 161, "actions": [TAP]}), "messages[0].template.text"),
    (template({"type": "carousel"}), "messages[0].template"),
    (
        {"type": "location", "title": "x", "address": "x", "latitude": 91, "longitude": 0},
        "messages[0].latitude",
    ),
    (
        {"type": "audio", "originalContentUrl": "http://a.example/x.m4a", "duration": 5},
        "messages[0].originalContentUrl",
    ),
]


@pytest.mark.parametrize(("message", "where"), BAD, ids=lambda found: found if isinstance(found, str) else "")
def test_a_fault_is_told_with_its_place(message, where):
    assert where in [fault.property for fault in messages({"messages": [message]})]


@pytest.mark.parametrize(("count", "is_taken"), [(0, False), (1, True), (5, True), (6, False)])
def test_one_to_five_messages_go_in_a_sending(count, is_taken):
    assert (list(messages({"messages": [text()] * count})) == []) is is_taken


def test_the_refusal_has_lines_form():
    with pytest.raises(Refused) as refused:
        refuse(list(messages({"messages": [text("")]})))
    assert refused.value.answer.status == 400
    assert refused.value.answer.body == {
        "message": "The request body has 1 error(s)",
        "details": [{"message": "May not be empty", "property": "messages[0].text"}],
    }


MENU = {
    "size": {"width": 2500, "height": 1686},
    "selected": True,
    "name": "Khuang",
    "chatBarText": "เมนู",
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 1250, "height": 843}, "action": TAP}],
}


def test_a_menu_of_lines_size_is_taken():
    assert list(menu(MENU)) == []


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"chatBarText": "ก" * 15}, "chatBarText"),
        ({"name": ""}, "name"),
        ({"selected": None}, "selected"),
        ({"size": None}, "size"),
        ({"areas": MENU["areas"] * 21}, "areas"),
        ({"areas": [{"action": TAP}]}, "areas[0].bounds"),
        (
            {"areas": [{"bounds": {"x": 9999, "y": 0, "width": 1, "height": 1}, "action": TAP}]},
            "areas[0].bounds.x",
        ),
    ],
)
def test_a_fault_in_a_menu_is_told(change, where):
    assert where in [fault.property for fault in menu(MENU | change)]
