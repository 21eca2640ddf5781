"""Addresses of pages on higher floors to which a page below leads; `site` says what they are called."""

from django.urls import reverse

_plugged: dict[str, str] = {}


def plug(**names: str) -> None:
    """Say what pages are called. Called once at the start, by `site`."""
    _plugged.update(names)


def address(page: str, *args: object) -> str:
    """Give the address of a page by what it is for; a public one wants the municipality's slug first."""
    return reverse(_plugged[page], args=args)
