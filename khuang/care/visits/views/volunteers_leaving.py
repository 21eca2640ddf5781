"""Screens of a volunteer who leaves: the day, and the homes that are passed on."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from khuang.care.people.actions import note_listing
from khuang.care.visits.actions import volunteers_leaving as actions
from khuang.care.visits.forms.volunteers import LeaveForm, PassForm
from khuang.care.visits.models import HandOver
from khuang.care.visits.reads import volunteers as reads
from khuang.care.visits.reads import volunteers_leaving as leaving
from khuang.care.visits.views.volunteers import asked, found, tried
from khuang.ground.accounts.access import find, who_may

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("visits.volunteers")
@page_or_form
def leave(request, key):
    one = found(request, key)
    form = LeaveForm(request.POST or None, initial={"on": timezone.localdate()})

    def do():
        actions.leave(one, **form.cleaned_data, by=request.user, at=timezone.now())

    response = asked(
        request,
        one,
        form,
        do,
        title=_("Let them leave"),
        done=_("They have left. Pass their homes on, so that nobody is left behind."),
        template="visits/volunteer_leave.html",
        homes=len(leaving.homes_of(one)),
        visits=leaving.planned_from(one, timezone.localdate()).count(),
    )
    return redirect("visits:hand-over", one.pk) if response.status_code == 302 else response


@who_may("visits.volunteers")
@require_safe
def hand_over(request, key):
    """The homes and visits of somebody who leaves, to be passed on one by one or all together."""
    one = found(request, key)
    homes = leaving.home_lines(one, request.user)
    visits = leaving.open_visits(one, request.user)
    people = [person for line in homes for person in line.people] + [visit.person for visit in visits]
    note_listing(people, by=request.user, at=timezone.now())
    form = PassForm(None, others=_others(request, one))
    context = {"volunteer": one, "homes": homes, "visits": visits, "form": form}
    return render(request, "visits/hand_over.html", context)


@who_may("visits.volunteers")
@page_or_form
def pass_all(request, key):
    one = found(request, key)
    rows = leaving.hand_overs_of(one, request.user)
    return _pass(request, one, [row for row in rows if row.passed_to_id is None])


@who_may("visits.volunteers")
@page_or_form
def pass_one(request, key):
    home = find(request, "visits.volunteers", HandOver.objects.select_related("volunteer"), key)
    return _pass(request, home.volunteer, [home])


def _pass(request, one, homes):
    form = PassForm(request.POST or None, others=_others(request, one))

    def do():
        now = timezone.now()
        to = form.cleaned_data["to"]
        moved = sum(actions.pass_home(home, to=to, by=request.user, at=now) for home in homes)
        words = ngettext("%(count)s visit went along.", "%(count)s visits went along.", moved)
        messages.success(request, f"{_('Passed on.')} {words % {'count': moved}}")

    if form.is_valid() and tried(form, do):
        return redirect("visits:hand-over", one.pk)
    context = {"form": form, "volunteer": one, "homes": len(homes)}
    return render(request, "visits/hand_over_pass.html", context, status=422 if form.errors else 200)


def _others(request, one):
    return reads.serving(reads.volunteers(request.user), timezone.localdate()).exclude(pk=one.pk)
