"""Referrals and transfers: ask, see before it is sent, letter, answer, result."""

from datetime import timedelta

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.cases.actions import referrals as actions
from khuang.care.cases.forms.guests import AnswerForm, ResultForm
from khuang.care.cases.forms.referrals import DayForm, ReasonForm, ReferForm, TypedAnswerForm
from khuang.care.cases.models import Referral
from khuang.care.cases.reads import referrals as reads
from khuang.care.cases.reads.needs import open_needs
from khuang.care.cases.reads.sharing import is_guarded, told
from khuang.care.cases.rules import sharing
from khuang.care.cases.rules.bases import bases
from khuang.care.cases.views.pages import acted, find_case, find_of_case, form_page, page_or_form
from khuang.care.people.actions import note_listing
from khuang.ground.accounts.access import who_may
from khuang.ground.municipalities.fields import keyed_hash

ANSWER_WITHIN = timedelta(days=7)  # what is proposed; whoever asks says otherwise
PAGE = 100


@who_may("cases.view")
@require_safe
def referrals(request):
    now = timezone.now()
    on = timezone.localdate(now)
    context = {
        "asked": list(reads.asked_of(request.user)),
        "overdue": list(reads.overdue(request.user, on=on)[:PAGE]),
        "open": list(reads.open_referrals(request.user).filter(due_on__gte=on)[:PAGE]),
        "accepted": list(reads.open_referrals(request.user).filter(state="accepted", due_on__lt=on)[:PAGE]),
        "refused": list(reads.refused_lately(request.user)[:PAGE]),
    }
    shown = [one.case.person for rows in context.values() for one in rows]
    note_listing(shown, by=request.user, at=now)
    return render(request, "cases/referrals.html", context | {"on": on})


@who_may("cases.refer")
@page_or_form
def refer(request, key):
    """Ask a partner."""
    case = find_case(request, "cases.refer", key)
    partners = reads.may_be_asked_to_help(case, on=timezone.localdate())
    titles = (_("Refer to a partner"), "service")
    return _asked(request, case, partners, True, titles)


@who_may("cases.refer")
@page_or_form
def ask_colleague(request, key):
    """Ask a colleague for help with a case."""
    case = find_case(request, "cases.refer", key)
    titles = (_("Ask a colleague for help"), "service")
    return _asked(request, case, reads.may_be_asked_to_lead(case, request.user), False, titles)


@who_may("cases.refer")
@page_or_form
def transfer(request, key):
    """Ask a colleague to lead a case from now on."""
    case = find_case(request, "cases.refer", key)
    titles = (_("Transfer the case to a colleague"), "transfer")
    return _asked(request, case, reads.may_be_asked_to_lead(case, request.user), False, titles)


@who_may("cases.refer")
@page_or_form
def transfer_out(request, key):
    """Ask another organisation to take a case over; when it has, the case is closed here."""
    case = find_case(request, "cases.refer", key)
    partners = reads.may_be_asked_to_help(case, on=timezone.localdate())
    titles = (_("Transfer the case to another organisation"), "transfer")
    return _asked(request, case, partners, True, titles)


def _asked(request, case, targets, outside, titles):
    """Take down what is asked; show what they will be told; send it when that was seen."""
    title, kind = titles
    on = timezone.localdate()
    form = ReferForm(
        request.POST or None,
        targets=targets,
        needs=open_needs(case.person),
        outside=outside,
        guarded=is_guarded(case),
        due_on=on + ANSWER_WITHIN,
    )
    made = []

    def do(*, by, at, **said):
        made.append(actions.refer(case, actions.Request(kind=kind, **said), by=by, at=at))

    if _was_seen(request, form) and acted(
        request, form, do, _("It is sent. Print the letter, or hand over the link.")
    ):
        return redirect("cases:referral", made[0].pk)
    page = {
        "title": title,
        "button": _("Go on: see what they are told"),
        "back": reverse("cases:case", args=[case.pk]),
        "template": "cases/refer.html",
        "targets": targets,
        "outside": outside,
        "basis_confirmed": bases().confirmed,
    }
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        page["seen"] = told(case, said["shares"], sharing.REFERRAL, on=on, need=said["need"])
        page["seen_mark"] = _mark(form)
        page["basis"] = next(one for one in bases().bases if one.code == said["basis"]).words(_language())
        page["button"] = _("Send it")
    return form_page(request, form, case=case, **page)


def _was_seen(request, form):
    """Say whether exactly this was shown before: whoever changes a word sees it again first."""
    return bool(request.POST.get("seen")) and form.is_valid() and request.POST["seen"] == _mark(form)


def _mark(form):
    return keyed_hash(repr(sorted(form.cleaned_data.items())), "referral-seen").hex()


@who_may("cases.view")
@require_safe
def referral(request, key):
    found = _found(request, "cases.view", key)
    page = reads.referral_page(found, request.user, on=timezone.localdate())
    return render(request, "cases/referral.html", {"page": page, "referral": found})


@who_may("cases.view")
@require_safe
def letter(request, key):
    """Show a referral as an official letter, to be printed and signed."""
    found = _found(request, "cases.view", key)
    page = reads.referral_page(found, request.user, on=timezone.localdate())
    context = {"page": page, "referral": found, "municipality": request.user.municipality}
    return render(request, "cases/referral_letter.html", context)


@who_may("cases.view")
@page_or_form
def answer(request, key):
    """Answer as the colleague who is asked, or type in what a partner answered by telephone or letter."""
    found = _found(request, "cases.view", key)
    is_own = found.colleague_id == request.user.pk
    form = (AnswerForm if is_own else TypedAnswerForm)(request.POST or None)

    def do(*, outcome, words, by, at, way="desk"):
        actions.answer(found, accepted=outcome == "yes", words=words, way=way, by=by, at=at)

    return _done(request, found, form, do, pgettext("a referral", "Answer"), _("The answer is kept."))


@who_may("cases.view")
@page_or_form
def finish(request, key):
    found = _found(request, "cases.view", key)
    form = ResultForm(request.POST or None)

    def do(*, words, by, at):
        actions.finish(found, words, by=by, at=at)

    return _done(request, found, form, do, _("What came of it?"), _("The result is kept."))


@who_may("cases.refer")
@page_or_form
def withdraw(request, key):
    found = _found(request, "cases.refer", key)
    form = ReasonForm(request.POST or None)

    def do(*, because, by, at):
        actions.withdraw(found, because, by=by, at=at)

    return _done(
        request,
        found,
        form,
        do,
        pgettext("a referral", "Withdraw it"),
        _("It is withdrawn. Its link is closed."),
    )


@who_may("cases.refer")
@page_or_form
def prolong(request, key):
    found = _found(request, "cases.refer", key)
    form = DayForm(request.POST or None, initial={"due_on": found.due_on})

    def do(*, due_on, by, at):
        actions.ask_again(found, due_on, by=by, at=at)

    return _done(request, found, form, do, _("Give more time"), _("They have more time."))


def _found(request, permission, key):
    return find_of_case(
        request, permission, Referral.objects.select_related("partner", "colleague", "need"), key
    )


def _done(request, found, form, do, title, said):
    if acted(request, form, do, said):
        return redirect("cases:referral", found.pk)
    back = reverse("cases:referral", args=[found.pk])
    return form_page(request, form, title=title, button=_("Save"), back=back, case=found.case)


def _language():
    return get_language() or "th"
