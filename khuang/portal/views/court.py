"""The court: the first page that anyone opens."""

from khuang.ground.municipalities.models import Municipality
from khuang.lib.marks import anyone, own_context
from khuang.portal import reads
from khuang.portal.views.frame import choose, page, public


@anyone
@own_context
def front(request):
    found = list(Municipality.objects.all())
    if len(found) == 1:
        return _court(request, found[0])
    return choose(request, found, "portal:municipality")


@public
def municipality(request, place):
    return _court(request, place)


def _court(request, place):
    return page(request, "portal/front.html", place, reads.court(place))
