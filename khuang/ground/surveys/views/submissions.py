"""Screens of what was sent in: list, one submission, its photographs, what needs attention."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities import media_files
from khuang.ground.surveys import actions, reads
from khuang.ground.surveys.forms import SubmissionFilter
from khuang.ground.surveys.models import SubmissionMedia
from khuang.ground.surveys.rules.problems import SurveyProblem
from khuang.ground.surveys.withheld import withheld_from

PAGE = 30


@who_may("surveys.submissions")
@require_GET
def submissions(request):
    chosen = SubmissionFilter(request.GET)
    rows = reads.seen_by(request.user).select_related("form", "device__holder", "village").defer("raw")
    waiting = reads.open_attentions(request.user).count()
    context = {"filter": chosen, "waiting": waiting} | _page(request, chosen.apply(rows))
    return render(request, "surveys/submissions.html", context)


@who_may("surveys.submissions")
@require_GET
def submission(request, key):
    shown = _found(request, key)
    is_withheld = bool(withheld_from(request.user, [shown]))
    parts = reads.in_words(shown) if shown.version_id and not is_withheld else []
    media = [] if is_withheld else list(shown.media.all())
    actions.note_looked_at(shown, by=request.user, at=timezone.now())
    is_aside, may_publish = shown.state == shown.State.QUARANTINED, may(request.user, "surveys.publish")
    context = {
        "submission": shown,
        "parts": parts,
        "is_withheld": is_withheld,
        "media": media,
        "missing": [] if is_withheld else sorted(set(shown.files) - {one.name for one in media}),
        "attentions": shown.attentions.filter(settled_at=None),
        "may_original": may(request.user, "people.photograph"),
        "spoken_of": reads.spoken_of(shown, request.user) if shown.version_id and not is_withheld else [],
        "is_aside": is_aside,
        "may_release": may_publish and reads.waits(shown),
        "may_settle": may_publish or not is_aside,
    }
    return render(request, "surveys/submission.html", context)


@who_may("surveys.submissions")
@require_GET
def media(request, key, media_key):
    """Send a photograph: as it was taken to the case team, to others the copy without a place in it."""
    shown = get_object_or_404(SubmissionMedia, pk=media_key, submission=_found(request, key))
    if withheld_from(request.user, [shown.submission]):
        raise Http404
    suffix = "" if may(request.user, "people.photograph") else media_files.CLEAN
    if suffix and shown.clean_at is None:
        raise Http404
    pieces = media_files.read(shown.pk, suffix)
    is_photo = shown.kind == SubmissionMedia.Kind.PHOTO
    actions.note_looked_at(shown.submission, by=request.user, at=timezone.now(), media=shown)
    response = StreamingHttpResponse(
        pieces, content_type="image/jpeg" if is_photo else "application/octet-stream"
    )
    response["Content-Disposition"] = "inline" if is_photo else "attachment"
    response["Cache-Control"] = "private, no-store"
    return response


@who_may("surveys.submissions")
@require_GET
def attention(request):
    return render(request, "surveys/attention.html", _page(request, reads.open_attentions(request.user)))


@who_may("surveys.submissions")
@require_POST
def settle(request, key):
    found = get_object_or_404(reads.open_attentions(request.user), pk=key)
    actions.settle(found, by=request.user, at=timezone.now())
    messages.success(request, _("Noted as done."))
    return redirect("surveys:submission", found.submission_id)


@who_may("surveys.publish")
@require_POST
def release(request, key):
    try:
        failed = actions.release(_found(request, key), by=request.user, at=timezone.now())
    except SurveyProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        for one in failed:
            messages.error(request, f"{one.get_kind_display()} ({one.detail})")
        if not failed:
            messages.success(request, _("The survey was taken in."))
    return redirect("surveys:submission", key)


def _page(request, rows):
    """Give one page of rows and the address of the next."""
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    asked = request.GET.copy()
    asked["page"] = page.number + 1
    return {"page": page, "more": f"?{asked.urlencode()}" if page.has_next() else None}


def _found(request, key):
    rows = reads.seen_by(request.user).select_related("form", "version", "device__holder", "village")
    return get_object_or_404(rows, pk=key)
