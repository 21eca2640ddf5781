"""Groups at the desk: who leads them, who left, how many they are."""

from functools import partial

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.groups import actions, reads
from khuang.civic.groups.forms import DayForm, DescribeForm, GroupForm, HolderForm, MembersForm
from khuang.civic.groups.models import Membership, Organization
from khuang.civic.groups.rules import GroupProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ui import form_pages
from khuang.ui.form_pages import form_page, page_or_form

tried = partial(form_pages.tried, refused=GroupProblem)


@who_may("groups.keep")
@require_safe
def groups(request):
    today = timezone.localdate()
    context = {
        "lines": reads.lines(reads.groups(), on=today),
        "bodies": reads.lines(reads.bodies(), on=today),
        "dissolved": reads.groups(dissolved=True),
        "figures": reads.figures(on=today),
    }
    return render(request, "groups/groups.html", context)


@who_may("groups.keep")
@page_or_form
def new(request):
    form = GroupForm(request.POST or None)
    if form.is_valid() and (made := tried(request, form, actions.found, **form.cleaned_data)):
        messages.success(request, _("The group is noted. Say now who leads it."))
        return redirect("groups:take-post", made.pk)
    return form_page(request, form, title=_("Note a group"), back=reverse("groups:groups"))


@who_may("groups.keep")
@require_safe
def group(request, key):
    found = _found(request, key)
    today = timezone.localdate()
    context = {
        "group": found,
        "holders": reads.holders(found, on=today),
        "past": reads.past_holders(found, on=today)[:50],
        "members": reads.members(found),
        "villages": [row.village for row in found.villages.select_related("village")],
    }
    return render(request, "groups/group.html", context)


@who_may("groups.keep")
@page_or_form
def describe(request, key):
    found = _found(request, key)
    initial = {name: getattr(found, name) for name in ("name", "name_en", "purpose", "founded_on")}
    initial["villages"] = [row.village_id for row in found.villages.all()]
    form = DescribeForm(request.POST or None, initial=initial)
    said = form.cleaned_data if form.is_valid() else {}
    return _about(request, form, found, actions.describe, said, _("Correct the group"), _("It is corrected."))


@who_may("groups.keep")
@page_or_form
def take_post(request, key):
    found = _found(request, key)
    form = HolderForm(found.classification, request.POST or None)
    said = form.said() if form.is_valid() else {}
    return _about(request, form, found, actions.take_post, said, _("Who takes a post?"), _("It is noted."))


@who_may("groups.keep")
@page_or_form
def count(request, key):
    found = _found(request, key)
    form = MembersForm(request.POST or None)
    said = form.said() if form.is_valid() else {}
    return _about(
        request, form, found, actions.count_members, said, _("How many members?"), _("The count is noted.")
    )


@who_may("groups.keep")
@page_or_form
def dissolve(request, key):
    found = _found(request, key)
    form = DayForm(request.POST or None)
    said = form.said() if form.is_valid() else {}
    return _about(
        request, form, found, actions.dissolve, said, _("The group is no more"), _("It is noted."), found
    )


@who_may("groups.keep")
@page_or_form
def leave_post(request, key):
    held = _membership(request, key)
    form = DayForm(request.POST or None)
    said = form.said() if form.is_valid() else {}
    group = held.post.organization
    return _about(
        request, form, held, actions.leave_post, said, _("Who leaves a post?"), _("It is noted."), group
    )


@who_may("groups.keep")
@require_POST
def hide_name(request, key):
    held = actions.hide_name(_membership(request, key), by=request.user, at=timezone.now())
    messages.success(request, _("The name is taken away for good."))
    return redirect("groups:group", held.post.organization_id)


def _about(request, form, about, do, said, title, words, group=None):
    """Show a form about a group or a post of it, and do what a valid one says."""
    group = group or about
    if form.is_bound and form.is_valid() and tried(request, form, do, about, **said):
        messages.success(request, words)
        return redirect("groups:group", group.pk)
    back = reverse("groups:group", args=[group.pk])
    return form_page(request, form, title=title, back=back, caption=group)


def _found(request, key):
    return find(request, "groups.keep", Organization.objects.all(), key)


def _membership(request, key):
    rows = Membership.objects.select_related("post__organization")
    return find(request, "groups.keep", rows, key)
