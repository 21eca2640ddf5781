"""Topics at the desk: open one, lay out its phases, begin with statements, count hands, close it."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.civic.forum import actions, reads
from khuang.civic.forum.forms.topics import HandsForm, PhasesForm, SeedForm, TopicForm
from khuang.civic.forum.models import Statement, Topic
from khuang.civic.forum.reads import agreements as agreeing
from khuang.civic.forum.reads import voting
from khuang.civic.forum.rules.phases import usual
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.forum.views.pages import tried
from khuang.civic.issues.reads.paths import path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.accounts.access import find, who_may
from khuang.ground.municipalities import pages_above
from khuang.ui.form_pages import form_page, page_or_form


@who_may("forum.run")
@require_safe
def topics(request):
    now = timezone.now()
    rows = [(one, reads.phase_now(one, now), voting.taking_part(one)[0]) for one in reads.topics()]
    context = {
        "rows": rows,
        "waiting": reads.waiting().count() + agreeing.reasons_waiting().count(),
        "due": agreeing.due(timezone.localdate()),
    }
    return render(request, "forum/topics.html", context)


@who_may("forum.run")
@page_or_form
def new_topic(request):
    form = TopicForm(request.POST or None, initial={"issues": request.GET.getlist("issue")})
    phases = PhasesForm(request.POST or None, usual(timezone.localdate()))
    if request.method == "POST" and form.is_valid() and phases.is_valid():
        said = {"issues": ()} | form.cleaned_data
        made = tried(request, form, actions.open_topic, **said, phases=phases.drafts)
        if made:
            messages.success(request, _("The topic is open. Now write the first statements."))
            return redirect("forum:seed", made.pk)
    context = {"form": form, "phases": phases}
    return render(
        request, "forum/topic_new.html", context, status=422 if form.errors or phases.errors else 200
    )


@who_may("forum.run")
@require_safe
def topic(request, key):
    found = find(request, "forum.run", reads.topics(), key)
    now, slug = timezone.now(), request.user.municipality.slug
    tallies, hands = reads.tallies(found), reads.hands(found)
    rows = [(one, tallies.get(one.pk, reads.Tally()), hands.get(one.pk, ())) for one in reads.shown(found)]
    context = {
        "topic": found,
        "phase": reads.phase_now(found, now),
        "may": reads.may_now(found, now),
        "rows": rows,
        "people": voting.taking_part(found)[0],
        "waiting": reads.waiting().filter(topic=found).count(),
        "refusals": reads.refusals(found),
        "agreements": agreeing.agreements().filter(topic=found),
        "public": pages_above.address("topic", slug, found.pk),
        "path": path_of(Node("topic", found.pk), slug),
    }
    return render(request, "forum/topic.html", context)


@who_may("forum.run")
@page_or_form
def phases(request, key):
    found = find(request, "forum.run", Topic.objects.filter(closed_at=None), key)
    form = PhasesForm(request.POST or None, reads.phases_of(found))
    sentence = ""
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_phases(found, form.drafts, by=request.user, at=timezone.now())
        except ForumProblem as problem:
            sentence = _(problem.sentence)
        else:
            messages.success(request, _("The phases are set."))
            return redirect("forum:topic", key)
    context = {"topic": found, "phases": form, "sentence": sentence}
    return render(request, "forum/phases.html", context, status=422 if form.errors or sentence else 200)


@who_may("forum.run")
@page_or_form
def seed(request, key):
    found = find(request, "forum.run", Topic.objects.filter(closed_at=None), key)
    form = SeedForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.seed, found, **form.cleaned_data) is not None:
        messages.success(request, _("The statements are shown."))
        return redirect("forum:topic", key)
    return form_page(
        request,
        form,
        title=_("First statements"),
        button=_("Show them"),
        back=reverse("forum:topic", args=[key]),
        caption=found.title,
    )


@who_may("forum.run")
@page_or_form
def close(request, key):
    found = find(request, "forum.run", Topic.objects.filter(closed_at=None), key)
    if request.method != "POST":
        return render(request, "forum/close.html", {"topic": found})
    try:
        actions.close(found, by=request.user, at=timezone.now())
    except ForumProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, _("The topic is closed. It goes to the council."))
    return redirect("forum:topic", key)


@who_may("forum.run")
@page_or_form
def hands(request, key):
    found = find(request, "forum.run", Statement.objects.filter(state="shown").select_related("topic"), key)
    form = HandsForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.note_hands, found, form.hands):
        messages.success(request, _("The hands are noted. They stand beside the votes."))
        return redirect("forum:topic", found.topic_id)
    return form_page(
        request,
        form,
        title=_("Hands in the hall"),
        button=_("Note them"),
        back=reverse("forum:topic", args=[found.topic_id]),
        caption=found.words,
    )
