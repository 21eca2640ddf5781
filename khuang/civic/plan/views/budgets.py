"""The yearly budget at the desk: its lines, its ordinance, what is moved or cut."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.plan import actions
from khuang.civic.plan.forms.budget import (
    BudgetForm,
    LineForm,
    MovementForm,
    OnForm,
    OrdinanceForm,
    TotalForm,
)
from khuang.civic.plan.forms.plan import StepForm
from khuang.civic.plan.models import BudgetLine, BudgetYear, Movement, PlanItem
from khuang.civic.plan.reads import budget as reads
from khuang.civic.plan.reads.bars import budget_bars
from khuang.civic.plan.reads.budget_pages import moved_in_words, rooms, shown_lines, steps_of
from khuang.civic.plan.rules.knowledge import next_step
from khuang.civic.plan.views.pages import then, today, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ui.form_pages import form_page, page_or_form


@who_may("plan.reply")
@require_safe
def budgets(request):
    years = [(one, reads.share_of_people(one.year)) for one in reads.budgets()]
    context = {"years": years, "may_write": may(request.user, "plan.write")}
    return render(request, "plan/budgets.html", context)


@who_may("plan.write")
@page_or_form
def new_budget(request):
    form = BudgetForm(request.POST or None)
    if form.is_valid():
        made = tried(request, form, _opened, **form.cleaned_data)
        if made:
            return redirect("plan:budget", made.pk)
    title = _("Begin the budget of a year")
    return form_page(request, form, title=title, button=_("Begin"), back=reverse("plan:budgets"))


def _opened(*, year, **said):
    return actions.open_budget(year, **said)


@who_may("plan.reply")
@require_safe
def budget(request, key):
    found = find(request, "plan.reply", BudgetYear.objects.all(), key)
    steps = steps_of(found)
    wanted = next_step([one.step for one in steps], {one.step.code for one in steps if one.done_on})
    is_draft = found.state == BudgetYear.State.DRAFT
    bars = budget_bars(found.year)
    lines = shown_lines(bars)
    writes, approves = may(request.user, "plan.write"), may(request.user, "plan.approve")
    context = {
        "budget": found,
        "steps": steps,
        "next": wanted if is_draft else None,
        "is_last": wanted and wanted == steps[-1].step,
        "bars": bars,
        "lines": lines,
        "acts": writes or any(one.has_own and not one.one.line.funded_on for one in lines),
        "counted": reads.in_ordinance(found),
        "left": found.total - reads.in_ordinance(found),
        "movements": moved_in_words(reads.movements(found), request.user),
        "is_draft": is_draft,
        "may_write": writes,
        "may_approve": approves,
    }
    return render(request, "plan/budget.html", context)


@who_may("plan.write")
@page_or_form
def total(request, key):
    found = find(request, "plan.write", BudgetYear.objects.all(), key)
    form = TotalForm(request.POST or None, initial={"total": f"{found.total:,}"})
    if form.is_valid() and tried(request, form, actions.set_total, found, **form.cleaned_data):
        return redirect("plan:budget", key)
    return _page(request, form, found, _("Sum of the ordinance"))


@who_may("plan.write")
@page_or_form
def new_line(request, key):
    found = find(request, "plan.write", BudgetYear.objects.all(), key)
    form = LineForm(request.POST or None, rooms=rooms(found.year))
    if form.is_valid():
        item = PlanItem.objects.filter(pk=form.cleaned_data["item"] or None).first()
        if tried(request, form, actions.write_line, found, form.line(), item=item):
            messages.success(request, _("The line stands in the budget."))
            return redirect("plan:budget", key)
    return _page(request, form, found, _("Write a line"))


@who_may("plan.write")
@require_POST
def remove_line(request, key):
    found = find(request, "plan.write", BudgetLine.objects.select_related("budget"), key)
    to = ("plan:budget", found.budget_id)
    return then(request, actions.remove_line, found, to=to, words=_("The line is gone."))


@who_may("plan.approve")
@page_or_form
def approve_line(request, key):
    found = find(request, "plan.approve", BudgetLine.objects.select_related("budget"), key)
    form = OnForm(request.POST or None, initial={"on": today()})
    on = form.cleaned_data["on"] if form.is_valid() else None
    if on and tried(request, form, actions.approve_line, found, approved_on=on):
        messages.success(request, _("The line has its money."))
        return redirect("plan:budget", found.budget_id)
    return _page(request, form, found.budget, _("Approve the line"), caption=found.title)


@who_may("plan.write")
@page_or_form
def step(request, key, code):
    found = find(request, "plan.write", BudgetYear.objects.all(), key)
    form = StepForm(request.POST or None, initial={"done_on": today()})
    if form.is_valid() and tried(request, form, actions.note_budget_step, found, code, **form.cleaned_data):
        messages.success(request, _("The step is noted."))
        return redirect("plan:budget", key)
    return _page(request, form, found, _("Note the step"))


@who_may("plan.approve")
@page_or_form
def approve(request, key):
    found = find(request, "plan.approve", BudgetYear.objects.all(), key)
    form = OrdinanceForm(request.POST or None, initial={"approved_on": today()})
    if form.is_valid() and tried(request, form, actions.approve_budget, found, **form.cleaned_data):
        messages.success(request, _("The budget is approved. Who follows an issue behind it is told."))
        return redirect("plan:budget", key)
    return _page(request, form, found, _("Approve the budget"))


@who_may("plan.write")
@page_or_form
def move(request, key):
    found = find(request, "plan.write", BudgetLine.objects.select_related("budget"), key)
    others = found.budget.lines.exclude(pk=key).filter(funded_on__isnull=False)
    form = MovementForm(request.POST or None, lines=others)
    if form.is_valid():
        said = form.cleaned_data
        to = others.filter(pk=said["to"] or None).first()
        amount, reason = said["amount"], said["reason"]
        if tried(request, form, actions.propose_movement, found, amount, reason=reason, to=to):
            messages.success(request, _("It is proposed. Somebody else must decide it."))
            return redirect("plan:budget", found.budget_id)
    return _page(request, form, found.budget, _("Move or cut money"), caption=found.title)


@who_may("plan.approve")
@require_POST
def decide(request, key):
    found = find(request, "plan.approve", Movement.objects.select_related("line"), key)
    to, words = (
        ("plan:budget", found.line.budget_id),
        _("It is decided. Who follows an issue behind it is told."),
    )
    return then(request, actions.decide_movement, found, decided_on=today(), to=to, words=words)


@who_may("plan.approve")
@require_POST
def decline(request, key):
    found = find(request, "plan.approve", Movement.objects.select_related("line"), key)
    to, words = ("plan:budget", found.line.budget_id), _("The money stays where it is.")
    return then(request, actions.decline_movement, found, to=to, words=words)


def _page(request, form, budget, title, **more):
    back = reverse("plan:budget", args=[budget.pk])
    caption = _("Budget of %(year)s") % {"year": budget}
    return form_page(request, form, title=title, button=_("Save"), back=back, **{"caption": caption} | more)
