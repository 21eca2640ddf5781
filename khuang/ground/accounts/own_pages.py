"""Pages of one's own that higher floors have, for the page "My account": `site` plugs them in."""

from typing import Any

from django.urls import reverse

_plugged: dict[str, Any] = {}


def plug(name: str, words: Any) -> None:
    """Offer a page to everybody who is signed in; `name` is that of its URL."""
    _plugged[name] = words


def own_pages() -> list[tuple[Any, str]]:
    """Give words and address of each page."""
    return [(words, reverse(name)) for name, words in _plugged.items()]
