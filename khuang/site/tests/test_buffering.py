"""Slow requests wait in front of the application, not inside it."""

import errno
import io
import threading

import pytest

from khuang.site.buffering import IN_MEMORY, Buffered

BODY = b"x" * 10


def echo(environ, start_response):
    start_response("200 OK", [])
    return [environ["wsgi.input"].read(), threading.current_thread().name.encode()]


def post(application, source, length=10):
    statuses = []
    environ = {"CONTENT_LENGTH": str(length), "wsgi.input": source}
    answer = b"".join(application(environ, lambda status, headers: statuses.append(status)))
    return statuses[0], answer


class Slow(io.BytesIO):
    """A phone whose bytes come when the test lets them."""

    def __init__(self):
        super().__init__(BODY)
        self.arrives = threading.Event()

    def read(self, size=-1):
        assert self.arrives.wait(20)
        return super().read(size)


class Full(io.BytesIO):
    def read(self, size=-1):
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.fixture
def application():
    return Buffered(echo, threads=1, largest=5 * IN_MEMORY)


@pytest.mark.parametrize("length", [10, IN_MEMORY + 10])
def test_a_request_arrives_whole(application, length):
    status, answer = post(application, io.BytesIO(b"y" * length), length)
    assert status == "200 OK"
    assert answer == b"y" * length + b"answer_0"


def test_many_slow_phones_do_not_hold_up_a_quick_one(application):
    phones = [Slow() for _ in range(20)]
    answers = []
    waiting = [
        threading.Thread(target=lambda one=one: answers.append(post(application, one))) for one in phones
    ]
    for thread in waiting:
        thread.start()
    assert post(application, io.BytesIO(BODY))[0] == "200 OK"
    assert answers == []
    for phone, thread in zip(phones, waiting, strict=True):
        phone.arrives.set()
        thread.join(20)
    assert [status for status, _ in answers] == ["200 OK"] * 20


def test_what_is_too_long_is_left_to_the_application(application):
    unread = Slow()
    unread.arrives.set()
    post(application, unread, 5 * IN_MEMORY + 1)
    assert unread.tell() == len(BODY)


def test_a_full_disk_is_said_in_words(application):
    status, answer = post(application, Full())
    assert status == "503 Service Unavailable"
    assert "disk is full" in answer.decode() and "เต็ม" in answer.decode()


def test_a_request_that_breaks_off_stays_short(application):
    assert post(application, io.BytesIO(b"abc"), 10)[1].startswith(b"abc")
