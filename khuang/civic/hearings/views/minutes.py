"""Minutes at the desk: read and print, write, confirm, begin a new version."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.actions.minutes import WRITTEN
from khuang.civic.hearings.forms.minutes import MinutesForm
from khuang.civic.hearings.forms.planning import BecauseForm
from khuang.civic.hearings.views.pages import HOLD, done, found, tried
from khuang.ground.accounts.access import who_may
from khuang.ui.form_pages import form_page, page_or_form


@who_may(HOLD)
@require_safe
def minutes(request, key, version):
    row = found(request, key)
    shown = next((one for one in reads.versions(row) if one.version == version), None)
    if shown is None:
        raise Http404
    context = {
        "paper": reads.paper(row, shown),
        "municipality": request.user.municipality,
        "may_confirm": shown.by_id != request.user.pk,
    }
    return render(request, "hearings/minutes.html", context)


@who_may(HOLD)
@page_or_form
def write(request, key):
    row = found(request, key)
    draft = reads.draft(row)
    initial = {name: getattr(draft, name) for name in (*WRITTEN, "revision")} if draft else {}
    form = MinutesForm(request.POST or None, initial=initial)
    if form.is_valid():
        said = dict(form.cleaned_data)
        revision = said.pop("revision")
        if made := tried(request, form, actions.write, row, said, revision=revision):
            messages.success(request, _("The draft is kept. Somebody else confirms it."))
            return redirect("hearings:minutes", key, made.version)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": pgettext("hearing", "Write the minutes"), "button": _("Keep the draft"), "back": back}
    page |= {"paper": reads.paper(row, draft), "template": "hearings/minutes_write.html", "caption": row}
    return form_page(request, form, **page)


@who_may(HOLD)
@require_POST
def confirm(request, key):
    draft = reads.draft(found(request, key))
    if draft is None:
        raise Http404
    said = request.POST.get("revision", "")
    revision = int(said) if said.isdecimal() else 0
    words = _("The minutes are confirmed. Anyone can read them now.")
    done(request, actions.confirm, draft, revision=revision, words=words)
    return redirect("hearings:minutes", key, draft.version)


@who_may(HOLD)
@page_or_form
def amend(request, key):
    row = found(request, key)
    form = BecauseForm(request.POST or None)
    if form.is_valid() and tried(request, form, actions.amend, row, **form.cleaned_data):
        return redirect("hearings:minutes-write", key)
    back = reverse("hearings:hearing", args=[key])
    page = {"title": _("Begin a new version of the minutes"), "button": _("Begin"), "back": back}
    return form_page(request, form, **page, caption=row)
