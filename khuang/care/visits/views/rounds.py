"""The volunteer's round: the page that works without a network, and plain pages for without scripts."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.models import Household
from khuang.care.visits import actions, reads
from khuang.care.visits.forms.recording import VisitForm
from khuang.care.visits.rules.record_problems import NoVisitForm
from khuang.care.visits.views.carried import carried, fingerprint
from khuang.ground.accounts.access import anyone, find, own_context, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys import offline
from khuang.ground.surveys.rules.problems import SurveyProblem

PAGE = "/round/"
FILES = (
    "surveys/keep_page.js",
    "surveys/lock_panel.js",
    "visits/round.css",
    "visits/round.js",
    "visits/round_day.js",
    "visits/record_form.js",
    "visits/round_record.js",
    "visits/round_stops.js",
    "visits/visit_xml.js",
)


@anyone
@require_safe
def shell(request):
    """Give the page without a name on it: a phone keeps it in clear, and fills it in once it is unlocked."""
    return render(request, "visits/round.html", {"form": VisitForm()})


@anyone
@own_context
@require_safe
def worker(request):
    return offline.worker(PAGE, FILES)


@who_may("visits.round")
@never_cache
@require_safe
def today(request):
    """Hand today's round out to a phone, which seals it; 304 when it holds the same already."""
    now = timezone.now()
    round_ = _own_round(request, on_phone=True)
    told = carried(round_, surveys.envelope_key(at=now), request.user)
    etag = fingerprint(told)
    if request.headers.get("X-Khuang-Holds") == etag:
        return HttpResponse(status=204)
    if round_ is not None:
        actions.note_round(round_, "handed-out", by=request.user, at=now)
    return JsonResponse(told | {"holds": etag, "now": now.isoformat()})


@who_may("visits.round")
@require_safe
def plain(request):
    round_ = _own_round(request)
    if round_ is not None:
        actions.note_round(round_, "opened", by=request.user, at=timezone.now())
    return render(request, "visits/round_plain.html", {"round": round_, "day": timezone.localdate()})


@who_may("visits.round")
@require_safe
def home(request, key):
    """Show a home of one's own round, or one that is assigned, with everything due for its members."""
    day = timezone.localdate()
    round_ = _own_round(request)
    shown = round_.homes.get(key) if round_ else None
    if shown is None:
        rows = Household.objects.select_related("dwelling__point", "village")
        shown = reads.home_of(find(request, "visits.round", rows, key), day, actor=request.user)
    people = [one.person for one in shown.members]
    actions.note_home(shown.household, people, by=request.user, at=timezone.now())
    # Somebody who only visits this once cannot hand over a code for LINE.
    coded = {one.pk for one in people if may(request.user, "correspondence.contacts", one)}
    return render(request, "visits/home.html", {"home": shown, "day": day, "coded": coded})


@who_may("visits.round")
@require_http_methods(["GET", "POST"])
def record(request, key):
    planned = reads.stop(request.user, key)
    if planned is None:
        raise Http404
    form = VisitForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and _recorded(request, planned, form):
        return redirect("visits:round-plain")
    actions.note_stop(planned, by=request.user, at=timezone.now())
    context = {"form": form, "planned": planned}
    return render(request, "visits/record.html", context, status=422 if form.errors else 200)


def _own_round(request, *, on_phone=False):
    volunteer = reads.volunteer_of(request.user)
    if volunteer is None:
        return None
    return reads.round_of(volunteer, timezone.localdate(), actor=request.user, on_phone=on_phone)


def _recorded(request, planned, form):
    """Record what a form says; else note on the form why not."""
    files = {name: form.cleaned_data[name] for name in ("photo", "voice") if form.cleaned_data[name]}
    now: datetime = timezone.now()
    try:
        actions.record(planned, form.answers(timezone.localdate(now)), files=files, by=request.user, at=now)
    except (NoVisitForm, SurveyProblem) as problem:
        form.add_error(None, _(problem.sentence))
        return False
    messages.success(request, _("The visit was recorded."))
    return True
