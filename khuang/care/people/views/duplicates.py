"""Screens on which somebody says whether two records are one person."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people import actions, reads
from khuang.care.people.forms.duplicates import MergeForm, PairsFilter, SplitForm
from khuang.care.people.models import Change, DuplicateSearch, MergeEvent
from khuang.care.people.reads import comparing
from khuang.care.people.rules.problems import CannotMerge, CannotSplit
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import scope_of
from khuang.ground.journal.names import names

PAGE = 50  # pairs


@who_may("people.merge")
@require_safe
def pairs(request):
    form = PairsFilter(request.GET)
    rows = comparing.open_pairs(request.user)
    if form.is_valid() and form.cleaned_data["village"]:
        rows = rows.filter(person_a__village_id=form.cleaned_data["village"])
    everybody = ("person_a__village", "person_a__dwelling", "person_b__village", "person_b__dwelling")
    shown = list(rows.select_related(*everybody)[:PAGE])
    people = [person for pair in shown for person in (pair.person_a, pair.person_b)]
    actions.note_listing(people, by=request.user, at=timezone.now())
    context = {
        "form": form,
        "pairs": [(pair, comparing.percent(pair.probability)) for pair in shown],
        "total": rows.count(),
        "search": DuplicateSearch.objects.first(),
        "may_search": scope_of(request.user, "people.merge").everywhere,
        "url": reverse("people:duplicates"),
    }
    return render(request, "people/duplicates.html", context)


@who_may("people.merge")
@require_POST
def search(request):
    actions.begin_search(by=request.user, at=timezone.now())
    return redirect("people:duplicates")


@who_may("people.merge")
@require_POST
def stop(request, key):
    work = find(request, "people.merge", DuplicateSearch.objects.all(), key)
    actions.stop_search(work, by=request.user, at=timezone.now())
    return redirect("people:duplicates")


@who_may("people.merge")
@require_http_methods(["GET", "POST"])
def pair(request, key):
    """Show two records side by side, and take a decision about them."""
    if comparing.is_decided(key, request.user):
        messages.warning(request, _("Somebody has decided about these two records already."))
        return redirect("people:duplicates")
    homes = ("person_a__dwelling", "person_a__village", "person_b__dwelling", "person_b__village")
    found = find(request, "people.merge", comparing.open_pairs(request.user).select_related(*homes), key)
    one, two = found.person_a, found.person_b
    rows = comparing.rows_of(one, two, request.user)
    newer = "one" if (one.last_seen_on or one.known_from) >= (two.last_seen_on or two.known_from) else "two"
    form = MergeForm(request.POST or None, rows=rows, newer=newer)
    if request.method == "POST" and (answer := _decide(request, found, form)):
        return answer
    actions.note_comparison((one, two), by=request.user, at=timezone.now())
    match = comparing.compared(found)
    context = {
        "pair": found,
        "rows": rows,
        "form": form,
        "percent": comparing.percent(match.probability),
        "evidence": comparing.evidence_of(match),
        "histories": [(one, _history(one)), (two, _history(two))],
    }
    return render(request, "people/duplicate.html", context, status=422 if form.errors else 200)


def _decide(request, found, form):
    """Do what was decided; None when it cannot be done as it was said."""
    both, said, now = (found.person_a, found.person_b), request.POST.get("decision"), timezone.now()
    if said == "merge":
        return _merge(request, both, form) if form.is_valid() else None
    if said == "later":
        actions.put_off(both, by=request.user, at=now)
    elif said in ("apart", "asked-one", "asked-two"):
        asked = {"asked-one": both[0], "asked-two": both[1]}.get(said)
        actions.keep_apart(both, None, asked_by=asked, by=request.user, at=now)
    else:
        return None
    messages.success(request, _("Your decision is kept."))
    return redirect("people:duplicates")


def _merge(request, both, form):
    """Merge into the record that is known longer."""
    first = min(both, key=lambda one: (one.known_from, -one.version, one.pk))
    other = both[1] if first is both[0] else both[0]
    taken = form.taken("one" if first is both[0] else "two")
    try:
        actions.merge(first, other, take=taken, by=request.user, at=timezone.now())
    except CannotMerge as refusal:
        messages.warning(request, _(str(refusal)))
        return redirect("people:duplicates")
    messages.success(request, _("Both records are one now. It can be undone on this page."))
    return redirect(first)


def _history(person):
    known = names()
    rows = (
        Change.objects.filter(record_id=person.pk, state="applied").defer("values").order_by("-version")[:5]
    )
    return [(row.at, known.get(row.by_id, _("System")), _fields(row)) for row in rows]


def _fields(row):
    return ", ".join(reads.property_words(name) for name in row.properties)


@who_may("people.merge")
@require_http_methods(["GET", "POST"])
def split(request, key):
    """Undo a merge; what was typed meanwhile is asked for."""
    events = MergeEvent.objects.filter(undone_at=None).select_related("survivor", "merged")
    event = find(request, "people.merge", events, key)
    said = request.POST if request.method == "POST" else None
    form = SplitForm(said, changes=_typed_since(event))
    if request.method == "POST" and form.is_valid():
        return _split(request, event, form)
    actions.note_comparison((event.survivor, event.merged), by=request.user, at=timezone.now())
    context = {"event": event, "form": form, "who": names().get(event.by_id, "")}
    return render(request, "people/split.html", context)


def _typed_since(event):
    rows = Change.objects.filter(record_id=event.survivor_id, version__gt=event.version, submission_id=None)
    known = names()
    return [
        (
            str(row.version),
            f"{_fields(row)}: {known.get(row.by_id, _('System'))}, {timezone.localdate(row.at)}",
        )
        for row in rows.filter(merge_id=None, state="applied").defer("values").order_by("version")
    ]


def _split(request, event, form):
    try:
        actions.split(event, give_back=form.versions(), by=request.user, at=timezone.now())
    except CannotSplit as refusal:
        messages.warning(request, _(str(refusal)))
        return redirect(event.survivor)
    messages.success(request, _("Both records are as they were, each with what came for it since."))
    return redirect(event.survivor)
