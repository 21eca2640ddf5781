"""Photographs that come with a list: found by the name that the row gives, kept without their place."""

from datetime import datetime
from uuid import UUID, uuid5

from khuang.care.people import import_files
from khuang.care.people.models import Import, ImportPhotograph
from khuang.care.people.rules.imports import files
from khuang.ground.municipalities.writing import insert
from khuang.ground.surveys.actions.media import NO_PICTURE, without_place

_LARGEST = 30_000_000  # bytes


def keep(brought: Import, wanted: list[tuple[UUID, str]], *, at: datetime) -> int:
    """Keep the photographs that rows name; give how many were there and were pictures."""
    if not wanted or brought.kind != "zip":
        return 0
    archive = files.open_archive(import_files.source(brought.pk))
    there, _ = files.pictures_in(archive)
    kept = []
    for person, name in wanted:
        member = there.get(name.replace("\\", "/").rpartition("/")[2])
        if member is None or member.size > _LARGEST:
            continue
        key = uuid5(person, f"{brought.pk} {member.name}")
        try:
            import_files.write_picture(key, without_place(archive.read(member.name)))
        except NO_PICTURE:
            continue
        kept.append(ImportPhotograph(pk=key, of=brought, person_id=person, at=at))
    already = set(
        ImportPhotograph.objects.filter(pk__in=[one.pk for one in kept]).values_list("pk", flat=True)
    )
    insert(one for one in kept if one.pk not in already)
    return len(kept)
