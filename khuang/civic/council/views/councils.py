"""Councils, their seats and delegates, and the criteria by which they score."""

from urllib.parse import urlencode

from django.contrib import messages
from django.forms import formset_factory
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.council import actions, reads
from khuang.civic.council.forms.councils import CouncilForm, CriterionForm, DelegateForm, SeatForm
from khuang.civic.council.forms.fields import DayForm
from khuang.civic.council.models import Council, Delegate, Seat
from khuang.civic.council.rules.criteria import as_rows
from khuang.civic.council.rules.problems import CouncilProblem
from khuang.civic.council.views.pages import tried
from khuang.civic.groups.reads import groups
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import accounts
from khuang.ui.form_pages import form_page, page_or_form

SOME = 20
CriterionForms = formset_factory(CriterionForm, extra=2, max_num=12)


@who_may("council.run")
@require_safe
def councils(request):
    """With an issue in its address, the councils to which it may be brought; the only one at once."""
    today = timezone.localdate()
    rows = [(one, reads.seats(one, on=today).count()) for one in reads.councils()]
    issue = request.GET.get("issue", "")
    if issue and len(rows) == 1:
        return redirect(f"{reverse('council:bring', args=[rows[0][0].pk])}?{urlencode({'issue': issue})}")
    return render(request, "council/councils.html", {"rows": rows, "issue": issue})


@who_may("council.run")
@page_or_form
def new(request):
    form = CouncilForm(request.POST or None)
    if form.is_valid() and (made := tried(request, form, actions.found_council, **form.cleaned_data)):
        messages.success(request, _("The council is noted. Give its organizations their seats."))
        return redirect("council:council", made.pk)
    return form_page(request, form, title=_("Note a council"), back=reverse("council:councils"))


@who_may("council.run")
@require_safe
def council(request, key):
    found = council_at(request, key)
    context = {
        "council": found,
        "meetings": reads.meetings(found)[:SOME],
        "open_items": reads.open_items(found),
        "closed_items": reads.items(found).exclude(state__in=("proposed", "listed"))[:SOME],
        "rounds": reads.rounds(found)[:SOME],
        "resolutions": reads.resolutions(found)[:SOME],
        "seats": reads.seats(found, on=timezone.localdate()).count(),
    }
    return render(request, "council/council.html", context)


@who_may("council.run")
@require_safe
def seats(request, key):
    found, today = council_at(request, key), timezone.localdate()
    context = {
        "council": found,
        "seated": reads.seated(found, on=today),
        "past": reads.past_seats(found, on=today)[:SOME],
    }
    return render(request, "council/seats.html", context)


@who_may("council.run")
@page_or_form
def give_seat(request, key):
    found = council_at(request, key)
    taken = Seat.objects.filter(council=found, until=None).values("organization_id")
    form = SeatForm(groups().exclude(pk__in=taken), request.POST or None)
    if form.is_valid() and tried(request, form, actions.give_seat, found, **form.cleaned_data):
        messages.success(request, _("The organization sits in the council now. Say who speaks for it."))
        return redirect("council:seats", key)
    back = reverse("council:seats", args=[key])
    return form_page(request, form, title=_("Give a seat"), back=back, caption=str(found))


@who_may("council.run")
@page_or_form
def end_seat(request, key):
    seat = find(request, "council.run", Seat.objects.select_related("organization", "council"), key)
    return _ended(request, seat, actions.end_seat, seat, _("This seat ends"))


@who_may("council.run")
@page_or_form
def name_delegate(request, key):
    seat = find(request, "council.run", Seat.objects.select_related("organization", "council"), key)
    offered = accounts().filter(assignments__role="council", is_active=True).distinct()
    form = DelegateForm(offered, request.POST or None)
    if form.is_valid() and tried(request, form, actions.name_delegate, seat, **form.cleaned_data):
        messages.success(request, _("The delegate is noted."))
        return redirect("council:seats", seat.council_id)
    back = reverse("council:seats", args=[seat.council_id])
    return form_page(request, form, title=_("Who is its delegate?"), back=back, caption=str(seat))


@who_may("council.run")
@page_or_form
def end_delegate(request, key):
    rows = Delegate.objects.select_related("seat__organization", "seat__council")
    delegate = find(request, "council.run", rows, key)
    return _ended(request, delegate, actions.end_delegate, delegate.seat, _("This delegate speaks no longer"))


def _ended(request, row, do, seat, title):
    form = DayForm(request.POST or None)
    if form.is_valid() and tried(request, form, do, row, **form.said()):
        messages.success(request, _("It is noted. What was said until then stays."))
        return redirect("council:seats", seat.council_id)
    back = reverse("council:seats", args=[seat.council_id])
    return form_page(request, form, title=title, back=back, caption=str(seat))


@who_may("council.run")
@page_or_form
def criteria(request, key):
    """Announce by what is scored from the next round on."""
    found = council_at(request, key)
    now, newest = reads.criteria(found)
    forms = CriterionForms(request.POST or None, initial=as_rows(now))
    problem = ""
    if forms.is_valid():
        given = [form.criterion(place) for place, form in enumerate(forms, 1)]
        try:
            actions.announce_criteria(
                found, [one for one in given if one], by=request.user, at=timezone.now()
            )
        except CouncilProblem as refused:
            problem = _(refused.sentence)
        else:
            messages.success(request, _("The criteria are announced. They hold from the next round on."))
            return redirect("council:council", key)
    context = {"council": found, "forms": forms, "newest": newest, "problem": problem}
    refused = bool(problem) or any(forms.errors)
    return render(request, "council/criteria.html", context, status=422 if refused else 200)


def council_at(request, key):
    """Give a council, or 404."""
    return find(request, "council.run", Council.objects.all(), key)
