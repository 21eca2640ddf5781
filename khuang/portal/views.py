from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from khuang.civic.appeals import offers
from khuang.ground.accounts import brake
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.lib.marks import anyone, own_context
from khuang.portal import reads
from khuang.portal.forms import OfferForm


@anyone
@own_context
def front(request):
    found = list(Municipality.objects.all())
    if len(found) == 1:
        return _court(request, found[0])
    return _choose(request, found, "portal:municipality")


@anyone
@own_context
def municipality(request, slug):
    return _court(request, get_object_or_404(Municipality, slug=slug))


@anyone
@own_context
@require_safe
def all_appeals(request):
    """The list, where there is one municipality; else the choice of one."""
    found = list(Municipality.objects.all())
    if len(found) == 1:
        return redirect("portal:appeals", found[0].slug)
    return _choose(request, found, "portal:appeals")


@anyone
@own_context
@require_safe
def appeals(request, slug):
    place = get_object_or_404(Municipality, slug=slug)
    context = {"asked": reads.appeals(place), "contact": reads.contact(place)}
    return render(request, "portal/appeals.html", context | _frame(place))


@anyone
@own_context
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request, slug, reference):
    place = get_object_or_404(Municipality, slug=slug)
    asked = reads.appeal(place, reference)
    if asked is None:
        raise Http404
    form = OfferForm(request.POST or None)
    if form.is_valid() and _offered(request, place, reference, form):
        return redirect("portal:appeal", slug, reference)
    context = {"asked": asked, "contact": reads.contact(place), "form": form}
    status = 422 if form.errors else 200
    return render(request, "portal/appeal.html", context | _frame(place), status=status)


def _offered(request, place, reference, form):
    """Hand an offer on; whoever sends many waits longer each time."""
    now = timezone.now()
    if brake.begin(request, "offer", reference, at=now).free_at:
        form.add_error(None, _("You have sent several already. Wait a while, or call the office."))
        return False
    with within(place):
        taken = offers.hand_on(reference, **form.cleaned_data, at=now)
    if not taken:
        form.add_error(None, _("We cannot take this in now. Please call the office."))
        return False
    messages.success(request, _("Thank you. The municipality will call or write to you."))
    return True


def _court(request, one):
    # Read before drawing: the frame opens the signed-in reader's own municipality.
    context = reads.court(one) | _frame(one)
    return render(request, "portal/front.html", context)


def _choose(request, found, address):
    named = [(_name(one), one) for one in found]
    return render(request, "portal/municipalities.html", {"municipalities": named, "address": address})


def _frame(one):
    return {"kh_municipality": _name(one), "place": one}


def _name(one):
    return one.name if get_language() == "th" else one.name_en
