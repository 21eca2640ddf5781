"""Appeals and offers at the desk."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from khuang.care.people.actions import note_listing, note_view
from khuang.care.support import actions
from khuang.care.support.forms.appeals import AnswerForm, AppealForm, DecisionForm
from khuang.care.support.forms.packages import ReasonForm
from khuang.care.support.reads import appeals as reads
from khuang.care.support.reads import packages
from khuang.care.support.views.packages import answered, page_or_form, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ground.journal.names import names

PAGE = 50


@who_may("support.view")
@require_safe
def appeals(request):
    rows = list(reads.appeals(request.user)[:PAGE])
    waiting = reads.offers(request.user).filter(answered_at=None).count()
    note_listing(packages.people_in(one.package for one in rows), by=request.user, at=timezone.now())
    context = {"rows": rows, "offers": waiting, "may_answer": may(request.user, "support.packages")}
    return render(request, "support/appeals.html", context)


@who_may("support.packages")
@page_or_form
def propose(request, key):
    found = find(request, "support.packages", packages.seen(request.user), key)
    form = AppealForm(request.POST or None)
    verdict = None
    if form.is_valid():
        said = form.cleaned_data
        verdict = reads.verdict(found, said["title"], said["text"], on=timezone.localdate())
        made = tried(request, form, actions.propose_appeal, found, **said)
        if made:
            messages.success(request, _("The appeal is proposed. Somebody else must approve it."))
            return redirect("support:appeal", made.pk)
    context = {"form": form, "package": found, "verdict": verdict, "is_private": reads.is_kept_private(found)}
    return answered(request, "support/appeal_new.html", context, form)


@who_may("support.view")
@page_or_form
def appeal(request, key):
    found = find(request, "support.view", reads.appeals(request.user), key)
    may_decide = (
        found.state == "proposed"
        and found.proposed_by_id != request.user.pk
        and may(request.user, "support.appeals", found)
    )
    form = DecisionForm(request.POST or None) if may_decide else None
    if form and form.is_valid() and _decided(request, form, found):
        return redirect("support:appeal", key)
    if found.package.person:
        note_view(found.package.person, by=request.user, at=timezone.now())
    is_open = found.state in found.OPEN
    verdict = None
    if is_open:
        verdict = reads.verdict(found.package, found.title, found.text, on=timezone.localdate())
    known = names()
    context = {
        "appeal": found,
        "form": form,
        "verdict": verdict,
        "percent": reads.percent_pledged(found.package),
        "proposed_by": known.get(found.proposed_by_id, ""),
        "decided_by": known.get(found.decided_by_id, ""),
        "is_open": is_open,
        "may_withdraw": is_open
        and (may(request.user, "support.packages", found) or may(request.user, "support.appeals", found)),
    }
    status = 422 if form and form.errors else 200
    return render(request, "support/appeal.html", context, status=status)


def _decided(request, form, found):
    said = form.cleaned_data
    if said["outcome"] == "decline":
        done = tried(request, form, actions.decline_appeal, found, because=said["because"])
        words = _("The appeal is declined.")
    else:
        done = tried(request, form, actions.approve_appeal, found, confirmed=said["confirmed"])
        words = _("The appeal is approved. It is published tomorrow morning.")
    if done:
        messages.success(request, words)
    return done


@who_may("support.view")
@page_or_form
def withdraw(request, key):
    found = find(request, "support.view", reads.appeals(request.user), key)
    form = ReasonForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.withdraw_appeal, found, **form.cleaned_data):
        messages.success(request, _("The appeal is withdrawn. Nobody reads it any more."))
        return redirect("support:appeal", key)
    words = {"title": _("Withdraw the appeal"), "button": _("Withdraw")}
    context = {"form": form, "package": found.package} | words
    return answered(request, "support/package_reason.html", context, form)


@who_may("support.packages")
@require_safe
def offers(request):
    rows = list(reads.offers(request.user)[:PAGE])
    return render(request, "support/offers.html", {"rows": rows})


@who_may("support.packages")
@page_or_form
def offer(request, key):
    found = find(request, "support.packages", reads.offers(request.user), key)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.answer_offer, found, **form.cleaned_data):
        messages.success(request, _("The answer is noted."))
        return redirect("support:offers")
    answered_by = names().get(found.answered_by_id, "")
    context = {"form": form, "offer": found, "answered_by": answered_by}
    return answered(request, "support/offer.html", context, form)
