"""What a person may be entitled to, what is recorded of it, and the rules themselves."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.support.actions import awards, benefit_answers, recipients
from khuang.care.support.forms.benefits import AskForm, AwardForm, DecideForm, ReceivedForm
from khuang.care.support.models import CONFIDENTIAL, Award
from khuang.care.support.reads import benefit_words as reads
from khuang.care.support.reads.entitled import open_benefits
from khuang.care.support.rules.benefit_problems import BenefitProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("support.view")
@require_safe
def rules(request):
    page = {"benefits": reads.rules_in_words(request.user, on=timezone.localdate())}
    return render(request, "support/benefit_rules.html", page)


@who_may("support.view")
@require_safe
def person(request, key):
    found, on = _person(request, "support.view", key), timezone.localdate()
    page = {
        "person": found,
        "benefits": reads.of_person(request.user, found, on=on),
        "awards": reads.awards_in_words(request.user, found),
        "known": reads.known_in_words(request.user, found, on=on),
        "may_record": may(request.user, "support.benefits", found),
        "may_correct": may(request.user, "people.change", found),
    }
    return render(request, "support/benefits_of.html", page)


@who_may("support.benefits")
@page_or_form
def ask(request, key):
    """Ask what is open; with ?all=yes also what was answered before."""
    found, on = _person(request, "support.benefits", key), timezone.localdate()
    codes, known = reads.to_ask(request.user, found, on=on, every="all" in request.GET)
    form = AskForm(request.POST if request.method == "POST" else None, codes=codes, known=known)
    if form.is_valid():
        benefit_answers.note_answers(found, form.answers(), by=request.user, at=timezone.now())
        messages.success(request, _("The answers are noted."))
        return redirect("support:benefits-of", found.pk)
    page = {"person": found, "form": form, "codes": codes}
    return render(request, "support/benefits_ask.html", page, status=422 if form.errors else 200)


@who_may("support.benefits")
@page_or_form
def new_award(request, key):
    found, on = _person(request, "support.benefits", key), timezone.localdate()
    offered = {one.benefit.code: one.benefit for one in reads.of_person(request.user, found, on=on)}
    form = AwardForm(request.POST or None, benefits=offered)
    if form.is_valid():
        said = form.cleaned_data
        kept = _tried(
            form,
            lambda: awards.open_award(
                found,
                offered[said["benefit"]],
                said["state"],
                awards.Terms(**form.terms()),
                source=said["source"],
                note=said["note"],
                by=request.user,
                at=timezone.now(),
            ),
        )
        if kept:
            messages.success(request, _("It is recorded."))
            return redirect("support:award", kept.pk)
    page = {"person": found, "form": form}
    return render(request, "support/award_new.html", page, status=422 if form.errors else 200)


@who_may("support.benefits")
@page_or_form
def award(request, key):
    """Show an award with who decided what, and decide the next step."""
    found = _award(request, key)
    left = reads.steps_left(found)
    form = DecideForm(request.POST or None, states=left)
    if request.method == "POST" and form.is_valid():
        said = awards.Terms(**form.terms())
        if _tried(
            form,
            lambda: awards.decide(
                found, form.cleaned_data["state"], said, by=request.user, at=timezone.now()
            ),
        ):
            messages.success(request, _("The decision is recorded, with your name."))
            return redirect("support:award", found.pk)
    note_view(found.person, by=request.user, at=timezone.now())
    page = {
        "award": reads.award_in_words(found),
        "person": found.person,
        "decisions": reads.decisions_of(found),
        "form": form if left else None,
    }
    return render(request, "support/award.html", page, status=422 if form.errors else 200)


@who_may("support.benefits")
@page_or_form
def received(request):
    """Take in a pasted list of those who are paid; the lines that name nobody here stay to be mended."""
    offered = open_benefits(timezone.localdate())
    form = ReceivedForm(request.POST or None, benefits=offered)
    page = {"form": form}
    if form.is_valid():
        said = form.cleaned_data
        matched = recipients.match(said["numbers"], by=request.user)
        chosen, now = offered[said["benefit"]], timezone.now()
        count = recipients.record_received(
            chosen, matched.persons, since=said["since"], by=request.user, at=now
        )
        page |= {"recorded": count, "already": len(matched.persons) - count, "unknown": len(matched.unknown)}
        left = said | {"numbers": "\n".join(matched.unknown)}
        page["form"] = ReceivedForm(None, benefits=offered, initial=left)
    return render(request, "support/received.html", page, status=422 if form.errors else 200)


def _person(request, permission, key):
    """Find a person, note the look, and keep out of what the person asked to leave alone."""
    found = find(request, permission, Person.objects.select_related("household", "village"), key)
    if is_closed_to(request.user, found):
        raise Http404
    note_view(found, by=request.user, at=timezone.now())
    return found


def _award(request, key):
    found = find(request, "support.benefits", Award.objects.select_related("person"), key)
    is_secret = found.benefit == CONFIDENTIAL and not may(request.user, "support.confidential", found)
    if is_secret or is_closed_to(request.user, found.person):
        raise Http404
    return found


def _tried(form, do):
    """Carry something out, or say in the form why not."""
    try:
        return do()
    except BenefitProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None
