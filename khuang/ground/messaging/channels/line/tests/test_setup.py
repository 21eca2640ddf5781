"""`khuang line setup`: what is right stays, what is wrong is said with what to do."""

from argparse import Namespace

import pytest

from khuang.ground.journal.models import Entry
from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import menus, setup
from khuang.ground.municipalities.context import within

CHOSEN = Namespace(municipality="fah-sai", again=False)
PUBLIC = "https://line.fah-sai.example"


@pytest.fixture(autouse=True)
def reached(town, line, settings):
    """The installation has a public address, at which the stand-in's calls are answered."""
    settings.KHUANG_ORIGIN = PUBLIC
    line.webhook.post = lambda url, body, headers: 200


def steps(town):
    account = setup._account(town.municipality, CHOSEN, pytest.fail)
    return list(setup.go_through(town.municipality, account))


def test_everything_is_made_and_checked(town, line):
    assert [step for step in steps(town) if not step.is_well] == []
    assert line.state.webhook == f"{PUBLIC}/line/fah-sai/"
    assert len(line.state.menus) == len(line.state.pictures) == 2
    assert line.state.menus[line.state.default_menu]["name"].startswith("khuang-th-")


def test_a_demo_at_another_port_stays_where_its_stand_in_calls_it(town, line):
    line.state.webhook = "http://127.0.0.1:8055/line/fah-sai/"
    assert all(step.is_well for step in steps(town))
    assert line.state.webhook == "http://127.0.0.1:8055/line/fah-sai/"


def test_a_second_run_changes_nothing(town, line):
    steps(town)
    before = {**line.state.menus}, line.state.default_menu
    line.state.outbound.clear()
    steps(town)
    assert ({**line.state.menus}, line.state.default_menu) == before
    writes = {one.path for one in line.sent() if one.method != "GET"}
    assert writes == {"/v2/bot/channel/webhook/test"}


def test_a_changed_menu_takes_the_place_of_the_old_one(town, line, monkeypatch):
    steps(town)
    line.state.menus["richmenu-other"] = {"name": "somebody else's", "size": {"width": 2500, "height": 1686}}
    old = line.state.default_menu
    monkeypatch.setitem(menus.BAR, "th", "เมนู")
    steps(town)
    assert old not in line.state.menus
    assert "richmenu-other" in line.state.menus
    assert len(line.state.menus) == 3


def test_a_menu_that_broke_off_without_its_picture_is_ended(town, line):
    steps(town)
    line.state.pictures.clear()
    steps(town)
    assert len(line.state.pictures) == 2


def test_who_uses_line_in_english_gets_the_english_menu(town, line):
    steps(town)
    tourist = line.user("Emma")
    tourist.language = "en"
    line.webhook.post = town.post
    line.send_event(line.acts.follow(tourist))
    town.work()
    assert line.state.menus[tourist.menu]["name"].startswith("khuang-en-")


@pytest.mark.parametrize(
    ("status", "said"),
    [(403, "--again"), (401, "signature"), (404, "KHUANG_ORIGIN"), (500, "certificate"), (0, "internet")],
)
def test_a_webhook_that_does_not_answer_is_told_with_what_to_do(town, line, status, said):
    line.webhook.post = lambda url, body, headers: status
    (wrong,) = [step for step in steps(town) if not step.is_well]
    assert said in wrong.said


def test_an_address_that_line_cannot_call_is_told(town, line, settings):
    settings.KHUANG_ORIGIN = "http://127.0.0.1:8000"
    settings.KHUANG_LINE_API = settings.KHUANG_LINE_CONTENT = line.base
    with within(town.municipality):
        town.account.settings = {}
        town.account.save()
    (wrong,) = [step for step in steps(town) if not step.is_well]
    assert "https" in wrong.said


def test_a_revoked_token_is_refused_with_what_to_do(town, line, capsys):
    line.faults.kind = "revoked"
    assert setup.setup(CHOSEN) == 1
    assert "--again" in capsys.readouterr().err


@pytest.mark.parametrize("fault", ["error", "cut", "busy"])
def test_line_s_own_trouble_is_told(town, line, capsys, fault):
    line.faults.kind = fault
    assert setup.setup(CHOSEN) == 1
    assert "LINE" in capsys.readouterr().err


def test_an_unknown_municipality_is_refused_with_those_there_are(capsys):
    assert setup.setup(Namespace(municipality="nowhere", again=False)) == 1
    assert "fah-sai" in capsys.readouterr().err


def test_without_its_keys_nothing_is_set_up(town):
    with within(town.municipality):
        town.account.delete()
    with pytest.raises(setup.CannotSetUp, match="secret and token"):
        setup._account(town.municipality, CHOSEN, lambda question: "")


def test_the_keys_are_asked_for_once_and_kept_sealed(town, line, settings):
    settings.KHUANG_LINE_API = settings.KHUANG_LINE_CONTENT = line.base
    with within(town.municipality):
        town.account.delete()
    answers = iter([line.secret, line.token])
    setup._account(town.municipality, CHOSEN, lambda question: next(answers))
    with within(town.municipality):
        account = reads.account_of("line")
        assert account.is_on
        assert account.secrets == {"secret": line.secret, "token": line.token}
        entry = Entry.objects.get(event="messaging.channel-set-up")
    assert line.token not in entry.reference


def test_the_command_says_what_it_found(town, capsys):
    assert setup.setup(CHOSEN) == 0
    said = capsys.readouterr().out
    assert said.count("ok  ") == 5
    assert "TODO" not in said
