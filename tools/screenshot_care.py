"""What is done for the pictures of cases, help and visits; buttons are found as in screenshot_steps."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urljoin

from playwright.sync_api import Page

from tools.screenshot_steps import sign_in

DIGITS = "256900"  # of the pictures' own browsers, which are closed afterwards
_CONFERENCES = "main li a[href^='/desk/conferences/']"


def held(page: Page) -> None:
    """Open the conference whose minutes were approved; it was the first one."""
    page.locator(_CONFERENCES).last.click()


def case(page: Page) -> None:
    """Open the case that was spoken of there: it has needs, a plan, services and a conference."""
    held(page)
    page.locator("a[href^='/desk/cases/']:not([href='/desk/cases/'])").first.click()


def minutes(page: Page) -> None:
    held(page)
    page.locator("main a[href$='/minutes/']").first.click()


def guest(page: Page) -> None:
    """Be invited to the coming conference, and come in by link and code on a phone of one's own."""
    with _as_mali(page, "/desk/conferences/") as mali:
        mali.locator(_CONFERENCES).first.click()
        mali.locator("main a[href$='/link/']").first.click()
        mali.locator("main form button").last.click()
        link, code = mali.locator("main .kh-address").inner_text(), mali.inner_text("[data-kh-code]")
    page.goto(link)
    page.fill("[name=code]", code)
    page.locator("main form button").click()
    page.check("[name=promise]")
    page.locator("main form button").click()


def guest_shut_out(page: Page) -> None:
    """Revoke the newest link, so that the next picture can be taken and this one opens nothing."""
    with _as_mali(page, "/desk/conferences/") as mali:
        mali.locator(_CONFERENCES).first.click()
        mali.locator("main form[action$='/revoke/'] button").last.click()


def package(page: Page) -> None:
    page.locator("main tbody th a").first.click()


def plan(page: Page) -> None:
    """Open the plan that holds, below who is not reached."""
    unreached(page)
    page.locator("#coverage").evaluate("heading => heading.scrollIntoView({ block: 'start' })")


def unreached(page: Page) -> None:
    page.locator("main tbody th a").first.click()


def compared(page: Page) -> None:
    """Put two drafts of next month side by side; they are computed when they are not there yet, and stay."""
    compare = page.locator("main a[href*='/compare/']")
    for wish in (0, -1):
        page.goto(urljoin(page.url, "/desk/visits/"))
        page.locator("main tbody th a").first.click()
        if not compare.count():
            _compute_next_month(page, wish)
    compare.first.click()


def _compute_next_month(page: Page, wish: int) -> None:
    """Ask for a plan: 0 reaches everybody first, -1 keeps the same carer."""
    page.goto(urljoin(page.url, "/desk/visits/plans/new/"))
    page.locator("select[name=month]").select_option(index=1)
    page.locator("input[name=wish]").nth(wish).check()
    page.locator("main form button").last.click()
    while "/planning/" in page.url:
        page.wait_for_timeout(2_000)
        page.reload()


def week(page: Page) -> None:
    page.locator("main tbody th a").first.click()
    page.locator("main a[href$='/week/']").click()


def sheet(page: Page) -> None:
    page.locator("main tr", has_text="บุญศรี").locator("a[href*='/sheet/']").click()


def round_of_today(page: Page) -> None:
    """Choose digits for this browser, as on the first day."""
    _choose_digits(page)
    page.locator("[data-kh-part=stops] li").first.wait_for()


def visit(page: Page) -> None:
    """Tap a visit together, and do not save it."""
    round_of_today(page)
    page.locator("[data-kh-link=record]").first.click()
    for tapped in ("condition_2", "worried"):
        page.locator(f"label[for=id_{tapped}]").click()
    page.evaluate("scrollTo(0, 0)")


def survey(page: Page) -> None:
    _choose_digits(page)
    page.locator("[data-kh-forms] button").first.click()
    page.locator(".odk-form").wait_for()


def appeal(page: Page) -> None:
    page.locator("main a[href*='/appeals/']").first.click()


def _choose_digits(page: Page) -> None:
    form = page.locator("[data-kh-lock-form=set]")
    for name in ("digits", "again"):
        form.locator(f"[name={name}]").fill(DIGITS)
    form.locator("button").click()


@contextmanager
def _as_mali(page: Page, path: str) -> Iterator[Page]:
    """Somebody else's browser at a page of the desk."""
    context = page.context.browser.new_context(locale="th-TH")
    mali = context.new_page()
    sign_in(mali, urljoin(page.url, "/").rstrip("/"), "mali")
    mali.goto(urljoin(page.url, path))
    yield mali
    context.close()
