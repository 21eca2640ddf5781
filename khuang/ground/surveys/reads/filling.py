"""What a browser needs to fill in a form without a network: the form, its files, its lists, its words."""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of
from khuang.ground.surveys import lists
from khuang.ground.surveys.models import FormMedia, FormVersion
from khuang.ground.surveys.reads.forms import forms_offered
from khuang.ground.surveys.reads.phones import is_list
from khuang.ground.surveys.rules import problems

# The words of the form engine as they stand in its code (tools/web_forms/words.mjs).
WORDS = {
    " Add ": _("Add"),
    " Okay ": _("All right"),
    "Cancel": _("Cancel"),
    "Cannot access location": _("The place cannot be found"),
    "Captured image preview": _("The photograph"),
    "Change language": _("Change language"),
    "Choose image": _("Choose a photograph"),
    "Condition not satisfied: constraint": _("This answer does not fit. Please look at it again."),
    "Condition not satisfied: required": _("Please answer this question."),
    "Finding your location": _("Finding where you are"),
    "Get location": _("Note the place where I am"),
    "Grant location permission in the browser settings and make sure location is turned on.": _(
        "Allow this page to know your place, and turn on location on the phone."
    ),
    "Location unavailable. Enable GPS and browser permissions, then restart the form to try again.": _(
        "The place cannot be found. Turn on location and allow it, then open the form again."
    ),
    "Remove": _("Remove"),
    "Save location": _("Keep this place"),
    "Send": _("Finish and send"),
    "Take picture": _("Take a photograph"),
    "Try again": _("Try again"),
    "{count} questions with errors.": _("Questions to look at again: {count}"),
    "Day": _("Day of the month"),
    "Month": _("Month"),
    "Year": _("Year"),
    "Year, Buddhist era": _("Year (Buddhist era)"),
    "Remove this entry": _("Remove this entry"),
    "There is no such day.": _("There is no such day."),
}


@dataclass(frozen=True)
class Filler:
    """Who fills in a form in a browser, and whose lists they get.

    about  a person whose home the lists are cut down to; without one they hold the assigned homes
    """

    holder: Account
    about: UUID | None = None
    permission: str = "surveys.fill"


def form_for_browser(filler: Filler, form_id: str) -> dict[str, Any]:
    """Give a form with everything that it needs, as JSON. Raises UnknownForm or ListUnavailable.

    files  name -> {"type", "base64"}; a list of people or homes holds those that `filler` may see
    """
    version = forms_offered(form_id).first()
    if version is None:
        raise problems.UnknownForm
    xform = FormVersion.objects.values_list("xform", flat=True).get(pk=version.pk)
    return {
        "form_id": form_id,
        "version": version.version,
        "title": version.title,
        "xform": bytes(xform).decode(),
        "files": {name: _file(content, kind) for name, content, kind in _files(version, filler)},
    }


def lists_of(filler: Filler, version: FormVersion) -> Iterator[tuple[str, bytes]]:
    """Give the lists of people and homes that a form asks for, as CSV."""
    homes = scope_of(filler, filler.permission).homes if filler.about is None else ()
    for name in filter(is_list, version.files):
        yield name, lists.as_csv(name.removesuffix(".csv"), filler, holds_homes=bool(homes))


def _files(version: FormVersion, filler: Filler) -> Iterator[tuple[str, bytes, str]]:
    for name, content in lists_of(filler, version):
        yield name, content, "text/csv"
    for media in FormMedia.objects.filter(version=version, name__in=version.files):
        yield media.name, bytes(media.content), media.content_type


def _file(content: bytes, kind: str) -> dict[str, str]:
    return {"type": kind, "base64": base64.b64encode(content).decode()}
