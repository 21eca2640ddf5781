"""A gateway and a mail server on this machine, which take what is sent and say what they are told to say."""

import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace


@contextmanager
def http_gateway(*answers):
    """Answer each request with the next (status, body), the last one for ever; give url and what came."""
    taken = []
    waiting = list(answers or [(200, "OK")])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length).decode()
            taken.append(SimpleNamespace(path=self.path, headers=dict(self.headers), body=body))
            status, words = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            self.send_response(status)
            self.end_headers()
            self.wfile.write(words.encode())

        do_GET = do_POST

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield SimpleNamespace(url=f"http://127.0.0.1:{server.server_port}/send", taken=taken)
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def mail_server(*, recipient="250 ok"):
    """Speak SMTP; `recipient` is the answer to RCPT. Give the port and the mails that came."""
    mails = []
    listening = socket.create_server(("127.0.0.1", 0))

    def talk():
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            with connection, connection.makefile("rwb") as lines:
                _converse(lines, recipient, mails)

    threading.Thread(target=talk, daemon=True).start()
    try:
        yield SimpleNamespace(port=listening.getsockname()[1], mails=mails)
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()


def _converse(lines, recipient, mails):
    def say(words):
        lines.write(f"{words}\r\n".encode())
        lines.flush()

    say("220 here")
    while command := lines.readline().decode().strip().upper():
        if command.startswith("QUIT"):
            return say("221 bye")
        if command.startswith("DATA"):
            say("354 go on")
            mail = b""
            while (line := lines.readline()) != b".\r\n":
                mail += line
            mails.append(mail)
        say(recipient if command.startswith("RCPT") else "250 ok")
    return None
