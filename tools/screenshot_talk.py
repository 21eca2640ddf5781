"""What is done for the pictures of the public wing: issues, forum, hearings, elections, plan, projects."""

from playwright.sync_api import Page


def first_card(page: Page) -> None:
    """Open the first of a list of cards."""
    page.locator("main .kh-card a").first.click()
