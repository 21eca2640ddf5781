"""Whose names public words must not say: known to the registry, which this wing does not know."""

from collections.abc import Callable, Iterable

Names = Callable[[], Iterable[str]]


def _nobody() -> Iterable[str]:
    return ()


_plugged: list[Names] = [_nobody]


def plug(names: Names) -> None:
    """Say who gives the whole names of everybody, in plain spelling. Called once at the start, by `site`."""
    _plugged[0] = names


def registered() -> set[str]:
    """Give the whole names of everybody in the registry."""
    return set(_plugged[0]())
