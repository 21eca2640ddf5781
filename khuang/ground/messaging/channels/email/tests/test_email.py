"""E-mail goes to a real mail server on this machine."""

import email
from email import policy
from types import SimpleNamespace
from uuid import uuid4

import pytest

from conftest import NOW
from khuang.ground.messaging.channels.email.channel import CHANNEL, deliver
from khuang.ground.messaging.rules.channels import Parcel
from khuang.ground.messaging.tests.gateway import mail_server


def parcel(port, text="สวัสดีครับ\nพบกันวันจันทร์", **settings):
    account = {"host": "127.0.0.1", "port": str(port), "security": "none", "sender": "hear@fahsai.example"}
    return Parcel(
        message=SimpleNamespace(text=text, retry_key=uuid4()),
        contact=SimpleNamespace(address="mali@example.org"),
        account=SimpleNamespace(settings=account | settings, secrets={}),
        at=NOW,
    )


def test_a_mail_arrives_as_it_was_written():
    with mail_server() as server:
        sent = parcel(server.port)
        assert deliver(sent).state == "sent"
    mail = email.message_from_bytes(server.mails[0], policy=policy.default)
    assert (mail["To"], mail["From"]) == ("mali@example.org", "hear@fahsai.example")
    assert mail["Subject"] == "สวัสดีครับ"
    assert mail.get_content().split() == ["สวัสดีครับ", "พบกันวันจันทร์"]
    assert str(sent.message.retry_key) in mail["Message-ID"]


def test_every_try_of_one_message_has_the_same_id():
    with mail_server() as server:
        sent = parcel(server.port)
        deliver(sent)
        deliver(sent)
    first, second = (email.message_from_bytes(mail)["Message-ID"] for mail in server.mails)
    assert first == second


@pytest.mark.parametrize(
    ("answer", "state"), [("550 no such mailbox", "failed"), ("450 busy, come later", "retry")]
)
def test_a_mailbox_that_is_not_there_is_not_tried_again(answer, state):
    with mail_server(recipient=answer) as server:
        receipt = deliver(parcel(server.port))
    assert (receipt.state, receipt.because) == (state, f"smtp-{answer[:3]}")
    assert server.mails == []


def test_a_server_without_encryption_gets_nothing_when_it_is_wanted():
    with mail_server() as server:
        receipt = deliver(parcel(server.port, security="starttls"))
    assert (receipt.state, server.mails) == ("retry", [])


def test_a_server_that_is_not_there_is_tried_again():
    with mail_server() as server:
        port = server.port
    assert deliver(parcel(port)).because == "unreachable"


def test_it_carries_no_personal_content():
    assert not CHANNEL.carries_personal
