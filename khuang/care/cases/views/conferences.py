"""Conferences: plan, one conference, its agenda and who takes part, the sheets that are printed."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases.actions import agendas, guests
from khuang.care.cases.actions import conferences as actions
from khuang.care.cases.forms import conferences as forms
from khuang.care.cases.models import AgendaItem, Conference, Participant
from khuang.care.cases.reads import conferences as reads
from khuang.care.cases.reads.referrals import may_be_asked_to_help
from khuang.care.cases.rules.problems import CaseProblem
from khuang.care.cases.views.pages import acted, find_case, find_of_case, form_page, page_or_form
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import find, who_may

PAGE = 50


@who_may("cases.view")
@require_safe
def conferences(request):
    now = timezone.now()
    context = {
        "coming": list(reads.coming(request.user, at=now)[:PAGE]),
        "unwritten": list(reads.unwritten(request.user, at=now)[:PAGE]),
        "to_approve": list(reads.to_approve(request.user)[:PAGE]),
        "held": list(reads.conferences(request.user).filter(state__in=("held", "approved"))[:PAGE]),
    }
    shown = [one.case.person for rows in context.values() for one in rows]
    note_listing(shown, by=request.user, at=now)
    return render(request, "cases/conferences.html", context)


@who_may("cases.confer")
@page_or_form
def plan(request, key):
    case = find_case(request, "cases.confer", key)
    form = forms.WhenForm(request.POST or None)
    made = []

    def do(*, by, at, place, **_said):
        made.append(actions.plan_conference(case, begins_at=form.begins_at(), place=place, by=by, at=at))

    if acted(request, form, do, _("The conference is planned. Now ask who should come.")):
        return redirect("cases:conference", made[0].pk)
    page = {"title": _("Plan a conference"), "button": _("Plan it")}
    return form_page(request, form, **page, back=reverse("cases:case", args=[case.pk]), case=case)


@who_may("cases.view")
@require_safe
def conference(request, key):
    found = _found(request, "cases.view", key)
    page = reads.conference_page(found, request.user, at=timezone.now())
    return render(request, "cases/conference.html", {"page": page, "conference": found})


@who_may("cases.confer")
@page_or_form
def change(request, key):
    found = _found(request, "cases.confer", key)
    form = forms.WhenForm(request.POST or None, initial=forms.WhenForm.of(found))

    def do(*, by, at, place, revision, **_said):
        begins_at = form.begins_at()
        actions.change_conference(
            found, begins_at=begins_at, place=place, revision=revision or 0, by=by, at=at
        )

    if acted(request, form, do, _("The conference is changed.")):
        return redirect("cases:conference", found.pk)
    theirs = ""
    if form.is_bound and form.non_field_errors():
        # What was typed stays; saving again puts it in place of what somebody else wrote.
        theirs, form.data = found, form.data.copy()
        form.data["revision"] = found.revision
    return _form(request, found, form, _("Change time or place"), _("Save"), theirs=theirs)


@who_may("cases.confer")
@page_or_form
def cancel(request, key):
    found = _found(request, "cases.confer", key)
    form = forms.CancelForm(request.POST or None)

    def do(**said):
        actions.cancel_conference(found, **said)

    if acted(request, form, do, _("The conference is cancelled. Its links are closed.")):
        return redirect("cases:conference", found.pk)
    return _form(request, found, form, _("Cancel the conference"), _("Cancel it"))


@who_may("cases.confer")
@page_or_form
def ask_colleague(request, key):
    found = _found(request, "cases.confer", key)
    form = forms.ColleagueForm(request.POST or None, accounts=reads.may_be_asked(found))

    def do(**said):
        actions.ask_account(found, **said)

    if acted(request, form, do, _("They take part. Tell them day and place.")):
        return redirect("cases:conference", found.pk)
    return _form(request, found, form, _("Ask a colleague or volunteer"), _("Add"))


@who_may("cases.confer")
@page_or_form
def ask_outsider(request, key):
    found = _found(request, "cases.confer", key)
    partners = may_be_asked_to_help(found.case, on=timezone.localdate())
    form = forms.OutsiderForm(request.POST or None, partners=partners)
    made = []

    def do(**said):
        made.append(actions.ask_outsider(found, **said))

    if acted(request, form, do, _("They take part. Now choose what they may see, and hand over the link.")):
        return redirect("cases:invite", made[0].pk)
    return _form(request, found, form, _("Ask somebody from outside"), _("Add"))


@who_may("cases.confer")
@page_or_form
def participant(request, key):
    found = _participant(request, key)
    form = forms.RoleForm(request.POST or None, initial={"role": found.role})

    def do(*, role, by, at):
        actions.change_role(found, role, by=by, at=at)

    if acted(request, form, do, _("Changed.")):
        return redirect("cases:conference", found.conference_id)
    return _form(
        request,
        found.conference,
        form,
        _("One who takes part"),
        _("Save"),
        template="cases/participant.html",
        participant=found,
    )


@who_may("cases.confer")
@require_POST
def remove_participant(request, key):
    found = _participant(request, key)
    _done(
        request,
        lambda: actions.remove_participant(found, by=request.user, at=timezone.now()),
        _("They are asked no more."),
    )
    return redirect("cases:conference", found.conference_id)


@who_may("cases.confer")
@page_or_form
def new_item(request, key):
    found = _found(request, "cases.confer", key)
    form = forms.ItemForm(request.POST or None)

    def do(**said):
        agendas.add_item(found, **said)

    if acted(request, form, do, _("It stands on the agenda.")):
        return redirect("cases:conference", found.pk)
    return _form(request, found, form, _("Put a question on the agenda"), _("Add"))


@who_may("cases.confer")
@page_or_form
def item(request, key):
    found = _item(request, key)
    now = found.text or ""
    form = forms.TextForm(request.POST or None, initial={"text": now, "was": now})
    theirs = None
    if form.is_valid():
        said = form.cleaned_data
        try:
            written = agendas.change_item(
                found, "text", said["text"], was=said["was"], by=request.user, at=timezone.now()
            )
        except CaseProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            if written.theirs is None:
                messages.success(request, _("The agenda is changed."))
                return redirect("cases:conference", found.conference_id)
            theirs = written.theirs
            form.data = form.data.copy()
            form.data["was"] = theirs
    return _form(
        request,
        found.conference,
        form,
        reads.title_of(found),
        _("Save"),
        kept=theirs,
        removable=found if found.conference.state == "planned" else None,
        is_first=found.order == 1,
    )


@who_may("cases.confer")
@require_POST
def raise_item(request, key):
    found = _item(request, key)
    _done(
        request,
        lambda: agendas.raise_item(found, by=request.user, at=timezone.now()),
        _("It is spoken of earlier."),
    )
    return redirect("cases:conference", found.conference_id)


@who_may("cases.confer")
@require_POST
def remove_item(request, key):
    found = _item(request, key)
    _done(
        request,
        lambda: agendas.remove_item(found, by=request.user, at=timezone.now()),
        _("It is off the agenda."),
    )
    return redirect("cases:conference", found.conference_id)


@who_may("cases.view")
@require_safe
def sheets(request, key):
    """Show the agenda with lines to write on, and the list to sign: a conference works on paper too."""
    found = _found(request, "cases.view", key)
    page = reads.conference_page(found, request.user, at=timezone.now())
    context = {"page": page, "conference": found, "lines": range(4), "rows": range(6), "more": range(4)}
    return render(request, "cases/conference_sheets.html", context)


@who_may("cases.confer")
@require_POST
def read_comments(request, key):
    found = _found(request, "cases.confer", key)
    guests.read_comments(found.case, by=request.user, at=timezone.now())
    messages.success(request, _("Noted as read."))
    return redirect("cases:conference", found.pk)


def _found(request, permission, key):
    return find_of_case(request, permission, Conference.objects.all(), key)


def _participant(request, key):
    rows = Participant.objects.select_related("conference__case__person", "account", "partner")
    return find(request, "cases.confer", rows, key)


def _item(request, key):
    return find(request, "cases.confer", AgendaItem.objects.select_related("conference__case__person"), key)


def _form(request, found, form, title, button, template="cases/conference_form.html", **more):
    back = reverse("cases:conference", args=[found.pk])
    page = {"title": title, "button": button, "back": back, "template": template, "conference": found}
    return form_page(request, form, case=found.case, **page | more)


def _done(request, do, said):
    try:
        do()
    except CaseProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, said)
