"""A real web server and a real browser for the journeys.

`site` serves the whole product from this process; `visit` opens pages of it as
one kind of reader (width, language, with or without scripts) and afterwards
fails the test when a page asked another host, broke its Content Security
Policy, wrote an error to the console or answered with a fault.
"""

import os
import shutil
import threading
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import sync_playwright

from conftest import PASSWORD

# Playwright keeps an event loop in this thread; Django would refuse the database for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

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


def sign_in(reader, account, path="/sign-in/"):
    """Sign in by name, password and code; return the addresses of the whole menu."""
    page = reader.open(path)
    page.fill("[name=username]", account.username)
    page.fill("[name=password]", PASSWORD)
    page.locator("main form button").first.click()
    page.fill("[name=code]", code_for(account))
    page.locator("main form button").last.click()
    page.wait_for_load_state("networkidle")
    return page.locator(".kh-footer li a").evaluate_all("all => all.map((one) => one.getAttribute('href'))")


class QuietHandler(WSGIRequestHandler):
    def log_message(self, format, *arguments):
        """Say nothing: the tests' own words are enough."""


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

    server = ThreadedWSGIServer(("127.0.0.1", 0), QuietHandler)
    server.daemon_threads = True
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
        self.origin = origin
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
        answer = self.page.goto(self.origin + path, wait_until="networkidle")
        assert answer.status == status, f"{path} answered {answer.status}"
        return self.page

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
