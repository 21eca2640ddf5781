"""Pages of the desk; every one says who may open it, and a look at people is noted."""

from datetime import timedelta
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people import reads as registry
from khuang.care.people.actions import note_export, note_listing, note_looks_listed, note_view
from khuang.care.people.models import Person
from khuang.care.people.rules.exports import PER_DAY, TooManyExports
from khuang.desk import backups, exports, reads, records, rules
from khuang.desk.forms import ExportForm, PeopleFilter, PeriodForm
from khuang.desk.looks import looks as looks_in_words
from khuang.ground.accounts.access import find, fresh, who_may
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal import actions as journal

PAGE = 50  # persons that a list shows at a time
YEAR = timedelta(days=365)
TOO_MANY = _(
    "You took out %(most)s files in the last 24 hours, as many as one person may. "
    "Ask a colleague, or wait until tomorrow."
)


@require_safe
@who_may("desk.today")
def today(request):
    account = request.user
    now = timezone.now()
    page = reads.today(account, at=now) if may(account, "people.list") else None
    figures = reads.figures(on=timezone.localdate()) if may(account, "figures.view") else None
    waiting = reads.waiting(account, at=now)
    copies = backups.standing(at=now) if may(account, "backups.view") else None
    context = {"today": page, "figures": figures, "waiting": waiting, "backups": copies}
    return render(request, "desk/today.html", context)


@require_safe
@who_may("backups.view")
def backups_made(request):
    context = {"backups": backups.standing(at=timezone.now()), "lines": backups.lines()}
    return render(request, "desk/backups.html", context)


@require_safe
@who_may("people.list")
def people(request):
    form = PeopleFilter(request.user, request.GET)
    words = form.chosen()
    rows = _chosen(request, form, "people.list")
    first = _number(request.GET.get("from"))
    shown = reads.listed(rows[first : first + PAGE])
    total = rows.count()
    note_listing((one.person for one in shown), by=request.user, at=timezone.now(), **form.narrowed().in_use)
    following = first + len(shown)
    context = {
        "form": form,
        "people": shown,
        "total": total,
        "shown": following,
        "more": _address(words | {"from": following}) if following < total else None,
        "on_map": reverse("desk:map") + _address(words) if may(request.user, "desk.map") else None,
        "has_place": bool(scope_of(request.user, "people.list")),
        "may_register": may(request.user, "people.change"),
        "export": reverse("desk:export") + _address(words) if may(request.user, "people.export") else None,
    }
    return render(
        request, "desk/people.html#rows" if request.headers.get("HX-Request") else "desk/people.html", context
    )


@require_safe
@who_may("desk.map")
def homes_map(request):
    form = PeopleFilter(request.user, request.GET)
    words = form.chosen()
    journal.write("desk.map-opened", by=request.user, about=None, at=timezone.now(), **words)
    context = {
        "form": form,
        "filter": _address(words)[1:],
        "as_list": reverse("desk:people") + _address(words),
    }
    return render(request, "desk/map.html", context)


@require_safe
@who_may("desk.map")
def homes_in_view(request):
    """Answer what the map draws: {clusters: [...], points: [...]}."""
    try:
        view = rules.read_view(request.GET.get("bbox", ""), request.GET.get("zoom", ""))
    except rules.NotAView:
        return HttpResponseBadRequest()
    chosen = _chosen(request, PeopleFilter(request.user, request.GET), "desk.map")
    clusters, homes = rules.gather(reads.homes_in(view, chosen), view.zoom)
    return JsonResponse(
        {"clusters": [vars(cluster) for cluster in clusters], "points": [_point(one) for one in homes]}
    )


@require_safe
@who_may("people.view")
def person(request, key):
    found = find(
        request, "people.view", Person.objects.select_related("village", "dwelling", "household"), key
    )
    if found.merged_into_id:
        return redirect("desk:person", found.merged_into_id)
    now = timezone.now()
    note_view(found, by=request.user, at=now)
    if registry.is_closed_to(request.user, found):
        return render(request, "desk/restricted.html", {"person": found})
    return whole_record(request, found, at=now)


def whole_record(request, found, *, at):
    """Show everything about a person that the account may see."""
    record = records.record(found, request.user, at=at)
    return render(request, "desk/person.html", {"record": record})


@who_may("people.rights")
@require_http_methods(["GET", "HEAD", "POST"])
def looks(request, key):
    """List for the person who looked: a period is asked first, then the paper is shown."""
    rows = Person.objects.select_related("village", "dwelling")
    found = find(request, "people.rights", rows, key)
    now = timezone.now()
    today = timezone.localdate(now)
    form = PeriodForm(request.POST or None, initial={"first": today - YEAR, "last": today})
    if not form.is_valid():
        note_view(found, by=request.user, at=now)
        status = 422 if form.errors else 200
        return render(request, "desk/looks_form.html", {"form": form, "person": found}, status=status)
    note_looks_listed(found, by=request.user, at=now)
    period = form.cleaned_data
    context = {"person": found, "looks": looks_in_words(found, **period), "at": now, **period}
    return render(request, "desk/looks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@who_may("people.export")
@fresh
def export(request):
    """Ask what a list is for and hand it out as a file, narrowed by the address as on its page."""
    narrowed = PeopleFilter(request.user, request.GET)
    words = narrowed.chosen()
    chosen = _chosen(request, narrowed, "people.export").filter(restricted_at=None)
    form = ExportForm(request.user, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            return _file(request, chosen, words, form.cleaned_data)
        except TooManyExports:
            form.add_error(None, TOO_MANY % {"most": PER_DAY})
    context = {"form": form, "total": chosen.count(), "back": reverse("desk:people") + _address(words)}
    return render(request, "desk/export.html", context, status=422 if form.errors else 200)


@require_safe
@who_may("people.export")
def exports_made(request):
    return render(request, "desk/exports.html", {"exports": exports.made()})


def _file(request, chosen, words, wanted):
    now = timezone.now()
    rows = exports.gathered(chosen, request.user, on=timezone.localdate())
    note = note_export((row.person.pk for row in rows), **wanted, chosen=words, by=request.user, at=now)
    content = exports.written(note, rows, request.user)
    name = f"people-{note.number}.{note.file_format}"
    return HttpResponse(
        content,
        content_type=exports.TYPES[note.file_format],
        headers={"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"},
    )


def _chosen(request, form, permission):
    words = form.chosen()
    return reads.people(
        request.user,
        form.narrowed(),
        level=words.get("level", ""),
        kind=words.get("kind", ""),
        due=words.get("due", ""),
        on=timezone.localdate(),
        permission=permission,
    )


def _point(home):
    return {
        "id": home.person,
        "lon": round(home.lon, 6),
        "lat": round(home.lat, 6),
        "level": home.level,
        "label": home.house_no,
        "url": reverse("desk:person", args=[home.person]),
    }


def _address(words):
    return f"?{urlencode(words)}"


def _number(text):
    text = text or ""
    # Longer ones are nobody's page, and too large for the database.
    return int(text) if text.isdecimal() and len(text) < 10 else 0
