"""Forms and what phones may fetch of them."""

from functools import lru_cache
from uuid import UUID

from django.db.models import Count, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce

from khuang.ground.surveys import lists
from khuang.ground.surveys.models import Form, FormVersion, Submission
from khuang.ground.surveys.rules.definitions import Definition, compiled

# A municipality uses a few dozen versions; each compiled one takes about 50 KB.
_KEPT = 200


def definition(version_id: UUID) -> Definition:
    """Give the compiled definition of a form version; it never changes, so this process keeps it."""
    return _compiled(version_id)


@lru_cache(maxsize=_KEPT)
def _compiled(version_id: UUID) -> Definition:
    xform = FormVersion.objects.values_list("xform", flat=True).get(pk=version_id)
    return compiled(bytes(xform))


def forms_offered(form_id: str = "") -> QuerySet[FormVersion]:
    """Give the published version of each form (or of one), without its heavy columns."""
    rows = FormVersion.objects.filter(state=FormVersion.State.PUBLISHED).select_related("form")
    rows = rows.filter(form__form_id=form_id) if form_id else rows
    return rows.defer("xlsx", "xform").order_by("form__form_id")


def version_of(form_id: str, version: str) -> tuple[Form | None, FormVersion | None]:
    """Find a form and one of its versions; either may be none. One query when both are there."""
    rows = FormVersion.objects.select_related("form").only("version", "state", "retired_at", "form__form_id")
    try:
        found = rows.get(form__form_id=form_id, version=version)
    except FormVersion.DoesNotExist:
        return Form.objects.filter(form_id=form_id).first(), None
    return found.form, found


def forms() -> QuerySet[Form]:
    """Give every form with its versions, newest first, and how many surveys came."""
    versions = FormVersion.objects.defer("xlsx", "xform")
    came = Submission.objects.filter(form=OuterRef("pk"), superseded_by=None).order_by().values("form")
    # A subquery, because Django groups by `id` alone and our keys are (municipality, id).
    counted = Coalesce(Subquery(came.annotate(count=Count("pk")).values("count")), 0)
    return Form.objects.prefetch_related(Prefetch("versions", versions)).annotate(came=counted)


def missing_files(version: FormVersion) -> list[str]:
    """Give the files that a form names and nobody has added; lists come by themselves."""
    there = set(version.media.values_list("name", flat=True))
    plugged = {f"{name}.csv" for name in lists.names()}
    return [name for name in version.files if name not in there | plugged]
