"""The duty list, and what its badge asks."""

from django.http import HttpResponseForbidden, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.care.duty import reads
from khuang.care.duty.pulse import read_token
from khuang.care.duty.reads.ladder import on_duty_at
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import anyone, own_context, who_may
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names
from khuang.ground.municipalities.context import within


@require_safe
@who_may("cases.acknowledge")
def duty(request):
    now = timezone.now()
    found = reads.duty_list(request.user)
    note_listing(found.people, by=request.user, at=now)
    known = names()
    context = {
        "list": found,
        "now": now,
        "on_duty": sorted(known[key] for key in on_duty_at(now) if key in known),
        "answers": may(request.user, "cases.alerts"),
        "may_set": may(request.user, "duty.settings"),
        "may_drill": may(request.user, "duty.drill"),
    }
    return render(request, "duty/duty.html", context)


@require_safe
@anyone
@own_context
def pulse(request):
    """Answer how many wait, by the token of a page; no session is read, so none is kept alive."""
    said = read_token(request.headers.get("X-Khuang-Pulse", ""))
    if said is None:
        return HttpResponseForbidden()
    municipality, key = said
    with within(municipality):
        account = Account.objects.filter(pk=key, municipality_id=municipality, is_active=True).first()
        found = reads.pulse(account) if account and may(account, "cases.acknowledge") else None
    if found is None:
        return HttpResponseForbidden()
    newest = found.newest.timestamp() if found.newest else 0
    return JsonResponse({"waiting": found.waiting, "newest": newest}, headers={"Cache-Control": "no-store"})
