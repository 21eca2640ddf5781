"""Projects: what is planned, built, spent and inspected; look at one and say whether it is as promised."""

from functools import partial

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.civic.projects import actions, project_files
from khuang.civic.projects.actions.photographs import LARGEST
from khuang.civic.projects.rules.problems import (
    NoAlt,
    NoPicture,
    OwnWork,
    ProjectProblem,
    SaidAlready,
    WrongCode,
)
from khuang.ground.municipalities.context import within
from khuang.portal.forms.projects import ChooseForm, LookForm, ReceiptForm
from khuang.portal.reads import projects as reads
from khuang.portal.views.brakes import found_by_code, sends_too_many
from khuang.portal.views.frame import page, public
from khuang.ui.downloads import CSV, download
from khuang.ui.form_pages import page_or_form
from khuang.ui.uploads import in_memory

# Beside which field of the form a problem is said.
_FIELDS = {WrongCode: "code", SaidAlready: "code", OwnWork: "code", NoPicture: "photograph", NoAlt: "alt"}


@public
@require_safe
def projects(request, place):
    chosen = {name: request.GET.get(name, "")[:40] for name in ("state", "kind", "village")}
    found = reads.projects(place, **chosen)
    form = ChooseForm(request.GET, kinds=found["kinds"], villages=found["villages"])
    return page(request, "portal/projects/projects.html", place, found | {"form": form})


@public
@require_safe
def project(request, place, key):
    found = reads.project(place, key)
    if found is None:
        raise Http404
    return page(request, "portal/projects/project.html", place, found)


@public
@require_safe
def picture(request, place, key):
    if not reads.has_picture(place, key):
        raise Http404
    with within(place):
        try:
            content = b"".join(project_files.read(key))
        except FileNotFoundError:
            raise Http404 from None
    return HttpResponse(content, content_type="image/jpeg")


@public
@require_safe
def as_csv(request, place):
    return download(reads.projects_csv(place), CSV, f"projects-{place.slug}.csv")


@public
@in_memory(LARGEST)
@never_cache
@page_or_form
def look(request, place, key):
    """Report what one saw; no account is needed."""
    found = reads.may_be_inspected(place, key)
    if found is None:
        raise Http404
    form = LookForm(request.POST or None, request.FILES or None)
    if form.is_valid() and (code := _reported(request, place, found, form)):
        return page(request, "portal/projects/receipt.html", place, {"code": code, "project": found})
    context = {"form": form, "project": found}
    return page(request, "portal/projects/look.html", place, context, 422 if form.errors else 200)


def _reported(request, place, project, form):
    now, said = timezone.now(), form.cleaned_data
    # One brake for reports and for guessing at codes of inspectors.
    if sends_too_many(request, form, "inspection", str(project.pk), at=now):
        return None
    seen = actions.Look(**form.look())
    try:
        with within(place):
            own = {"code": said["code"], "own_work": said["own_work"]}
            return actions.inspect(project, seen, **own, at=now)[1]
    except ProjectProblem as problem:
        form.add_error(_FIELDS.get(type(problem)), _(problem.sentence))
        return None


@public
@never_cache
@page_or_form
def receipt(request, place):
    """What became of a report, by its code; the code is posted, so that no address holds it."""
    form, found = ReceiptForm(request.POST or None), None
    if form.is_valid():
        found = found_by_code(request, form, "inspection code", partial(reads.receipt, place))
    context = {"form": form, "inspection": found}
    return page(request, "portal/projects/mine.html", place, context, 422 if form.errors else 200)
