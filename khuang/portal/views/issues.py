"""Issues: what was raised, what became of it; raise one, follow one, look it up by a code."""

from functools import partial

from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.civic.issues import actions
from khuang.civic.issues.reads import issue_at, kinds_for_public
from khuang.civic.issues.rules.problems import IssueProblem
from khuang.ground.accounts import brake
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Village
from khuang.portal.forms.issues import ChooseForm, CodeForm, RaiseForm
from khuang.portal.reads import issues as reads
from khuang.portal.views.brakes import found_by_code, sends_too_many
from khuang.portal.views.frame import page, public
from khuang.ui.form_pages import page_or_form


@public
@require_safe
def issues(request, place):
    kind, village = request.GET.get("kind", ""), request.GET.get("village", "")
    found = reads.issues(place, kind, village)
    form = ChooseForm(request.GET, kinds=found["kinds"], villages=found["villages"])
    return page(request, "portal/issues/issues.html", place, found | {"form": form})


@public
@require_safe
def issue(request, place, reference):
    found = reads.issue(place, reference)
    if found is None:
        raise Http404
    name = "taken_away" if found["issue"].is_taken_away else "issue"
    return page(request, f"portal/issues/{name}.html", place, found)


@public
@never_cache
@page_or_form
def raise_issue(request, place):
    """What names somebody is refused; then what was said already is shown; then it is sent all the same."""
    with within(place):
        choices = {"kinds": kinds_for_public(), "villages": list(Village.objects.all())}
    form = RaiseForm(request.POST or None, **choices)
    similar = []
    if form.is_valid():
        if "anyway" not in request.POST:
            village = form.cleaned_data["village"]
            similar = reads.similar(place, form.cleaned_data["kind"], village.code if village else "")
        if not similar and (code := _raised(request, place, form)):
            return page(request, "portal/issues/code.html", place, {"code": code, "raised": True})
    context = {"form": form, "similar": similar}
    return page(request, "portal/issues/raise.html", place, context, 422 if form.errors else 200)


def _raised(request, place, form):
    now = timezone.now()
    if sends_too_many(request, form, "issue", at=now):
        return None
    try:
        with within(place):
            _issue, code = actions.raise_issue(**form.cleaned_data, source="portal", by=SYSTEM, at=now)
    except IssueProblem as problem:
        form.add_error("words", _(problem.sentence))
        return None
    return code


@public
@never_cache
@page_or_form
def follow(request, place, reference):
    """Who comes back to this address, as the choice of language does, is led to the issue."""
    now = timezone.now()
    if request.method != "POST":
        return redirect("portal:issue", place.slug, reference)
    with within(place):
        found = issue_at(reference)
        if found is None or not found.is_public:
            raise Http404
        if brake.begin(request, "follow", at=now).free_at:
            return redirect("portal:issue", place.slug, reference)
        code = actions.follow(found, at=now)
    return page(request, "portal/issues/code.html", place, {"code": code, "raised": False})


@public
@never_cache
@page_or_form
def mine(request, place):
    """What became of it, by the code; the code is posted, so that no address holds it."""
    form = CodeForm(request.POST or None)
    found = None
    if form.is_valid():
        found = found_by_code(request, form, "issue code", partial(reads.followed, place))
    context = (found or {}) | {"form": form}
    return page(request, "portal/issues/mine.html", place, context, 422 if form.errors else 200)
