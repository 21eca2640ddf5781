"""Surveys in the browser: one page that opens without a network, and what it fetches."""

import base64
from uuid import UUID

from csp.decorators import csp_update
from django.http import Http404, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from khuang.ground.accounts import phone_cookie, sessions
from khuang.ground.accounts.access import anyone, own_context, who_may
from khuang.ground.surveys import actions, offline
from khuang.ground.surveys.reads import filling
from khuang.ground.surveys.reads.forms import forms_offered
from khuang.ground.surveys.reads.phones import is_list
from khuang.ground.surveys.rules import problems

# The form engine compiles its XPath parser, and its components write their styles themselves.
_ENGINE = {"script-src": ["'wasm-unsafe-eval'"], "style-src": ["'unsafe-inline'"]}
_PAGE = "/survey/"
_FILES = (
    "surveys/fill.js",
    "surveys/fill_form.js",
    "surveys/fill_page.js",
    "surveys/fill.css",
    "surveys/drafts.js",
    "surveys/forms_here.js",
    "surveys/keep_page.js",
    "surveys/lock_panel.js",
    "surveys/built/web_forms.js",
    "surveys/built/web_forms_engine.js",
    "surveys/built/web_forms_map.js",
)
# The one page that may ask the phone where it is: a home's place is taken here, on purpose.
_MAY_ASK = ("geolocation", "camera")


@csp_update(_ENGINE)
@who_may("surveys.fill")
@never_cache
@require_safe
def fill(request):
    key = actions.envelope_key(at=timezone.now())
    words = {word: str(said) for word, said in filling.WORDS.items()}
    context = {"key": key, "public": base64.b64encode(key.public).decode(), "words": words}
    response = render(request, "surveys/fill.html", context)
    response.may_ask = _MAY_ASK
    return response


@anyone
@own_context
@require_safe
def worker(request):
    return offline.worker(_PAGE, _FILES)


@who_may("surveys.fill")
@never_cache
@require_safe
def forms_to_fill(request):
    forms = [{"form_id": one.form.form_id, "title": one.title} for one in forms_offered()]
    return JsonResponse({"forms": forms, "now": timezone.now().isoformat()})


@who_may("surveys.fill")
@never_cache
@require_safe
def form_to_fill(request, form_id):
    filler = filling.Filler(request.user, _about(request))
    try:
        form = filling.form_for_browser(filler, form_id)
    except problems.SurveyProblem as problem:
        return JsonResponse({"sentence": _(problem.sentence).format(**problem.values)}, status=problem.status)
    _note_handed_out(request, form["files"])
    return JsonResponse(form)


def _note_handed_out(request, files):
    """Note whose details this browser now carries."""
    phone, now = phone_cookie.phone_of(request), timezone.now()
    label = phone.device if phone else sessions.device(request.session) or _("Browser")
    browser = actions.browser_device(request.user, phone and phone.pk, label, at=now)
    for name, file in files.items():
        if is_list(name):
            actions.note_handed_out(browser, name, base64.b64decode(file["base64"]), at=now)


def _about(request):
    try:
        return UUID(request.GET["about"]) if request.GET.get("about") else None
    except ValueError:
        raise Http404 from None
