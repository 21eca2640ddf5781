"""Drafts of a policy: copy, change, try out, propose, and decide."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people.actions import note_listing
from khuang.care.risk import actions, forms
from khuang.care.risk.models import FormNotice, Gathering, PolicyDraft
from khuang.care.risk.reads import drafts as reads
from khuang.care.risk.reads import everybody, trials
from khuang.care.risk.rules import drafts, policies
from khuang.care.risk.rules.problems import DraftProblem, WrongDraftState
from khuang.ground.accounts.access import fresh, who_may
from khuang.ground.accounts.reads import may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
_PROPOSED = {PolicyDraft.State.PROPOSED}
# What a draft must be for the page that asks; whoever comes too late is told instead.
_MAY_BE_DECIDED = {
    "risk/draft_propose.html": {PolicyDraft.State.DRAFT},
    "risk/draft_delete.html": {PolicyDraft.State.DRAFT},
    "risk/draft_withdraw.html": _PROPOSED | {PolicyDraft.State.APPROVED},
    "risk/draft_refuse.html": _PROPOSED,
    "risk/draft_approve.html": _PROPOSED,
}


@who_may("risk.draft")
@page_or_form
def copy(request):
    form = forms.CopyForm(request.POST or None)
    if not form.is_valid():
        return render(request, "risk/draft_new.html", {"form": form})
    said = form.cleaned_data
    made = actions.copy_policy(said["name"], said["why"], by=request.user, at=timezone.now())
    return redirect("risk:draft", made.pk)


@who_may("risk.policy")
@require_safe
def draft(request, key):
    found = _found(key)
    page = {
        "said": reads.draft_in_words(found),
        "draft": found,
        "may_draft": may(request.user, "risk.draft"),
        "may_adopt": may(request.user, "risk.adopt"),
        "may_decide": reads.may_decide(request.user, found),
        "trial": trials.trial_of(request.user, found),
    }
    return render(request, "risk/draft.html", page)


@who_may("risk.draft")
@page_or_form
def part(request, key, part):
    found = _found(key)
    if found.state != PolicyDraft.State.DRAFT:
        return redirect("risk:draft", key)
    document = policies.read(found.document)
    if part not in drafts.parts(document):
        raise Http404
    form = forms.part_form(document, part, request.POST or None)
    theirs = None
    if form.is_valid():
        try:
            outcome = actions.change_draft(
                key, part, form.values(), was=form.was(), by=request.user, at=timezone.now()
            )
        except DraftProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            if outcome.theirs is None:
                messages.success(request, _("The draft is changed."))
                return redirect("risk:draft", key)
            theirs = reads.said(part, outcome.theirs)
            # Shown again beside the other's, upon whose values it is now to be put.
            document = policies.read(_found(key).document)
            form = forms.part_form(document, part, None, typed=form.values())
    page = {
        "form": form,
        "draft": found,
        "title": reads.title_of(document, part),
        "theirs": theirs,
        "now": reads.said(part, drafts.values(document, part)),
    }
    return render(request, "risk/draft_part.html", page)


@who_may("risk.draft")
@require_POST
def try_out(request, key):
    """Try a draft at once, or gather everybody first when that takes longer than a page may."""
    found, now = _found(key), timezone.now()
    if not everybody.is_ready():
        work = actions.begin_gathering(at=now)
        if work.is_moving:
            return redirect("risk:gathering", key)
    actions.try_out(found, by=request.user, at=now)
    return redirect("risk:trial", key)


@who_may("risk.draft")
@require_safe
def gathering(request, key):
    work = Gathering.objects.first()
    if work is None:
        return redirect("risk:draft", key)
    return render(request, "risk/gathering.html", {"draft": _found(key), "work": work})


@who_may("risk.draft")
@require_safe
def trial(request, key):
    """Show what a dry run found; each person who is listed is noted in the journal."""
    found = _found(key)
    kept = trials.trial_of(request.user, found)
    if kept is None:
        return redirect("risk:draft", key)
    said = trials.trial_in_words(request.user, kept)
    last = max(0, len(said.moves.people) - 1) // PAGE + 1
    asked = request.GET.get("page", "")
    number = min(last, max(1, int(asked))) if asked.isdecimal() and len(asked) < 10 else 1
    people = trials.movers(request.user, kept, said.moves, (number - 1) * PAGE, number * PAGE)
    if people:
        note_listing([one.person for one in people], by=request.user, at=timezone.now(), draft=str(found.pk))
    page = {
        "said": said,
        "draft": found,
        "people": people,
        "count": len(said.moves.people),
        "number": number,
        "last": last,
        "levels": reads.WORST_FIRST,
        "may_view": may(request.user, "people.view"),
    }
    return render(request, "risk/trial.html", page)


@who_may("risk.draft")
@page_or_form
def propose(request, key):
    now = timezone.now()
    form = forms.ProposeForm(request.POST or None, today=timezone.localdate(now))
    return _decided(
        request,
        key,
        form,
        "risk/draft_propose.html",
        _("The draft is proposed. Somebody else must approve it."),
        lambda: actions.propose(key, form.begins_on(), by=request.user, at=now),
    )


@who_may("risk.draft")
@page_or_form
def withdraw(request, key):
    return _decided(
        request,
        key,
        forms.NothingForm(request.POST if request.method == "POST" else None),
        "risk/draft_withdraw.html",
        _("The proposal is withdrawn. It is a draft again."),
        lambda: actions.withdraw(key, by=request.user, at=timezone.now()),
    )


@who_may("risk.adopt")
@page_or_form
def refuse(request, key):
    form = forms.RefuseForm(request.POST or None)
    return _decided(
        request,
        key,
        form,
        "risk/draft_refuse.html",
        _("The proposal is refused. It is a draft again."),
        lambda: actions.refuse(key, form.cleaned_data["because"], by=request.user, at=timezone.now()),
    )


@who_may("risk.adopt")
@fresh
@page_or_form
def approve(request, key):
    form = forms.ApproveForm(request.POST or None, initial={"revision": _found(key).revision})
    return _decided(
        request,
        key,
        form,
        "risk/draft_approve.html",
        _("The policy is approved."),
        lambda: actions.approve(
            key, revision=form.cleaned_data["revision"], by=request.user, at=timezone.now()
        ),
    )


@who_may("risk.draft")
@page_or_form
def delete(request, key):
    return _decided(
        request,
        key,
        forms.NothingForm(request.POST if request.method == "POST" else None),
        "risk/draft_delete.html",
        _("The draft is deleted."),
        lambda: actions.delete_draft(key, by=request.user, at=timezone.now()),
        after="risk:policy",
    )


@who_may("surveys.publish")
@require_POST
def settle_notice(request, key):
    actions.settle_notice(get_object_or_404(FormNotice, pk=key), by=request.user, at=timezone.now())
    messages.success(request, _("Noted. The form stays as it is."))
    return redirect("risk:policy")


def _decided(request, key, form, template, said, do, after=None):
    """Ask on a page of its own, then do it and say so, or say why not."""
    found = _found(key)
    if found.state not in _MAY_BE_DECIDED[template]:
        messages.error(request, _(WrongDraftState.sentence))
        return redirect("risk:draft", key)
    if request.method == "POST" and form.is_valid():
        try:
            do()
        except DraftProblem as problem:
            messages.error(request, _(problem.sentence))
            return redirect("risk:draft", key)
        messages.success(request, said)
        return redirect(after) if after else redirect("risk:draft", key)
    kept = trials.trial_of(request.user, found)
    page = {
        "form": form,
        "draft": found,
        "said": reads.draft_in_words(found),
        "trial": kept,
        "tried": kept and trials.trial_in_words(request.user, kept),
    }
    return render(request, template, page)


def _found(key):
    return get_object_or_404(PolicyDraft, pk=key)
