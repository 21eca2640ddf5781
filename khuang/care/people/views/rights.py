"""Screens of people's rights over their data: requests, answers, letters, holds and erasures."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people import actions
from khuang.care.people.actions import rights
from khuang.care.people.forms.rights import AnswerForm, DecisionForm, HoldForm, RequestForm
from khuang.care.people.models import Erasure, LegalHold, Person, RightsRequest
from khuang.care.people.reads import rights as reads
from khuang.care.people.rules.retention import retention
from khuang.care.people.rules.rights import RightsProblem
from khuang.ground.accounts.access import find, fresh, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names


@who_may("people.rights")
@require_safe
def open_requests(request):
    on = timezone.localdate()
    context = {
        "requests": reads.open_requests(request.user),
        "restricted": reads.restricted(request.user),
        "on": on,
    }
    _note(request, [one.person for one in context["requests"]] + list(context["restricted"]))
    return render(request, "people/requests.html", context)


@who_may("people.rights")
@require_safe
def requests_of(request, key):
    person = find(request, "people.rights", Person.objects.all(), key)
    actions.note_view(person, by=request.user, at=timezone.now())
    context = {
        "person": person,
        "requests": reads.requests_of(person),
        "held": reads.hold_of(person),
        "may_hold": may(request.user, "people.erase", person),
        "on": timezone.localdate(),
    }
    return render(request, "people/requests_of.html", context)


@who_may("people.rights")
@require_http_methods(["GET", "POST"])
def new_request(request, key):
    person = find(request, "people.rights", Person.objects.all(), key)
    form = RequestForm(request.POST or None, on=timezone.localdate())
    if request.method == "POST" and form.is_valid():
        made = rights.receive_request(person, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The request was taken down."))
        return redirect("people:request", made.pk)
    actions.note_view(person, by=request.user, at=timezone.now())
    context = {"form": form, "person": person}
    return render(request, "people/request_new.html", context, status=422 if form.errors else 200)


@who_may("people.rights")
@require_http_methods(["GET", "POST"])
def one_request(request, key):
    asked = _asked(request, key)
    form = AnswerForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _answered(request, asked, form):
        return redirect("people:request", asked.pk)
    if asked.person:
        actions.note_view(asked.person, by=request.user, at=timezone.now())
    context = {
        "asked": asked,
        "form": form,
        "by": names().get(asked.received_by_id, ""),
        "waits": Erasure.objects.filter(request=asked, decided_at=None).exists(),
        "on": timezone.localdate(),
    }
    return render(request, "people/request.html", context, status=422 if form.errors else 200)


@who_may("people.rights")
@require_safe
def letter(request, key):
    asked = _asked(request, key)
    if asked.person:
        actions.note_view(asked.person, by=request.user, at=timezone.now())
    context = {"asked": asked, "municipality": request.user.municipality, "on": timezone.localdate()}
    return render(request, "people/request_letter.html", context)


@who_may("people.erase")
@require_http_methods(["GET", "POST"])
def hold(request, key):
    person = find(request, "people.erase", Person.objects.all(), key)
    form = HoldForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        rights.hold(person, reason=form.cleaned_data["reason"], by=request.user, at=timezone.now())
        messages.success(request, _("These data are held as evidence now."))
        return redirect("people:requests-of", person.pk)
    actions.note_view(person, by=request.user, at=timezone.now())
    context = {"form": form, "person": person, "held": reads.hold_of(person)}
    return render(request, "people/hold.html", context, status=422 if form.errors else 200)


@who_may("people.erase")
@require_POST
def lift_hold(request, key):
    held = find(request, "people.erase", LegalHold.objects.filter(lifted_at=None), key)
    rights.lift_hold(held, by=request.user, at=timezone.now())
    messages.success(request, _("These data are not held any more."))
    return redirect("people:requests-of", held.person_id)


@who_may("people.erase")
@require_safe
def erasures(request):
    waiting = list(reads.open_erasures(request.user))
    _note(request, [one.person for one in waiting])
    context = {"waiting": waiting, "done": reads.erasures_done(), "retention": retention()}
    return render(request, "people/erasures.html", context)


@who_may("people.erase")
@fresh
@require_http_methods(["GET", "POST"])
def erasure(request, key):
    rows = Erasure.objects.filter(decided_at=None).select_related("person", "request")
    found = find(request, "people.erase", rows, key)
    form = DecisionForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _decided(request, found, form):
        return redirect("people:erasures")
    actions.note_view(found.person, by=request.user, at=timezone.now())
    context = {
        "erasure": found,
        "form": form,
        "by": names().get(found.proposed_by_id, ""),
        "is_own": found.proposed_by_id == request.user.pk,
        "held": reads.hold_of(found.person),
    }
    return render(request, "people/erasure.html", context, status=422 if form.errors else 200)


def _asked(request, key):
    return find(request, "people.rights", RightsRequest.objects.select_related("person"), key)


def _answered(request, asked, form):
    do = rights.do_request if form.cleaned_data["outcome"] == "done" else rights.refuse_request
    said = _("The request was answered.")
    if do is rights.do_request and asked.kind == RightsRequest.Kind.ERASURE:
        said = _("The erasure was proposed. Somebody else must approve it.")
    return _tried(request, form, said, do, asked)


def _decided(request, found, form):
    approve = form.cleaned_data["outcome"] == "approve"
    said = _("The person's data were erased.") if approve else _("The data are kept.")

    def decide(erasure, **options):
        rights.decide_erasure(erasure, approve=approve, **options)

    return _tried(request, form, said, decide, found)


def _tried(request, form, said, do, about):
    """Do it; what the rules refuse stands at the form."""
    try:
        with transaction.atomic():
            do(about, answer=form.cleaned_data["answer"], by=request.user, at=timezone.now())
    except RightsProblem as problem:
        form.add_error("answer", _(problem.sentence))
        return False
    messages.success(request, said)
    return True


def _note(request, people):
    actions.note_listing(filter(None, people), by=request.user, at=timezone.now())
