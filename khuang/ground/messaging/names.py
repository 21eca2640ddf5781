"""Whose names stand in a text: people live in a wing above, so `site` plugs in who knows them."""

from collections.abc import Callable
from weakref import ref

from khuang.ground.messaging.rules.names import Named
from khuang.ground.municipalities import context

Find = Callable[[str], list[Named]]

_find: Find | None = None
# The last text and in which transaction: a broadcast says the same words to a thousand people.
_last: tuple[ref[context.Context], str, list[Named]] | None = None


def plug(find: Find) -> None:
    """Say who finds the names of people in a text."""
    global _find
    _find = find


def named_in(text: str) -> list[Named]:
    """Give the names of people of the current municipality that stand in a text."""
    global _last
    if _find is None:
        raise LookupError("Nobody has been plugged in who knows the names.")
    here = context.current()
    if _last is None or _last[0]() is not here or _last[1] != text:
        _last = ref(here), text, _find(text)
    return _last[2]
