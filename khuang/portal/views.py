from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from khuang.ground.municipalities.models import Municipality
from khuang.lib.marks import anyone, own_context
from khuang.portal import reads


@anyone
@own_context
def front(request):
    found = list(Municipality.objects.all())
    if len(found) == 1:
        return _court(request, found[0])
    return render(
        request, "portal/municipalities.html", {"municipalities": [(_name(one), one) for one in found]}
    )


@anyone
@own_context
def municipality(request, slug):
    return _court(request, get_object_or_404(Municipality, slug=slug))


def _court(request, one):
    # Read before drawing: the frame opens the signed-in reader's own municipality.
    context = reads.court(one) | {"kh_municipality": _name(one), "place": one}
    return render(request, "portal/front.html", context)


def _name(one):
    return one.name if get_language() == "th" else one.name_en
