"""What is done for the pictures of messages, well-being and duty; see screenshot_steps for buttons."""

from urllib.parse import urlsplit

from playwright.sync_api import Page

PRETEND = 10  # The pretend telephone is served on the port of the demo and ten.


def first_talk(page: Page) -> None:
    """Open the conversation on top of the list."""
    page.locator("main a[href^='/desk/messages/']").first.click()


def first_silent(page: Page) -> None:
    """Open whoever has been silent longest."""
    page.locator("main a[href^='/desk/wellbeing/people/']").first.click()


def telephone(page: Page) -> None:
    """Leave the desk for the other end of the chat, in the language of the browser."""
    desk = urlsplit(page.url)
    page.goto(f"{desk.scheme}://{desk.hostname}:{(desk.port or 80) + PRETEND}/")
    if page.evaluate("navigator.language").startswith("en"):
        page.get_by_role("link", name="English").click()
