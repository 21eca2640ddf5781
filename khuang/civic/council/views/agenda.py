"""Items and meetings: bring, correct, merge, call, hear, resolve, forward."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.council import actions, reads
from khuang.civic.council.forms.agenda import (
    BringForm,
    EntryForm,
    HoldForm,
    ItemForm,
    MeetingForm,
    MergeForm,
    NoteForm,
    ResolveForm,
    WhyForm,
)
from khuang.civic.council.models import AgendaEntry, Item, Meeting, Resolution
from khuang.civic.council.views.councils import council_at
from khuang.civic.council.views.pages import pressed, tried
from khuang.civic.issues.reads import open_issues, path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names
from khuang.ui.form_pages import form_page, page_or_form


@who_may("council.run")
@page_or_form
def bring(request, key):
    found = council_at(request, key)
    form = BringForm(open_issues(), request.POST or None, begin_with=request.GET.get("issue", ""))
    if form.is_valid():
        taken = form.cleaned_data["issues"]
        if made := tried(request, form, actions.bring, found, form.draft(), issues_of=taken):
            messages.success(request, _("The item is brought to the council."))
            return redirect("council:item", made.pk)
    back = reverse("council:council", args=[key])
    return form_page(request, form, title=_("Bring an item"), back=back, caption=str(found))


@who_may("council.run")
@require_safe
def item(request, key):
    found = _item(request, key)
    entries = found.entries.select_related("meeting")
    context = {
        "item": found,
        "kind": kind_names().get(found.kind, ""),
        "cited": reads.cited(found),
        "interests": found.interests.select_related("seat__organization"),
        "entries": entries,
        "is_on_agenda": any(one.meeting.is_called for one in entries),
        "coming": reads.coming(found.council, at=timezone.now()),
        "rounds": [row.round for row in found.rounds.select_related("round")],
        "resolution": found.resolutions.first(),
        "path": path_of(Node("item", found.pk), request.user.municipality.slug),
    }
    return render(request, "council/item.html", context)


@who_may("council.run")
@page_or_form
def change(request, key):
    found = _item(request, key)
    form = ItemForm(request.POST or None, initial=ItemForm.of(found))
    if form.is_valid() and tried(request, form, actions.change, found, form.draft()):
        messages.success(request, _("It is corrected."))
        return redirect("council:item", key)
    return _about_item(request, form, found, _("Correct the item"))


@who_may("council.run")
@page_or_form
def merge(request, key):
    found = _item(request, key)
    form = MergeForm(reads.open_items(found.council).exclude(pk=found.pk), request.POST or None)
    if form.is_valid() and tried(request, form, actions.merge, found, form.cleaned_data["into"]):
        messages.success(request, _("They are one now. Both paths stay."))
        return redirect("council:item", form.cleaned_data["into"].pk)
    return _about_item(request, form, found, _("Make two items one"))


@who_may("council.run")
@page_or_form
def withdraw(request, key):
    found = _item(request, key)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.withdraw, found, **form.cleaned_data):
        messages.success(request, _("The item is withdrawn. Whoever follows it is told."))
        return redirect("council:item", key)
    return _about_item(request, form, found, _("Withdraw the item"))


@who_may("council.run")
@page_or_form
def call(request, key):
    found = council_at(request, key)
    form = MeetingForm(request.POST or None)
    if form.is_valid():
        said = {"begins_at": form.moment(), "place": form.cleaned_data["place"]}
        if made := tried(request, form, actions.call_meeting, found, **said):
            messages.success(request, _("The meeting is called. Put items on its agenda."))
            return redirect("council:meeting", made.pk)
    back = reverse("council:council", args=[key])
    return form_page(request, form, title=_("Call a meeting"), back=back, caption=str(found))


@who_may("council.run")
@require_safe
def meeting(request, key):
    found = _meeting(request, key)
    return render(request, "council/meeting.html", _agenda(found) | {"form": _entry_form(found)})


@who_may("council.run")
@require_safe
def agenda_paper(request, key):
    """Print the invitation with the agenda, or the minutes, as official documents are written."""
    found = _meeting(request, key)
    context = _agenda(found) | {"municipality": request.user.municipality}
    return render(request, "council/meeting_paper.html", context)


@who_may("council.run")
@require_POST
def add_entry(request, key):
    found = _meeting(request, key)
    form = _entry_form(found, request.POST)
    if form.is_valid() and tried(request, form, actions.put_on_agenda, found, form.cleaned_data["into"]):
        messages.success(request, _("It is on the agenda."))
        return redirect("council:meeting", key)
    return render(request, "council/meeting.html", _agenda(found) | {"form": form}, status=422)


@who_may("council.run")
@require_POST
def drop_entry(request, key):
    entry = _entry(request, key)
    then = ("council:meeting", entry.meeting_id)
    return pressed(request, actions.take_off_agenda, entry, words=_("It is off the agenda."), then=then)


@who_may("council.run")
@page_or_form
def cancel(request, key):
    found = _meeting(request, key)
    form = WhyForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.cancel_meeting, found, **form.cleaned_data):
        messages.success(request, _("The meeting is cancelled. Its items wait for another."))
        return redirect("council:meeting", key)
    words = {"title": _("Cancel the meeting"), "button": _("Cancel the meeting")}
    more = {"button_kind": "warning", "template": "council/cancel.html", "meeting": found}
    return _about_meeting(request, form, found, **words, **more)


@who_may("council.run")
@page_or_form
def hold(request, key):
    found = _meeting(request, key)
    there = reads.seats(found.council, on=timezone.localdate(found.begins_at))
    form = HoldForm(there, request.POST or None)
    if form.is_valid() and tried(request, form, actions.hold_meeting, found, **form.said()):
        messages.success(request, _("Who came is noted."))
        return redirect("council:meeting", key)
    return _about_meeting(request, form, found, _("Who came?"))


@who_may("council.run")
@page_or_form
def note(request, key):
    entry = _entry(request, key)
    form = NoteForm(request.POST or None, initial={"text": entry.note})
    if form.is_valid() and tried(request, form, actions.note_said, entry, words=form.cleaned_data["text"]):
        messages.success(request, _("It is noted."))
        return redirect("council:meeting", entry.meeting_id)
    return _about_meeting(request, form, entry.meeting, entry.item.title)


@who_may("council.run")
@page_or_form
def resolve(request, key):
    entry = _entry(request, key)
    present = reads.attendance(entry.meeting)
    council = entry.meeting.council
    seats = (
        reads.seats(council, on=timezone.localdate(entry.meeting.begins_at)) if council.is_by_seat else None
    )
    form = ResolveForm(seats, request.POST or None)
    if form.is_valid():
        made = tried(request, form, actions.resolve, entry.item, entry.meeting, **form.said())
        if made:
            messages.success(request, _("It is resolved. Whoever follows it is told."))
            return redirect("council:resolution", made.pk)
    more = {"template": "council/resolve.html", "present": present}
    return _about_meeting(request, form, entry.meeting, entry.item.title, **more)


@who_may("council.run")
@require_safe
def resolution(request, key):
    return render(request, "council/resolution.html", _resolved(request, key))


@who_may("council.run")
@require_safe
def resolution_paper(request, key):
    """Print a resolution as an official document."""
    context = _resolved(request, key) | {"municipality": request.user.municipality}
    return render(request, "council/resolution_paper.html", context)


@who_may("council.run")
@require_POST
def forward(request, key):
    found = _resolved(request, key)["resolution"]
    words = _("It is forwarded. The municipality owes a reply with reasons.")
    return pressed(request, actions.forward, found, words=words, then=("council:resolution", key))


def _agenda(found):
    return {
        "meeting": found,
        "entries": reads.agenda(found),
        "attendance": reads.attendance(found),
        "has_begun": found.begins_at <= timezone.now(),
    }


def _entry_form(found, posted=None):
    on_it = AgendaEntry.objects.filter(meeting=found).values("item_id")
    return EntryForm(reads.items_by_rank(found.council).exclude(pk__in=on_it), posted)


def _about_item(request, form, found, title):
    back = reverse("council:item", args=[found.pk])
    return form_page(request, form, title=title, back=back, caption=found.title)


def _about_meeting(request, form, found, title, **more):
    back = reverse("council:meeting", args=[found.pk])
    caption = _("Meeting %(number)s") % {"number": found}
    return form_page(request, form, title=title, back=back, caption=caption, **more)


def _item(request, key):
    return find(request, "council.run", Item.objects.select_related("council", "village", "into"), key)


def _meeting(request, key):
    return find(request, "council.run", Meeting.objects.select_related("council"), key)


def _entry(request, key):
    rows = AgendaEntry.objects.select_related("meeting__council", "item__council")
    return find(request, "council.run", rows, key)


def _resolved(request, key):
    rows = Resolution.objects.select_related("item__council", "item__village", "meeting__council")
    return reads.resolved(find(request, "council.run", rows, key))
