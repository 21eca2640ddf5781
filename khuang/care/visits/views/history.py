"""The visits to a person, answers to what they told, and what about them must be settled."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.visits import actions, reads
from khuang.care.visits.forms.recording import ReplyForm
from khuang.care.visits.models import Visit
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may


@who_may("people.view")
@require_safe
def history(request, key):
    person = find(request, "people.view", Person.objects.select_related("village"), key)
    if is_closed_to(request.user, person):
        raise Http404
    window = reads.visits_to(person, after=request.GET.get("after", ""))
    actions.note_history(person, by=request.user, at=timezone.now())
    context = {
        "person": person,
        "visits": reads.told(window.visits, reads.replies_to(window.visits)),
        "may_reply": may(request.user, "visits.supervise", person),
        "more": window.after and f"?{urlencode({'after': window.after})}",
        "form": ReplyForm(),
    }
    return render(request, "visits/history.html", context)


@who_may("visits.supervise")
@require_POST
def reply(request, key):
    visit = find(request, "visits.supervise", Visit.objects.select_related("person"), key)
    form = ReplyForm(request.POST)
    if form.is_valid():
        actions.reply(visit, form.cleaned_data["words"], by=request.user, at=timezone.now())
        messages.success(request, _("The visitor sees your answer on the next round."))
    else:
        messages.error(request, _("Write the answer first."))
    return redirect(f"{reverse('visits:history', args=[visit.person_id])}#visit-{visit.pk}")


@who_may("visits.supervise")
@require_safe
def questions(request):
    rows = reads.open_questions(request.user)
    told_twice = reads.told_twice(rows)
    context = {"questions": [(one, reads.told(told_twice.get(one.visit.planned_id, []))) for one in rows]}
    return render(request, "visits/questions.html", context)


@who_may("visits.supervise")
@require_POST
def settle(request, key):
    question = get_object_or_404(reads.open_questions(request.user), pk=key)
    counts = Visit.objects.filter(planned=question.visit.planned_id, pk=request.POST.get("counts") or None)
    actions.settle_question(question, counts=counts.first(), by=request.user, at=timezone.now())
    messages.success(request, _("Noted as done."))
    return redirect("visits:questions")
