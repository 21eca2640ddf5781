"""Alerts: what waits, one of them, and raising one."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases import actions, forms, reads
from khuang.care.cases.models import Alert
from khuang.care.cases.rules.deadlines import deadlines
from khuang.care.cases.views.pages import acted, find_of_case, find_person, form_page, page_or_form
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names


@who_may("cases.alerts")
@require_safe
def alerts(request):
    rows = list(reads.open_alerts(request.user))
    now, known = timezone.now(), names()
    note_listing((one.person for one in rows), by=request.user, at=now)
    context = {
        "alerts": [(one, known.get(one.acknowledged_by_id, "")) for one in rows],
        "at": now,
        "spans": [(words, _span(deadlines().alert_minutes[kind])) for kind, words in Alert.Kind.choices],
        "is_confirmed": deadlines().confirmed,
    }
    return render(request, "cases/alerts.html", context)


@who_may("cases.view")
@page_or_form
def alert(request, key):
    found = find_of_case(request, "cases.view", Alert.objects.all(), key)
    may_change = found.settled_at is None and may(request.user, "cases.alerts", found)
    form = forms.SettleForm(request.POST or None)
    do = lambda **said: actions.settle_alert(found, **said)  # noqa: E731
    if may_change and acted(request, form, do, _("The alert is settled.")):
        return redirect("cases:case", found.case_id)
    known = names()
    return form_page(
        request,
        form,
        template="cases/alert.html",
        title=_("Alert"),
        button=_("Settle the alert"),
        back=reverse("cases:alerts")
        if may(request.user, "cases.alerts")
        else reverse("cases:case", args=[found.case_id]),
        case=found.case,
        alert=found,
        may_change=may_change,
        raised_by=known.get(found.raised_by_id, ""),
        acknowledged_by=known.get(found.acknowledged_by_id, ""),
        settled_by=known.get(found.settled_by_id, ""),
        at=timezone.now(),
    )


@who_may("cases.alerts")
@require_POST
def acknowledge(request, key):
    found = find(request, "cases.alerts", Alert.objects.all(), key)
    actions.acknowledge_alert(found, by=request.user, at=timezone.now())
    return redirect("cases:alert", found.pk)


@who_may("cases.note-need")
@page_or_form
def new_alert(request, key):
    person = find_person(request, "cases.note-need", key)
    form = forms.AlertForm(request.POST or None)
    do = lambda **said: actions.raise_alert(person, **said)  # noqa: E731
    if acted(request, form, do, _("The alert is raised. The social workers see it now.")):
        return redirect(person.get_absolute_url())
    page = {"title": _("Raise an alert"), "button": _("Raise the alert"), "back": person.get_absolute_url()}
    return form_page(request, form, **page, person=person)


def _span(minutes):
    if minutes < 60:
        return ngettext("%s minute", "%s minutes", minutes) % minutes
    return ngettext("%s hour", "%s hours", minutes // 60) % (minutes // 60)
