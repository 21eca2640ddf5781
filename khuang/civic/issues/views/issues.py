"""Issues at the desk: check, merge, split, and see the path of each."""

from django.contrib import messages
from django.forms import formset_factory
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.issues import actions, reads
from khuang.civic.issues.forms.checking import CheckForm, MergeForm, PartForm, SplitForm, TakeDownForm
from khuang.civic.issues.models import Issue
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.issues.rules.problems import IssueProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.indicators.reads import kind_names
from khuang.ground.municipalities import pages_above
from khuang.ui.form_pages import page_or_form, tried

PAGE = 200
PartForms = formset_factory(PartForm, extra=3, max_num=3)


@who_may("issues.sort")
@require_safe
def issues(request):
    kinds = kind_names()
    lines = lambda rows: [(one, kinds.get(one.kind, one.kind)) for one in rows[:PAGE]]  # noqa: E731
    context = {"waiting": lines(reads.waiting()), "checked": lines(reads.checked())}
    return render(request, "issues/issues.html", context)


@who_may("issues.sort")
@page_or_form
def take_down(request):
    """The code is shown once, to be handed to whoever wrote the paper."""
    form = TakeDownForm(request.POST or None)
    if form.is_valid():
        try:
            _issue, code = actions.raise_issue(**form.cleaned_data, by=request.user, at=timezone.now())
            return render(request, "issues/code.html", {"code": code})
        except IssueProblem as problem:
            form.add_error("words", _(problem.sentence))
    return render(request, "issues/take_down.html", {"form": form}, status=422 if form.errors else 200)


@who_may("issues.sort")
@page_or_form
def issue(request, key):
    found = find(request, "issues.sort", Issue.objects.select_related("village"), key)
    if found.state == Issue.State.WAITING:
        return _check(request, found)
    path = reads.path_of(Node("issue", found.pk), request.user.municipality.slug)
    both = pages_above.address("path", "issue", found.pk)
    context = {"issue": found, "kind": kind_names().get(found.kind, ""), "path": path, "both": both}
    return render(request, "issues/issue.html", context | (_ways_on(request, found) if found.is_open else {}))


def _ways_on(request, found):
    """Where an open issue may be taken up by whoever looks, with the issue chosen there."""
    ways = {"new_topic": ("new_topic", "forum.run"), "council": ("bring_item", "council.run")}
    return {
        name: f"{pages_above.address(page)}?issue={found.pk}"
        for name, (page, permission) in ways.items()
        if may(request.user, permission)
    }


def _check(request, found):
    initial = {name: getattr(found, name) for name in ("title", "words", "kind", "place")}
    form = CheckForm(request.POST or None, initial=initial | {"village": found.village_id or ""})
    if form.is_valid() and _checked(request, form, found):
        return redirect("issues:issues")
    said = form.data if form.is_bound else form.initial
    words = "\n".join(said.get(name, "") for name in ("title", "place", "words"))
    context = {"issue": found, "form": form, "findings": reads.doubts(words, registered=True)}
    return render(request, "issues/check.html", context, status=422 if form.errors else 200)


def _checked(request, form, found):
    said = dict(form.cleaned_data)
    outcome, because = said.pop("outcome"), said.pop("because")
    if outcome == "refuse":
        return _tried(request, form, _("It is not published."), actions.refuse, found, because=because)
    return _tried(request, form, _("The issue is in the open now."), actions.publish, found, **said)


@who_may("issues.sort")
@page_or_form
def merge(request, key):
    found = find(request, "issues.sort", Issue.objects.filter(state="published"), key)
    form = MergeForm(request.POST or None, others=reads.open_issues().exclude(pk=found.pk))
    words = _("They are one now. Who follows either of them is told.")
    if form.is_valid() and _tried(request, form, words, actions.merge, found, **form.cleaned_data):
        return redirect("issues:issue", form.cleaned_data["into"].pk)
    context = {"issue": found, "form": form}
    return render(request, "issues/merge.html", context, status=422 if form.errors else 200)


@who_may("issues.sort")
@page_or_form
def split(request, key):
    found = find(request, "issues.sort", Issue.objects.filter(state="published"), key)
    posted = request.POST or None
    form, parts = SplitForm(posted), PartForms(posted, initial=[{"kind": found.kind}] * 3)
    if form.is_valid() and parts.is_valid():
        said = [(one["title"], one["words"], one["kind"] or found.kind) for one in parts.cleaned_data if one]
        said = [part for part in said if part[0].strip() or part[1].strip()]
        words = _("The issue is divided. Who follows it is told of every part.")
        if _tried(request, form, words, actions.split, found, said, **form.cleaned_data):
            return redirect("issues:issue", found.pk)
    context = {"issue": found, "form": form, "parts": parts}
    refused = bool(form.errors) or any(parts.errors)
    return render(request, "issues/split.html", context, status=422 if refused else 200)


def _tried(request, form, done, do, *about, **said):
    """Do what a form says and say so; gives whether it was done."""
    if tried(request, form, do, *about, refused=IssueProblem, **said) is None:
        return False
    messages.success(request, done)
    return True
