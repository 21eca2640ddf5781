"""Open data: every file in one list, each free to use."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from khuang.portal.reads import open_files as reads
from khuang.portal.views.frame import page, public


@public
@require_safe
def open_files(request, place):
    return page(request, "portal/open_files.html", place, {})


@public
@require_safe
def issues_csv(request, place):
    return _file(reads.issues_csv(place), "issues.csv")


@public
@require_safe
def paths_csv(request, place):
    return _file(reads.paths_csv(place), "paths.csv")


def _file(content, name):
    answer = HttpResponse(content, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
