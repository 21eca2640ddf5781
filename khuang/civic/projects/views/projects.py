"""Projects at the desk: the list with its map, one project, and what is done with it."""

import json

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.plan.models import BudgetLine
from khuang.civic.projects import actions, reads
from khuang.civic.projects.forms.projects import (
    CloseForm,
    DivideForm,
    DraftForm,
    JoinForm,
    MilestoneForm,
    ProjectFilter,
    ReachForm,
    ReasonForm,
)
from khuang.civic.projects.models import Milestone, Project
from khuang.civic.projects.rules.problems import ProjectProblem
from khuang.civic.projects.views.pages import done, form_page, tried
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities import pages_above
from khuang.ground.places.reads import tiles_address
from khuang.ui.form_pages import page_or_form

PAGE = 200


@who_may("projects.run")
@require_safe
def projects(request):
    form = ProjectFilter(request.GET)
    rows = list(reads.projects(**form.narrowed())[:PAGE])
    points = [one | {"url": reverse("projects:project", args=[one["id"]])} for one in reads.on_map(rows)]
    context = {
        "form": form,
        "projects": reads.listed(rows),
        "points": json.dumps(points, ensure_ascii=False),
        "tiles": tiles_address(),
    }
    return render(request, "projects/projects.html", context)


@who_may("projects.run")
@require_safe
def lines(request):
    """The budget lines that still hold money for a project."""
    rows = BudgetLine.objects.select_related("budget").order_by("-budget__year", "pk")[:PAGE]
    shown = [(one, reads.left_of(one)) for one in rows]
    return render(request, "projects/lines.html", {"lines": [pair for pair in shown if pair[1] > 0]})


@who_may("projects.run")
@page_or_form
def new_project(request, key):
    line = get_object_or_404(BudgetLine, pk=key)
    initial = {"title": line.title, "kind": line.kind, "villages": line.villages}
    form = DraftForm(request.POST or None, initial=initial)
    if form.is_valid() and (made := tried(request, form, actions.begin, line, form.draft())):
        messages.success(request, _("The project is planned. Anyone can read it now."))
        return redirect("projects:project", made.pk)
    page = {"title": _("Plan a project"), "button": _("Plan the project"), "back": reverse("projects:lines")}
    return form_page(request, form, **page, caption=line.title, left=reads.left_of(line))


@who_may("projects.run")
@require_safe
def project(request, key):
    found = _found(key)
    context = {
        "page": reads.page(found),
        "project": found,
        "may_inspect": may(request.user, "projects.inspect"),
        "unspent": reads.unspent_of(found.line),
        "public": pages_above.address("project", request.user.municipality.slug, found.pk),
        "path": pages_above.address("path", "project", found.pk),
    }
    return render(request, "projects/project.html", context)


@who_may("projects.run")
@require_POST
def start(request, key):
    found = _found(key)
    try:
        actions.start(found, by=request.user, at=timezone.now())
        messages.success(request, _("The work has begun."))
    except ProjectProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("projects:project", found.pk)


@who_may("projects.run")
@page_or_form
def close(request, key):
    words = _("The project waits for inspection now.")
    title, button = _("The work is finished"), _("Say that it is finished")
    unreached = Milestone.objects.filter(project=key, done_on=None)
    return _with_form(request, key, CloseForm, actions.close, words, title, button, milestones=unreached)


@who_may("projects.run")
@page_or_form
def stop(request, key):
    words = _("The project is stopped.")
    return _with_form(request, key, ReasonForm, actions.stop, words, _("Stop the project"), _("Stop it"))


@who_may("projects.run")
@page_or_form
def new_milestone(request, key):
    words = _("The milestone is set.")
    return _with_form(
        request, key, MilestoneForm, actions.set_milestone, words, _("Set a milestone"), _("Save")
    )


@who_may("projects.run")
@page_or_form
def reach(request, key):
    found = get_object_or_404(Milestone.objects.select_related("project"), pk=key)
    form = ReachForm(request.POST or None)
    if done(request, form, actions.reach, found, words=_("The milestone is reached.")):
        return redirect("projects:project", found.project_id)
    page = {"title": _("A milestone is reached"), "button": _("Save"), "caption": found.title}
    return form_page(request, form, **page, back=reverse("projects:project", args=[found.project_id]))


@who_may("projects.run")
@page_or_form
def divide(request, key):
    found = _found(key)
    form = DivideForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"because": form.cleaned_data["because"]}
        if tried(request, form, actions.divide, found, form.drafts(), **said):
            messages.success(request, _("The project is carried on in its parts."))
            return redirect("projects:projects")
    page = {"title": _("Divide the project"), "button": _("Divide it"), "left": found.balance}
    return form_page(request, form, **page, caption=found.title, back=_address(found))


@who_may("projects.run")
@page_or_form
def join(request, key):
    found = _found(key)
    form = JoinForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = {"because": form.cleaned_data["because"]}
        parts = [found, *form.cleaned_data["others"]]
        if made := tried(request, form, actions.join, parts, form.draft(), **said):
            messages.success(request, _("The projects are carried on as one."))
            return redirect("projects:project", made.pk)
    page = {"title": _("Join projects"), "button": _("Join them"), "caption": found.title}
    return form_page(request, form, **page, back=_address(found))


def _with_form(request, key, form_class, do, words, title, button, **more):
    """Do with a project what one form says."""
    found = _found(key)
    form = form_class(request.POST or None)
    if done(request, form, do, found, words=words):
        return redirect("projects:project", found.pk)
    page = {"title": title, "button": button, "caption": found.title, "back": _address(found)}
    return form_page(request, form, **page, **more)


def _found(key):
    return get_object_or_404(Project.objects.select_related("line__budget"), pk=key)


def _address(project):
    return reverse("projects:project", args=[project.pk])
