"""The forum in the open court: read topics, offer a statement, look what became of it."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.forum import actions, statement_files
from khuang.civic.forum.rules.phases import OFFER, RESULTS
from khuang.civic.forum.rules.problems import Doubtful, ForumProblem
from khuang.ground.accounts import brake
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.portal.forms.forum import ReceiptForm, SayForm
from khuang.portal.reads import forum as reads
from khuang.portal.views.frame import page, public
from khuang.portal.views.voter import voter_of
from khuang.ui.form_pages import page_or_form


def topic_or_404(place, key):
    """Give a topic as it is read now."""
    return reads.topic(place, key, timezone.now()) or _gone()


def _gone():
    raise Http404


@public
@require_safe
def forum(request, place):
    form = ReceiptForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        return redirect("portal:statement", place.slug, form.cleaned_data["code"].upper())
    context = reads.court(place, timezone.now()) | {"form": form}
    return page(request, "portal/forum/forum.html", place, context, 422 if form.errors else 200)


@public
@require_safe
def topic(request, place, key):
    seen = topic_or_404(place, key)
    context = {
        "seen": seen,
        "agreements": reads.agreements_of(place, seen.topic),
        "path": reads.path(place, "topic", key),
    }
    return page(request, "portal/forum/topic.html", place, context)


@public
@require_safe
def statements(request, place, key):
    seen = topic_or_404(place, key)
    with_counts = RESULTS in seen.may
    context = {
        "seen": seen,
        "with_counts": with_counts,
        "rows": reads.counted(place, seen.topic, with_counts=with_counts),
        "refusals": reads.refusals(place, seen.topic),
    }
    return page(request, "portal/forum/statements.html", place, context)


@public
@page_or_form
def say(request, place, key):
    seen = topic_or_404(place, key)
    form = SayForm(request.POST or None, request.FILES or None)
    alike, made = [], None
    if form.is_valid():
        alike = [] if form.cleaned_data["another"] else _alike(place, seen, form)
        made = None if alike else _offered(request, place, seen, form)
    if made:
        return redirect("portal:statement", place.slug, made.receipt)
    context = {"seen": seen, "form": form, "alike": alike, "may_say": OFFER in seen.may}
    return page(request, "portal/forum/say.html", place, context, 422 if form.is_bound else 200)


def _alike(place, seen, form):
    found = reads.alike(place, seen.topic, form.cleaned_data["words"])
    if found:
        form.add_error("another", _("Look at what is said already. If yours says something else, tick this."))
    return found


def _offered(request, place, seen, form):
    """Take the statement in; what cannot be taken stands above the form, with all that was typed."""
    now = timezone.now()
    if brake.begin(request, "statement", str(seen.topic.pk), at=now).free_at:
        form.add_error(None, _("You have sent several already. Wait a while, then send it again."))
        return None
    said = form.cleaned_data
    who = reads.participant(place, seen.topic, voter_of(request, seen.topic))
    try:
        with within(place):
            return actions.offer_statement(
                seen.topic,
                said["words"],
                source="portal",
                participant=who,
                receipt=said["receipt"],
                confirmed=said["confirmed"],
                brought=form.brought,
                by=SYSTEM,
                at=now,
            )
    except ForumProblem as problem:
        form.add_error("confirmed" if isinstance(problem, Doubtful) else None, _(problem.sentence))
    return None


@public
@require_safe
def statement(request, place, receipt):
    found = reads.by_receipt(place, receipt) or _gone()
    address = request.build_absolute_uri()
    return page(request, "portal/forum/receipt.html", place, found | {"address": address})


@public
@require_safe
def enclosure(request, place, key):
    found = reads.enclosure(place, key) or _gone()
    try:
        with within(place):
            pieces = statement_files.read(found.pk)
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(pieces, content_type=found.content_type)
    answer["Cache-Control"] = "public, max-age=3600"
    return answer
