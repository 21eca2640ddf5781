"""Take a report down in a minute: one page, whom it is about found while typing."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khuang.care.people.actions import note_guarded_match, note_listing, note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.people.uploads import in_memory
from khuang.care.voices import actions
from khuang.care.voices.forms.reports import ReportForm
from khuang.care.voices.reads import intake, reports
from khuang.care.voices.rules.problems import ReportedAlready, VoiceProblem, WhoIsMeant
from khuang.care.voices.views.pages import page_or_form, tried
from khuang.ground.accounts.access import find, who_may

PAGE = "voices/report_new.html"


@who_may("voices.reports")
@in_memory
@page_or_form
def new_report(request):
    return _intake(request, None)


@who_may("voices.reports")
@in_memory
@page_or_form
def new_report_about(request, key):
    """Take down what is said of somebody whose record is open already."""
    person = find(request, "voices.reports", Person.objects.select_related("village"), key)
    if is_closed_to(request.user, person):
        raise PermissionDenied
    note_view(person, by=request.user, at=timezone.now())
    return _intake(request, person)


@who_may("voices.reports")
@require_POST
def who(request):
    """Answer while somebody types: whom they may mean, as choices."""
    context = {"meant": _meant(request), "chosen": request.POST.get("person", "")}
    return render(request, f"{PAGE}#who", context)


def _intake(request, person):
    form = ReportForm(request.user, request.POST or None, request.FILES or None, person=person)
    context = {"form": form, "person": person, "meant": None, "alike": ()}
    if request.method == "POST" and "find" in request.POST:
        # Looks for whom is meant, keeps what was typed, and refuses nothing.
        context["form"] = ReportForm(request.user, initial=request.POST.dict(), person=person)
    elif form.is_valid() and (made := _taken(request, form, context)):
        return _after(request, made)
    if request.method == "POST":
        context |= {"meant": _meant(request), "chosen": request.POST.get("person", "")}
    return render(request, PAGE, context, status=422 if context["form"].errors else 200)


def _taken(request, form, context):
    """Take it down, unless it is not clear who is meant or the same was just reported."""
    try:
        about = context["person"] or _about(request, form)
        context["alike"] = [] if form.cleaned_data["another"] else _alike(request, form, about)
        if context["alike"]:
            raise ReportedAlready
    except VoiceProblem as problem:
        form.add_error("about" if isinstance(problem, WhoIsMeant) else None, _(problem.sentence))
        return None
    return tried(
        request, form, actions.take_down, form.told(about), form.follow(), key=form.cleaned_data["key"]
    )


def _about(request, form):
    choice = request.POST.get("person", "")
    return intake.chosen(request.user, form.asked, choice, at=timezone.now())


def _alike(request, form, about):
    """What was just reported of the same person, or of the same kind at the same place."""
    if isinstance(about, str):
        return []
    return reports.alike(
        request.user,
        person=about,
        village=form.village_row,
        kind=form.cleaned_data["kind"],
        at=timezone.now(),
    )


def _meant(request):
    meant = intake.who_is_meant(request.user, request.POST.get("about", "").strip(), at=timezone.now())
    if meant.people:
        note_listing((one.person for one in meant.people), by=request.user, at=timezone.now(), how="search")
    if meant.guarded:
        note_guarded_match(meant.guarded, by=request.user, at=timezone.now())
    return meant


def _after(request, made):
    messages.success(request, _("The report is taken down. Its number is %(number)s.") % {"number": made})
    if reports.visible(request.user).filter(pk=made.pk).exists():
        return redirect("voices:report", made.pk)
    messages.info(request, _("The record is guarded: those for whom it opens look into it."))
    return redirect("voices:reports")
