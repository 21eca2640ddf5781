"""A stand-in whose clock stands still, and somebody with a telephone."""

import http.client
from contextlib import closing
from datetime import UTC, datetime
from urllib.parse import urlsplit

import pytest

from khuang.ground.messaging.channels.line.standin.standin import Standin

NOW = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


class Mailbox:
    """Takes what the platform posts, in place of the product."""

    def __init__(self):
        self.posts, self.addresses, self.status = [], [], 200

    def __call__(self, url, body, headers):
        self.posts.append((body, headers))
        self.addresses.append(url)
        return self.status


@pytest.fixture
def mailbox():
    return Mailbox()


@pytest.fixture
def line(mailbox):
    with Standin(webhook="http://127.0.0.1:9/line/fah-sai/", at=NOW, send=mailbox) as running:
        yield running


@pytest.fixture
def kham(line):
    return line.user("ยายคำ")


def ask(line, method, path, body=None, headers=None, timeout=5):
    """Ask the stand-in over a connection of its own; give status, headers and body."""
    with closing(http.client.HTTPConnection(urlsplit(line.base).netloc, timeout=timeout)) as connection:
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read()
