"""Take in, publish and retire form versions."""

import mimetypes
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from khuang.ground.journal import actions as journal
from khuang.ground.surveys import lists
from khuang.ground.surveys.actions.leave import ask_leave
from khuang.ground.surveys.models import Form, FormMedia, FormVersion
from khuang.ground.surveys.reads.forms import missing_files
from khuang.ground.surveys.rules import states
from khuang.ground.surveys.rules.definitions import compiled
from khuang.ground.surveys.rules.lint import Converted, Examined, examine
from khuang.ground.surveys.rules.lint.findings import wrong
from khuang.ground.surveys.rules.openrosa import fingerprint
from khuang.ground.surveys.rules.problems import FormRefused, WrongState

LARGEST_MEDIA = 20_000_000


@journal.action
def upload_form(
    xlsx: bytes, *, media: Mapping[str, bytes] | None = None, by: Any, at: datetime
) -> FormVersion:
    """Take in an XLSForm as a draft version. Journal: surveys.form-uploaded.

    The same workbook again gives the version that is there; another one takes the
    place of a draft of that version, never of one that was published.
    Raises PermissionDenied, or FormRefused with every problem; then nothing is written.
    """
    ask_leave(by, "surveys.publish")
    examined = examine(xlsx, lists.registry())
    if not examined.is_sound or examined.converted is None:
        raise FormRefused(examined.findings)
    made = examined.converted
    form, _ = Form.objects.get_or_create(
        form_id=made.form_id, defaults={"title": made.title, "created_at": at}
    )
    # Whoever publishes the draft meanwhile comes before or after, not in between.
    Form.objects.select_for_update().get(pk=form.pk)
    there = FormVersion.objects.filter(form=form, version=made.version).first()
    if there is not None and _is_settled(there, xlsx):
        return there
    version = _draft(form, xlsx, examined, made, by, at)
    for name, content in (media or {}).items():
        attach_media(version, name, content, by=by, at=at)
    journal.write(
        "surveys.form-uploaded", by=by, about=version, at=at, form=form.form_id, version=made.version
    )
    return version


@journal.action
def attach_media(version: FormVersion, name: str, content: bytes, *, by: Any, at: datetime) -> FormMedia:
    """Add a file that the form names, while it is a draft. Journal: surveys.form-media-attached.

    Raises PermissionDenied, WrongState, or FormRefused for a file that the form does not name.
    """
    ask_leave(by, "surveys.publish")
    if version.state != FormVersion.State.DRAFT:
        raise WrongState
    if name not in version.files:
        raise FormRefused((wrong("media-unknown", "", name=name, known=", ".join(version.files)),))
    if len(content) > LARGEST_MEDIA:
        raise FormRefused((wrong("media-too-large", "", name=name),))
    media, _ = FormMedia.objects.update_or_create(
        version=version,
        name=name,
        defaults={
            "content": content,
            "hash": fingerprint(content),
            "content_type": mimetypes.guess_type(name)[0] or "application/octet-stream",
        },
    )
    journal.write("surveys.form-media-attached", by=by, about=version, at=at, media=media.pk)
    return media


@journal.action
def publish(version: FormVersion, *, by: Any, at: datetime) -> None:
    """Give a version to the phones; the one that they had is retired. Journal: surveys.form-published.

    Raises PermissionDenied, WrongState, or FormRefused when a file that it needs is missing.
    """
    ask_leave(by, "surveys.publish")
    _lock(version)
    if not states.may_move(version.state, states.PUBLISHED):
        raise WrongState
    _refuse_without_files(version)
    before = FormVersion.objects.filter(form_id=version.form_id, state=FormVersion.State.PUBLISHED)
    before.update(state=FormVersion.State.RETIRED, retired_at=at)
    version.state, version.retired_at = FormVersion.State.PUBLISHED, None
    version.published_at = version.published_at or at
    version.save(update_fields=["state", "published_at", "retired_at"])
    Form.objects.filter(pk=version.form_id).update(title=version.title)
    journal.write("surveys.form-published", by=by, about=version, at=at, version=version.version)


@journal.action
def delete_draft(version: FormVersion, *, by: Any, at: datetime) -> None:
    """Throw away a version that was never published. Journal: surveys.form-draft-deleted.

    A form that has no other version goes with it. Raises PermissionDenied or WrongState.
    """
    ask_leave(by, "surveys.publish")
    form = _lock(version)
    if version.state != FormVersion.State.DRAFT:
        raise WrongState
    journal.write("surveys.form-draft-deleted", by=by, about=form, at=at, version=version.version)
    version.delete()
    if not form.versions.exists() and not form.submissions.exists():
        form.delete()


@journal.action
def retire(version: FormVersion, *, by: Any, at: datetime) -> None:
    """Take a version away from the phones; what they still send comes in for a while.

    Journal: surveys.form-retired. Raises PermissionDenied or WrongState.
    """
    ask_leave(by, "surveys.publish")
    _lock(version)
    if not states.may_move(version.state, states.RETIRED):
        raise WrongState
    version.state, version.retired_at = FormVersion.State.RETIRED, at
    version.save(update_fields=["state", "retired_at"])
    journal.write("surveys.form-retired", by=by, about=version, at=at, version=version.version)


def _lock(version: FormVersion) -> Form:
    """Let nobody else change the form's versions, and read this one as it is by now.

    Two who publish at once, or one who uploads another draft or deletes it, come one after the
    other. Raises WrongState when the version is gone.
    """
    form = Form.objects.select_for_update().filter(pk=version.form_id).first()
    if form is None or not form.versions.filter(pk=version.pk).exists():
        raise WrongState
    version.refresh_from_db(fields=["state", "published_at", "retired_at", "title", "version", "files"])
    return form


def _is_settled(there: FormVersion, xlsx: bytes) -> bool:
    """Say whether the same workbook lies there; only a draft may be replaced by another one."""
    is_same = bytes(there.xlsx) == xlsx
    if not is_same and there.state != FormVersion.State.DRAFT:
        raise FormRefused((wrong("version-taken", "settings!2", version=there.version),))
    return is_same


def _draft(
    form: Form, xlsx: bytes, examined: Examined, made: Converted, by: Any, at: datetime
) -> FormVersion:
    files = list(compiled(made.xform).files)
    version, _ = FormVersion.objects.update_or_create(
        form=form,
        version=made.version,
        defaults={
            "title": made.title,
            "xlsx": xlsx,
            "xform": made.xform,
            "hash": fingerprint(made.xform),
            "findings": [asdict(finding) for finding in examined.findings],
            "files": files,
            "uploaded_at": at,
            "uploaded_by_id": by.pk,
        },
    )
    # What an earlier draft had and this one still names stays.
    version.media.exclude(name__in=files).delete()
    return version


def _refuse_without_files(version: FormVersion) -> None:
    missing = missing_files(version)
    if missing:
        raise FormRefused(tuple(wrong("media-missing", "", name=name) for name in missing))
