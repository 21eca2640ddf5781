"""Note in every municipality's journal that a backup was made, or rehearsed: the desk shows both."""

from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.site.backups.making import Made


def note_made(made: Made, *, at: datetime) -> None:
    """Journal: backups.made."""
    for municipality in Municipality.objects.filter(pk__in=made.manifest["municipalities"]):
        said = made.manifest["municipalities"][str(municipality.pk)]
        rows = sum(of.get(str(municipality.pk), 0) for of in made.manifest["counts"].values())
        media = made.manifest["media"]["files"]
        words = {"file": made.path.name, "bytes": made.bytes, "rows": rows, "files": media}
        _note("backups.made", municipality, at, **words, lines=said["lines"], head=said["head"])


def note_rehearsed(found: dict[str, Any], *, at: datetime) -> None:
    """Journal: backups.rehearsed, or backups.rehearsal-failed."""
    event = "backups.rehearsal-failed" if found["broken"] else "backups.rehearsed"
    for one in found["municipalities"]:
        municipality = Municipality.objects.filter(pk=one["id"]).first()
        if municipality:
            words = {name: one[name] for name in ("people", "lines", "opened")}
            words |= {name: found[name] for name in ("file", "made_at", "seconds", "rows", "files")}
            _note(event, municipality, at, **words)


def _note(event: str, municipality: Municipality, at: datetime, **reference: object) -> None:
    with within(municipality):
        journal.write(event, by=journal.SYSTEM, about=municipality, at=at, **reference)
