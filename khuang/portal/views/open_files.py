"""Open data: every file in one list, each free to use."""

from django.views.decorators.http import require_safe

from khuang.portal.reads import open_files as reads
from khuang.portal.views.frame import page, public
from khuang.ui.downloads import CSV, download


@public
@require_safe
def open_files(request, place):
    return page(request, "portal/open_files.html", place, {})


@public
@require_safe
def issues_csv(request, place):
    return download(reads.issues_csv(place), CSV, "issues.csv")


@public
@require_safe
def paths_csv(request, place):
    return download(reads.paths_csv(place), CSV, "paths.csv")
