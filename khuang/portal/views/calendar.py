"""What is on, as a page and as a file that a calendar program follows."""

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.portal.reads.calendar import as_ical, happenings, to_come
from khuang.portal.views.frame import page, public


@public
@require_safe
def calendar(request, place):
    now = timezone.now()
    found = to_come(happenings(place, at=now), at=now)
    return page(request, "portal/calendar.html", place, {"happenings": found})


@public
@require_safe
def ical(request, place):
    site = f"{request.scheme}://{request.get_host()}"
    made = as_ical(place, site=site, at=timezone.now())
    answer = HttpResponse(made, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = f'inline; filename="{place.slug}.ics"'
    return answer
