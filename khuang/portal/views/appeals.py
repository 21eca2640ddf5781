"""What is asked for, and offers to help."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.civic.appeals import offers
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.marks import anyone, own_context
from khuang.portal import reads
from khuang.portal.forms.appeals import OfferForm
from khuang.portal.views.brakes import sends_too_many
from khuang.portal.views.frame import choose, page, public


@anyone
@own_context
@require_safe
def all_appeals(request):
    """The list, where there is one municipality; else the choice of one."""
    found = list(Municipality.objects.all())
    if len(found) == 1:
        return redirect("portal:appeals", found[0].slug)
    return choose(request, found, "portal:appeals")


@public
@require_safe
def appeals(request, place):
    context = {"asked": reads.appeals(place), "contact": reads.contact(place)}
    return page(request, "portal/appeals.html", place, context)


@public
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, place, reference):
    asked = reads.appeal(place, reference)
    if asked is None:
        raise Http404
    form = OfferForm(request.POST or None)
    if form.is_valid() and _offered(request, place, reference, form):
        return redirect("portal:appeal", place.slug, reference)
    context = {"asked": asked, "contact": reads.contact(place), "form": form}
    status = 422 if form.errors else 200
    return page(request, "portal/appeal.html", place, context, status)


def _offered(request, place, reference, form):
    """Hand an offer on; whoever sends many waits longer each time."""
    now = timezone.now()
    if sends_too_many(request, form, "offer", reference, at=now):
        return False
    with within(place):
        taken = offers.hand_on(reference, **form.cleaned_data, at=now)
    if not taken:
        form.add_error(None, _("We cannot take this in now. Please call the office."))
        return False
    messages.success(request, _("Thank you. The municipality will call or write to you."))
    return True
