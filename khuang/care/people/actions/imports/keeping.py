"""How long the files of imports are kept, and how they forget somebody."""

from datetime import datetime
from typing import Any

from khuang.care.people import import_files
from khuang.care.people.actions.imports.undoing import UNDONE_WITHIN
from khuang.care.people.models import Import, ImportPhotograph, Person
from khuang.care.people.rules.imports.problems import Refused
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities import media_files
from khuang.lib import thai_text


def sweep_imports(*, at: datetime) -> int:
    """Remove the files of imports that are 30 days old, and files that no import speaks of; give how many.

    Journal: people.import-files-removed.
    """
    old = Import.objects.filter(removed_at=None, brought_at__lt=at - UNDONE_WITHIN)
    swept = sum(_remove(one, at) for one in old)
    swept += _sweep_lost(at)
    if swept:
        journal.write("people.import-files-removed", by=journal.SYSTEM, about=None, at=at, files=swept)
    return swept


@journal.action
def let_go(brought: Import, *, by: Any, at: datetime) -> None:
    """Take away a list that was only looked at. Journal: people.import-files-removed."""
    import_files.remove(brought.pk)
    brought.row_notes.all().delete()
    brought.delete()
    journal.write("people.import-files-removed", by=by, about=None, at=at, files=1)


def _sweep_lost(at: datetime) -> int:
    keys = set(Import.objects.filter(removed_at=None).values_list("pk", flat=True))
    keys |= set(ImportPhotograph.objects.values_list("pk", flat=True))
    oldest = (at.timestamp()) - 86_400
    lost = [
        path
        for key, path in media_files.stored()
        if path.suffix in import_files.SUFFIXES and key not in keys and path.stat().st_mtime < oldest
    ]
    for path in lost:
        path.unlink(missing_ok=True)
    return len(lost)


def _remove(brought: Import, at: datetime) -> int:
    import_files.remove(brought.pk)
    brought.row_notes.all().delete()
    brought.removed_at = at
    brought.save(update_fields=["removed_at"])
    return 1


def forget_imports(person: Person, *, at: datetime) -> int:
    """Remove every list that speaks of a person, and their photographs; give how many files went.

    Lists are removed whole: a row cannot be cut out of a file that must stay what it was.
    """
    pictures = list(ImportPhotograph.objects.filter(person=person))
    for one in pictures:
        import_files.remove_picture(one.pk)
    speaking = [one for one in Import.objects.filter(removed_at=None) if _speaks_of(one, person)]
    return len(pictures) + sum(_remove(one, at) for one in speaking)


def _speaks_of(brought: Import, person: Person) -> bool:
    names = [thai_text.normalise(name) for name in (person.given_name, person.family_name) if name]
    try:
        return any(_names(row, names, person.national_id) for row in import_files.rows(brought.pk))
    except Refused:
        # The rows are gone; the file as it was brought may still be there.
        return True


def _names(row: list[str], names: list[str], number: Any) -> bool:
    said = thai_text.normalise(" ".join(row))
    digits = thai_text.arabic_digits(said).replace("-", "").replace(" ", "")
    return bool(number and number in digits) or (bool(names) and all(name in said for name in names))
