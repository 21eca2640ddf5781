"""Checks of what a form writes into the registry."""

import re
from collections.abc import Iterator, Mapping

from khuang.ground.surveys.rules.lint.findings import Finding, wrong
from khuang.ground.surveys.rules.lint.workbook import Book, Line

Registry = Mapping[str, frozenset[str]]

# What phones hold as lists can be read by whoever finds the phone.
_SENSITIVE = re.compile(
    r"(violen|abuse|neglect|suicid|self_harm|hiv|aids|diagnos|disease|pregnan|drug|addict|prison|criminal|"
    r"orientation|religio|q2_|q9_|q8_|phq|barthel|risk|score|income|debt)",
    re.IGNORECASE,
)


def check_lists(book: Book, registry: Registry) -> Iterator[Finding]:
    """An entity list that the registry does not keep."""
    for line in book.lines("entities"):
        name = list_of(line)
        if registry and name and name not in registry:
            yield wrong("list-unknown", line.at("list_name"), name=name, known=", ".join(sorted(registry)))


def check_properties(book: Book, registry: Registry) -> Iterator[Finding]:
    """A property that is unknown, or that must never lie on a phone's list."""
    lists = [list_of(line) for line in book.lines("entities")]
    for line in book.lines("survey"):
        saved = line.get("save_to")
        if not saved:
            continue
        prefix, _, property_name = saved.rpartition("#")
        list_name = prefix or (lists[0] if len(lists) == 1 else "")
        known = registry.get(list_name)
        if _SENSITIVE.search(property_name):
            yield wrong("save-to-sensitive", line.at("save_to"), name=property_name)
        elif known is not None and property_name not in known:
            known_words = ", ".join(sorted(known))
            yield wrong(
                "property-unknown", line.at("save_to"), name=property_name, list=list_name, known=known_words
            )


def list_of(line: Line) -> str:
    """Give the list that a row of the entities sheet declares."""
    return line.get("list_name") or line.get("dataset")
