"""A real web server and a real browser for the journeys.

`site` serves the whole product from this process; `visit` opens pages of it as
one kind of reader (width, language, with or without scripts) and afterwards
fails the test when a page asked another host, broke its Content Security
Policy, wrote an error to the console or answered with a fault.

However slow the machine, a journey sees the same: `follow` is on the next page
before it goes on, `until` waits for what a page becomes by itself, `held` for
what it sends by itself, and nobody asks the product any more when the rows go.
"""

import contextlib
import os
import shutil
import socket
import threading
from pathlib import Path
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import expect, sync_playwright

from conftest import PASSWORD
from tests.journeys import measures

# Playwright keeps an event loop in this thread; Django would refuse the database for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# As patient as every other wait of a journey.
expect.set_options(timeout=30_000)

# Chromium says nothing to anybody while it is being tested.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
LANGUAGES = {"th": "th-TH", "en": "en-GB"}
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

# The visit to which a page belongs.
VISITS = WeakKeyDictionary()
SCRIPTS_REST = "() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 }))"

# What an authenticator app of the tests shares with the product.
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def let_in(*accounts):
    """Give accounts the password of the tests and an authenticator app; inside their municipality."""
    from django.utils import timezone

    from khuang.ground.accounts import actions
    from khuang.ground.accounts.reads import code_at

    for account in accounts:
        actions.set_password(account, PASSWORD, by=account, at=timezone.now())
        actions.set_up_app(account, SECRET, code_at(SECRET, timezone.now()), at=timezone.now())


def code_for(account):
    """Return the code that the app of an account shows now, as if it had not been used yet."""
    from allauth.mfa.models import Authenticator
    from django.utils import timezone

    from khuang.ground.accounts.reads import code_at

    for app in Authenticator.objects.filter(user=account, type="totp"):
        app.data["step"] = 0
        app.save()
    return code_at(SECRET, timezone.now())


@contextlib.contextmanager
def next_page(page):
    """With what is done inside, wait until the next page has come and asks for nothing any more.

    A click returns when the answer begins to come, or before: what is read then is half a page, or the last.
    """
    with page.expect_navigation():
        yield
    VISITS[page].rest()


def follow(where):
    """Press a link or a button that leads to another page, and be there."""
    with next_page(where.page):
        where.click()


def until(page, said):
    """Wait until a page is as said, in words of its own scripts."""
    held(page, lambda: page.evaluate(said), said)


def held(page, ask, what="what the page sends"):
    """Ask until there is something, and give it: what a page does by itself takes its time."""
    for _ in range(600):
        if found := ask():
            return found
        page.wait_for_timeout(100)
    raise AssertionError(f"It never came: {what}")


def sign_in(reader, account, path="/sign-in/"):
    """Sign in by name, password and code; return the addresses of the whole menu."""
    page = reader.open(path)
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main form button").first)
    page.fill("[name=code]", code_for(account))
    follow(page.locator("main form button").last)
    return page.locator(".kh-footer li a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format, *arguments):
        """Say nothing: the tests' own words are enough."""


class PatientServer(ThreadedWSGIServer):
    """Ends only when every answer that was begun has been given: each has a row or a lock in its hand."""

    daemon_threads = False

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.callers = set()

    def process_request(self, request, client_address):
        self.callers.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request):
        self.callers.discard(request)
        super().shutdown_request(request)

    def server_close(self):
        for caller in list(self.callers):
            # Nothing more is heard from it, so its thread ends after the answer on which it works.
            with contextlib.suppress(OSError):
                caller.shutdown(socket.SHUT_RD)
        super().server_close()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))))
        running = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def site(committed, settings):
    """Serve the product on a free port; gives its origin.

    Pages ask seldom who calls for help: these tests wait until a page asks for nothing any more.
    """
    settings.KHUANG_PULSE = 4_000, 15_000
    from khuang.site.wsgi import application

    server = PatientServer(("127.0.0.1", 0), QuietHandler)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


class Visit:
    """One reader's browser window, which notes whatever a page should not do."""

    def __init__(self, browser, origin, *, width=1280, language="th", scripts=True, **options):
        self.origin, self.scripts = origin, scripts
        self.kind = f"{width}-{language}"
        self.problems = []
        self.finished = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 800},
            locale=LANGUAGES[language],
            java_script_enabled=scripts,
            **options,
        )
        self.page = self.context.new_page()
        self.page.on("request", self._asked)
        self.page.on("requestfinished", lambda request: self.finished.append(request))
        VISITS[self.page], self.asking = self, set()
        self.page.on("request", lambda request: self.asking.add(request))
        for end in ("requestfinished", "requestfailed"):
            self.page.on(end, lambda request: self.asking.discard(request))
        self.page.on("console", lambda said: said.type == "error" and self.problems.append(said.text))
        self.page.on("pageerror", lambda error: self.problems.append(str(error)))

    def _asked(self, request):
        if urlsplit(request.url).scheme in ("http", "https") and not request.url.startswith(self.origin):
            self.problems.append(f"asked another host: {request.url}")

    def weight(self):
        """Return how many bytes came over the wire so far, as they came: packed."""
        return sum(request.sizes()["responseBodySize"] for request in self.finished)

    def open(self, path, status=200):
        """Open a path and wait for it; a status other than the expected one is a problem."""
        answer = self.page.goto(self.origin + path)
        self.rest()
        assert answer.status == status, f"{path} answered {answer.status}"
        return self.page

    def rest(self):
        """Wait until the page asks for nothing any more and its scripts have nothing to do, seen three times.

        The browser's own word for it, networkidle, is half a second of silence after every page.
        """
        idle, seen = 0, 0
        while idle < 3 and seen < 600:
            if self.scripts:
                self.page.evaluate(SCRIPTS_REST)
            self.page.wait_for_timeout(25)
            idle, seen = 0 if self.asking else idle + 1, seen + 1

    def expect_status(self, status):
        """Forget the console's own line about an answer that the test wanted."""
        self.problems = [said for said in self.problems if f"status of {status}" not in said]

    def accessibility(self, rules=None):
        """Return what axe finds, one line each: WCAG 2.2 A and AA, or the named rules."""
        chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARD}
        found = Axe().run(self.page, options={"runOnly": chosen}).response["violations"]
        return [
            f"{fault['id']}: {node['target']} {node['html'][:120]}"
            for fault in found
            for node in fault["nodes"]
        ]

    def fit(self, name=""):
        """Want the page to suit a narrow screen, a thumb and a voice; picture it where the tests are told to.

        A paper is pictured as it is printed, too.
        Axe is a script itself: without scripts the page is the same one, and is measured with them.
        """
        self.page.wait_for_load_state()
        if name and (folder := os.environ.get("KHUANG_PICTURES")):
            self.page.screenshot(path=Path(folder) / f"{name}-{self.kind}.png", full_page=True)
            if self.page.locator(".kh-paper, .kh-slips, .plan-book").count():
                self.page.pdf(path=Path(folder) / f"{name}-{self.kind}.pdf", prefer_css_page_size=True)
        if not self.scripts:
            return
        where = name or self.page.url
        assert self.page.locator("h1").count() == 1, where
        for fault in (measures.TOO_WIDE, measures.SMALL_TARGETS, measures.SMALL_TEXT):
            assert self.page.evaluate(fault) == [], where
        assert self.accessibility() == [], where

    def close(self):
        self.context.close()


@pytest.fixture
def visit(browser, site):
    """Make visits: `visit(width=360, language="en")`; see Visit."""
    made = []

    def begin(**options):
        made.append(Visit(browser, site, **options))
        return made[-1]

    yield begin
    for one in made:
        one.close()
    assert [problem for one in made for problem in one.problems] == []
