"""The map of homes, and what it draws."""

from django.http import HttpResponseBadRequest, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.desk import reads, rules
from khuang.desk.forms import PeopleFilter
from khuang.desk.views.narrowing import address, chosen
from khuang.ground.accounts.access import who_may
from khuang.ground.journal import actions as journal


@require_safe
@who_may("desk.map")
def homes_map(request):
    form = PeopleFilter(request.user, request.GET)
    words = form.chosen()
    journal.write("desk.map-opened", by=request.user, about=None, at=timezone.now(), **words)
    context = {
        "form": form,
        "filter": address(words)[1:],
        "as_list": reverse("desk:people") + address(words),
    }
    return render(request, "desk/map.html", context)


@require_safe
@who_may("desk.map")
def homes_in_view(request):
    """Answer what the map draws: {clusters: [...], points: [...]}."""
    try:
        view = rules.read_view(request.GET.get("bbox", ""), request.GET.get("zoom", ""))
    except rules.NotAView:
        return HttpResponseBadRequest()
    homes = chosen(request, PeopleFilter(request.user, request.GET), "desk.map")
    clusters, points = rules.gather(reads.homes_in(view, homes), view.zoom)
    return JsonResponse(
        {"clusters": [vars(cluster) for cluster in clusters], "points": [_point(one) for one in points]}
    )


def _point(home):
    return {
        "id": home.person,
        "lon": round(home.lon, 6),
        "lat": round(home.lat, 6),
        "level": home.level,
        "label": home.house_no,
        "url": reverse("desk:person", args=[home.person]),
    }
