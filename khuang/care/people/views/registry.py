"""Screens of the registry: correct and register a person, a household, what needs attention."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people import actions, reads
from khuang.care.people.forms.registry import (
    CorrectionForm,
    HomeCorrectionForm,
    HomeForm,
    PersonForm,
    SettleForm,
    household_of,
)
from khuang.care.people.models import Household, Person
from khuang.care.people.views import entry
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may, scope_of


@who_may("people.change")
@require_http_methods(["GET", "POST"])
def correct(request, key):
    person = find(request, "people.change", Person.objects.select_related("household", "village"), key)
    form = CorrectionForm(request.POST or None, account=request.user, person=person)
    if request.method == "POST" and form.is_valid():
        return _corrected(request, person, form) or redirect(person)
    actions.note_view(person, by=request.user, at=timezone.now())
    context = {"form": form, "person": person}
    return render(request, "people/correct.html", context, status=422 if form.errors else 200)


@who_may("people.change")
@require_http_methods(["GET", "POST"])
def correct_home(request, key):
    rows = Household.objects.select_related("dwelling__point", "village")
    household = reads.withhold_name(find(request, "people.change", rows, key), request.user)
    form = HomeCorrectionForm(request.POST or None, account=request.user, household=household)
    if request.method == "POST" and form.is_valid():
        return _corrected(request, household, form) or redirect("people:household", key)
    position = reads.present_in_words(household, "geometry")
    context = {"form": form, "household": household, "position": position}
    return render(request, "people/correct_home.html", context, status=422 if form.errors else 200)


def _corrected(request, record, form):
    """Correct a record as a form says, tell what must be looked at now, and lead to what clashed."""
    version = form.cleaned_data["version"]
    problems = actions.correct(record, form.properties(), version=version, by=request.user, at=timezone.now())
    if any(problem.code == "conflict" for problem in problems):
        return redirect("people:clashes", record.pk)
    messages.success(request, _("The record was corrected."))
    for problem in problems:
        messages.warning(request, reads.problem_in_words(problem))
    return None


@who_may("people.change")
@require_http_methods(["GET", "POST"])
def register(request):
    account, household = request.user, _household_asked_for(request)
    # What was typed into the search box, where nobody was found, is not typed again.
    begun = request.POST.get("begun")
    said = request.POST if begun is None and request.method == "POST" else None
    form = PersonForm(said, account=account, begun=begun)
    home = None if household else HomeForm(said, account=account)
    valid = [one.is_valid() for one in (form, home) if one]
    if request.method == "POST" and all(valid):
        return entry.registered(request, form, home, household)
    context = {"form": form, "home": home, "household": household}
    return render(request, "people/register.html", context, status=422 if form.errors else 200)


def _household_asked_for(request):
    key = request.GET.get("household")
    if not key:
        return None
    try:
        return household_of(key, request.user)
    except ValidationError:
        raise Http404 from None


@who_may("people.view")
@require_safe
def household(request, key):
    rows = Household.objects.select_related("dwelling", "village")
    record = reads.household_record(find(request, "people.view", rows, key), request.user)
    people = [person for person, _relation in record.members]
    actions.note_listing(people, by=request.user, at=timezone.now(), household=str(key))
    context = {"record": record, "may_change": may(request.user, "people.change", record.household)}
    return render(request, "people/household.html", context)


@who_may("people.change")
@require_safe
def attention(request):
    return render(request, "people/attention.html", {"items": reads.attention_in_words(request.user)})


@who_may("people.change")
@require_safe
def clashes(request, key):
    """Show what waits about one record, both versions side by side; when all is settled, the record."""
    record = _record(request, key)
    items = reads.attention_in_words(request.user, key)
    page = (
        record.get_absolute_url() if isinstance(record, Person) else reverse("people:household", args=[key])
    )
    if not items:
        return redirect(page)
    if isinstance(record, Person):
        actions.note_view(record, by=request.user, at=timezone.now())
    return render(request, "people/clashes.html", {"items": items, "record": record, "page": page})


def _record(request, key):
    people = scope_of(request.user, "people.change").filter(Person.objects.filter(pk=key))
    homes = Household.objects.select_related("dwelling")
    return people.first() or reads.withhold_name(find(request, "people.change", homes, key), request.user)


@who_may("people.change")
@require_POST
def settle(request, key):
    item = find(request, "people.change", reads.open_attention(request.user), key)
    form = SettleForm(request.POST)
    if form.is_valid():
        actions.settle(item, take=form.cleaned_data["take"] == "yes", by=request.user, at=timezone.now())
        messages.success(request, _("Settled."))
    if request.POST.get("from") == "record":
        return redirect("people:clashes", item.record_id)
    return redirect("people:attention")
