"""Proposals at the desk: what is owed, the draft of a reply, its decision."""

from django.contrib import messages
from django.forms import model_to_dict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.plan import actions
from khuang.civic.plan.forms.proposals import BecauseForm, ProposalForm, ReplyForm
from khuang.civic.plan.models import Edition, Proposal, Reply
from khuang.civic.plan.reads import proposals as reads
from khuang.civic.plan.rules.knowledge import reply_days
from khuang.civic.plan.views.pages import then, today, tried
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import may
from khuang.ui.form_pages import form_page, page_or_form

PAGE = 100


@who_may("plan.reply")
@require_safe
def proposals(request):
    waiting = reads.listed(reads.proposals("waiting")[:PAGE], on=today())
    answered = reads.listed(reads.proposals().exclude(state="waiting")[:PAGE], on=today())
    days, is_confirmed = reply_days()
    context = {
        "waiting": waiting,
        "answered": answered,
        "overdue": reads.overdue(today()),
        "days": days,
        "is_confirmed": is_confirmed,
        "may_write": may(request.user, "plan.write"),
    }
    return render(request, "plan/proposals.html", context)


@who_may("plan.write")
@page_or_form
def new_proposal(request):
    form = ProposalForm(request.POST or None, initial={"forwarded_on": today()})
    if form.is_valid():
        on = form.cleaned_data["forwarded_on"]
        made = tried(request, form, actions.propose, form.proposed(), forwarded_on=on)
        if made:
            messages.success(request, _("The proposal is taken in. A reply is owed."))
            return redirect("plan:proposal", made.pk)
    return form_page(
        request, form, title=_("Take a proposal in"), button=_("Take it in"), back=reverse("plan:proposals")
    )


@who_may("plan.reply")
@require_safe
def proposal(request, key):
    found = find(request, "plan.reply", Proposal.objects.all(), key)
    (listed,) = reads.listed([found], on=today())
    draft = found.replies.filter(state=Reply.State.DRAFTED).first()
    may_plan = may(request.user, "plan.write") and reads.to_plan().filter(pk=key).exists()
    context = {
        "one": listed,
        "proposal": found,
        "draft": draft,
        "returned": found.replies.filter(state=Reply.State.RETURNED),
        "issues": reads.issues_of(found),
        "may_plan": may_plan,
        "editions": Edition.objects.filter(state=Edition.State.DRAFT),
        "is_own": draft and draft.drafted_by_id == request.user.pk,
        "stands": reads.stands_in(found),
        "may_draft": draft is None and found.state == Proposal.State.WAITING,
        "may_decide": draft and draft.drafted_by_id != request.user.pk and may(request.user, "plan.approve"),
    }
    return render(request, "plan/proposal.html", context)


@who_may("plan.reply")
@page_or_form
def reply(request, key):
    found = find(request, "plan.reply", Proposal.objects.all(), key)
    own = found.replies.filter(state=Reply.State.DRAFTED, drafted_by_id=request.user.pk).first()
    form = ReplyForm(request.POST or None, initial=model_to_dict(own) if own else None)
    if form.is_valid() and tried(request, form, actions.draft_reply, found, **form.cleaned_data):
        messages.success(request, _("The reply is drafted. Somebody else must decide it."))
        return redirect("plan:proposal", key)
    back = reverse("plan:proposal", args=[key])
    return form_page(
        request, form, title=_("Draft the reply"), caption=found.title, button=_("Keep the draft"), back=back
    )


@who_may("plan.approve")
@require_POST
def decide(request, key):
    found = find(request, "plan.approve", Reply.objects.all(), key)
    to = ("plan:proposal", found.proposal_id)
    return then(request, actions.decide_reply, found, to=to, words=_("The reply is public now."))


@who_may("plan.approve")
@page_or_form
def send_back(request, key):
    found = find(request, "plan.approve", Reply.objects.select_related("proposal"), key)
    form = BecauseForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.return_reply, found, **form.cleaned_data):
        messages.success(request, _("The draft went back."))
        return redirect("plan:proposal", found.proposal_id)
    back = reverse("plan:proposal", args=[found.proposal_id])
    title, caption = _("Send the draft back"), found.proposal.title
    return form_page(request, form, title=title, caption=caption, button=_("Send it back"), back=back)
