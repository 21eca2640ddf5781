"""The official forms of the plan as data: what each column holds, its headings and its width.

Source: data/forms.toml, with what the municipality still has to confirm.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from khuang.civic.plan.rules.knowledge import FOLDER
from khuang.civic.plan.rules.rows import YEARS


@dataclass(frozen=True)
class Column:
    """A column: the value of a row that it holds, headings, width in characters."""

    of: str
    th: str
    en: str
    width: int
    only_after_first: bool = False

    def name(self, language: str) -> str:
        return self.th if language == "th" else self.en

    @property
    def span(self) -> int:
        """How many columns of a sheet it takes; the budget has one for each year."""
        return YEARS if self.of == "years" else 1


@dataclass(frozen=True)
class Form:
    """An official form. key is ours, code is what officials call it; is_confirmed: read in a source."""

    key: str
    code: str
    th: str
    en: str
    columns: tuple[Column, ...]
    is_confirmed: bool
    is_summary: bool

    def name(self, language: str) -> str:
        return self.th if language == "th" else self.en

    def shown(self, *, is_first: bool) -> list[Column]:
        """Give the columns of an edition; reasons are asked for only after the first."""
        return [column for column in self.columns if not (is_first and column.only_after_first)]


@cache
def _file() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "forms.toml").read_text())


@cache
def forms() -> dict[str, Form]:
    """Give every form by its key, the summary first."""
    return {key: _form(key, said) for key, said in _file()["forms"].items()}


def project_forms() -> dict[str, Form]:
    """Give the forms that hold projects."""
    return {key: form for key, form in forms().items() if not form.is_summary}


def font() -> str:
    """Give the letter face that officials print in."""
    return str(_file()["font"])


def _form(key: str, said: dict[str, Any]) -> Form:
    columns = _file()["forms"][said["like"]]["columns"] if "like" in said else said.get("columns", [])
    return Form(
        key,
        said["code"],
        said["th"],
        said["en"],
        tuple(Column(**column) for column in columns),
        said["confirmed"],
        said.get("is_summary", False),
    )
