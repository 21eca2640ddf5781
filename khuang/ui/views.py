from django.conf import settings
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from khuang.lib.marks import anyone
from khuang.ui import gallery as samples

YEAR = 365 * 24 * 3600


# A foreign page could at most change the language of our pages; and a page that
# is the same for everyone then needs no token and no cookie.
@anyone
@anyone
@csrf_exempt
@require_POST
def language(request):
    """Keep the chosen language in a cookie and go back to where the reader was."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES) and check_for_language(chosen):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            chosen,
            max_age=YEAR,
            samesite="Lax",
            secure=request.is_secure(),
            httponly=True,
        )
    return response


@anyone
@anyone
@require_safe
def gallery(request):
    return render(request, "ui/gallery.html", samples.everything(request.GET))


@anyone
@anyone
@require_safe
def gallery_points(request):
    return JsonResponse(samples.POINTS)


@anyone
@anyone
@require_safe
def gallery_base(request):
    return JsonResponse(samples.BASE)
