"""What people need: noted, seen through, and the list of kinds."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.cases import actions, forms, reads
from khuang.care.cases.models import Need
from khuang.care.cases.views.pages import acted, find_person, form_page, looked_at, page_or_form
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.indicators import actions as lists
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.journal.names import names


@who_may("cases.note-need")
@page_or_form
def new_need(request, key):
    person = find_person(request, "cases.note-need", key)
    form = forms.NeedForm(request.POST or None, has_household=bool(person.household_id))

    def do(*, for_household=False, **said):
        actions.note_need(person, household=person.household if for_household else None, **said)

    if acted(request, form, do, _("The need is noted.")):
        return redirect(person.get_absolute_url())
    page = {"title": _("Note a need"), "button": _("Save the need"), "back": person.get_absolute_url()}
    language = get_language()
    offered = [kind for kind in need_kinds().values() if not kind.retired]
    kinds = [(kind.name(language), kind.covers(language)) for kind in offered]
    return form_page(request, form, **page, person=person, kinds=kinds)


@who_may("cases.view")
@page_or_form
def need(request, key):
    rows = Need.objects.select_related("person__merged_into", "case", "household")
    found = looked_at(request, find(request, "cases.view", rows, key))
    may_change = found.is_open and may(request.user, "cases.work", found)
    form = forms.NeedMoveForm(_moves(found), request.POST or None)
    if may_change and acted(request, form, _moving(found), _("The need is up to date.")):
        return redirect("cases:need", found.pk)
    known = names()
    case = reads.open_case_of(found.person.merged_into or found.person)
    return form_page(
        request,
        form,
        template="cases/need.html",
        title=reads.named([found])[0].kind,
        button=_("Save"),
        back=(found.person.merged_into or found.person).get_absolute_url(),
        person=found.person.merged_into or found.person,
        need=found,
        answers=list(found.answers.select_related("review")),
        words=[(word, known.get(word.by_id, "")) for word in found.words.order_by("-at", "-pk")],
        may_change=may_change,
        open_case=case if may_change and case and found.case_id != case.pk else None,
    )


@who_may("cases.work")
@require_POST
def take_up(request, key):
    """Let the person's open case answer for a need."""
    found = find(request, "cases.work", Need.objects.select_related("person__merged_into"), key)
    case = reads.open_case_of(found.person.merged_into or found.person)
    if case is None:
        raise Http404
    actions.take_up(found, case, by=request.user, at=timezone.now())
    return redirect("cases:case", case.pk)


@who_may("cases.work")
@require_safe
def doubts(request):
    rows = list(reads.doubted(request.user))
    note_listing((one.person for one in rows), by=request.user, at=timezone.now())
    return render(request, "cases/doubts.html", {"needs": reads.named(rows)})


@who_may("cases.kinds")
@require_safe
def kinds(request):
    language, counts = get_language(), reads.in_use()
    rows = [
        {"kind": one, "name": one.name(language), "covers": one.covers(language), "open": counts.get(code, 0)}
        for code, one in need_kinds().items()
    ]
    return render(request, "cases/kinds.html", {"kinds": rows})


@who_may("cases.kinds")
@page_or_form
def new_kind(request):
    form = forms.KindForm(request.POST or None, is_new=True)
    do = lambda by, at, **said: lists.add_need_kind(form.kind(), by=by, at=at)  # noqa: E731
    return _kind_page(request, form, do, title=_("Add a kind of need"))


@who_may("cases.kinds")
@page_or_form
def kind(request, code):
    told = need_kinds().get(code)
    if told is None:
        raise Http404
    form = forms.KindForm(request.POST or None, is_new=False, initial=vars(told))
    do = lambda by, at, **said: lists.change_need_kind(form.kind(code), by=by, at=at)  # noqa: E731
    return _kind_page(request, form, do, title=_("Change a kind of need"))


def _kind_page(request, form, do, *, title):
    if acted(request, form, do, _("The list is up to date.")):
        return redirect("cases:kinds")
    return form_page(request, form, title=title, button=_("Save"), back=reverse("cases:kinds"))


def _moves(need):
    moves = ["keep"] if need.doubted_at else []
    return [*moves, "stop" if need.state == "being-met" else "begin", "met", "withdrawn"]


def _moving(need):
    ways = {"keep": actions.keep_need, "begin": actions.begin_meeting, "stop": actions.stop_meeting}

    def move(move, words, **said):
        if move in ways:
            ways[move](need, words=words, **said)
        else:
            actions.end_need(need, met=move == "met", because=words, **said)

    return move
