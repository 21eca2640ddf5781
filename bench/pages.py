"""How fast the two heaviest pages come, and how much a first visit loads.

python -m bench.pages http://127.0.0.1:8000 NAME PASSWORD
"""

import gzip
import http.client
import re
import sys
import time
from urllib.parse import urlencode, urljoin, urlsplit

from bench.figures import percentile

ROUNDS = 60
WARM_UP = 5
ASSET = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="([^"]+\.(?:css|js|mjs))"')
PERSON = r'href="(/desk/people/[0-9a-f-]{36}/)'
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
CODE = re.compile(r'name="code" value="([0-9]{6})"')


class Browser:
    """One visitor: a kept connection and its cookies; follows no redirect by itself."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.connection = http.client.HTTPConnection(urlsplit(origin).netloc, timeout=60)
        self.cookies: dict[str, str] = {}

    def get(self, path: str) -> tuple[int, str, bytes]:
        return self._ask("GET", path)

    def sign_in(self, name: str, password: str) -> None:
        """Sign in to the demo, whose page shows the code that an authenticator app would."""
        self._send("/sign-in/", username=name, password=password)
        self._send("/sign-in/code/", code=CODE.search(text(self, "/sign-in/code/"))[1])

    def _send(self, path: str, **fields: str) -> None:
        token = TOKEN.search(text(self, path))[1]
        status, _, _ = self._ask("POST", path, urlencode({"csrfmiddlewaretoken": token, **fields}))
        if status != 302:
            sys.exit(f"{path} answered {status}.")

    def _ask(self, method: str, path: str, body: str | None = None) -> tuple[int, str, bytes]:
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Accept-Encoding": "gzip",
            "Referer": self.origin + path,
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, body, headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Content-Encoding", ""), answer.read()


def times(browser: Browser, paths: list[str]) -> dict[str, float]:
    """Fetch the pages in turn and return p50 and p95 in milliseconds."""
    taken = []
    for at in range(WARM_UP + ROUNDS):
        began = time.monotonic()
        status, _, _ = browser.get(paths[at % len(paths)])
        taken.append((time.monotonic() - began) * 1000)
        if status != 200:
            sys.exit(f"{paths[at % len(paths)]} answered {status}.")
    return {"p50": round(percentile(taken[WARM_UP:], 0.5)), "p95": round(percentile(taken[WARM_UP:], 0.95))}


def first_load(browser: Browser, path: str) -> float:
    """Return the kB that a first visit moves, gzipped: the page, its styles and scripts; fonts apart."""
    assets = [urljoin(path, asset) for asset in dict.fromkeys(ASSET.findall(text(browser, path)))]
    return round(sum(_moved(browser, each) for each in [path, *assets]) / 1000, 1)


def _moved(browser: Browser, path: str) -> int:
    _, encoding, body = browser.get(path)
    return len(body) if encoding else len(gzip.compress(body))


def links(browser: Browser, path: str, pattern: str) -> list[str]:
    """Return the distinct links of a page that match."""
    return list(dict.fromkeys(re.findall(pattern, text(browser, path))))


def text(browser: Browser, path: str) -> str:
    """Return a page's text."""
    _, encoding, page = browser.get(path)
    return (gzip.decompress(page) if encoding == "gzip" else page).decode()


def main(origin: str, name: str, password: str) -> None:
    """Measure the people of the list's first page, and what a first visit to the front page loads."""
    visitor = Browser(origin)
    print(f"first load of /: {first_load(visitor, '/')} kB")
    visitor.sign_in(name, password)
    print(f"person page: {times(visitor, links(visitor, '/desk/people/', PERSON))} ms")


if __name__ == "__main__":
    main(*sys.argv[1:])
