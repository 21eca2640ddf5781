"""A phone as ODK Collect is on the wire, and a web server of threads for it to talk to."""

import http.client
import threading
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import uuid4

from defusedxml import ElementTree

BOUNDARY = "----khuang-phone-4f1c"


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict
    body: bytes

    @property
    def message(self):
        """The words that Collect shows to the volunteer."""
        return ElementTree.fromstring(self.body)[0].text


@dataclass(frozen=True)
class Phone:
    """One registered phone."""

    origin: str  # where the server listens
    token: str

    @property
    def base(self):
        return f"/or/key/{self.token}"

    def ask(self, method, path, body=None, **headers):
        """Send one request and read the whole answer."""
        parts = urlsplit(self.origin)
        connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
        try:
            headers = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body, {"X-OpenRosa-Version": "1.0"} | headers)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def get(self, path, **headers):
        return self.ask("GET", self.base + path, **headers)

    def follow(self, url):
        """Fetch an absolute address out of a body, from wherever the server of the test listens."""
        parts = urlsplit(url)
        return self.ask("GET", parts.path + (f"?{parts.query}" if parts.query else ""))

    def send(self, xml, **files):
        """Post a survey with files given by name."""
        return self.send_files(xml, files)

    def send_files(self, xml, files):
        body = multipart(xml, files)
        content_type = f"multipart/form-data; boundary={BOUNDARY}"
        return self.ask("POST", self.base + "/submission?deviceID=collect:x", body, Content_Type=content_type)


def multipart(xml, files=None):
    """Write the body as OkHttp does: file names as raw UTF-8."""
    parts = [("xml_submission_file", "submission.xml", "text/xml", xml)]
    parts += [(name, name, "application/octet-stream", content) for name, content in (files or {}).items()]
    body = b""
    for name, file_name, content_type, content in parts:
        head = (
            f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
            f"Content-Type: {content_type}\r\nContent-Transfer-Encoding: binary\r\n\r\n"
        )
        body += head.encode() + content + b"\r\n"
    return body + f"--{BOUNDARY}--\r\n".encode()


def fresh_id():
    """Give an instanceID that was never used."""
    return f"uuid:{uuid4()}"


@contextmanager
def serving():
    """Serve the application from threads of this process on a free port; give its origin."""
    from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
    from django.core.wsgi import get_wsgi_application

    class Quiet(WSGIRequestHandler):
        def log_message(self, *args):
            pass

    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet, connections_override={})
    server.set_app(closing(get_wsgi_application()))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def closing(application):
    """Close the thread's database connections with the answer, since the thread ends with it."""
    from django.db import connections

    def answered(environ, start_response):
        response = application(environ, start_response)
        body = list(response)
        response.close()
        connections.close_all()
        return body

    return answered
