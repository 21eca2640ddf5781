"""Keeps slow phones from holding up everybody.

A phone on a weak line takes minutes to send a photograph. Cheap threads wait for its bytes; the few
threads that hold a database connection see a request only when all of it has arrived.
"""

import errno
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any

IN_MEMORY = 1_000_000  # Bytes of a request beyond which it waits on the disk.
PIECE = 65_536

Environ = dict[str, Any]
Start = Callable[..., Any]
FULL = "เนื้อที่เก็บข้อมูลของเครื่องแม่ข่ายเต็ม โปรดส่งใหม่ภายหลัง\nThe server's disk is full. Please send it again later.\n"


class Buffered:
    """A WSGI application in front of another one, which answers in at most `threads` threads.

    largest   bytes; what says that it is longer is not waited for: the application refuses it unread
    """

    def __init__(self, application: Callable[..., Any], *, threads: int, largest: int) -> None:
        self._application = application
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="answer")
        self._largest = largest

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        length = int(environ.get("CONTENT_LENGTH") or 0)
        if not 0 < length <= self._largest:
            return self._threads.submit(self._answer, environ, start_response).result()
        with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as body:
            try:
                _receive(environ["wsgi.input"], body, length)
            except OSError as problem:
                if problem.errno != errno.ENOSPC:
                    raise
                start_response("503 Service Unavailable", [("Content-Type", "text/plain; charset=utf-8")])
                return [FULL.encode()]
            arrived = {**environ, "wsgi.input": body}
            return self._threads.submit(self._answer, arrived, start_response).result()

    def _answer(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        response = self._application(environ, start_response)
        if getattr(response, "streaming", False):
            return response
        try:
            return [b"".join(response)]
        finally:
            # Here and not in the waiting thread: this one holds the database connection.
            getattr(response, "close", lambda: None)()


def _receive(source: IO[bytes], body: IO[bytes], length: int) -> None:
    """Copy a request into `body`; one that breaks off stays short, and the application says so."""
    while length > 0 and (piece := source.read(min(PIECE, length))):
        body.write(piece)
        length -= len(piece)
    body.seek(0)
