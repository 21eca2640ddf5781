"""Keep photographs, signatures and bills of packages; a picture loses its place, time and camera."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.care.support import package_files
from khuang.care.support.models import Movement, Package, Paper
from khuang.care.support.rules.package_problems import NoPicture
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.surveys.actions.media import NO_PICTURE, without_place

LARGEST = 20_000_000  # bytes
_PDF = b"%PDF-"
# A file without a row may still be waiting for its commit.
_SWEEP_AFTER = timedelta(days=1)


def keep_paper(
    package: Package, kind: Any, content: bytes, *, movement: Movement | None = None, by: Any, at: datetime
) -> Paper:
    """Keep one paper as part of the action that brings it. Raises NoPicture.

    The bytes are safe on the disk when this returns; the row follows with the commit.
    """
    is_pdf = content.startswith(_PDF)
    if len(content) > LARGEST or (is_pdf and kind in (Paper.Kind.PHOTOGRAPH, Paper.Kind.DRAWN)):
        raise NoPicture
    try:
        kept = content if is_pdf else without_place(content)
    except NO_PICTURE:
        raise NoPicture from None
    paper = Paper(package=package, movement=movement, kind=kind, is_pdf=is_pdf, at=at, by_id=by.pk)
    package_files.write(paper.pk, kept)
    paper.save(force_insert=True)
    return paper


@journal.action
def note_paper(paper: Paper, *, by: Any, at: datetime) -> None:
    """Note that somebody looked at a paper. Journal: support.paper-looked-at. Raises PermissionDenied."""
    if not may(by, "support.view", paper):
        raise PermissionDenied
    journal.write("support.paper-looked-at", by=by, about=paper, at=at, also=[paper.package.about_id])


def remove_papers(papers: Iterable[Paper]) -> int:
    """Take papers away, rows and files; give how many."""
    found = list(papers)
    for paper in found:
        package_files.remove(paper.pk)
    Paper.objects.filter(pk__in=[paper.pk for paper in found]).delete()
    return len(found)


@journal.action
def sweep_papers(*, at: datetime) -> int:
    """Remove papers that no commit ever spoke of; give how many. Journal: support.papers-swept."""
    oldest = (at - _SWEEP_AFTER).timestamp()
    lost = {key for key, written in package_files.stored() if written < oldest}
    lost -= set(Paper.objects.filter(pk__in=lost).values_list("pk", flat=True))
    for key in lost:
        package_files.remove(key)
    if lost:
        journal.write("support.papers-swept", by=journal.SYSTEM, about=None, at=at, files=len(lost))
    return len(lost)
