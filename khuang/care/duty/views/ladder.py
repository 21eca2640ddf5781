"""The ladder and the roster."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.duty import actions, forms
from khuang.care.duty.models import DutySpell
from khuang.care.duty.reads.ladder import ladder_at, on_duty_at, settings, spells
from khuang.care.duty.reads.rungs import may_stand_in, phones_of
from khuang.care.duty.views.pages import acted, form_page, page_or_form, tried
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names


@who_may("duty.settings")
@page_or_form
def ladder(request):
    """Show who is told and when, and set it anew."""
    held = ladder_at(timezone.now())
    form = forms.LadderForm(held, request.POST or None)
    if acted(request, form, actions.set_ladder, _("The ladder is set.")):
        return redirect("duty:ladder")
    known = names()
    context = {"ladder": held, "earlier": [(one, known.get(one.by_id, "")) for one in settings()]}
    return form_page(request, form, "duty/ladder.html", **context)


@who_may("cases.alerts")
@require_safe
def roster(request):
    """Show who is on duty now and later."""
    now = timezone.now()
    on_duty = on_duty_at(now)
    accounts = may_stand_in()
    phones = phones_of(accounts)
    context = {
        "on_duty": [(one, phones.get(one.pk, "")) for one in accounts if one.pk in on_duty],
        "spells": [(one, _days(one.weekdays)) for one in spells(now)],
        "may_set": may(request.user, "duty.settings"),
    }
    return render(request, "duty/roster.html", context)


@who_may("duty.settings")
@page_or_form
def new_spell(request):
    form = forms.SpellForm(may_stand_in(), request.POST or None)
    if acted(request, form, actions.put_on_duty, _("They are on duty.")):
        return redirect("duty:roster")
    return form_page(request, form, "duty/spell.html")


@who_may("duty.settings")
@require_POST
def end_spell(request, key):
    spell = DutySpell.objects.filter(pk=key).first()
    if spell is None:
        raise Http404
    tried(request, lambda **said: actions.end_duty(spell, **said), _("Their duty is ended."))
    return redirect("duty:roster")


def _days(weekdays):
    return ", ".join(str(WEEKDAYS[int(one)]) for one in weekdays)
