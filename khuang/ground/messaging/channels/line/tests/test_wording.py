"""How our messages look in LINE: valid whatever they say, large, a button on each line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as some
from linebot.v3 import messaging as sdk

from khuang.ground.messaging.channels.line import wording
from khuang.ground.messaging.channels.line.standin.checks import messages as checks

WORDS = some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
VERBS = some.sampled_from(["well", "help", "help-place", "agree", "help-kind-fall|abc", "tel:0532811234"])
BUTTONS = some.lists(some.tuples(WORDS, VERBS), max_size=20)


@given(some.text(some.characters(exclude_categories=["Cs"]), min_size=1, max_size=6000), BUTTONS)
def test_whatever_is_said_is_a_message_that_line_takes(text, buttons):
    made = wording.worded(text, buttons, "0" * 32)
    assert list(checks.messages({"messages": [made]})) == []
    read = sdk.PushMessageRequest.from_dict({"to": "U1", "messages": [made]})
    assert read.to_dict()["messages"] == [made]


def test_words_are_large_and_each_button_has_its_line():
    made = wording.worded("สบายดีไหม", [("สบายดี", "well"), ("ไม่สบาย", "help")], "nonce")
    bubble = made["contents"]
    assert bubble["body"]["contents"][0]["size"] == "xxl"
    first, second = bubble["footer"]["contents"]
    assert bubble["footer"]["layout"] == "vertical"
    assert first["action"]["data"] == "v1|well|nonce"
    # Of equal weight: they differ in what they say and do, in nothing else.
    for line in (first, second):
        line.pop("action"), line["contents"][0].pop("text")
    assert first == second


def test_an_address_stands_in_plain_words_that_line_lets_one_tap():
    said = wording.worded("เปิดดู https://example.go.th/letter/x/", [("ตกลง", "agree")], "n")
    assert (said["type"], said["text"]) == ("text", "เปิดดู https://example.go.th/letter/x/")
    assert [item["action"]["label"] for item in said["quickReply"]["items"]] == ["ตกลง"]


def test_asking_for_the_place_is_left_to_line():
    made = wording.worded("อยู่ที่ไหน", [("ส่งตำแหน่ง", "help-place"), ("ข้าม", "help-kind-other")], "n")
    (item,) = made["quickReply"]["items"]
    assert item["action"] == {"type": "location", "label": "ส่งตำแหน่ง"}
    assert len(made["contents"]["footer"]["contents"]) == 1


def test_many_choices_become_quick_replies_of_which_thirteen_show():
    made = wording.worded("เลือก", [(f"ทางเลือก {number}", f"pick|{number}") for number in range(20)], "n")
    assert len(made["quickReply"]["items"]) == 13
    assert "footer" not in made["contents"]


def test_an_own_nonce_stays():
    made = wording.worded("x", [("y", "help-kind-fall|abc")], "n")
    assert "v1|help-kind-fall|abc" in json.dumps(made)


@pytest.mark.parametrize(("text", "longest"), [("ก" * 50, 10), ("👵🏽" * 30, 11), ("abc", 2), ("👵", 1)])
def test_a_text_is_cut_to_line_s_units(text, longest):
    assert wording.units(wording.cut(text, longest)) <= longest
    assert wording.cut("short", 10) == "short"
