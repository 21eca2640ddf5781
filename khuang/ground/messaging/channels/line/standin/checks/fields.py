"""What a single value may be."""

from collections.abc import Collection, Iterator
from urllib.parse import urlsplit

from khuang.ground.messaging.channels.line.standin.answers import Fault

LONGEST_ADDRESS = 2000


def text(holder: dict, name: str, longest: int, at: str, *, required: bool = True) -> Iterator[Fault]:
    """A text of at most so many UTF-16 units, which is how LINE counts."""
    value = holder.get(name)
    where = f"{at}.{name}" if at else name
    if value is None or value == "":
        if required:
            yield Fault(where, "May not be empty")
    elif not isinstance(value, str):
        yield Fault(where, "Must be a string")
    elif len(value.encode("utf-16-le")) // 2 > longest:
        yield Fault(where, f"Length must be between 0 and {longest}")


def one_of(holder: dict, name: str, allowed: Collection[str], at: str) -> Iterator[Fault]:
    if name in holder and holder[name] not in allowed:
        yield Fault(f"{at}.{name}", f"Must be one of the following values: [{', '.join(sorted(allowed))}]")


def number(holder: dict, name: str, least: float, most: float, at: str) -> Iterator[Fault]:
    value = holder.get(name)
    where = f"{at}.{name}" if at else name
    if isinstance(value, bool) or not isinstance(value, int | float):
        yield Fault(where, "Must be a number")
    elif not least <= value <= most:
        yield Fault(where, f"Value must be between {least} and {most}")


def size(holder: dict, name: str, least: int, most: int, at: str) -> Iterator[Fault]:
    """A list of so many things."""
    value = holder.get(name)
    where = f"{at}.{name}" if at else name
    if not isinstance(value, list) or not least <= len(value) <= most:
        yield Fault(where, f"Size must be between {least} and {most}")


def address(holder: dict, name: str, at: str, *, longest: int = LONGEST_ADDRESS) -> Iterator[Fault]:
    """An HTTPS address; LINE fetches from no other."""
    faults = list(text(holder, name, longest, at))
    yield from faults
    if not faults and urlsplit(holder[name]).scheme != "https":
        yield Fault(f"{at}.{name}", "invalid uri scheme")


def listed(holder: object, name: str) -> list[dict]:
    """The objects of a list, whatever else stands there."""
    value = holder.get(name) if isinstance(holder, dict) else None
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
