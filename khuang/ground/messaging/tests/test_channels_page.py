"""The page of channels: set up, switch on and off, a test to oneself; secrets are typed once."""

import pytest
from django.utils import translation

from conftest import NOW, sign_in
from khuang.ground.journal import reads as journal
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.models import ChannelAccount, Message
from khuang.ground.messaging.rules.problems import NotLinkedYourself, NotSetUp, SwitchOnFirst
from khuang.ground.messaging.tests.contacts import contact_on
from khuang.ground.municipalities.context import within

PAGE = "/desk/channels/"
SMS = {"url": "https://sms.example/send", "method": "POST", "body": "to={to}", "password": "very-secret-key"}


@pytest.fixture
def anan(client, cast):
    return sign_in(client, cast.anan)


def account(cast, code="sms"):
    with within(cast.municipality):
        return reads.account_of(code)


@pytest.mark.parametrize("language", ["th", "en"])
def test_every_installed_channel_stands_there_with_its_state(anan, cast, language):
    anan.cookies["django_language"] = language
    page = anan.get(PAGE).content.decode()
    with translation.override(language):
        assert all(str(channel.words) in page for channel in reads.channels().values())


def test_what_is_typed_is_kept_and_a_secret_is_never_shown_again(anan, cast):
    answer = anan.post(f"{PAGE}sms/", SMS)
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}sms/")
    kept = account(cast)
    assert kept.settings["url"] == SMS["url"]
    assert kept.secrets == {"password": "very-secret-key"}
    assert "password" not in kept.settings
    page = anan.get(f"{PAGE}sms/").content.decode()
    assert SMS["url"] in page
    assert "very-secret-key" not in page


def test_a_secret_that_is_left_empty_stays_and_a_new_one_takes_its_place(anan, cast):
    anan.post(f"{PAGE}sms/", SMS)
    anan.post(f"{PAGE}sms/", SMS | {"password": "", "sender": "FAHSAI"})
    assert account(cast).secrets["password"] == "very-secret-key"
    anan.post(f"{PAGE}sms/", SMS | {"password": "another"})
    assert account(cast).secrets["password"] == "another"


def test_the_journal_says_which_settings_changed_and_never_their_value(anan, cast):
    anan.post(f"{PAGE}sms/", SMS)
    with within(cast.municipality):
        (line,) = journal.newest(("messaging.channel-set-up",))
    assert set(line.references["changed"]) == {"url", "method", "body", "password"}
    assert "secret" not in line.reference
    assert "sms.example" not in line.reference


def test_what_cannot_be_right_is_refused_and_what_was_typed_stays(anan, cast):
    answer = anan.post(f"{PAGE}sms/", SMS | {"url": "ftp://sms.example", "sender": "FAHSAI"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "ftp://sms.example" in page
    assert "FAHSAI" in page
    assert "very-secret-key" not in page
    assert account(cast) is None


def test_it_is_switched_on_only_with_what_it_needs(anan, cast):
    assert anan.post(f"{PAGE}sms/switch/", {"on": "1"}).status_code == 422
    anan.post(f"{PAGE}sms/", SMS)
    assert anan.post(f"{PAGE}sms/switch/", {"on": "1"}).status_code == 302
    assert account(cast).is_on
    anan.post(f"{PAGE}sms/switch/", {"off": "1"})
    assert not account(cast).is_on


def test_calls_and_visits_are_on_by_themselves_and_can_be_switched_off(anan, cast):
    with within(cast.municipality):
        assert reads.is_on("call")
    anan.post(f"{PAGE}call/switch/", {"off": "1"})
    with within(cast.municipality):
        assert not reads.is_on("call")


def test_a_test_goes_to_the_address_that_is_typed(anan, cast):
    anan.post(f"{PAGE}sms/", SMS)
    anan.post(f"{PAGE}sms/switch/", {"on": "1"})
    assert anan.post(f"{PAGE}sms/test/", {"address": "0812345678"}).status_code == 302
    with within(cast.municipality):
        message = Message.objects.get()
        assert (message.state, message.template, message.contact.address) == (
            "queued", "messaging.test", "0812345678",
        )  # fmt: skip
        # Nobody was asked; only a test may go there.
        assert message.contact.state == "new"


def test_a_test_to_nowhere_is_refused(anan):
    anan.post(f"{PAGE}sms/", SMS)
    anan.post(f"{PAGE}sms/switch/", {"on": "1"})
    assert anan.post(f"{PAGE}sms/test/", {"address": ""}).status_code == 422


def test_a_channel_that_is_off_tests_nothing(cast):
    with within(cast.municipality), pytest.raises(SwitchOnFirst):
        actions.send_test(reads.channel("sms"), "0812345678", by=cast.anan, at=NOW)


def test_a_channel_whose_addresses_nobody_knows_wants_ones_own(cast):
    with within(cast.municipality):
        ChannelAccount.objects.create(channel="sms", is_on=True, changed_at=NOW)
        with pytest.raises(NotLinkedYourself):
            actions.send_test(reads.channel("sms"), "", by=cast.anan, at=NOW)


def test_what_did_not_go_is_said_in_words(anan, cast):
    with within(cast.municipality):
        Message.objects.create(
            direction="out", channel="sms", contact=contact_on("sms", "08"), text="x",
            state="failed", because="http-401", at=NOW,
        )  # fmt: skip
    page = anan.get(f"{PAGE}sms/").content.decode()
    assert "401" in page
    assert "http-401" not in page


def test_a_channel_without_a_folder_is_not_there(anan):
    assert anan.get(f"{PAGE}pigeon/").status_code == 404


@pytest.mark.parametrize("who", ["mali", "boonsri", "wipa"])
def test_others_do_not_set_up_channels(client, cast, who):
    assert sign_in(client, getattr(cast, who)).get(PAGE).status_code == 403


def test_the_head_may(client, cast):
    assert sign_in(client, cast.prasit).get(PAGE).status_code == 200


def test_setting_up_asks_for_a_fresh_proof(client, cast):
    browser = sign_in(client, cast.prasit, fresh=False)
    assert browser.post(f"{PAGE}sms/", SMS).status_code == 302
    assert account(cast) is None


def test_nothing_is_switched_on_half_set_up(cast):
    with within(cast.municipality), pytest.raises(NotSetUp):
        actions.switch_channel(reads.channel("email"), True, by=cast.anan, at=NOW)
