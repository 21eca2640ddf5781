"""The development plan at the desk: as it was on a day, its editions, what one changes, its steps."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.plan import actions
from khuang.civic.plan.forms.plan import ApprovalForm, EditionForm, PlanForm, StepForm
from khuang.civic.plan.models import Edition, Plan
from khuang.civic.plan.reads import changes, tables
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.rules.knowledge import is_confirmed, next_step
from khuang.civic.plan.views.pages import then, today, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ui.downloads import XLSX, download
from khuang.ui.form_pages import form_page, page_or_form


@who_may("plan.reply")
@require_safe
def plans(request):
    context = {"plans": reads.plans(), "may_write": may(request.user, "plan.write")}
    return render(request, "plan/plans.html", context)


@who_may("plan.write")
@page_or_form
def new_plan(request):
    form = PlanForm(request.POST or None)
    if form.is_valid():
        made = actions.open_plan(**form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("The plan is there. Begin its first edition."))
        return redirect("plan:plan", made.pk)
    title = _("Begin a development plan")
    return form_page(request, form, title=title, button=_("Begin"), back=reverse("plan:plans"))


@who_may("plan.reply")
@require_safe
def plan(request, key):
    found = find(request, "plan.reply", Plan.objects.all(), key)
    editions = list(found.editions.exclude(state=Edition.State.DROPPED))
    is_open = any(one.state == Edition.State.DRAFT for one in editions)
    context = {
        "plan": found,
        "editions": editions,
        "table": tables.table_of(reads.plan_on(found, today())),
        "may_open": not is_open and may(request.user, "plan.write"),
    }
    return render(request, "plan/plan.html", context)


@who_may("plan.write")
@page_or_form
def new_edition(request, key):
    found = find(request, "plan.write", Plan.objects.all(), key)
    is_first = not reads.approved(found).exists()
    form = EditionForm(request.POST or None, is_first=is_first)
    if form.is_valid():
        made = tried(request, form, actions.open_edition, found, **form.cleaned_data)
        if made:
            return redirect("plan:edition", made.pk)
    back, title = reverse("plan:plan", args=[key]), _("Begin an edition")
    return form_page(request, form, title=title, caption=str(found), button=_("Begin"), back=back)


@who_may("plan.reply")
@require_safe
def edition(request, key):
    found = find(request, "plan.reply", Edition.objects.select_related("plan"), key)
    steps = reads.steps_of(found)
    wanted = next_step([one.step for one in steps], {one.step.code for one in steps if one.done_on})
    is_draft = found.state == Edition.State.DRAFT
    context = {
        "edition": found,
        "steps": steps,
        "next": wanted,
        "is_last": wanted and wanted == steps[-1].step,
        "is_confirmed": is_confirmed(found.plan.body, found.kind),
        "changes": changes.in_words(reads.changes_of(found)),
        "grown": changes.grown(found),
        "table": tables.table_of(reads.drafted(found)),
        "may_write": is_draft and may(request.user, "plan.write"),
        "may_approve": is_draft and may(request.user, "plan.approve"),
        "is_draft": is_draft,
        "others": reads.approved(found.plan).exclude(pk=found.pk),
    }
    return render(request, "plan/edition.html", context)


@who_may("plan.reply")
@require_safe
def compare(request, key, other):
    later = find(request, "plan.reply", Edition.objects.select_related("plan"), key)
    earlier = find(request, "plan.reply", later.plan.editions.all(), other)
    found = changes.in_words(reads.changes_between(earlier, later))
    return render(request, "plan/compare.html", {"later": later, "earlier": earlier, "changes": found})


@who_may("plan.reply")
@require_safe
def book(request, key):
    found = find(request, "plan.reply", Edition.objects.select_related("plan__municipality"), key)
    content = tables.book_of(found.plan, reads.drafted(found), found)
    return download(content, XLSX, f"plan-{found.plan.first_year}-{found.kind}-{found.round}.xlsx")


@who_may("plan.write")
@page_or_form
def step(request, key, code):
    found = find(request, "plan.write", Edition.objects.select_related("plan"), key)
    form = StepForm(request.POST or None, initial={"done_on": today()})
    if form.is_valid() and tried(request, form, actions.note_step, found, code, **form.cleaned_data):
        messages.success(request, _("The step is noted."))
        return redirect("plan:edition", key)
    back = reverse("plan:edition", args=[key])
    return form_page(request, form, title=_("Note the step"), button=_("Note it"), back=back)


@who_may("plan.approve")
@page_or_form
def approve(request, key):
    found = find(request, "plan.approve", Edition.objects.select_related("plan"), key)
    form = ApprovalForm(request.POST or None, initial={"approved_on": today(), "effective_on": today()})
    if form.is_valid() and tried(request, form, actions.approve_edition, found, **form.cleaned_data):
        messages.success(request, _("The edition is approved. It is never edited from now on."))
        return redirect("plan:edition", key)
    back, title = reverse("plan:edition", args=[key]), _("Approve and announce")
    return form_page(request, form, title=title, caption=str(found), button=_("Approve"), back=back)


@who_may("plan.write")
@require_POST
def drop(request, key):
    found = find(request, "plan.write", Edition.objects.all(), key)
    to = ("plan:plan", found.plan_id)
    return then(request, actions.drop_edition, found, to=to, words=_("The draft is given up."))
