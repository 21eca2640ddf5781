"""What the municipality says stands in one file, and its reader trusts nothing."""

import re
from datetime import timedelta

import pytest

from khuang.ground.messaging.rules.templates import FILE, TemplateMistake, named, read, render, shipped

GOOD = """
[templates."app.hello"]
th = "สวัสดี {name}: {words}"
en = "Hello {name}: {words}"
urgency = "routine"
expires_minutes = 90
channels = ["line", "sms"]
public = ["name"]
"""


def test_a_template_says_what_it_is():
    hello = read(GOOD)["app.hello"]
    assert (hello.variables, hello.has_words, hello.urgency) == ({"name"}, True, "routine")
    assert (hello.expires, hello.channels, hello.public) == (timedelta(minutes=90), {"line", "sms"}, {"name"})
    assert not hello.before_consent


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('urgency = "routine"', 'urgency = "soon"'),
        ('en = "Hello {name}: {words}"', 'en = "Hello {nane}: {words}"'),
        ('en = "Hello {name}: {words}"', 'en = " "'),
        ('en = "Hello {name}: {words}"', ""),
        ('public = ["name"]', 'public = ["house"]'),
        ("expires_minutes", "expires_hours"),
        ('"app.hello"', '"Hello"'),
        ('"app.hello"', f'"app.{"h" * 40}"'),
    ],
)
def test_a_file_that_contradicts_itself_is_refused(right, wrong):
    with pytest.raises(TemplateMistake):
        read(GOOD.replace(right, wrong))


def test_words_are_put_in_and_nothing_in_them_is_a_place():
    hello = read(GOOD)["app.hello"]
    assert render(hello, "th", {"name": "{words}"}, "{name}") == "สวัสดี {words}: {name}"


@pytest.mark.parametrize(
    ("variables", "words"), [({}, "x"), ({"name": "x"}, None), ({"name": "x", "more": "y"}, "z")]
)
def test_what_does_not_fit_is_refused(variables, words):
    with pytest.raises(TemplateMistake):
        render(read(GOOD)["app.hello"], "th", variables, words)


def test_another_language_gets_thai():
    assert render(read(GOOD)["app.hello"], "shn", {"name": "a"}, "b").startswith("สวัสดี")


def test_the_file_that_ships_is_sorted_by_app_and_can_be_read():
    assert all(re.search("[ก-๛]|{words}", template.texts["th"]) for template in shipped().values())
    apps = [
        code.partition(".")[0] for code in re.findall(r'^\[templates\."([^"]+)"\]', FILE.read_text(), re.M)
    ]
    # Each app's stand together.
    assert len([1 for one, two in zip(apps, apps[1:], strict=False) if one != two]) == len(set(apps)) - 1


def test_an_unknown_template_is_a_mistake():
    with pytest.raises(TemplateMistake):
        named("nobody.wrote-this")
