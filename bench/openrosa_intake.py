"""Posts submissions to any OpenRosa server as phones do, and says how many it took a second.

    python -m bench.openrosa_intake http://127.0.0.1:8000/or/key/TOKEN --instance bench/household.xml

The instance is an XForm answer in which @version@ stands for the version that the server's form list
names, each @1@, @2@, ... for an identifier that is new in every submission, @house@ for another house
number, @lat@ @lon@ for a place near the middle of the demo municipality, and @given1@, @born1@, @age1@,
@family@, @phone@ for other people: a server that looks for duplicates would find everybody in
everybody. Each client is one connection that posts the next submission when the last one is
answered. The client is written on bare sockets, so that on a small machine the server has the
processor for itself.
"""

import argparse
import json
import re
import socket
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from random import choice, randrange, uniform
from threading import Barrier, Thread
from urllib.parse import urlsplit
from uuid import uuid4

from bench.figures import percentile

BOUNDARY = "khuang-bench"
BEFORE = (
    f"--{BOUNDARY}\r\n"
    'Content-Disposition: form-data; name="xml_submission_file"; filename="submission.xml"\r\n'
    "Content-Type: text/xml\r\n\r\n"
).encode()
AFTER = f"\r\n--{BOUNDARY}--\r\n".encode()
ACCEPTED = (201, 202)
MIDDLE = {"lat": 18.391, "lon": 99.090}
THIS_YEAR = 2569
NAMES = json.loads((Path(__file__).parent / "names.json").read_text())
SPREAD = 0.02  # Degrees, about two kilometres.


def main() -> None:
    options = _options()
    instance = options.instance.read_text()
    bodies = numbered(instance.replace("@version@", version_of(options.base, form_of(instance))))
    if options.warm_up:
        run(options.base, bodies, clients=1, seconds=options.warm_up)
    for clients in options.clients:
        figures = run(options.base, bodies, clients=clients, seconds=options.seconds)
        print(json.dumps(figures) if options.json else as_line(figures), flush=True)
        if figures["refused"]:
            sys.exit(f"{figures['refused']} were refused: {figures['first_refusal']}")


def run(base: str, bodies: Callable[[], bytes], *, clients: int, seconds: float) -> dict:
    """Post with so many clients for so long and return the figures, times in milliseconds."""
    times: list[float] = []
    refusals: list[str] = []
    together = Barrier(clients + 1)

    def post_until_the_end():
        phone = Phone(base)
        together.wait()
        end = time.monotonic() + seconds
        while (began := time.monotonic()) < end:
            status, answer = phone.post(bodies())
            times.append(time.monotonic() - began)
            if status not in ACCEPTED:
                refusals.append(f"{status} {answer[:300]!r}")
        phone.close()

    threads = [Thread(target=post_until_the_end) for _ in range(clients)]
    for thread in threads:
        thread.start()
    together.wait()
    began = time.monotonic()
    for thread in threads:
        thread.join()
    accepted = len(times) - len(refusals)
    return {
        "clients": clients,
        "bytes": len(bodies()),
        "submissions": accepted,
        "per_second": round(accepted / (time.monotonic() - began), 1),
        "p50": round(percentile(times, 0.50) * 1000, 1),
        "p95": round(percentile(times, 0.95) * 1000, 1),
        "refused": len(refusals),
        "first_refusal": refusals[0] if refusals else "",
    }


class Phone:
    """One client's connection, kept open between posts as phones do."""

    def __init__(self, base: str) -> None:
        parts = urlsplit(base)
        self.address = (parts.hostname or "", parts.port or 80)
        self.head = (
            f"POST {parts.path.rstrip('/')}/submission?deviceID=bench HTTP/1.1\r\nHost: {parts.netloc}\r\n"
            f"X-OpenRosa-Version: 1.0\r\nContent-Type: multipart/form-data; boundary={BOUNDARY}\r\n"
            "Content-Length: "
        ).encode()
        self.answers = None

    def post(self, instance: bytes) -> tuple[int, bytes]:
        """Send one submission and return the status and body of the answer."""
        if self.answers is None:
            self.socket = socket.create_connection(self.address, timeout=60)
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.answers = self.socket.makefile("rb")
        body = BEFORE + instance + AFTER
        self.socket.sendall(self.head + b"%d\r\n\r\n" % len(body) + body)
        return self._answer()

    def close(self) -> None:
        if self.answers is not None:
            self.answers.close()
            self.socket.close()
            self.answers = None

    def _answer(self) -> tuple[int, bytes]:
        status = int(self.answers.readline().split()[1])
        length, closes = 0, False
        while (line := self.answers.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            closes = closes or (name.lower() == b"connection" and value.strip().lower() == b"close")
        body = self.answers.read(length)
        if closes:
            self.close()
        return status, body


def numbered(instance: str) -> Callable[[], bytes]:
    """Return a maker of submissions that differ in their identifiers, places and people only."""
    pieces = re.split(r"@(\d+|lat|lon|house|family|phone|(?:given|born|age)\d)@", instance)

    def make() -> bytes:
        new = {name: _somebodys(name) for name in pieces[1::2]}
        new |= {f"age{one}": str(THIS_YEAR - int(new[f"born{one}"])) for one in "12" if f"born{one}" in new}
        new |= {name: f"{middle + uniform(-SPREAD, SPREAD):.6f}" for name, middle in MIDDLE.items()}
        # A home of its own each time: posts about one and the same home wait for one another.
        new["house"] = f"{randrange(1, 10_000)}/{randrange(1, 1000)}"
        return "".join(new[piece] if at % 2 else piece for at, piece in enumerate(pieces)).encode()

    return make


def _somebodys(name: str) -> str:
    """Draw what one of many people would say, or an identifier."""
    kind = name.rstrip("12")
    if kind == "given":
        return choice(NAMES["given"])
    if kind == "family":
        return choice(NAMES["family_begins"]) + choice(NAMES["family_ends"])
    if kind == "born":
        return str(randrange(2480, 2550))
    return f"01{randrange(10**7):07d}" if kind == "phone" else str(uuid4())


def form_of(instance: str) -> str:
    """Return the id of the form that an instance answers."""
    return re.search(r'<data\b[^>]*\bid="([^"]+)"', instance)[1]


def version_of(base: str, form: str) -> str:
    """Ask the server's form list for the version of `form`."""
    request = urllib.request.Request(f"{base.rstrip('/')}/formList", headers={"X-OpenRosa-Version": "1.0"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        listed = answer.read().decode()
    found = re.search(rf"<formID>{re.escape(form)}</formID>.*?<version>([^<]*)</version>", listed, re.DOTALL)
    if not found:
        sys.exit(f"The server does not offer the form {form!r}.")
    return found[1]


def as_line(figures: dict) -> str:
    words = "{clients} clients: {per_second}/s, p50 {p50} ms, p95 {p95} ms ({submissions} of {bytes} bytes)"
    return words.format(**figures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("base", help="the address that a phone is set up with")
    parser.add_argument("--instance", type=Path, required=True, help="the answer to send")
    parser.add_argument("--clients", type=int, nargs="+", default=[1, 4, 8])
    parser.add_argument("--seconds", type=float, default=15, help="how long each round takes (%(default)s)")
    parser.add_argument(
        "--warm-up", type=float, default=3, help="seconds before the first round (%(default)s)"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a round")
    return parser.parse_args()


if __name__ == "__main__":
    main()
