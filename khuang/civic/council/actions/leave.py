"""What every action of a council begins with: may they, and is it still so."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone

from khuang.civic.council.models import Council, Item
from khuang.civic.council.rules.problems import MovedOn, NoWords, WordsTellWho
from khuang.civic.council.rules.votes import MOVES
from khuang.civic.issues.reads import doubts
from khuang.ground.accounts.reads import may
from khuang.lib.thai_dates import buddhist_year

Row = TypeVar("Row", bound=models.Model)


def ask(by: Any, permission: str = "council.run") -> None:
    """Raise PermissionDenied for whoever may not."""
    if not may(by, permission):
        raise PermissionDenied


def locked(row: Row) -> Row:
    """Give the row as it is now, for this transaction alone."""
    found: Row = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)
    return found


def open_item(item: Item) -> Item:
    """Give an item that may still be changed. Raises MovedOn."""
    found = locked(item)
    if not found.is_open:
        raise MovedOn
    return found


def move(item: Item, to: str) -> None:
    """Take an item to its next state. Raises MovedOn when it does not lead there."""
    if to not in MOVES[item.state]:
        raise MovedOn
    item.state = to
    item.save(update_fields=["state"])


def public(*words: str) -> str:
    """Give the first of some words that everybody will read. Raises NoWords, WordsTellWho.

    Only what is certain is refused: whoever keeps a council writes in its name.
    """
    if not words[0].strip():
        raise NoWords
    if any(one.certain for one in doubts("\n".join(words))):
        raise WordsTellWho
    return words[0].strip()


def year_of(at: datetime) -> int:
    """Give the year of the Buddhist era in which something is numbered."""
    return buddhist_year(timezone.localdate(at))


def next_number(rows: Iterable[int]) -> int:
    """Give the number after the last one."""
    return max(rows, default=0) + 1


def one_at_a_time(council: Council) -> Council:
    """Lock the council, so that numbers within it are given once."""
    return locked(council)


def not_later(day: date, at: datetime) -> bool:
    """Say whether a day has come."""
    return day <= timezone.localdate(at)
