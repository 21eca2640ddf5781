"""Reports of residents to check, and the roll of inspectors."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.issues.reads import doubts
from khuang.civic.projects import actions, reads
from khuang.civic.projects.forms.inspections import CheckForm, InspectorForm, StakeForm
from khuang.civic.projects.models import Inspection, Inspector, Project
from khuang.civic.projects.reads.checklist import CHECKS
from khuang.civic.projects.rules.problems import ProjectProblem
from khuang.civic.projects.views.pages import done, form_page, picture, tried
from khuang.ground.accounts.access import who_may
from khuang.ground.journal import actions as journal
from khuang.ui.form_pages import page_or_form


@who_may("projects.inspect")
@require_safe
def inspections(request):
    return render(request, "projects/inspections.html", {"waiting": list(reads.waiting_inspections())})


@who_may("projects.inspect")
@page_or_form
def inspection(request, key):
    found = get_object_or_404(Inspection.objects.select_related("project", "inspector"), pk=key)
    form = CheckForm(request.POST or None)
    if found.state == "waiting" and form.is_valid() and _checked(request, form, found):
        messages.success(request, _("It is noted."))
        return redirect("projects:inspections")
    context = {
        "inspection": found,
        "form": form if found.state == "waiting" else None,
        "checks": [(words, found.checks[code]) for code, words in CHECKS.items() if code in found.checks],
        "findings": doubts(f"{found.words or ''}\n{found.alt or ''}", registered=True),
    }
    return render(request, "projects/inspection.html", context, status=422 if form.errors else 200)


@who_may("projects.inspect")
@require_safe
def inspection_picture(request, key):
    found = get_object_or_404(Inspection, pk=key)
    if not found.has_photograph:
        raise Http404
    return picture(found.pk)


@who_may("projects.inspect")
@page_or_form
def roll(request):
    form, handed = InspectorForm(request.POST or None), None
    if form.is_valid() and (made := _enrolled(request, form)):
        # Shown on this page only once: who reloads it enrols nobody, for the form is empty again.
        handed, form = made, InspectorForm()
    journal.write("projects.roll-opened", by=request.user, about=None, at=timezone.now())
    context = {"form": form, "inspectors": list(reads.inspectors()), "handed": handed}
    return render(request, "projects/roll.html", context, status=422 if form.errors else 200)


@who_may("projects.inspect")
@require_POST
def end_inspector(request, key):
    try:
        actions.end_inspector(get_object_or_404(Inspector, pk=key), by=request.user, at=timezone.now())
        messages.success(request, _("They stand on the roll no more; their name is forgotten."))
    except ProjectProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("projects:roll")


@who_may("projects.inspect")
@page_or_form
def stake(request, key):
    found = get_object_or_404(Project, pk=key)
    form = StakeForm(request.POST or None)
    if done(
        request, form, actions.declare_stake, found, words=_("Their word does not count for this project.")
    ):
        return redirect("projects:inspections")
    page = {"title": _("An inspector has to do with it"), "button": _("Save"), "caption": found.title}
    return form_page(request, form, **page, back=reverse("projects:inspections"))


def _enrolled(request, form):
    return tried(request, form, actions.enrol, **form.cleaned_data)


def _checked(request, form, found):
    said = form.cleaned_data
    if said["outcome"] == "withhold":
        return tried(request, form, actions.withhold, found, because=said["because"])
    names = ("nobody_recognisable", "answer")
    return tried(request, form, actions.show, found, **{name: said[name] for name in names})
