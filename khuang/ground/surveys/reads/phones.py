"""What a phone may fetch: the form list, a form, its files and the lists of people and homes."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection

from khuang.ground.accounts.reads import scope_of
from khuang.ground.surveys import lists
from khuang.ground.surveys.models import Device, FormMedia, FormVersion
from khuang.ground.surveys.reads.forms import forms_offered
from khuang.ground.surveys.rules import openrosa, problems
from khuang.ground.surveys.rules.phone_settings import token_hash


def municipality_of(token: str) -> UUID:
    """Give the municipality that a token names. Raises UnknownDevice."""
    slug, dot, secret = token.partition(".")
    if not dot or not secret:
        raise problems.UnknownDevice
    # By hand, since every post asks it, and Django would make these words anew each time.
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM municipalities_municipality WHERE slug = %s", [slug])
        found = cursor.fetchone()
    if found is None:
        raise problems.UnknownDevice
    key: UUID = found[0]
    return key


def device_of(token: str) -> Device:
    """Give the device that holds a token. Raises UnknownDevice, RevokedDevice or NotAllowed."""
    try:
        device = Device.objects.select_related("holder").get(token_hash=token_hash(token))
    except Device.DoesNotExist:
        raise problems.UnknownDevice from None
    if device.revoked_at is not None or not device.holder.is_active:
        raise problems.RevokedDevice
    if not scope_of(device, "surveys.submit"):
        raise problems.NotAllowed
    return device


def base_url(token: str) -> str:
    """Give the address that a phone is set to. From the settings, never from the Host header."""
    return f"{settings.KHUANG_ORIGIN}/or/key/{token}"


def form_list(token: str, form_id: str) -> bytes:
    """Write the list of forms, or the one form that was asked for."""
    base = base_url(token)
    return openrosa.form_list(_listed(version, base) for version in forms_offered(form_id))


def form(form_id: str) -> bytes:
    """Give the published version of a form. Raises UnknownForm."""
    xform = forms_offered(form_id).values_list("xform", flat=True).first()
    if xform is None:
        raise problems.UnknownForm
    return bytes(xform)


def manifest(token: str, device: Device, form_id: str) -> bytes:
    """Write what a phone must fetch with a form. Raises UnknownForm or ListUnavailable."""
    version = forms_offered(form_id).first()
    if version is None:
        raise problems.UnknownForm
    return openrosa.manifest(_files(version, device, base_url(token)))


def attachment(device: Device, form_id: str, name: str) -> tuple[bytes, str]:
    """Give one file of a form and its type. Raises UnknownForm, NothingHere or ListUnavailable."""
    version = forms_offered(form_id).first()
    if version is None:
        raise problems.UnknownForm
    if name not in version.files:
        raise problems.NothingHere
    if is_list(name):
        return entity_list(device, _stem(name)), "text/csv; charset=utf-8"
    media = FormMedia.objects.filter(version=version, name=name).first()
    if media is None:
        raise problems.NothingHere
    return bytes(media.content), media.content_type


def entity_list(device: Device, name: str) -> bytes:
    """Write a list of people or homes as this device gets it."""
    scope: Any = scope_of(device, "surveys.submit")
    return lists.as_csv(name, device, holds_homes=bool(scope.homes))


def _listed(version: FormVersion, base: str) -> openrosa.ListedForm:
    here = f"{base}/forms/{version.form.form_id}"
    return openrosa.ListedForm(
        form_id=version.form.form_id,
        name=version.title,
        version=version.version,
        hash=version.hash,
        url=f"{here}.xml",
        manifest_url=f"{here}/manifest" if version.files else "",
    )


def _files(version: FormVersion, device: Device, base: str) -> Iterator[openrosa.ListedFile]:
    here = f"{base}/forms/{version.form.form_id}/attachments"
    hashes = dict(version.media.values_list("name", "hash"))
    for name in version.files:
        if is_list(name):
            content_hash = openrosa.fingerprint(entity_list(device, _stem(name)))
            integrity = f"{base}/lists/{_stem(name)}/integrity"
            yield openrosa.ListedFile(name, content_hash, f"{here}/{name}", integrity, is_list=True)
        elif name in hashes:
            yield openrosa.ListedFile(name, hashes[name], f"{here}/{name}")


def is_list(name: str) -> bool:
    """Say whether a file of a form is a list of people or homes."""
    return name.endswith(".csv") and _stem(name) in lists.names()


def _stem(name: str) -> str:
    return name.rpartition(".")[0]
