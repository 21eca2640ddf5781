"""Today, the list of people, and one person."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from khuang.care.people import reads as registry
from khuang.care.people.actions import note_listing, note_view
from khuang.care.people.actions.rights import note_restricted_opened
from khuang.care.people.models import Person
from khuang.desk import backups, reads, records
from khuang.desk.forms import PeopleFilter
from khuang.desk.views.narrowing import address, chosen
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may, scope_of

PAGE = 50  # persons that a list shows at a time


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
@who_may("people.list")
def people(request):
    form = PeopleFilter(request.user, request.GET)
    words = form.chosen()
    rows = chosen(request, form, "people.list")
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
        "more": address(words | {"from": following}) if following < total else None,
        "on_map": reverse("desk:map") + address(words) if may(request.user, "desk.map") else None,
        "has_place": bool(scope_of(request.user, "people.list")),
        "registry_pages": reads.registry_pages(request.user),
        "may_register": may(request.user, "people.change"),
        "export": reverse("desk:export") + address(words) if may(request.user, "people.export") else None,
    }
    return render(
        request, "desk/people.html#rows" if request.headers.get("HX-Request") else "desk/people.html", context
    )


@require_safe
@who_may("people.view")
def person(request, key):
    found = find(request, "people.view", _persons(), key)
    if found.merged_into_id:
        return redirect("desk:person", found.merged_into_id)
    now = timezone.now()
    note_view(found, by=request.user, at=now)
    if registry.is_closed_to(request.user, found):
        return render(request, "desk/restricted.html", {"person": found})
    return _whole_record(request, found, at=now)


@require_POST
@who_may("people.view")
def open_restricted(request, key):
    """Show a restricted record once: the law allows it where a life or health is in danger."""
    found = find(request, "people.view", _persons(), key)
    note_restricted_opened(found, by=request.user, at=timezone.now())
    return _whole_record(request, found, at=timezone.now())


def _persons():
    return Person.objects.select_related("village", "dwelling", "household").prefetch_related("merged_here")


def _whole_record(request, found, *, at):
    """Show everything about a person that the account may see."""
    record = records.record(found, request.user, at=at)
    return render(request, "desk/person.html", {"record": record})


def _number(text):
    text = text or ""
    # Longer ones are nobody's page, and too large for the database.
    return int(text) if text.isdecimal() and len(text) < 10 else 0
