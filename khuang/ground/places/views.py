"""Villages, the base map, and loading both from files."""

import hashlib
import json

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from khuang.ground.places import actions, reads, tiles
from khuang.ground.places.forms import GeoJSONForm, LinesForm
from khuang.ground.places.models import Load
from khuang.ground.places.rules import NotGeoJSON
from khuang.lib.marks import who_may

GEOJSON = "application/geo+json"


@who_may("places.view")
@require_safe
def villages(request):
    words = json.dumps({"closer": _("Closer"), "farther": _("Farther")})
    context = {"villages": reads.villages(), "loads": reads.newest_loads(10), "words": words}
    context["may_change"] = request.may("places.change")
    return render(request, "places/villages.html", context)


@who_may("places.view")
@require_safe
def base_map(request):
    """Give the base map; a browser that has it already is told so."""
    content = json.dumps(reads.base_map(), ensure_ascii=False).encode()
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    answer = HttpResponse(content, GEOJSON, headers={"ETag": etag, "Cache-Control": "private, no-cache"})
    return get_conditional_response(request, etag=etag, response=answer)


@who_may("places.view")
@require_safe
def tile(request, z, x, y):
    """Give a tile of the operator's own picture of the ground."""
    content = tiles.tile(z, x, y)
    kind = tiles.kind(content) if content else None
    if content is None or kind is None:
        raise Http404
    return HttpResponse(content, kind, headers={"Cache-Control": "private, max-age=604800"})


@who_may("places.change")
@require_http_methods(["GET", "HEAD", "POST"])
def load_villages(request):
    return _load(request, GeoJSONForm, actions.load_villages, "places/load_villages.html")


@who_may("places.change")
@require_http_methods(["GET", "HEAD", "POST"])
def load_lines(request):
    return _load(request, LinesForm, actions.load_lines, "places/load_lines.html")


@who_may("places.change")
@require_safe
def load(request, key):
    shown = get_object_or_404(Load, pk=key)
    return render(request, "places/load.html", {"load": shown, "refused": reads.refused_rows(shown)})


@who_may("places.change")
@require_safe
def refused(request, key):
    shown = get_object_or_404(Load, pk=key)
    headers = {"Content-Disposition": 'attachment; filename="refused.geojson"'}
    return HttpResponse(json.dumps(reads.refused_file(shown), indent=1), GEOJSON, headers=headers)


def _load(request, form_class, action, template):
    form = form_class(request.POST, request.FILES) if request.method == "POST" else form_class()
    done = form.is_valid() and _take(form, action, request.user)
    if not done:
        return render(request, template, {"form": form})
    kept = ngettext("%(count)d feature is kept.", "%(count)d features are kept.", done.kept)
    messages.success(request, kept % {"count": done.kept})
    return redirect("places:load", done.pk)


def _take(form, action, account):
    options = form.cleaned_data
    file = options.pop("file")
    try:
        return action(file.read(), file_name=file.name, by=account, at=timezone.now(), **options)
    except NotGeoJSON:
        form.add_error("file", _("This is not a GeoJSON file with features. Export it again as GeoJSON."))
        return None
