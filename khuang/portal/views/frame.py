"""What every public page stands in: the municipality of its address."""

from functools import wraps

from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from khuang.ground.municipalities.models import Municipality
from khuang.lib.marks import anyone, own_context


def public(view):
    """Mark a page of one municipality that anyone may open; the view is given it instead of the slug.

    The view chooses the context itself (`within`), and reads before it draws: the frame opens the
    signed-in reader's own municipality.
    """

    @anyone
    @own_context
    @wraps(view)
    def found(request, slug, *args, **kwargs):
        return view(request, get_object_or_404(Municipality, slug=slug), *args, **kwargs)

    return found


def page(request, template, place, context, status=200):
    """Draw a public page of a municipality."""
    return render(request, template, context | frame(place), status=status)


def choose(request, found, address):
    """Draw the choice of a municipality."""
    named = [(name_of(one), one) for one in found]
    return render(request, "portal/municipalities.html", {"municipalities": named, "address": address})


def frame(place):
    """Give what the page frame asks for."""
    return {"kh_municipality": name_of(place), "place": place}


def name_of(place):
    """Give a municipality's name in the reader's language."""
    return place.name if get_language() == "th" else place.name_en
