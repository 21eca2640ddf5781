"""What an edition changes, in words: which project, which columns, how much more or less, and why."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.civic.plan.models import Descent, Edition
from khuang.civic.plan.rules.editions import Change
from khuang.civic.plan.rules.forms import project_forms


@dataclass(frozen=True)
class ChangeLine:
    """One change; before and after say each column that differs."""

    change: Change
    project: str
    reason: str
    columns: list[tuple[str, str, str]]  # name, before, after

    @property
    def what(self) -> str:
        """The change in one word."""
        words = {"added": _("added"), "taken-out": _("taken out"), "changed": _("changed")}
        return words[self.change.what]


def in_words(found: Iterable[Change]) -> list[ChangeLine]:
    """Say changes in the reader's language."""
    names = column_names()
    lines = []
    for one in found:
        row = one.after or one.before
        columns = [
            (names.get(name, name), _said(getattr(one.before, name)), _said(getattr(one.after, name)))
            for name in one.fields
        ]
        lines.append(
            ChangeLine(one, row.project if row else "", one.after.reason if one.after else "", columns)
        )
    return lines


def grown(edition: Edition) -> list[str]:
    """Give why projects that were divided or joined cost more than before; nothing when none does."""
    said = Descent.objects.filter(edition=edition).exclude(grew_because="")
    return list(dict.fromkeys(said.values_list("grew_because", flat=True)))


def column_names() -> dict[str, str]:
    """Name the columns of the forms in the reader's language."""
    language = get_language() or "th"
    named = {column.of: column.name(language) for form in project_forms().values() for column in form.columns}
    own = {
        "strategy": _("Strategy"),
        "kind": _("Kind of need"),
        "villages": _("Villages"),
        "form": _("Form of the plan"),
    }
    first = {column.of: column.name(language) for column in project_forms()["p02"].columns}
    return named | first | own


def _said(value: object) -> str:
    if isinstance(value, tuple):
        return " / ".join(f"{one:,}" if isinstance(one, int) else str(one) for one in value)
    return str(value)
