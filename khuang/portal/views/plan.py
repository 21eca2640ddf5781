"""Proposals and their replies, the plan book, the budget."""

from datetime import date

from django.http import Http404
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.portal.forms.plan import DayForm
from khuang.portal.reads import plan as reads
from khuang.portal.views.frame import page, public
from khuang.ui.downloads import CSV, XLSX, download

# Names of addresses that the tables of the plan link to.
ADDRESSES = {"item_address": "portal:plan-item"}


@public
@require_safe
def proposals(request, place):
    found = reads.proposals(place, on=timezone.localdate())
    return page(request, "portal/plan/proposals.html", place, found)


@public
@require_safe
def proposal(request, place, key):
    found = _there(reads.proposal(place, key, on=timezone.localdate()))
    return page(request, "portal/plan/proposal.html", place, found)


@public
@require_safe
def plan(request, place, first_year=None):
    form = DayForm(request.GET)
    on = (form.is_valid() and form.cleaned_data["on"]) or timezone.localdate()
    found = reads.plan(place, first_year, on)
    if found is None and first_year:
        raise Http404
    context = {"found": found, "form": form, "on": on} | (found or {}) | ADDRESSES
    return page(request, "portal/plan/plan.html", place, context)


@public
@require_safe
def print_book(request, place, first_year):
    on = _day(request)
    return page(
        request, "portal/plan/book.html", place, _there(reads.plan(place, first_year, on)) | {"on": on}
    )


@public
@require_safe
def book(request, place, first_year):
    content = _there(reads.book(place, first_year, _day(request)))
    return download(content, XLSX, f"plan-{place.slug}-{first_year}.xlsx")


@public
@require_safe
def edition(request, place, key):
    return page(request, "portal/plan/edition.html", place, _there(reads.edition(place, key)))


@public
@require_safe
def item(request, place, key):
    return page(request, "portal/plan/item.html", place, _there(reads.item(place, key)))


@public
@require_safe
def budget(request, place, year=None):
    found = reads.budget(place, year)
    if found is None and year:
        raise Http404
    return page(request, "portal/plan/budget.html", place, {"bars": None} | (found or {}) | ADDRESSES)


@public
@require_safe
def budget_csv(request, place, year):
    content = _there(reads.budget_csv(place, year))
    return download(content, CSV, f"budget-{place.slug}-{year}.csv")


def _there(found):
    if found is None:
        raise Http404
    return found


def _day(request):
    """Read the day that a link of our own page names; anything else is today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return timezone.localdate()
