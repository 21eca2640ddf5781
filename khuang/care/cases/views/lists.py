"""The work lists, saved filters, approvals, and the calendar's secret address."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases import actions, forms, reads
from khuang.care.cases.models import SavedFilter
from khuang.care.cases.rules import lists
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import anyone, own_context, who_may
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

PAGE = 50  # cases that a list shows at a time


@who_may("cases.view")
@require_safe
def cases(request):
    name = request.GET.get("list", "")
    name = name if name in lists.LISTS else lists.MINE
    form = forms.CasesFilter(reads.leads(request.user), request.GET)
    chosen = form.chosen()
    on = timezone.localdate()
    rows = reads.cases_in(request.user, name, chosen, on=on)
    first = _number(request.GET.get("from"))
    shown, total = reads.listed(rows[first : first + PAGE], on=on), rows.count()
    note_listing(
        (one.person for one in shown), by=request.user, at=timezone.now(), list=name, **chosen.in_use
    )
    words = {"list": name} | chosen.in_use
    following = first + len(shown)
    context = {
        "name": name,
        "form": form,
        "cases": shown,
        "total": total,
        "shown": following,
        "more": f"?{urlencode(words | {'from': following})}" if following < total else None,
        "on": on,
    }
    if request.headers.get("HX-Request"):
        return render(request, "cases/cases.html#rows", context)
    return render(request, "cases/cases.html", context | _around(request, name, chosen, on))


def _around(request, name, chosen, on):
    """What stands around the rows: the other lists, saved filters, what else waits."""
    counts = reads.counts(request.user, on=on)
    address = reverse("cases:cases")
    return {
        "tabs": [
            (code, words, counts.get(code), f"{address}?list={code}") for code, words in _words().items()
        ],
        "saved": [(one, f"{address}?{urlencode(one.chosen)}") for one in reads.saved_filters(request.user)],
        "save_form": forms.SaveFilterForm(),
        "chosen": {"list": name} | chosen.in_use,
        "is_narrowed": bool(chosen.in_use),
        "without_case": reads.count_without_case(request.user) if name == lists.UNASSIGNED else 0,
        "pages": reads.other_pages(request.user, at=timezone.now()),
        "clear": f"{address}?list={name}",
    }


def _words():
    return {
        lists.MINE: _("Mine"),
        lists.TEAM: _("My team's"),
        lists.OVERDUE: _("Overdue"),
        lists.UNASSIGNED: _("Without a lead"),
        lists.REASSESS: _("To assess again"),
        lists.CLOSED: _("Closed"),
    }


@who_may("cases.view")
@require_POST
def save_filter(request):
    """Keep the present choice under a name; it goes back to the list."""
    form = forms.SaveFilterForm(request.POST)
    leads = forms.CasesFilter(reads.leads(request.user), request.POST)
    name = request.POST.get("list", "")
    chosen = {"list": name if name in lists.LISTS else lists.MINE} | leads.chosen().in_use
    if form.is_valid():
        actions.save_filter(form.cleaned_data["name"], chosen, by=request.user, at=timezone.now())
        messages.success(request, _("The choice is kept."))
    else:
        messages.error(request, _("Write a name."))
    return redirect(f"{reverse('cases:cases')}?{urlencode(chosen)}")


@who_may("cases.view")
@require_POST
def delete_filter(request, key):
    kept = SavedFilter.objects.filter(account=request.user, pk=key).first()
    if kept is None:
        raise Http404
    actions.forget_filter(kept, by=request.user, at=timezone.now())
    return redirect("cases:cases")


@who_may("cases.approve")
@require_safe
def approvals(request):
    rows = list(reads.asked_decisions(request.user))
    note_listing((one.case.person for one in rows), by=request.user, at=timezone.now())
    return render(request, "cases/approvals.html", {"decisions": rows})


@who_may("cases.view")
@require_safe
def calendar(request):
    return render(request, "cases/calendar.html", {"feed": reads.feed_of(request.user)})


@who_may("cases.view")
@require_POST
def make_calendar(request):
    """Make a new secret address, shown this once."""
    secret = actions.make_feed(by=request.user, at=timezone.now())
    way = reverse("cases:feed", args=[request.user.municipality.slug, secret])
    context = {"feed": reads.feed_of(request.user), "address": request.build_absolute_uri(way)}
    return render(request, "cases/calendar.html", context)


@who_may("cases.view")
@require_POST
def revoke_calendar(request):
    actions.revoke_feed(by=request.user, at=timezone.now())
    messages.success(request, _("The calendar address is closed."))
    return redirect("cases:calendar")


@anyone
@own_context
@require_safe
def feed(request, slug, secret):
    """Give an account's calendar to whoever has its secret address."""
    municipality = Municipality.objects.filter(slug=slug).first()
    if municipality is None:
        raise Http404
    with within(municipality), translation.override("th"):
        account = reads.holder(secret)
        if account is None:
            raise Http404
        made = reads.calendar(account, at=timezone.now())
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    return answer


def _number(text):
    text = text or ""
    return int(text) if text.isdecimal() and len(text) < 10 else 0
