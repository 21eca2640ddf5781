"""Drills: hold one, see its result, say that one saw it."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.duty import actions, forms
from khuang.care.duty.models import Drill
from khuang.care.duty.reads.drills import drills as drills_of
from khuang.care.duty.reads.drills import result
from khuang.care.duty.reads.words import kind_words
from khuang.care.duty.views.pages import acted, form_page, page_or_form
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.names import names
from khuang.ground.places.models import Village


@who_may("duty.drill")
@require_safe
def drills(request):
    known = names()
    rows = [(one, kind_words(one.kind), known.get(one.by_id, "")) for one in drills_of(request.user)]
    return render(request, "duty/drills.html", {"drills": rows})


@who_may("duty.drill")
@page_or_form
def new_drill(request):
    scope = scope_of(request.user, "duty.drill")
    villages = Village.objects.all() if scope.everywhere else Village.objects.filter(pk__in=scope.villages)
    form = forms.DrillForm(villages, request.POST or None)
    held = []
    do = lambda **said: held.append(actions.hold_drill(**said))  # noqa: E731
    if acted(request, form, do, _("The drill is held. Nothing was rung and nobody's record was touched.")):
        return redirect("duty:drill", held[0].pk)
    return form_page(request, form, "duty/drill_new.html")


@who_may("duty.drill")
@require_safe
def drill(request, key):
    found = find(request, "duty.drill", Drill.objects.select_related("village"), key)
    actions.see_drill(found, by=request.user, at=timezone.now())
    known = names()
    context = {
        "drill": found,
        "kind": kind_words(found.kind),
        "lines": result(found),
        "held_by": known.get(found.by_id, ""),
        "seen_by": known.get(found.seen_by_id, ""),
    }
    return render(request, "duty/drill.html", context)


@who_may("cases.acknowledge")
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request, key):
    """Let somebody who takes part say that they saw it; it opens for nobody else."""
    found = Drill.objects.filter(pk=key, lines__account=request.user).first()
    if found is None:
        raise Http404
    if request.method == "POST":
        actions.notice_drill(found, by=request.user, at=timezone.now())
    mine = found.lines.filter(account=request.user).first()
    return render(request, "duty/drill_notice.html", {"drill": found, "mine": mine})
