"""A demo speaks with the stand-in; nobody else ever does."""

import pytest
from django.utils.translation import override

from conftest import NOW, make_municipality
from khuang.ground.journal import reads as journal
from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line import health
from khuang.ground.messaging.channels.line.standin import connecting, keeping
from khuang.ground.messaging.channels.line.standin.cast import CAST, KHAM
from khuang.ground.messaging.channels.line.standin.command import free_port
from khuang.ground.messaging.models import ChannelAccount, Contact, Message
from khuang.ground.municipalities.context import within

BASE, ORIGIN = "http://127.0.0.1:8010", "http://127.0.0.1:8000"


@pytest.fixture
def demo(municipality, inside):
    municipality.is_demo = True
    municipality.save()
    return municipality


def connect(municipality, file, base=BASE):
    connecting.connect(municipality, file, base=base, origin=ORIGIN, at=NOW)
    return ChannelAccount.objects.get(channel="line"), keeping.load(file)


@override("en")
def test_account_and_stand_in_know_the_same_keys(demo, tmp_path):
    account, state = connect(demo, tmp_path / "standin.json")
    assert account.is_on and account.settings["api"] == BASE
    assert account.secrets == {"secret": state.secret, "token": state.token}
    assert state.webhook == f"{ORIGIN}/line/fah-sai/"
    assert list(state.users.values()) == list(CAST)
    assert health.status(account) == [f"This is not LINE but a stand-in, for trying: {BASE}"]


def test_another_port_changes_the_address_and_keeps_keys_and_chats(demo, tmp_path):
    file = tmp_path / "standin.json"
    before, state = connect(demo, file)
    state.chats["U1"] = []
    keeping.save(file, state)
    after, state = connect(demo, file, "http://127.0.0.1:8011")
    assert (after.secrets, after.settings["api"]) == (before.secrets, "http://127.0.0.1:8011")
    assert state.chats == {"U1": []}


def test_a_second_time_writes_nothing(demo, tmp_path):
    connect(demo, tmp_path / "standin.json")
    connect(demo, tmp_path / "standin.json")
    assert journal.newest(("messaging.standin-connected",)).count() == 1


def test_a_lost_file_is_made_anew_with_the_keys_of_the_account(demo, tmp_path):
    account, _state = connect(demo, tmp_path / "one.json")
    again, state = connect(demo, tmp_path / "two.json")
    assert (account.pk, account.secrets["secret"]) == (again.pk, state.secret)


def test_the_menus_are_drawn_once(committed, tmp_path):
    town, file = make_municipality(), tmp_path / "standin.json"
    base = f"http://127.0.0.1:{free_port('127.0.0.1', 8210)}"
    town.is_demo = True
    with within(town):
        connect(town, file, base)
    connecting.draw_menus(town, file, base)
    drawn = keeping.load(file)
    assert len(drawn.menus) == 2 and drawn.default_menu in drawn.pictures
    assert [area["action"]["data"].split("|")[1] for area in drawn.menus[drawn.default_menu]["areas"]] == [
        "well",
        "help",
        "speak",
        "call",
    ]
    connecting.draw_menus(town, file, base)
    assert keeping.load(file).menus == drawn.menus


def test_an_empty_phone_recalls_what_was_said(demo, tmp_path):
    contact = Contact.objects.create(
        channel="line", address=KHAM.id, address_hash=reads.address_hash("line", KHAM.id), since=NOW
    )
    both = {"channel": "line", "contact": contact, "at": NOW}
    Message.objects.create(direction="in", state="received", text="สบายดีค่ะ", **both)
    Message.objects.create(direction="out", state="sent", sent_at=NOW, text="ขอบคุณค่ะ", **both)
    Message.objects.create(direction="out", state="queued", text="ยังไม่ส่ง", **both)
    for _ in range(2):
        _account, state = connect(demo, tmp_path / "standin.json")
        said = [(line["who"], line["message"]["text"]) for line in state.chats[KHAM.id]]
        assert said == [("user", "สบายดีค่ะ"), ("bot", "ขอบคุณค่ะ")]


def test_a_municipality_of_real_people_is_refused(municipality, inside, tmp_path):
    with pytest.raises(connecting.OnlyForDemos, match="is no demo"):
        connect(municipality, tmp_path / "standin.json")
    assert not ChannelAccount.objects.exists()
    assert not (tmp_path / "standin.json").exists()
