"""Nothing that was typed is lost: a form that was sent too late comes back as it was filled in.

What was typed waits in the browser's session, sealed in the database, for an
hour at most and for one account only. It comes back when that account next
looks at the same address: in the form that stands there, or, where none
stands, behind one button. Files do not come back; the page says so.
"""

import datetime

from django.contrib import messages
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.ground.accounts.kept_form import fill

KEPT = "kept"
FOR = datetime.timedelta(hours=1)
LARGEST = 500_000  # characters
# What is not for keeping: the token of the form, and the secrets that somebody signs in with.
NEVER = {"csrfmiddlewaretoken", "password", "again", "current", "code", "pin", "credential"}


def keep(request, account_id):
    """Keep what was typed into the form that was just sent, for the account whose session it was."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values if name not in NEVER]
    if request.method != "POST" or sum(len(name) + len(value) for name, value in fields) > LARGEST:
        return
    request.session[KEPT] = {
        "path": request.get_full_path(),
        "fields": fields,
        "files": bool(request.FILES),
        "account": str(account_id),
        "until": (timezone.now() + FOR).isoformat(),
    }


def give_back(request, response):
    """Return the page with what was kept for it filled in, or the page as it is."""
    kept = request.session.get(KEPT)
    if not kept or request.method != "GET" or kept["path"] != request.get_full_path():
        return response
    if response.status_code not in (200, 405):
        return response
    del request.session[KEPT]
    if kept["account"] != str(request.user.pk) or kept["until"] < timezone.now().isoformat():
        return response
    _say(request, kept)
    if response.status_code == 405 or not _filled(response, kept, request):
        return render(request, "accounts/kept.html", {"kept": kept})
    return response


def _filled(response, kept, request):
    page = fill(response.content.decode(), kept["fields"], request.path)
    if page is None:
        return False
    # The message was written after the page was drawn; here it comes with it.
    notices = render(request, "accounts/kept_notice.html").content.decode()
    before, mark, after = page.partition('<main class="govuk-main-wrapper" id="main" tabindex="-1">')
    response.content = before + mark + notices + after
    return True


def _say(request, kept):
    messages.info(request, _("What you typed is here again. Look it over and send it once more."))
    if kept["files"]:
        messages.warning(request, _("Files could not be kept. Choose them again before you send."))
