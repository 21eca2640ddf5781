"""Which needs a public project has met, and which families are still to be told."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases import actions
from khuang.care.cases.forms.answers import AnswersForm, DenialForm
from khuang.care.cases.reads import answers as reads
from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.cases.views.pages import acted, form_page, page_or_form
from khuang.care.people.actions import note_listing, note_view
from khuang.ground.accounts.access import find, who_may
from khuang.ground.indicators.reads import kind_names

PAGE = 30  # needs at a time


@who_may("cases.answers")
@require_safe
def answers(request):
    kinds = kind_names()
    to_tell = list(reads.to_tell(request.user)[:PAGE])
    said = list(reads.answers_seen(request.user)[:PAGE])
    note_listing((one.need.person for one in [*to_tell, *said]), by=request.user, at=timezone.now())
    waiting = [
        (one, kinds.get(one.kind, one.kind), count) for one, count in reads.waiting_reviews(request.user)
    ]
    return render(request, "cases/answers.html", {"waiting": waiting, "to_tell": to_tell, "said": said})


@who_may("cases.answers")
@page_or_form
def answer(request, key):
    review = get_object_or_404(reads.reviews(), pk=key)
    rows = reads.undecided(review, request.user)
    needs = list(rows[:PAGE])
    form = AnswersForm(needs, request.POST or None)
    note_listing((need.person for need in needs), by=request.user, at=timezone.now())
    if request.method == "POST" and form.is_valid() and _answered(request, form, review):
        return redirect("cases:answers")
    context = {
        "review": review,
        "form": form,
        "kind": kind_names().get(review.kind, review.kind),
        "total": rows.count(),
    }
    return render(request, "cases/answer.html", context, status=422 if form.errors else 200)


@who_may("cases.answers")
@require_POST
def told(request, key):
    found = find(request, "cases.answers", reads.answers_seen(request.user), key)
    try:
        actions.note_told(found, by=request.user, at=timezone.now())
        messages.success(request, _("It is noted."))
    except CaseProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("cases:answers")


@who_may("cases.answers")
@page_or_form
def deny(request, key):
    found = find(request, "cases.answers", reads.answers_seen(request.user), key)
    note_view(found.need.person, by=request.user, at=timezone.now())
    form = DenialForm(request.POST or None)
    do = lambda **said: actions.deny_answer(found, **said)  # noqa: E731
    if acted(request, form, do, _("The need is open again.")):
        return redirect("cases:need", found.need_id)
    page = {"title": _("It is not so"), "button": _("Open the need again"), "back": reverse("cases:answers")}
    return form_page(request, form, **page, person=found.need.person.merged_into or found.need.person)


def _answered(request, form, review):
    """Say of all needs at once what was decided, or of none."""
    decided, now = form.decided(), timezone.now()
    try:
        with transaction.atomic():
            for need, met, words in decided:
                actions.answer_need(review, need, met=met, words=words, by=request.user, at=now)
    except CaseProblem as problem:
        form.add_error(None, _(problem.sentence))
        return False
    count = sum(met for _need, met, _words in decided)
    words = ngettext(
        "%s need is met. Whom no message reaches stands below.",
        "%s needs are met. Whom no message reaches stands below.",
        count,
    )
    messages.success(request, words % count)
    return True
