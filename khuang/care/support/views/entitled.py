"""Whom to visit because they may be entitled, and whom the next fiscal year changes."""

from urllib.parse import urlencode

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.care.people.actions import note_listing
from khuang.care.support.forms.benefits import EntitledFilter, PlacedFilter
from khuang.care.support.reads import entitled_words as reads
from khuang.care.support.rules.foresight import next_year
from khuang.ground.accounts.access import who_may

PAGE = 50  # persons that a list shows at a time


@who_may("support.benefits")
@require_safe
def entitled(request):
    on = timezone.localdate()
    form = EntitledFilter(request.GET, on=on)
    listed = reads.to_visit_in_words(request.user, form.chosen(), on=on)
    page = _page(request, form, listed) | {"printable": f"?{urlencode(form.chosen())}"}
    return render(request, "support/entitled.html", page)


@who_may("support.benefits")
@require_safe
def visit_list(request):
    """The whole list on paper: whom to visit, where, for what, and what to ask."""
    on = timezone.localdate()
    form = EntitledFilter(request.GET, on=on)
    listed = reads.to_visit_in_words(request.user, form.chosen(), on=on)
    people = listed.page(0, listed.total)
    _note(request, people, form)
    page = {"people": people, "on": on, "said": form.chosen(), "form": form}
    return render(request, "support/visit_list.html", page)


@who_may("support.benefits")
@require_safe
def foreseen(request):
    on = timezone.localdate()
    form = PlacedFilter(request.GET, on=on)
    listed = reads.foreseen_in_words(request.user, form.chosen(), on=on)
    page = _page(request, form, listed) | {"sums": listed.sums, "first": next_year(on)[0]}
    return render(request, "support/foreseen.html", page)


def _page(request, form, listed):
    first = _number(request.GET.get("from", ""))
    people = listed.page(first, first + PAGE)
    _note(request, people, form)
    following = first + len(people)
    return {
        "form": form,
        "people": people,
        "total": listed.total,
        "shown": following,
        "more": f"?{urlencode(form.chosen() | {'from': following})}" if following < listed.total else None,
    }


def _note(request, people, form):
    note_listing([one.person for one in people], by=request.user, at=timezone.now(), **form.chosen())


def _number(text):
    # Longer ones are nobody's page.
    return int(text) if text.isdecimal() and len(text) < 10 else 0
