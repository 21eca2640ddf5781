"""What is done for the pictures of the public wing: issues, forum, hearings, elections, plan, projects."""

from playwright.sync_api import Page


def first_card(page: Page) -> None:
    """Open the first of a list of cards."""
    page.locator("main .kh-card a").first.click()


def counted(page: Page) -> None:
    """Open the election that was opened first: it is counted."""
    page.locator("main a[href*='/elections/']").last.click()


def closed_pattern(page: Page) -> None:
    """Open what people thought of the topic whose voting is over."""
    page.goto(page.locator("main a[href*='/forum/']").last.evaluate("link => link.href") + "patterns/")


def hall(page: Page) -> None:
    """Open the hall of the hearing that comes next."""
    to_come = page.locator("main table a[href^='/desk/hearings/']").first
    page.goto(to_come.evaluate("link => link.href") + "hall/")


def ranking(page: Page) -> None:
    """Open the ranked round of the first council."""
    page.locator("main .kh-card a").first.click()
    page.locator("main a[href^='/desk/councils/rounds/']").last.click()
