"""Steps of a plan, and services."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.cases import actions, forms, reads
from khuang.care.cases.models import Given, PlanStep
from khuang.care.cases.views.pages import acted, find_case, find_of_case, form_page, page_or_form
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may


@who_may("cases.work")
@page_or_form
def new_step(request, key):
    found = find_case(request, "cases.work", key)
    form = forms.StepForm(
        reads.needs_near(found), reads.workers(found), request.POST or None, initial=_mine(request)
    )
    if acted(request, form, lambda **said: actions.add_step(found, **said), _("The step is in the plan.")):
        return redirect("cases:case", found.pk)
    page = {
        "title": _("Add a step"),
        "button": _("Add the step"),
        "goals": reads.goals(found, on=timezone.localdate()),
    }
    return form_page(request, form, **page, back=_back(found), case=found)


@who_may("cases.view")
@page_or_form
def step(request, key):
    found = find_of_case(request, "cases.view", PlanStep.objects.select_related("owner", "need"), key)
    may_change = found.state == "to-do" and found.case.is_open and may(request.user, "cases.work", found.case)
    form = forms.EndStepForm(request.POST or None)
    if may_change and acted(request, form, _moving(found), _("The step is up to date.")):
        return redirect("cases:case", found.case_id)
    page = {"title": _("Step of the plan"), "button": _("Save"), "template": "cases/step.html"}
    more = {
        "step": found,
        "may_change": may_change,
        "is_late": found.state == "to-do" and found.due_on < timezone.localdate(),
    }
    return form_page(request, form, **page, **more, back=_back(found.case), case=found.case)


@who_may("cases.work")
@page_or_form
def visits(request, key):
    """How often the plan wants somebody to visit; it counts once the plan is approved."""
    found = find_case(request, "cases.work", key)
    form = forms.VisitsForm(request.POST or None, initial={"every": str(found.visits_every or 0)})
    do = lambda **said: actions.plan_visits(found, **said)  # noqa: E731
    if acted(request, form, do, _("It is in the plan, and counts once the plan is approved.")):
        return redirect("cases:case", found.pk)
    page = {"title": _("Visits in the plan"), "button": _("Save")}
    return form_page(request, form, **page, back=_back(found), case=found)


@who_may("cases.work")
@page_or_form
def new_service(request, key):
    found = find_case(request, "cases.work", key)
    shown = _mine(request) | {"since": timezone.localdate()}
    form = forms.ServiceForm(
        reads.needs_near(found), reads.workers(found), request.POST or None, initial=shown
    )
    if acted(request, form, lambda **said: actions.give(found, **said), _("The service is noted.")):
        return redirect("cases:case", found.pk)
    page = {"title": _("Note a service"), "button": _("Save the service")}
    return form_page(request, form, **page, back=_back(found), case=found)


@who_may("cases.view")
@page_or_form
def service(request, key):
    found = find_of_case(request, "cases.view", Given.objects.select_related("owner", "need"), key)
    may_change = found.until is None and found.case.is_open and may(request.user, "cases.work", found.case)
    form = forms.EndServiceForm(request.POST or None, initial={"until": timezone.localdate()})
    do = lambda **said: actions.end_service(found, **said)  # noqa: E731
    if may_change and acted(request, form, do, _("The service has ended.")):
        return redirect("cases:case", found.case_id)
    page = {"title": _("Service"), "button": _("End the service"), "template": "cases/service.html"}
    return form_page(
        request, form, **page, back=_back(found.case), case=found.case, service=found, may_change=may_change
    )


def _moving(found):
    def move(what, result, due_on, **said):
        if what == "moved":
            actions.move_step(found, due_on=due_on, **said)
        else:
            actions.end_step(found, done=what == "done", result=result, **said)

    return move


def _mine(request):
    return {"doer_kind": "account", "account": str(request.user.pk)}


def _back(case):
    return reverse("cases:case", args=[case.pk])
