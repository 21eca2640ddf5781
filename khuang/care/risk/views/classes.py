"""The policy in plain words, the instruments, and a class set by hand."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_view
from khuang.care.people.models import Person
from khuang.care.risk import actions, forms, reads
from khuang.care.risk.reads import drafts
from khuang.care.risk.rules import facts
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("risk.policy")
@require_safe
def policy(request):
    page = {
        "policy": reads.policy_in_words(),
        "versions": drafts.versions(),
        "drafts": drafts.drafts_open(),
        "rejudging": drafts.rejudging(),
        "notices": drafts.open_notices(),
        "may_draft": may(request.user, "risk.draft"),
        "may_settle": may(request.user, "surveys.publish"),
        "may_see_forms": may(request.user, "surveys.forms"),
    }
    return render(request, "risk/policy.html", page)


@who_may("risk.policy")
@require_safe
def instruments(request):
    rows = [reads.instrument_in_words(code) for code in facts.shipped().instruments]
    return render(request, "risk/instruments.html", {"instruments": rows})


@who_may("risk.policy")
@require_safe
def instrument(request, code):
    if code not in facts.shipped().instruments:
        raise Http404
    return render(request, "risk/instrument.html", {"instrument": reads.instrument_in_words(code)})


@who_may("risk.view")
@require_safe
def person(request, key):
    found = find(request, "risk.view", Person.objects.all(), key)
    note_view(found, by=request.user, at=timezone.now())
    page = _page(request, found) | {
        "assessments": reads.assessments(request.user, found),
        "history": reads.history(found),
        "may_override": may(request.user, "risk.override", found),
    }
    return render(request, "risk/person.html", page)


@who_may("risk.override")
@page_or_form
def override(request, key):
    found = find(request, "risk.override", Person.objects.all(), key)
    now = timezone.now()
    form = forms.OverrideForm(request.POST or None)
    if not form.is_valid():
        return render(request, "risk/override.html", _page(request, found) | {"form": form})
    said = form.cleaned_data
    until = form.until(timezone.localdate(now))
    actions.override_class(found, said["level"], reason=said["reason"], until=until, by=request.user, at=now)
    messages.success(request, _("The class is set. The journal notes it."))
    return redirect("risk:person", found.pk)


@who_may("risk.override")
@page_or_form
def end_override(request, key):
    found = find(request, "risk.override", Person.objects.all(), key)
    page = _page(request, found)
    if page["explained"] is None or page["explained"].override is None:
        raise Http404
    if request.method != "POST":
        return render(request, "risk/end_override.html", page)
    actions.end_override(found, by=request.user, at=timezone.now())
    messages.success(request, _("The policy decides again."))
    return redirect("risk:person", found.pk)


def _page(request, found):
    row = reads.current([found.pk]).get(found.pk)
    return {"person": found, "explained": row and reads.explanation(request.user, row)}
