"""Agreements at the desk: propose, change, note how groups stand, settle, look again."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.forum import actions
from khuang.civic.forum.forms.agreements import ChangeForm, GroupStanceForm, LookAgainForm, ProposeForm
from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads import agreements as reads
from khuang.civic.forum.rules.problems import ForumProblem
from khuang.civic.forum.views.pages import done
from khuang.ground.accounts.access import find, who_may
from khuang.ui.form_pages import form_page, page_or_form


@who_may("forum.agreements")
@require_safe
def agreements(request):
    context = {"rows": reads.agreements(), "due": set(reads.due(timezone.localdate()))}
    return render(request, "forum/agreements.html", context)


@who_may("forum.agreements")
@page_or_form
def propose(request, key):
    topic = find(request, "forum.agreements", Topic.objects.all(), key)
    form = ProposeForm(request.POST or None, topic=topic)
    if done(request, form, _("The agreement is proposed. Anyone can read it."), actions.propose, topic):
        return redirect("forum:agreements")
    return form_page(
        request,
        form,
        title=_("Propose an agreement"),
        button=_("Propose it"),
        back=reverse("forum:agreements"),
        caption=topic.title,
    )


@who_may("forum.agreements")
@require_safe
def agreement(request, key):
    found = find(request, "forum.agreements", reads.agreements(), key)
    is_due = found.state == "agreed" and found.look_again_on <= timezone.localdate()
    context = {"agreement": found, "standings": reads.standings(found), "is_due": is_due}
    return render(request, "forum/agreement.html", context)


@who_may("forum.agreements")
@page_or_form
def change(request, key):
    found = find(request, "forum.agreements", reads.agreements().filter(state="proposed"), key)
    form = ChangeForm(request.POST or None, initial={"words": reads.newest_version(found).words})
    if done(request, form, _("The new words stand. How one stands is asked anew."), actions.change, found):
        return redirect("forum:agreement", key)
    return _form(request, form, found, _("Change the words"), _("Keep the new words"))


@who_may("forum.agreements")
@page_or_form
def group_stance(request, key):
    found = find(request, "forum.agreements", reads.agreements().filter(state="proposed"), key)
    form = GroupStanceForm(request.POST or None)
    version = reads.newest_version(found)
    if done(request, form, _("It is noted how the group stands."), actions.note_group_stance, version):
        return redirect("forum:agreement", key)
    return _form(request, form, found, _("How a group stands"), _("Note how it stands"))


@who_may("forum.agreements")
@page_or_form
def look_again(request, key):
    found = find(request, "forum.agreements", reads.agreements().filter(state="agreed"), key)
    form = LookAgainForm(request.POST or None)
    if done(request, form, _("It is kept what was found."), actions.look_again, found):
        return redirect("forum:agreement", key)
    return _form(request, form, found, _("Look again"), _("Keep it"))


@who_may("forum.agreements")
@require_POST
def settle(request, key):
    found = find(request, "forum.agreements", reads.agreements(), key)
    try:
        actions.settle(found, by=request.user, at=timezone.now())
    except ForumProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, _("The community has agreed. Objections stay in sight."))
    return redirect("forum:agreement", key)


def _form(request, form, found, title, button):
    back = reverse("forum:agreement", args=[found.pk])
    return form_page(request, form, title=title, button=button, back=back, caption=found.title)
