"""Delegates score on a phone, one criterion at a time; the secretary types for a seat without an account.

A delegate speaks for one seat of a council, so their addresses name none; the secretary's do.
"""

from dataclasses import dataclass
from typing import Any

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
from khuang.civic.council.models import Item, Round, RoundItem, Seat
from khuang.civic.council.rules.criteria import of_rows
from khuang.civic.council.views.pages import tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names
from khuang.ui.form_pages import form_page, page_or_form


@dataclass(frozen=True)
class Sheet:
    """Who scores what, and under which addresses: the delegate's own, or those of the secretary."""

    round: Round
    seat: Seat
    is_typed: bool

    @property
    def home(self):
        return reverse("council:round", args=[self.round.pk]) if self.is_typed else reverse("council:mine")

    def address(self, page, row, *more):
        """Give the address of a question or an interest for an item of the round."""
        if self.is_typed:
            names = {"question": "council:typed", "interest": "council:typed-interest"}
            return reverse(names[page], args=[self.seat.pk, row.pk, *more])
        return reverse(f"council:{page}", args=[row.pk, *more])


@who_may("council.scrutinise")
@require_safe
def mine(request):
    """What waits for the seats for which I speak."""
    now = timezone.now()
    seats = reads.seats_of(request.user, at=now)
    rows = [
        (of, reads.progress(of, seat), reads.scored(of, seat))
        for seat in seats
        for of in reads.rounds(seat.council).filter(state="open", closes_at__gt=now)
    ]
    past = [of for seat in seats for of in reads.rounds(seat.council).filter(state="ranked")[:5]]
    return render(request, "council/mine.html", {"seats": seats, "rows": rows, "past": past})


@who_may("council.scrutinise")
@require_safe
def begin(request, key):
    """Go to the first question that my organization has not answered."""
    of = find(request, "council.scrutinise", _rounds(), key)
    return _next(request, Sheet(of, _own_seat(request, of), is_typed=False))


@who_may("council.scrutinise")
@require_safe
def ranked(request, key):
    """What became of the scores; anyone reads the same in public, with the reasons."""
    of = find(request, "council.scrutinise", Round.objects.select_related("council", "criteria"), key)
    context = {"round": of, "rows": [], "counts": reads.counts(of), "turnout": reads.turnout(of)}
    if not of.is_open:
        context["rows"] = reads.scrutiny(of)
    return render(request, "council/ranked.html", context)


@who_may("council.scrutinise")
@page_or_form
def question(request, key, criterion):
    return _question(request, *_own(request, key), criterion)


@who_may("council.scrutinise")
@page_or_form
def interest(request, key):
    return _interest(request, *_own(request, key))


@who_may("council.run")
@require_safe
def begin_typing(request, seat, key):
    of = find(request, "council.run", _rounds(), key)
    return _next(request, Sheet(of, _seat(request, seat, of), is_typed=True))


@who_may("council.run")
@page_or_form
def typed(request, seat, key, criterion):
    """The secretary types what a delegate says who has no account."""
    return _question(request, *_typed(request, seat, key), criterion)


@who_may("council.run")
@page_or_form
def typed_interest(request, seat, key):
    return _interest(request, *_typed(request, seat, key))


def _question(request, sheet, row, criterion):
    criteria = of_rows(sheet.round.criteria.criteria)
    place, asked = next(((n, one) for n, one in enumerate(criteria, 1) if one.code == criterion), (0, None))
    if asked is None:
        raise Http404
    said = reads.score_of(sheet.round, row.item, sheet.seat, criterion)
    initial = {"value": said.value, "reason": said.reason} if said else {}
    form = ScoreForm(request.POST or None, initial=initial)
    if form.is_valid():
        score = form.cleaned_data | {"criterion": criterion}
        if tried(request, form, actions.score, sheet.round, row.item, sheet.seat, **score):
            return _next(request, sheet, row.item)
    context = _asked(sheet, row) | {
        "asked": asked.asks(get_language()),
        "criterion": asked.name(get_language()),
        "place": place,
        "of": len(criteria),
        "form": form,
    }
    return render(request, "council/question.html", context, status=422 if form.errors else 200)


def _asked(sheet, row):
    return {
        "seat": sheet.seat,
        "item": row.item,
        "kind": kind_names().get(row.item.kind, ""),
        "cited": reads.cited(row.item),
        "back": sheet.home,
        "interest_url": sheet.address("interest", row),
    }


def _interest(request, sheet, row):
    form = InterestForm(request.POST or None)
    words = form.cleaned_data["text"] if form.is_valid() else ""
    if words and tried(request, form, actions.declare_interest, row.item, sheet.seat, words=words):
        messages.success(request, _("The interest is declared. Your organization does not score this item."))
        return _next(request, sheet)
    title = _("We have an interest in this item")
    return form_page(request, form, title=title, back=sheet.home, caption=row.item.title)


def _next(request, sheet: Sheet, item: Item | None = None) -> Any:
    """Lead to the next question: of this item, else of the next one; at the end say so."""
    waiting = reads.progress(sheet.round, sheet.seat).to_do
    if not waiting:
        messages.success(request, _("Everything is scored. You may change it until the round is ranked."))
        return redirect(sheet.home)
    here = item if item in waiting else waiting[0]
    asked = reads.next_question(sheet.round, here, sheet.seat)
    row = RoundItem.objects.get(round=sheet.round, item=here)
    return redirect(sheet.address("question", row, asked.code))


def _rounds():
    return Round.objects.filter(state=Round.State.OPEN).select_related("council", "criteria")


def _rows():
    rows = RoundItem.objects.filter(round__state=Round.State.OPEN)
    return rows.select_related("round__council", "round__criteria", "item__village")


def _own(request, key):
    row = find(request, "council.scrutinise", _rows(), key)
    return Sheet(row.round, _own_seat(request, row.round), is_typed=False), row


def _own_seat(request, of):
    seats = reads.seats_of(request.user, at=timezone.now())
    seat = next((one for one in seats if one.council_id == of.council_id), None)
    if seat is None:
        raise Http404
    return seat


def _typed(request, seat, key):
    row = find(request, "council.run", _rows(), key)
    return Sheet(row.round, _seat(request, seat, row.round), is_typed=True), row


def _seat(request, key, of):
    rows = Seat.objects.filter(council=of.council_id).select_related("organization")
    return find(request, "council.run", rows, key)
