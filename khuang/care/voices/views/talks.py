"""Talks at home, on a phone: invite, who took part, issue by issue, read back, close."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.voices import actions
from khuang.care.voices.forms.talks import (
    CancelForm,
    CloseTalkForm,
    FindHomeForm,
    HoldForm,
    InviteForm,
    IssueForm,
)
from khuang.care.voices.models import Issue
from khuang.care.voices.reads import talks as reads
from khuang.care.voices.views.pages import done, form_page, page_or_form, tried
from khuang.ground.accounts.access import find, who_may

PAGE = 100


@who_may("voices.talks")
@require_safe
def talks(request):
    rows = reads.listed(request.user, list(reads.talks(request.user)[:PAGE]))
    return render(request, "voices/talks.html", {"rows": rows})


@who_may("voices.talks")
@page_or_form
def find_home(request):
    """Look a house up by its number; what is typed travels by POST."""
    form = FindHomeForm(request.POST or None)
    homes = reads.find_homes(request.user, form.cleaned_data["house"]) if form.is_valid() else None
    status = 422 if form.errors else 200
    return render(request, "voices/talk_home.html", {"form": form, "homes": homes}, status=status)


@who_may("voices.talks")
@page_or_form
def invite(request, key):
    household = find(request, "voices.talks", reads.households(request.user), key)
    form = InviteForm(request.POST or None)
    if form.is_valid():
        said = {"planned_at": form.planned_at(), "invited_by": form.cleaned_data["invited_by"]}
        if made := tried(request, form, actions.invite, household, **said):
            messages.success(request, _("The talk is planned."))
            return redirect("voices:talk", made.pk)
    caption = reads.home_of(request.user, household)
    page = {"title": _("Invite to a talk"), "button": _("Plan the talk"), "back": reverse("voices:talk-home")}
    return form_page(request, form, **page, caption=caption)


@who_may("voices.talks")
@require_safe
def talk(request, key):
    found = _found(request, key)
    return render(request, "voices/talk.html", _context(request, found, CloseTalkForm()))


@who_may("voices.talks")
@require_safe
def letter(request, key):
    """Print the invitation, as a letter or to be cut as a card."""
    found = _found(request, key)
    context = {
        "talk": found,
        "home": _home(request, found),
        "municipality": request.user.municipality,
    }
    return render(request, "voices/talk_letter.html", context)


@who_may("voices.talks")
@page_or_form
def hold(request, key):
    found = _found(request, key)
    initial = {**found.present, "guests": [str(key) for key in reads.guests(found)], "on": found.held_on}
    form = HoldForm(reads.members(request.user, found), request.POST or None, initial=initial)
    if form.is_valid() and tried(request, form, actions.hold, found, **form.said()):
        return redirect("voices:talk", key)
    return _page(request, form, found, _("Who took part?"), _("Save"), template="voices/talk_hold.html")


@who_may("voices.talks")
@page_or_form
def new_issue(request, key):
    found = _found(request, key)
    # Most issues are of the village where one sits.
    initial = {"place": str(found.village_id or "")}
    form = IssueForm(reads.members(request.user, found), request.POST or None, initial=initial)
    return _issue(request, found, form)


@who_may("voices.talks")
@page_or_form
def issue(request, key):
    """Correct an issue until its talk is closed."""
    row = _issue_row(request, key)
    members = reads.members(request.user, row.talk)
    form = IssueForm(members, request.POST or None, initial=IssueForm.of(row))
    return _issue(request, row.talk, form, row)


def _issue(request, found, form, row=None):
    if not found.is_open:
        raise Http404
    if form.is_valid():
        # A corrected issue keeps its place, whatever key the page says.
        key = row.pk if row else form.cleaned_data["key"]
        if tried(request, form, actions.note_issue, found, form.said(), key=key):
            messages.success(request, _("It is taken down."))
            again = "again" in request.POST
            return redirect("voices:issue-new" if again else "voices:talk", found.pk)
    title = _("Correct what was said") if row else _("Take down what was said")
    return _page(request, form, found, title, _("Save"), template="voices/talk_issue.html", issue=row)


@who_may("voices.talks")
@require_POST
def drop_issue(request, key):
    row = _issue_row(request, key)
    if not row.talk.is_open:
        raise Http404
    actions.drop_issue(row, by=request.user, at=timezone.now())
    messages.success(request, _("It is taken out."))
    return redirect("voices:talk", row.talk_id)


@who_may("voices.talks")
@require_POST
def close_talk(request, key):
    found = _found(request, key)
    form = CloseTalkForm(request.POST)
    if done(
        request, form, actions.close_talk, found, _("The talk is closed. What was said goes to be checked.")
    ):
        return redirect("voices:talk", key)
    return render(request, "voices/talk.html", _context(request, found, form), status=422)


@who_may("voices.talks")
@page_or_form
def cancel(request, key):
    found = _found(request, key)
    form = CancelForm(request.POST or None)
    if done(request, form, actions.cancel, found, _("The talk is called off.")):
        return redirect("voices:talk", key)
    return _page(request, form, found, _("Call the talk off"), _("Call it off"))


def _context(request, found, form):
    return {
        "talk": found,
        "home": _home(request, found),
        "issues": reads.noted(found),
        "guests": [one for one in reads.members(request.user, found) if one.pk in reads.guests(found)],
        "present": reads.present_in_words(found),
        "form": form,
    }


def _page(request, form, found, title, button, **more):
    back = reverse("voices:talk", args=[found.pk])
    return form_page(
        request, form, title=title, button=button, back=back, caption=_home(request, found), **more
    )


def _home(request, found):
    return reads.home_of(request.user, found.household)


def _found(request, key):
    return find(request, "voices.talks", reads.talks(request.user), key)


def _issue_row(request, key):
    rows = Issue.objects.select_related("talk__household__dwelling", "place").exclude(talk=None)
    return find(request, "voices.talks", rows, key)
