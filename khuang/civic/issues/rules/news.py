"""The sentences by which followers hear what became of an issue."""

import tomllib
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent.parent / "data" / "news.toml"


class UnknownNews(ValueError):
    """A code that data/news.toml does not have."""


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Read the sentences by code, each with `en` and `th`; {title} stands for what it is about."""
    with FILE.open("rb") as file:
        found: dict[str, dict[str, str]] = tomllib.load(file)["news"]
    return found


def sentence(code: str, title: str, language: str) -> str:
    """Give one piece of news in a language. Raises UnknownNews."""
    if code not in sentences():
        raise UnknownNews(code)
    return sentences()[code]["th" if language == "th" else "en"].format(title=title)
