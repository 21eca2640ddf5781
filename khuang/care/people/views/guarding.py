"""Screens of guarded records: set a level, break the glass, review who did."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people import actions, reads
from khuang.care.people.forms.guarding import GlassForm, GuardForm, ReviewForm
from khuang.care.people.models import Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts import reads as account_reads
from khuang.ground.accounts.access import find, fresh, who_may
from khuang.ground.accounts.reads import scope_of

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("people.break-glass")
@fresh
@page_or_form
def break_glass(request, key):
    scope = scope_of(request.user, "people.break-glass")
    person = get_object_or_404(scope.in_place(Person.objects.all()), pk=key)
    if scope.opens(person):
        return redirect(person)
    form = GlassForm(request.POST or None)
    if form.is_valid():
        accounts.break_glass(person, **form.cleaned_data, by=request.user, at=timezone.now())
        return redirect(person)
    status = 422 if form.errors else 200
    return render(request, "people/break_glass.html", {"form": form}, status=status)


@who_may("people.review-glass")
@require_safe
def glasses(request):
    now = timezone.now()
    rows = account_reads.glasses()[:100]
    shown = [reads.broken_glass(request.user, row, at=now) for row in rows]
    return render(request, "people/glasses.html", {"glasses": shown})


@who_may("people.review-glass")
@page_or_form
def review_glass(request, key):
    now = timezone.now()
    row = find(request, "people.review-glass", account_reads.glasses(), key)
    glass = reads.broken_glass(request.user, row, at=now)
    may_review = row.reviewed_at is None and not glass.is_own
    form = ReviewForm(request.POST or None) if may_review else None
    if form and form.is_valid():
        accounts.review_glass(row, **form.cleaned_data, by=request.user, at=now)
        messages.success(request, _("The review is kept."))
        return redirect("people:glasses")
    if glass.person:
        actions.note_view(glass.person, by=request.user, at=now)
    status = 422 if form and form.errors else 200
    return render(request, "people/review_glass.html", {"glass": glass, "form": form}, status=status)


@who_may("people.guard")
@fresh
@page_or_form
def guard(request, key):
    now = timezone.now()
    scope = scope_of(request.user, "people.guard")
    person = get_object_or_404(scope.in_place(Person.objects.select_related("village")), pk=key)
    if not actions.may_guard(request.user, person, at=now):
        raise Http404
    form = GuardForm(
        request.POST or None, able=reads.may_be_named(person, at=now), initial=_guarded_now(person)
    )
    if form.is_valid():
        said = form.cleaned_data
        actions.guard(
            person, said["level"], named=said["named"], reason=said["reason"], by=request.user, at=now
        )
        return _after_guarding(request, person)
    opens = scope.opens(person)
    if opens:
        actions.note_view(person, by=request.user, at=now)
    context = {"form": form, "person": person, "opens": opens}
    return render(request, "people/guard.html", context, status=422 if form.errors else 200)


def _guarded_now(person):
    proposed = person.level_proposals.filter(settled_at=None).first()
    named = [str(account.pk) for account in account_reads.named_for(person.pk)]
    return {"level": proposed.level if proposed else person.level, "named": named}


def _after_guarding(request, person):
    messages.success(request, _("The level of the record is set."))
    opens = scope_of(request.user, "people.view").holds(person)
    return redirect(person) if opens else redirect("people:guarded")


@who_may("people.guard")
@require_safe
def guarded(request):
    """What waits for the head: levels that rules propose, and records that open for nobody any more."""
    proposals = list(reads.level_proposals(request.user)[:100])
    actions.note_listing((one.person for one in proposals), by=request.user, at=timezone.now())
    context = {"proposals": proposals, "forsaken": reads.forsaken(request.user, at=timezone.now())}
    return render(request, "people/guarded.html", context)


@who_may("people.guard")
@require_POST
def decline_level(request, key):
    proposal = find(request, "people.guard", reads.level_proposals(request.user), key)
    actions.decline_level(proposal, by=request.user, at=timezone.now())
    messages.success(request, _("The record stays open to its team."))
    return redirect("people:guarded")
