"""The page of channels: what is set up, how it goes, a test to oneself."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.ground.accounts.access import fresh, who_may
from khuang.ground.messaging import actions, reads
from khuang.ground.messaging.forms import ChannelForm, TestForm
from khuang.ground.messaging.rules.problems import ChannelProblem
from khuang.ground.messaging.rules.retention import kept

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("messaging.channels")
@require_safe
def channels(request):
    return render(request, "messaging/channels.html", {"rows": reads.channel_states(), "kept": kept()})


@who_may("messaging.channels")
@fresh
@page_or_form
def channel(request, code):
    found = _found(code)
    form = ChannelForm(found, reads.account_of(code), request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_up_channel(found, form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, _("It is kept."))
        return redirect("messaging:channel", code)
    return _page(request, found, form)


@who_may("messaging.channels")
@fresh
@require_POST
def switch(request, code):
    found = _found(code)
    try:
        made = actions.switch_channel(found, "on" in request.POST, by=request.user, at=timezone.now())
    except ChannelProblem as problem:
        form = ChannelForm(found, reads.account_of(code), {})
        form.full_clean()
        form.add_error(None, _(problem.sentence))
        return _page(request, found, form)
    words = (
        _("The channel is on.") if made.is_on else _("The channel is off. What waits goes by the next way.")
    )
    messages.success(request, words)
    return redirect("messaging:channel", code)


@who_may("messaging.channels")
@require_POST
def test(request, code):
    found = _found(code)
    form = TestForm(found, request.POST)
    if form.is_valid():
        address = form.cleaned_data.get("address", "")
        try:
            actions.send_test(found, address, by=request.user, at=timezone.now())
        except ChannelProblem as problem:
            form.add_error(None, _(problem.sentence))
        else:
            messages.success(
                request, _("A test is on its way. If it does not arrive, look here for the reason.")
            )
            return redirect("messaging:channel", code)
    return _page(request, found, ChannelForm(found, reads.account_of(code)), form)


def _page(request, found, form, test_form=None):
    refused = form.errors or (test_form and test_form.errors)
    context = {
        "state": reads.channel_state(found),
        "form": form,
        "test_form": test_form or TestForm(found),
        "refused": [one for one in (form, test_form) if one and one.errors],
    }
    return render(request, "messaging/channel.html", context, status=422 if refused else 200)


def _found(code):
    found = reads.channel(code)
    if found is None:
        raise Http404
    return found
