"""Who is silent, how today stands, and who might be asked."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_listing
from khuang.care.wellbeing import actions, reads
from khuang.care.wellbeing.forms.lists import BoardFilter, HolidayForm, ProposalFilter, SettingsForm
from khuang.care.wellbeing.models import Silence
from khuang.care.wellbeing.reads.settings import confirmed_words
from khuang.care.wellbeing.reads.words import STATE_WORDS
from khuang.care.wellbeing.rules.problems import WellbeingProblem
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
PAGE = 50
MOST = 2000


@who_may("wellbeing.view")
@require_safe
def board(request):
    now = timezone.now()
    form = BoardFilter(request.GET)
    found = reads.board(request.user, **form.chosen(), at=now)
    shown = found.today[: _many(request)]
    people = [one.person for one in found.silent] + [one.check_in.person for one in shown]
    note_listing(people, by=request.user, at=now, page="wellbeing")
    page = {
        "form": form,
        "board": found,
        "shown": shown,
        "counts": [(name, STATE_WORDS[name], count) for name, count in found.counts],
        "more_url": _more(request),
        "may_agree": may(request.user, "wellbeing.agree"),
        "may_set": may(request.user, "duty.settings"),
    }
    return render(request, "wellbeing/board.html", page)


@who_may("wellbeing.agree")
@require_safe
def proposals(request):
    form = ProposalFilter(request.GET)
    rows = reads.proposals(request.user, **form.chosen())
    shown = list(rows.select_related("village", "dwelling")[: _many(request)])
    note_listing(shown, by=request.user, at=timezone.now(), page="check-in-proposals")
    page = {"form": form, "lines": reads.listed(shown), "total": rows.count(), "more_url": _more(request)}
    return render(request, "wellbeing/proposals.html", page)


@who_may("wellbeing.agree")
@page_or_form
def end_silence(request, key):
    silence = find(request, "wellbeing.agree", Silence.objects.select_related("person"), key)
    if request.method == "POST":
        try:
            actions.end_silence(silence, by=request.user, at=timezone.now())
            messages.success(request, _("Noted: you know of them. Call and visit are taken back."))
        except WellbeingProblem as problem:
            messages.error(request, _(problem.sentence))
        return redirect("wellbeing:board")
    note_listing([silence.person], by=request.user, at=timezone.now(), page="wellbeing")
    return render(request, "wellbeing/end_silence.html", {"silence": silence})


@who_may("duty.settings")
@page_or_form
def settings(request):
    held = reads.setting()
    hours = {name: f"{getattr(held, name):%H:%M}" for name in ("hour", "calls_from")}
    form = SettingsForm(
        request.POST or None, initial={name: getattr(held, name) for name in reads.NAMES} | hours
    )
    if form.is_valid():
        actions.keep_settings(form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The times are kept. They hold from now on."))
        return redirect("wellbeing:settings")
    page = {"form": form, "held": held, "unconfirmed": confirmed_words(held)}
    return render(request, "wellbeing/settings.html", page, status=422 if form.errors else 200)


@who_may("duty.settings")
@page_or_form
def holidays(request):
    form = HolidayForm(request.POST or None)
    if form.is_valid():
        actions.keep_holiday(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The day is in the list. Nothing is awaited on it."))
        return redirect("wellbeing:holidays")
    page = {"form": form, "days": reads.all_holidays(timezone.localdate()), "held": reads.setting()}
    return render(request, "wellbeing/holidays.html", page, status=422 if form.errors else 200)


@who_may("duty.settings")
@require_http_methods(["POST"])
def holiday(request):
    """Strike a day out, or let it count again."""
    on = parse_date(request.POST.get("on", ""))
    if on is None:
        raise Http404
    if request.POST.get("counts"):
        name = next((one.name for one in reads.all_holidays(on) if one.on == on), "")
        if name:
            actions.keep_holiday(on, name, by=request.user, at=timezone.now())
    else:
        actions.strike_holiday(on, by=request.user, at=timezone.now())
    return redirect("wellbeing:holidays")


def _many(request):
    said = request.GET.get("many", "")
    return min(int(said), MOST) if said.isdecimal() and said.isascii() else PAGE


def _more(request):
    kept = {name: value for name, value in request.GET.items() if name != "many"}
    return f"?{urlencode(kept | {'many': _many(request) + PAGE})}"
