"""A page with one form: do what it says, say above it what the rules refuse, keep what was typed."""

from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def tried(request, form, do, /, *about, refused, **said):
    """Do what a form says; what the rules refuse stands above it. Gives what was done, or None.

    refused  the problems by which the rules refuse, one class or several, each with its sentence
    """
    try:
        return do(*about, **said, by=request.user, at=timezone.now())
    except refused as problem:
        form.add_error(None, _(problem.sentence))
        return None


def form_page(request, form, *, title, back, button="", button_kind="", template="ui/form_page.html", **more):
    """Show a page with one form; one that was refused keeps what was typed.

    button       its words; without any it saves
    button_kind  "warning" for what cannot be undone
    """
    page = {"form": form, "title": title, "button": button or _("Save"), "back": back, "caption": ""}
    page["button_kind"] = button_kind
    return render(request, template, page | more, status=422 if form.errors else 200)
