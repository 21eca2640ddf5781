"""Packages: the list, needs that wait, one package, its hand-over and its end."""

from django.contrib import messages
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.uploads import in_memory
from khuang.care.support import actions, package_files
from khuang.care.support.forms.packages import (
    ClosingForm,
    HandOverForm,
    PackageFilter,
    ProposalForm,
    ReasonForm,
)
from khuang.care.support.models import Paper
from khuang.care.support.reads import packages as reads
from khuang.care.support.rules.package_problems import PackageProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.indicators.reads import kind_names
from khuang.ground.journal import reads as journal
from khuang.ground.journal.names import names
from khuang.lib.money import in_thai_words

PAGE = 50
LINES = 40  # of the timeline
page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("support.view")
@require_safe
def packages(request):
    form = PackageFilter(request.user, request.GET)
    rows = reads.packages(request.user, **form.narrowed())
    shown = list(rows[:PAGE])
    note_listing(reads.people_in(shown), by=request.user, at=timezone.now())
    context = {
        "form": form,
        "rows": [(one, reads.person_of(one)) for one in shown],
        "total": rows.count(),
        "may_propose": may(request.user, "support.packages"),
        "may_fund": may(request.user, "support.funders"),
        "may_check": may(request.user, "support.benefits"),
        "may_lend": may(request.user, "support.equipment"),
    }
    return render(request, "support/packages.html", context)


@who_may("support.packages")
@require_safe
def needs(request):
    rows = list(reads.needs_without_package(request.user)[:PAGE])
    note_listing((need.person for need in rows), by=request.user, at=timezone.now())
    kinds = kind_names()
    shown = [(need, need.person, kinds.get(need.kind, need.kind)) for need in rows]
    return render(request, "support/package_needs.html", {"rows": shown})


@who_may("support.packages")
@page_or_form
def propose(request, key):
    need = find(request, "support.packages", reads.needs_without_package(request.user), key)
    form = ProposalForm(request.POST or None)
    note_view(need.person, by=request.user, at=timezone.now())
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("kind", "words")}
        made = tried(request, form, actions.propose_package, need, **said, lines=form.lines())
        if made:
            messages.success(request, _("The package is proposed. Somebody else must approve it."))
            return redirect("support:package", made.pk)
    context = {"form": form, "need": need, "kind": kind_names().get(need.kind, need.kind)}
    return answered(request, "support/package_new.html", context, form)


@who_may("support.view")
@require_safe
def package(request, key):
    found = find(request, "support.view", reads.seen(request.user), key)
    now = timezone.now()
    record = reads.record(found, on=timezone.localdate(now))
    if record.person:
        note_view(record.person, by=request.user, at=now)
    known = names()
    works = may(request.user, "support.packages", found)
    context = {
        "record": record,
        "package": found,
        "need_kind": kind_names().get(found.need.kind, found.need.kind) if found.need else "",
        "proposed_by": known.get(found.proposed_by_id, ""),
        "approved_by": known.get(found.approved_by_id, ""),
        "handed_over_by": known.get(found.handed_over_by_id, ""),
        "may_work": works,
        "may_approve": works and found.state == "proposed" and found.proposed_by_id != request.user.pk,
        "is_own": found.proposed_by_id == request.user.pk,
        "has_money": found.state in ("approved", "under-way", "handed-over"),
        "may_promise": found.state in ("proposed", "approved", "under-way"),
        "appeals": list(found.appeals.all()),
        "timeline": journal.in_words(journal.lines_about(found.pk)[:LINES], known),
    }
    return render(request, "support/package.html", context)


@who_may("support.packages")
@require_POST
def approve(request, key):
    found = find(request, "support.packages", reads.seen(request.user), key)
    try:
        actions.approve_package(found, by=request.user, at=timezone.now())
        messages.success(request, _("The package is approved."))
    except PackageProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("support:package", key)


@who_may("support.packages")
@in_memory
@page_or_form
def hand_over(request, key):
    found = find(request, "support.packages", reads.seen(request.user), key)
    form = HandOverForm(request.POST or None, request.FILES or None)
    if form.is_valid() and tried(request, form, actions.hand_over, found, **form.said()):
        messages.success(request, _("The hand-over is kept."))
        return redirect("support:package", key)
    return answered(request, "support/hand_over.html", {"form": form, "package": found}, form)


@who_may("support.view")
@require_safe
def sheet(request, key):
    """The paper on which somebody signs that they received it."""
    found = find(request, "support.view", reads.seen(request.user), key)
    record = reads.record(found, on=timezone.localdate())
    if record.person:
        note_view(record.person, by=request.user, at=timezone.now())
    value = max(record.money.came, record.money.promised)
    context = {
        "record": record,
        "package": found,
        "value": value,
        "value_words": in_thai_words(value),
        "municipality": request.user.municipality,
        "on": timezone.localdate(),
    }
    return render(request, "support/acceptance_sheet.html", context)


@who_may("support.packages")
@page_or_form
def close(request, key):
    found = find(request, "support.packages", reads.seen(request.user), key)
    form = ClosingForm(request.POST or None)
    if form.is_valid():
        said = {"met": form.cleaned_data["met"] == "yes", "because": form.cleaned_data["because"]}
        if tried(request, form, actions.close_package, found, **said):
            messages.success(request, _("The package is closed."))
            return redirect("support:package", key)
    need_kind = kind_names().get(found.need.kind, found.need.kind) if found.need else ""
    context = {"form": form, "package": found, "need_kind": need_kind}
    return answered(request, "support/package_close.html", context, form)


@who_may("support.packages")
@page_or_form
def cancel(request, key):
    found = find(request, "support.packages", reads.seen(request.user), key)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.cancel_package, found, **form.cleaned_data):
        messages.success(request, _("The package is cancelled."))
        return redirect("support:package", key)
    words = {"title": _("Cancel the package"), "button": _("Cancel the package")}
    return answered(request, "support/package_reason.html", {"form": form, "package": found} | words, form)


@who_may("support.view")
@require_safe
def paper(request, key):
    rows = Paper.objects.select_related("package__person").filter(package__in=reads.seen(request.user))
    found = find(request, "support.view", rows, key)
    try:
        pieces = package_files.read(found.pk)
    except FileNotFoundError:
        raise Http404 from None
    actions.note_paper(found, by=request.user, at=timezone.now())
    response = StreamingHttpResponse(pieces, content_type="application/pdf" if found.is_pdf else "image/jpeg")
    response["Content-Disposition"] = "attachment" if found.is_pdf else "inline"
    response["Cache-Control"] = "private, no-store"
    return response


def tried(request, form, do, about, /, **said):
    """Do it; what the rules refuse stands above the form. Gives what was done, or None."""
    try:
        return do(about, **said, by=request.user, at=timezone.now())
    except (PackageProblem, CaseProblem) as problem:
        form.add_error(None, _(problem.sentence))
        return None


def answered(request, template, context, form):
    """Show a form; one that was refused keeps what was typed."""
    return render(request, template, context, status=422 if form.errors else 200)
