"""One case: its page, timeline and sheet, and what moves it from intake to closure."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases import actions, forms, reads
from khuang.care.cases.models import Decision
from khuang.care.cases.reads.together import together
from khuang.care.cases.rules.deadlines import review_due
from khuang.care.cases.views.pages import (
    acted,
    find_case,
    find_of_case,
    find_person,
    form_page,
    page_or_form,
)
from khuang.ground.accounts.access import who_may
from khuang.ground.journal.names import names

LATEST = 12  # lines of the timeline on the case's own page


@who_may("cases.view")
@require_safe
def case(request, key):
    found = find_case(request, "cases.view", key)
    told = reads.timeline(found, request.user)
    page = reads.case_page(found, request.user, on=timezone.localdate())
    context = {"page": page, "case": found, "timeline": told[:LATEST], "more": len(told) > LATEST}
    context["together"] = together(found, request.user, on=timezone.localdate())
    return render(request, "cases/case.html", context)


@who_may("cases.view")
@require_safe
def timeline(request, key):
    found = find_case(request, "cases.view", key)
    context = {"case": found, "timeline": reads.timeline(found, request.user)}
    return render(request, "cases/timeline.html", context)


@who_may("cases.view")
@require_safe
def sheet(request, key):
    found = find_case(request, "cases.view", key)
    now = timezone.now()
    page = reads.case_page(found, request.user, on=timezone.localdate())
    context = {"page": page, "case": found, "at": now, "leads": found.leads.select_related("account")}
    return render(request, "cases/sheet.html", context)


@who_may("cases.work")
@page_or_form
def open_case(request, key):
    person = find_person(request, "cases.work", key)
    if open_one := reads.open_case_of(person):
        return redirect("cases:case", open_one.pk)
    form = forms.OpenForm(
        reads.workers(person), request.POST or None, has_household=bool(person.household_id)
    )
    made = []

    def do(*, for_household=False, **said):
        household = person.household if for_household else None
        made.append(actions.open_case(person, household=household, **said))

    if acted(request, form, do, _("The case is open.")):
        return redirect("cases:case", made[0].pk)
    page = {"title": _("Open a case"), "button": _("Open the case"), "back": person.get_absolute_url()}
    return form_page(request, form, **page, person=person)


@who_may("cases.work")
@page_or_form
def lead(request, key):
    found = find_case(request, "cases.work", key)
    chosen = {"lead": str(found.lead_id or request.user.pk)}
    form = forms.LeadForm(reads.workers(found), request.POST or None, initial=chosen)
    return _act(
        request,
        found,
        form,
        lambda lead, **said: actions.give_lead(found, lead, **said),
        title=_("Who leads the case"),
        button=_("Give the case to them"),
        said=_("The lead is set."),
    )


@who_may("cases.work")
@page_or_form
def assess(request, key):
    found = find_case(request, "cases.work", key)
    before = found.assessments.first()
    shown = {name: getattr(before, name) for name in ("situation", "wishes", "strengths")} if before else None
    form = forms.AssessForm(request.POST or None, initial=shown)
    return _act(
        request,
        found,
        form,
        lambda **said: actions.assess(found, **said),
        title=_("Assessment"),
        button=_("Save the assessment"),
        said=_("The assessment is saved."),
    )


@who_may("cases.work")
@page_or_form
def follow_up(request, key):
    found = find_case(request, "cases.work", key)
    form = forms.FollowUpForm(request.POST or None, initial={"next_on": review_due(timezone.localdate())})
    return _act(
        request,
        found,
        form,
        lambda **said: actions.follow_up(found, **said),
        title=_("Follow up"),
        button=_("Save the follow-up"),
        said=_("The follow-up is saved."),
    )


@who_may("cases.work")
@page_or_form
def ask_plan(request, key):
    found = find_case(request, "cases.work", key)
    return _act(
        request,
        found,
        forms.WordsForm(request.POST or None),
        lambda **said: actions.ask_plan(found, **said),
        title=_("Ask for approval of the plan"),
        button=_("Ask the supervisor"),
        said=_("The supervisor sees it under Approvals."),
        goals=reads.goals(found, on=timezone.localdate()),
    )


@who_may("cases.work")
@page_or_form
def close(request, key):
    found = find_case(request, "cases.work", key)
    still = reads.open_things(found)
    return _act(
        request,
        found,
        forms.CloseForm(request.POST or None, has_open=bool(still)),
        lambda **said: actions.ask_closure(found, **said),
        title=_("Close the case"),
        button=_("Ask the supervisor"),
        said=_("The supervisor sees it under Approvals."),
        still=still,
    )


@who_may("cases.work")
@page_or_form
def reopen(request, key):
    found = find_case(request, "cases.work", key)
    return _act(
        request,
        found,
        forms.ReopenForm(request.POST or None),
        lambda **said: actions.reopen(found, **said),
        title=_("Open the case again"),
        button=_("Open the case again"),
        said=_("The case is open again."),
    )


@who_may("cases.view")
@page_or_form
def decision(request, key):
    found = find_of_case(request, "cases.view", Decision.objects.all(), key)
    may_decide = reads.may_decide(request.user, found)
    form = forms.DecideForm(request.POST or None)
    if may_decide and acted(request, form, _deciding(found), _("Your decision is noted.")):
        return redirect("cases:case", found.case_id)
    return form_page(
        request,
        form,
        template="cases/decision.html",
        title=_("Plan for approval") if found.what == "plan" else _("Closure for approval"),
        button=_("Save the decision"),
        back=reverse("cases:case", args=[found.case_id]),
        case=found.case,
        decision=found,
        may_decide=may_decide,
        asked_by=names().get(found.asked_by_id, ""),
        decided_by=names().get(found.decided_by_id, "") if found.decided_by_id else "",
        goals=reads.goals(found.case, on=timezone.localdate()) if found.what == "plan" else [],
        still=reads.open_things(found.case) if found.what == "closure" else None,
    )


@who_may("cases.approve")
@require_POST
def open_for_everybody(request):
    """Open a case for everybody at high risk who has none."""
    opened = actions.open_for_everybody(by=request.user, at=timezone.now())
    messages.success(request, _("%s cases were opened.") % len(opened))
    return redirect(reverse("cases:cases") + "?list=unassigned")


def _deciding(found):
    def decide(decision, answer, **said):
        if decision == "approve":
            actions.approve(found, answer=answer, **said)
        else:
            actions.send_back(found, answer=answer, **said)

    return decide


def _act(request, found, form, do, *, title, button, said, **more):
    """Show one form of a case, or do what it says and go back to the case."""
    if acted(request, form, do, said):
        return redirect("cases:case", found.pk)
    back = reverse("cases:case", args=[found.pk])
    return form_page(request, form, title=title, button=button, back=back, case=found, **more)
