"""Write to many: a draft, a second look with counts and cost, the sending, who is left to tell."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.correspondence.actions import broadcasts as actions
from khuang.care.correspondence.forms.broadcasts import BroadcastForm, as_typed
from khuang.care.correspondence.models import Broadcast, Recipient
from khuang.care.correspondence.reads import broadcasts as reads
from khuang.care.correspondence.rules.problems import MayNotGo
from khuang.care.correspondence.views.pages import page_or_form, sentence, tried
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import find, who_may
from khuang.ground.journal.names import names

SEND = "correspondence.broadcast"


@who_may(SEND)
@require_safe
def broadcasts(request):
    rows = reads.broadcasts(request.user).prefetch_related("sendings")[:50]
    context = {"rows": [(one, reads.group_words(one.group)) for one in rows]}
    return render(request, "correspondence/broadcasts.html", context)


@who_may(SEND)
@page_or_form
def new(request):
    return _draft(request, None)


@who_may(SEND)
@page_or_form
def change(request, key):
    return _draft(request, _found(request, key))


@who_may(SEND)
@require_safe
def broadcast(request, key):
    """A draft as it will look, with what it costs; or how the sending goes."""
    found = _found(request, key)
    context = {
        "broadcast": found,
        "group": reads.group_words(found.group),
        "villages": reads.village_names(found),
        "by": names().get(found.sent_by_id or found.made_by_id, ""),
    }
    if found.state == Broadcast.State.DRAFT:
        preview = reads.preview(request.user, found, on=timezone.localdate())
        return render(request, "correspondence/broadcast_draft.html", context | {"preview": preview})
    by_sex, by_village = reads.outcomes(request.user, found)
    context |= {
        "work": found.sendings.first(),
        "by_sex": by_sex,
        "by_village": by_village,
        "left": len(reads.left_to_tell(request.user, found)),
    }
    return render(request, "correspondence/broadcast.html", context)


@who_may(SEND)
@require_POST
def send(request, key):
    found = _found(request, key)
    tried(request, lambda **who: actions.send_broadcast(found, **who), _("The sending has begun."))
    return redirect("correspondence:broadcast", found.pk)


@who_may(SEND)
@require_POST
def drop(request, key):
    found = _found(request, key)
    tried(request, lambda **who: actions.drop_broadcast(found, **who), _("The draft is dropped."))
    return redirect("correspondence:broadcasts")


@who_may(SEND)
@require_POST
def stop(request, key):
    found = _found(request, key)
    work = found.sendings.first()
    if work:
        tried(request, lambda **who: actions.stop_sending(work, **who))
    return redirect("correspondence:broadcast", found.pk)


@who_may(SEND)
@require_safe
def in_person(request, key):
    """Who is left to be told in person, by village."""
    found = _found(request, key)
    left = reads.left_to_tell(request.user, found)
    note_listing(reads.people_of(left), by=request.user, at=timezone.now())
    return render(request, "correspondence/in_person.html", {"broadcast": found, "left": left})


@who_may(SEND)
@require_POST
def told(request, key):
    row = find(request, SEND, Recipient.objects.select_related("person"), key)
    tried(request, lambda **who: actions.note_told(row, **who), _("Noted. Thank you."))
    return redirect("correspondence:broadcast-in-person", row.broadcast_id)


def _found(request, key):
    found = reads.broadcasts(request.user).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _draft(request, found):
    """Write or change a draft; what may not go stands at the form, with what was typed."""
    form = BroadcastForm(request.POST or None, initial=as_typed(found) if found else None)
    refused = ()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.draft_broadcast(form.said(), broadcast=found, by=request.user, at=timezone.now())
        except MayNotGo as problem:
            form.add_error("words_th", sentence(problem))
            refused = problem.reasons
        else:
            return redirect("correspondence:broadcast", made.pk)
    back = (
        reverse("correspondence:broadcast", args=[found.pk])
        if found
        else reverse("correspondence:broadcasts")
    )
    context = {"form": form, "back": back, "refused": refused}
    return render(request, "correspondence/broadcast_form.html", context, status=422 if form.errors else 200)
