"""What equipment there is, who has it, and what should have come back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.risk.reads import in_words
from khuang.care.support.models import EquipmentItem, Loan
from khuang.care.support.rules.lending import Kind, days_overdue, kinds
from khuang.ground.accounts.reads import scope_of

STOCK, LENT = "stock", "lent"


@dataclass(frozen=True)
class KindCount:
    """How many items of a kind there are: in stock, on loan, in repair; what was written off is left out."""

    kind: Kind
    title: str
    stock: int
    lent: int
    repair: int


@dataclass(frozen=True)
class ItemWords:
    """An item with the name of its kind, and the loan that is open."""

    row: EquipmentItem
    title: str
    loan: Loan | None


@dataclass(frozen=True)
class LoanWords:
    """A loan with the name of what is lent, and for how many days it is overdue."""

    row: Loan
    title: str
    overdue: int


def kind_words() -> dict[str, str]:
    """Name the kinds of equipment in the reader's language, by code."""
    return {code: in_words(kind.words) for code, kind in kinds().items()}


def items(kind: str = "", where: str = "") -> QuerySet[EquipmentItem]:
    """Give the items of a kind: in stock, lent, in repair, written off, or ("") all but those written off."""
    lent = Exists(Loan.objects.filter(item=OuterRef("pk"), returned_on=None).order_by())
    rows = EquipmentItem.objects.annotate(is_lent=lent)
    rows = rows.filter(kind=kind) if kind else rows
    if where in (STOCK, LENT):
        return rows.filter(state=EquipmentItem.State.READY, is_lent=where == LENT)
    return rows.filter(state=where) if where else rows.exclude(state=EquipmentItem.State.WRITTEN_OFF)


def items_in_words(actor: Any, kind: str = "", where: str = "") -> list[ItemWords]:
    """Give items with who has them, as far as an actor may see that."""
    rows = list(items(kind, where))
    lent = {one.item_id: one for one in open_loans(actor).filter(item__in=[row.pk for row in rows])}
    return [item_in_words(row, lent.get(row.pk)) for row in rows]


def item_in_words(item: EquipmentItem, loan: Loan | None) -> ItemWords:
    """Name an item."""
    return ItemWords(item, _title(item.kind), loan)


def _title(kind: str) -> str:
    return kind_words().get(kind, kind)


def loans_in_words(loans: Iterable[Loan], on: date) -> list[LoanWords]:
    """Name what is lent, and say how late it is."""
    return [
        LoanWords(one, _title(one.item.kind), 0 if one.returned_on else days_overdue(one.due_on, on))
        for one in loans
    ]


def loans_of_item(actor: Any, item: EquipmentItem) -> list[Loan]:
    """Give every loan of an item that an actor may see, newest first."""
    rows = Loan.objects.filter(item=item).select_related("person")
    return list(scope_of(actor, "support.equipment").filter(rows))


def counts() -> list[KindCount]:
    """Count the items of each kind that there is any of, in the order of the kinds."""
    rows = items().order_by().values_list("kind", "state", "is_lent")
    found: dict[str, list[str]] = {}
    for kind, state, is_lent in rows:
        found.setdefault(kind, []).append(LENT if is_lent else state)
    return [
        KindCount(kind, in_words(kind.words), here.count("ready"), here.count(LENT), here.count("repair"))
        for code, kind in kinds().items()
        if (here := found.get(code))
    ]


def open_loans(actor: Any) -> QuerySet[Loan]:
    """Give the loans that are out where an actor lends equipment, those due first at the top."""
    rows = Loan.objects.filter(returned_on=None).select_related("item", "person__village", "person__dwelling")
    return scope_of(actor, "support.equipment").filter(rows).order_by("due_on", "pk")


def overdue_loans(actor: Any, on: date) -> QuerySet[Loan]:
    """Give the loans whose last day is past where an actor lends equipment, the oldest first."""
    return open_loans(actor).filter(due_on__lt=on)


def loans_of(actor: Any, person: Person) -> QuerySet[Loan]:
    """Give every loan of a person that an actor may see, newest first."""
    rows = Loan.objects.filter(person__in=speaking_for(person)).select_related("item")
    return scope_of(actor, "support.view").filter(rows)
