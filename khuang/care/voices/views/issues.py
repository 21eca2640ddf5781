"""Issues on their way to the forum: each is read by a person before it is released."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.people.actions import note_view
from khuang.care.voices import actions
from khuang.care.voices.forms.issues import CheckForm
from khuang.care.voices.reads import issues as reads
from khuang.care.voices.reads.talks import place_words
from khuang.care.voices.rules.problems import VoiceProblem
from khuang.care.voices.views.pages import page_or_form, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names

PAGE = 100


@who_may("voices.reports")
@require_safe
def issues(request):
    kinds = kind_names()
    lines = lambda rows: [(one, kinds.get(one.kind, one.kind), place_words(one)) for one in rows[:PAGE]]  # noqa: E731
    context = {
        "waiting": lines(reads.waiting(request.user)),
        "to_tell": lines(reads.to_tell(request.user)),
        "checked": lines(reads.checked(request.user)),
        "to_ask": list(reads.to_ask(request.user)[:PAGE]),
    }
    return render(request, "voices/issues.html", context)


@who_may("voices.reports")
@page_or_form
def issue(request, key):
    found = find(request, "voices.reports", reads.issues(request.user), key)
    if found.report and found.report.person:
        note_view(found.report.person, by=request.user, at=timezone.now())
    form = CheckForm(request.POST or None, initial={"words": found.words, "place_words": found.place_words})
    may_check = found.state in ("waiting", "kept")
    if may_check and form.is_valid() and _checked(request, form, found):
        return redirect("voices:issues")
    said = form.data if form.is_bound else form.initial
    context = {
        "issue": found,
        "form": form if may_check else None,
        "kind": kind_names().get(found.kind, found.kind),
        "place": place_words(found),
        "findings": reads.told_by(found, said.get("words", ""), said.get("place_words", ""))
        if may_check
        else (),
        "is_private": reads.is_never_public(found),
    }
    return render(request, "voices/issue.html", context, status=422 if form.errors else 200)


def _checked(request, form, found):
    said = form.cleaned_data
    if said["outcome"] == "keep":
        done = tried(request, form, actions.keep, found, because=said["because"])
        words = _("The issue stays here.")
    else:
        names = ("words", "place_words", "confirmed")
        done = tried(request, form, actions.release, found, **{name: said[name] for name in names})
        words = _("The issue is released to the forum.")
    if done:
        messages.success(request, words)
    return done


@who_may("voices.reports")
@require_POST
def withdraw(request, key):
    found = find(request, "voices.reports", reads.issues(request.user), key)
    return _then(request, actions.withdraw, found, _("The issue is withdrawn."))


@who_may("voices.reports")
@require_POST
def told(request, key):
    found = find(request, "voices.reports", reads.issues(request.user), key)
    return _then(request, actions.note_told, found, _("It is noted."))


@who_may("voices.reports")
@require_POST
def word(request, key):
    """What whoever raised an issue says of its project."""
    found = find(request, "voices.reports", reads.to_ask(request.user), key)
    do = lambda one, **said: actions.note_word(one, finding=request.POST.get("finding", ""), **said)  # noqa: E731
    return _then(request, do, found, _("It is noted, and carried over at night."))


def _then(request, do, found, words):
    try:
        do(found, by=request.user, at=timezone.now())
    except VoiceProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect("voices:issues")
