"""The court: the first page that anyone opens."""

from django.utils import timezone
from django.utils.translation import get_language

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
    found = reads.court(place, language=get_language() or "th", at=timezone.now())
    return page(request, "portal/front.html", place, found)
