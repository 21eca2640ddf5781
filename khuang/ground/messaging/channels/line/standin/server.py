"""The wire: a small HTTP server in threads."""

import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import parse_qsl, urlsplit

from khuang.ground.messaging.channels.line.standin.answers import Answer
from khuang.ground.messaging.channels.line.standin.api.request import Request
from khuang.ground.messaging.channels.line.standin.faults import HANGS
from khuang.ground.messaging.channels.line.standin.platform import Platform

LARGEST = 20_000_000  # bytes of a request
Phone = Callable[[Request], Answer]


class Handler(BaseHTTPRequestHandler):
    """Reads one request; what begins with /v2/ goes to the platform, the rest to the phone page."""

    protocol_version = "HTTP/1.1"
    server: "Server"

    def _answer(self) -> None:
        request = self._request()
        if not request.path.startswith("/v2/"):
            self._write(self.server.phone(request), has_body=self.command != "HEAD")
            return
        answer, fault = self.server.platform.handle(request)
        if fault in ("cut", "silent"):
            # Silent: the client waits until its own patience ends, or until the platform stops.
            self.server.stopping.wait(HANGS if fault == "silent" else 0)
            self._hang_up()
            return
        if fault == "slow":
            time.sleep(self.server.platform.faults.seconds)
        self._write(answer)

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = _answer

    def _request(self) -> Request:
        length = min(int(self.headers.get("Content-Length") or 0), LARGEST)
        parts = urlsplit(self.path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        query = dict(parse_qsl(parts.query))
        raw = self.rfile.read(length)
        return Request(self.server.platform, self.command, parts.path, headers, raw, query)

    def _write(self, answer: Answer, *, has_body: bool = True) -> None:
        body = answer.encoded()
        try:
            self.send_response(answer.status)
            for name, value in {"Content-Type": answer.type, **answer.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body if has_body else b"")
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True

    def _hang_up(self) -> None:
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def date_time_string(self, timestamp: float | None = None) -> str:
        moment = time.time() if timestamp is None else timestamp
        return super().date_time_string(moment + self.server.platform.faults.ahead)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: what was asked is in the record."""


class Server(ThreadingHTTPServer):
    """Listens on an address until stopped; stopped, it refuses connections."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, address: tuple[str, int], platform: Platform, phone: Phone) -> None:
        self.platform, self.phone, self.stopping = platform, phone, Event()
        super().__init__(address, Handler)

    def begin(self) -> None:
        self._thread = Thread(target=self.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    def end(self) -> None:
        self.stopping.set()
        self.shutdown()
        self.server_close()
        self._thread.join()
