"""Money of a package: pledges, what comes in, what goes out."""

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.people.uploads import in_memory
from khuang.care.support import actions
from khuang.care.support.forms.packages import PledgeForm, ReasonForm, SlipForm
from khuang.care.support.models import Movement, Pledge
from khuang.care.support.reads import packages as reads
from khuang.care.support.rules.packages import limits_of
from khuang.care.support.views.packages import answered, page_or_form, tried
from khuang.ground.accounts.access import find, who_may


@dataclass(frozen=True)
class Move:
    """One way in which something comes or goes: what its page is called, which boxes it has, what it does.

    forms   of pledge for which it makes sense
    labels  words of boxes that differ
    """

    title: str
    do: object
    wants: tuple[str, ...]
    forms: tuple[str, ...] = ("money", "goods")
    labels: dict = field(default_factory=dict)


_WHY = gettext_lazy("Why?")
MOVES = {
    "receive": Move(
        gettext_lazy("Record what came in"),
        actions.receive,
        ("amount", "document", "words", "paper"),
        labels={"words": gettext_lazy("What came?")},
    ),
    "spend": Move(
        gettext_lazy("Record what was spent"),
        actions.spend,
        ("amount", "document", "payee", "line", "words", "paper"),
    ),
    "work": Move(
        gettext_lazy("Record hours that were worked"),
        actions.record_work,
        ("hours", "payee", "line", "words", "paper"),
        forms=("labour",),
        labels={"payee": gettext_lazy("Who worked?"), "words": gettext_lazy("What was done?")},
    ),
    "give-back": Move(
        gettext_lazy("Give a surplus back"),
        actions.give_back,
        ("amount", "document", "words", "paper"),
        labels={"words": _WHY},
    ),
    "move": Move(
        gettext_lazy("Move a surplus to another package"),
        actions.move_surplus,
        ("to", "amount", "words"),
        labels={"words": _WHY},
    ),
}


@who_may("support.packages")
@page_or_form
def pledge(request, key):
    found = find(request, "support.packages", reads.seen(request.user), key)
    form = PledgeForm(request.POST or None)
    if form.is_valid():
        funder = form.able[form.cleaned_data["funder"]]
        if tried(request, form, actions.pledge, found, funder=funder, **form.said()):
            messages.success(request, _("The pledge is kept."))
            return redirect("support:package", key)
    record = reads.record(found, on=timezone.localdate())
    context = {"form": form, "package": found, "record": record}
    return answered(request, "support/pledge.html", context, form)


@who_may("support.packages")
@in_memory
@page_or_form
def move(request, key, way):
    found, told = _pledge(request, key), MOVES[way]
    if found.form not in told.forms:
        raise Http404
    package = found.package
    packages = reads.movable_to(request.user, package) if way == "move" else ()
    form = SlipForm(
        request.POST or None,
        request.FILES or None,
        wants=told.wants,
        labels=told.labels,
        lines=package.lines.all(),
        packages=packages,
    )
    if form.is_valid():
        to = {"to": form.able[form.cleaned_data["to"]]} if way == "move" else {}
        if tried(request, form, told.do, found, slip=form.slip(), **to):
            messages.success(request, _("It is kept."))
            return redirect("support:package", package.pk)
    limits = limits_of(package.kind, timezone.localdate()) if way == "receive" else []
    context = {"form": form, "package": package, "pledge": found, "title": told.title, "limits": limits}
    return answered(request, "support/movement.html", context, form)


@who_may("support.packages")
@page_or_form
def withdraw(request, key):
    found = _pledge(request, key)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.withdraw_pledge, found, **form.cleaned_data):
        messages.success(request, _("The rest of the pledge is withdrawn."))
        return redirect("support:package", found.package_id)
    words = {"title": _("Withdraw the rest of the pledge"), "button": _("Withdraw")}
    context = {"form": form, "package": found.package} | words
    return answered(request, "support/package_reason.html", context, form)


@who_may("support.packages")
@page_or_form
def undo(request, key):
    rows = Movement.objects.select_related("pledge__package__person")
    rows = rows.filter(pledge__package__in=reads.seen(request.user))
    found = find(request, "support.packages", rows, key)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.undo_movement, found, **form.cleaned_data):
        messages.success(request, _("The line is taken back."))
        return redirect("support:package", found.pledge.package_id)
    words = {"title": _("Take this line back"), "button": _("Take this line back")}
    context = {"form": form, "package": found.pledge.package} | words
    return answered(request, "support/package_reason.html", context, form)


def _pledge(request, key):
    rows = Pledge.objects.select_related("package__person", "funder")
    rows = rows.filter(package__in=reads.seen(request.user))
    return find(request, "support.packages", rows, key)
