"""The queue of what waits to be checked: one button each, reasons from a list."""

from django.contrib import messages
from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.forum import actions, reads, statement_files
from khuang.civic.forum.forms.topics import ReasonForm
from khuang.civic.forum.models import Enclosure, Stance, Statement
from khuang.civic.forum.reads.agreements import reasons_waiting
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.forum.views.pages import done
from khuang.civic.issues.reads import doubts
from khuang.ground.accounts.access import find, who_may
from khuang.ui.form_pages import form_page, page_or_form

PAGE = 30


@who_may("forum.moderate")
@require_safe
def queue(request):
    waiting = [(one, doubts(one.typed, registered=True)) for one in reads.waiting()[:PAGE]]
    reasons = [(one, doubts(one.why, registered=True)) for one in reasons_waiting()[:PAGE]]
    context = {"waiting": waiting, "reasons": reasons, "quick": Statement.Reason.choices[:4]}
    return render(request, "forum/queue.html", context)


@who_may("forum.moderate")
@require_POST
def show(request, key):
    found = find(request, "forum.moderate", Statement.objects.all(), key)
    return _then(request, _("It is shown."), actions.show, found, confirmed="confirmed" in request.POST)


@who_may("forum.moderate")
@page_or_form
def refuse(request, key):
    found = find(request, "forum.moderate", Statement.objects.select_related("topic"), key)
    form = ReasonForm(request.POST or None, reasons=Statement.Reason.choices)
    if done(request, form, _("It is not shown. The author sees why."), actions.refuse, found):
        return redirect("forum:queue")
    return form_page(
        request,
        form,
        title=_("Do not show it"),
        button=_("Do not show it"),
        back=reverse("forum:queue"),
        caption=found.typed,
    )


@who_may("forum.moderate")
@require_POST
def judge_reason(request, key):
    found = find(request, "forum.moderate", Stance.objects.all(), key)
    is_shown = request.POST.get("outcome") == "show"
    words = _("It is shown.") if is_shown else _("It is not shown; the stance counts all the same.")
    return _then(request, words, actions.judge_reason, found, shown=is_shown)


@who_may("forum.moderate")
@require_safe
def enclosure(request, key):
    found = find(request, "forum.moderate", Enclosure.objects.all(), key)
    try:
        pieces = statement_files.read(found.pk)
    except FileNotFoundError:
        raise Http404 from None
    return FileResponse(pieces, content_type=found.content_type)


def _then(request, words, do, *about, **said):
    try:
        do(*about, **said, by=request.user, at=timezone.now())
    except ForumProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, words)
    return redirect("forum:queue")
