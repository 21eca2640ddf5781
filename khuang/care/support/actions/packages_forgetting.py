"""What packages keep of somebody who was erased: sums, days and numbers of documents, for the accounts."""

from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.care.people.models import Erasure
from khuang.care.support.actions.appeals import withdraw_erased
from khuang.care.support.actions.package_papers import remove_papers
from khuang.care.support.models import Appeal, Movement, Package, PackageLine, Paper, Pledge
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry

# Model -> the way from it to the package, and what may name somebody in it.
_WORDS: tuple[tuple[Any, str, tuple[str, ...]], ...] = (
    (Package, "pk", ("words", "received_by", "without_photograph", "ended_because")),
    (PackageLine, "package", ("words",)),
    (Pledge, "package", ("words", "withdrawn_because")),
    (Movement, "pledge__package", ("payee", "words", "undone_because")),
    (Appeal, "package", ("title", "text", "because")),
)


def forget_erased(entry: Entry) -> None:
    """Follow people.erased: leave the accounts and nothing that names the person. Journal: support.forgotten.

    An appeal for them leaves the public pages in the same transaction.
    """
    ids = [entry.about_id, *map(UUID, entry.references.get("also", ()))]
    keys = list(Package.objects.filter(about_id__in=ids).values_list("pk", flat=True))
    if keys:
        _forget(keys, at=entry.at)
        _let_rewrite(ids)


def _forget(keys: list[UUID], *, at: datetime) -> None:
    withdraw_erased(keys, at=at)
    papers = remove_papers(Paper.objects.filter(package__in=keys))
    for model, way, names in _WORDS:
        model.objects.filter(**{f"{way}__in": keys}).order_by().update(**dict.fromkeys(names))
    journal.write(
        "support.forgotten", by=journal.SYSTEM, about=None, at=at, packages=len(keys), papers=papers
    )


def _let_rewrite(ids: list[UUID]) -> None:
    """Name the tables, so that the night writes them anew and the disk holds no old rows either."""
    touched = {model._meta.db_table for model, _way, _names in _WORDS} | {Paper._meta.db_table}
    for erasure in Erasure.objects.filter(about_id__in=ids).exclude(done_at=None):
        erasure.tables = sorted({*erasure.tables, *touched})
        erasure.save(update_fields=["tables"])
