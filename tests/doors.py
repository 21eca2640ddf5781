"""Every address of the product, with the mark on its view."""

import ast
import itertools
import re
from dataclasses import dataclass
from functools import cache
from uuid import UUID

from django.urls import URLPattern, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from tests import walls

# Words for the parts of an address that name no row.
WORDS = {
    "role": "head",
    "code": "barthel",
    "day": "2026-01-01",
    "slug": "fah-sai",
    "token": "x",
    "form_id": "x",
    "name": "x",
    "list_name": "person",
}


@dataclass(frozen=True)
class Door:
    """One address: its name ("people:request"), route and view, and which parts of it are ids of rows."""

    name: str
    route: str
    view: object
    converters: tuple

    def __str__(self):
        return f"/{self.route}"

    @property
    def permission(self):
        return getattr(self.view, "permission", None)

    @property
    def is_for_roles(self):
        """Whether the view belongs to whoever holds some permission."""
        return "." in (self.permission or "")

    @property
    def keys(self):
        """Name the parts that are ids of rows."""
        return [name for name, converter in self.converters if isinstance(converter, UUIDConverter)]

    def address(self, **keys):
        """Fill in the ids; other parts get a word or a number."""
        said = {
            name: keys.get(name, 1 if isinstance(converter, IntConverter) else WORDS.get(name, "x"))
            for name, converter in self.converters
        }
        return "/" + re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(said[part[1]]), self.route)

    def addresses(self, rows):
        """Give the address of every row that the view's app can look up; with two ids, of every two tied."""
        known = _knows(walls.app_of(self.view.__module__))
        rows = [row for row in rows if walls.app_of(type(row).__module__) in known]
        if len(self.keys) == 1:
            return [self.address(**{self.keys[0]: row.pk}) for row in rows]
        return [
            self.address(**dict(zip(self.keys, (one.pk, two.pk), strict=True)))
            for one, two in itertools.permutations(rows, 2)
            if one.pk in _ids(two)
        ]


@cache
def _knows(app):
    """Name the apps whose models an app's views or forms import; a row of another one is found by neither."""
    folder = app.removeprefix("khuang.").replace(".", "/")
    rooms = [f"{folder}/{room}{files}" for room in ("views", "forms") for files in (".py", "/*.py")]
    trees = [ast.parse(path.read_text()) for room in rooms for path in walls.sources(room)]
    imported = [node.module for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    return {app} | {walls.app_of(module) for module in imported if module and ".models" in module}


def doors():
    """Return every door of the product, in the order of its addresses."""
    return sorted(_walk(get_resolver(), "", ()), key=str)


def _walk(resolver, before, converters, spaces=()):
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        found = (*converters, *pattern.pattern.converters.items())
        if isinstance(pattern, URLPattern):
            yield Door(":".join((*spaces, pattern.name or "")), route, pattern.callback, found)
        else:
            inside = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, route, found, inside)


def _ids(row):
    return [value for value in row.__dict__.values() if isinstance(value, UUID) and value != row.pk]
