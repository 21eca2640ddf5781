"""The copy of a person's data as pages, PDF and JSON; none of them stays on this machine."""

import json
from collections.abc import Mapping
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from khuang.desk.copies import Copy, day
from khuang.lib import paper

# The faces of khuang/ui/styles/_fonts.scss, for a page that stands by itself.
_RANGES = {
    "thai": "U+02D7, U+0303, U+0331, U+0E01-0E5B, U+200C-200D, U+25CC",
    "latin": "U+0000-00FF, U+2000-206F, U+20AC, U+2212",
}


def for_people(copy: Copy) -> dict[str, Any]:
    """Give the copy with its days as people write them, for a template."""
    shown = {name: list(map(_with_days, rows)) for name, rows in copy.items() if _is_table(rows)}
    return copy | shown


def as_json(copy: Copy) -> bytes:
    """Write the copy for a machine."""
    return json.dumps(copy, ensure_ascii=False, indent=2).encode()


def as_pdf(copy: Copy, made: Any) -> bytes:
    """Print the copy. Raises paper.CannotPrint."""
    context = {"copy": for_people(copy), "made": made, "faces": list(_faces())}
    return paper.as_pdf(render_to_string("desk/copy_paper.html", context))


def _is_table(rows: Any) -> bool:
    return isinstance(rows, list) and bool(rows) and isinstance(rows[0], dict)


def _with_days(row: Mapping[str, Any]) -> dict[str, Any]:
    shown = dict(row)
    shown["day"] = day(row.get("at", ""))
    shown["on"] = day(row.get("day", ""))
    shown["days"] = f"{day(row.get('since', ''))} – {day(row.get('until', ''))}"
    shown["given"], shown["withdrawn"] = day(row.get("given_on", "")), day(row.get("withdrawn_on", ""))
    parts = (row.get("title", ""), shown["day"], row.get("result", ""))
    shown["heading"] = ", ".join(filter(None, parts))
    return shown


def _faces() -> Any:
    for script, letters in _RANGES.items():
        for weight in (400, 700):
            file = finders.find(f"ui/built/looped-{script}-{weight}.woff2")
            yield {"weight": weight, "range": letters, "address": f"file://{file}"}
