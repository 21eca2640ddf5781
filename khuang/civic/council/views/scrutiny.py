"""Delegates score on a phone, one criterion at a time; the secretary types for a seat without an account."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.council import actions, reads
from khuang.civic.council.forms.scrutiny import InterestForm, ScoreForm
from khuang.civic.council.models import Item, Round, Seat
from khuang.civic.council.rules.criteria import of_rows
from khuang.civic.council.views.pages import form_page, page_or_form, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names


@who_may("council.scrutinise")
@require_safe
def mine(request):
    """What waits for the seats for which I speak."""
    seats = reads.seats_of(request.user, at=timezone.now())
    rows = [
        (of, reads.progress(of, seat))
        for seat in seats
        for of in reads.rounds(seat.council).filter(state="open", closes_at__gt=timezone.now())
    ]
    past = [of for seat in seats for of in reads.rounds(seat.council).filter(state="ranked")[:5]]
    return render(request, "council/mine.html", {"seats": seats, "rows": rows, "past": past})


@who_may("council.scrutinise")
@page_or_form
def question(request, key, seat, item, criterion):
    return _question(request, "council.scrutinise", key, seat, item, criterion)


@who_may("council.run")
@page_or_form
def typed(request, key, seat, item, criterion):
    """The secretary types what a delegate says who has no account."""
    return _question(request, "council.run", key, seat, item, criterion)


@who_may("council.scrutinise")
@require_safe
def begin(request, key, seat):
    """Go to the first question that this seat has not answered."""
    return _next(request, "council.scrutinise", *_round_and_seat(request, "council.scrutinise", key, seat))


@who_may("council.run")
@require_safe
def begin_typing(request, key, seat):
    return _next(request, "council.run", *_round_and_seat(request, "council.run", key, seat))


@who_may("council.scrutinise")
@page_or_form
def interest(request, key, seat, item):
    return _interest(request, "council.scrutinise", key, seat, item)


@who_may("council.run")
@page_or_form
def typed_interest(request, key, seat, item):
    return _interest(request, "council.run", key, seat, item)


def _question(request, permission, key, seat, item, criterion):
    of, seat = _round_and_seat(request, permission, key, seat)
    found = _item_of(of, item)
    criteria = of_rows(of.criteria.criteria)
    place, asked = next(((n, one) for n, one in enumerate(criteria, 1) if one.code == criterion), (0, None))
    if asked is None:
        raise Http404
    said = reads.score_of(of, found, seat, criterion)
    initial = {"value": said.value, "reason": said.reason} if said else {}
    form = ScoreForm(request.POST or None, initial=initial)
    if form.is_valid():
        score = form.cleaned_data | {"criterion": criterion}
        if tried(request, form, actions.score, of, found, seat, **score):
            return _next(request, permission, of, seat, found)
    context = {
        "round": of,
        "seat": seat,
        "item": found,
        "kind": kind_names().get(found.kind, ""),
        "cited": reads.cited(found),
        "asked": asked.asks(get_language()),
        "criterion": asked.name(get_language()),
        "place": place,
        "of": len(criteria),
        "form": form,
        "back": _home(permission, of),
        "interest_url": reverse(_name(permission, "interest"), args=[of.pk, seat.pk, found.pk]),
    }
    return render(request, "council/question.html", context, status=422 if form.errors else 200)


def _interest(request, permission, key, seat, item):
    of, seat = _round_and_seat(request, permission, key, seat)
    found = _item_of(of, item)
    form = InterestForm(request.POST or None)
    words = form.cleaned_data["text"] if form.is_valid() else ""
    if words and tried(request, form, actions.declare_interest, found, seat, words=words):
        messages.success(request, _("The interest is declared. Your organization does not score this item."))
        return _next(request, permission, of, seat)
    title = _("We have an interest in this item")
    return form_page(request, form, title=title, back=_home(permission, of), caption=found.title)


def _next(request, permission, of, seat, item=None):
    """Lead to the next question: of this item, else of the next one; at the end say so."""
    waiting = reads.progress(of, seat).to_do
    if not waiting:
        messages.success(request, _("Everything is scored. You may change it until the round is ranked."))
        return redirect(_home(permission, of))
    here = item if item in waiting else waiting[0]
    asked = reads.next_question(of, here, seat)
    return redirect(_name(permission, "question"), of.pk, seat.pk, here.pk, asked.code)


def _name(permission, page):
    names = {"question": "typed", "interest": "typed-interest"}
    return f"council:{names[page] if permission == 'council.run' else page}"


def _home(permission, of):
    return reverse("council:round", args=[of.pk]) if permission == "council.run" else reverse("council:mine")


def _round_and_seat(request, permission, key, seat):
    rounds = Round.objects.filter(state="open").select_related("council", "criteria")
    of = find(request, permission, rounds, key)
    found = find(request, permission, Seat.objects.select_related("organization"), seat)
    speaks = permission == "council.run" or found in reads.seats_of(request.user, at=timezone.now())
    if found.council_id != of.council_id or not speaks:
        raise Http404
    return of, found


def _item_of(of, key):
    found = Item.objects.select_related("village").filter(rounds__round=of, pk=key).first()
    if found is None:
        raise Http404
    return found
