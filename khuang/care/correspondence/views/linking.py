"""Hand over a code for LINE, once; and one's own LINE account."""

import segno
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from khuang.care.correspondence.actions import linking as actions
from khuang.care.correspondence.actions import own_number
from khuang.care.correspondence.forms.ways import NumberForm
from khuang.care.correspondence.models import Supporter
from khuang.care.correspondence.reads.ways import official_id, own_lines, own_numbers
from khuang.care.correspondence.rules.codes import line_link
from khuang.care.correspondence.views.pages import (
    acted,
    find_person,
    form_page,
    looked_at,
    page_or_form,
    tried,
)
from khuang.ground.accounts.access import find, signed_in, who_may

CHANGE = "correspondence.contacts"


@who_may(CHANGE)
@never_cache
@require_POST
def hand(request, key):
    person = find_person(request, CHANGE, key)
    handed = actions.hand_code(person, by=request.user, at=timezone.now())
    return _shown(request, handed, person, reverse("correspondence:ways", args=[person.pk]))


@who_may(CHANGE)
@never_cache
@require_POST
def hand_to_helper(request, key):
    helper = find(request, CHANGE, Supporter.objects.select_related("person").filter(until=None), key)
    looked_at(request, helper.person)
    handed = actions.hand_code(helper.person, helper=helper, by=request.user, at=timezone.now())
    return _shown(request, handed, helper, reverse("correspondence:ways", args=[helper.person_id]))


@signed_in
@never_cache
@page_or_form
def mine(request):
    """One's own LINE account, for alerts: they never say whom or what they are about."""
    if request.method == "POST":
        handed = actions.own_code(request.user, at=timezone.now())
        return _shown(request, handed, None, reverse("correspondence:my-line"))
    page = {"lines": own_lines(request.user), "numbers": own_numbers(request.user)}
    return render(request, "correspondence/my_line.html", page | {"official": official_id()})


@signed_in
@never_cache
@page_or_form
def number(request):
    """One's own telephone, by which whoever looks at an alert calls the next."""
    known = [one.contact.address for one in own_numbers(request.user)]
    form = NumberForm(request.POST or None, initial={"number": "".join(known)})
    do = lambda **who: own_number.set_own_number(form.cleaned_data["number"], **who) or True  # noqa: E731
    if acted(request, form, do, _("Your number is kept.")):
        return redirect("correspondence:my-line")
    page = {"title": _("My telephone number"), "button": _("Save")}
    return form_page(request, form, **page, back=reverse("correspondence:my-line"))


@signed_in
@require_POST
def end_mine(request, route):
    found = next((one for one in own_lines(request.user) if one.pk == route), None)
    if found is None:
        raise Http404
    tried(request, lambda **who: actions.unlink_own(found, **who), _("Your LINE is no longer linked."))
    return redirect("correspondence:my-line")


def _shown(request, handed, whose, back):
    """Show digits and QR, once: only their hash is kept."""
    official = official_id()
    link = line_link(official, handed.digits) if official else ""
    qr = segno.make(link, micro=False).svg_data_uri(scale=6, border=2) if link else ""
    digits = f"{handed.digits[:3]} {handed.digits[3:]}"
    context = {
        "made": handed.made,
        "digits": digits,
        "qr": qr,
        "whose": whose,
        "official": official,
        "back": back,
    }
    return render(request, "correspondence/code.html", context)
