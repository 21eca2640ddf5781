"""The hall: a page that works without network, and the same forms without scripts."""

import json

from django.contrib import messages
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.forms.hall import told
from khuang.civic.hearings.models import HallEntry
from khuang.civic.hearings.reads.words import BAND_WORDS, SEX_WORDS, WRONG
from khuang.civic.hearings.rules.entries import read
from khuang.civic.hearings.rules.problems import HearingProblem
from khuang.civic.hearings.views.pages import HOLD, done, found
from khuang.civic.hearings.views.standing import standing
from khuang.civic.issues.reads import kinds_for_public
from khuang.ground.accounts.access import anyone, find, own_context, who_may
from khuang.ground.surveys import offline
from khuang.lib.identifiers import uuid7
from khuang.ui.form_pages import page_or_form

FILES = (
    "surveys/keep_page.js",
    "hearings/hall.css",
    "hearings/hall.js",
    "hearings/hall_draw.js",
    "hearings/hall_send.js",
    "hearings/hall_store.js",
    "hearings/hall_sums.js",
)
SPEAKERS = (("female", _("A woman")), ("male", _("A man")), ("other", _("Another")))
WAYS = (("agree", _("agree")), ("disagree", _("disagree")), ("pass", _("pass")))
# Kind of an entry, words that open its form, label.
WORDED = (
    ("issue", _("An issue is raised"), _("The issue, without names")),
    ("agreement", _("An agreement is proposed"), _("What is to be agreed")),
    ("dissent", _("Somebody objects"), _("What they object to and why, without names")),
)
MOST = 500  # entries in one sending


@who_may(HOLD)
@require_safe
def hall(request, key):
    row = found(request, key)
    state = reads.hall_state(row)
    for one in state["statements"]:
        # The same page without scripts: the hands by sex, and an id for the next ones.
        one["rows"] = _rows(one["hands"])
        one["new_id"] = str(uuid7())
    return render(request, "hearings/hall.html", {"hearing": row, "state": state} | _words(request, row))


def _rows(hands):
    """Give hands as the page writes them; a sex of which none went up has none."""
    return [(sex, words, hands[sex] if any(hands.get(sex, ())) else ()) for sex, words in SEX_WORDS.items()]


def _words(request, row):
    """Give what the forms of the hall offer."""
    return {
        "standing": standing(row),
        "invited": row.invited.select_related("village"),
        "villages": sorted(reads.village_names().items()),
        "sexes": list(SEX_WORDS.items()),
        "speakers": SPEAKERS,
        "bands": list(BAND_WORDS.items()),
        "ways": WAYS,
        "no_hands": _rows({}),
        "wrong": list(WRONG.items()),
        "words": [(*words, uuid7()) for words in WORDED],
        "kinds": [(code, kind.name(request.LANGUAGE_CODE)) for code, kind in kinds_for_public().items()],
        "new_ids": [uuid7() for _each in range(3)],
    }


@anyone
@own_context
@require_safe
def worker(request, key):
    return offline.worker(reverse("hearings:hall", args=[key]), FILES)


@who_may(HOLD)
@never_cache
@page_or_form
def entries(request, key):
    """Give the hall as it stands; before that, take in what was noted: JSON, a list of entries.

    Answers outcomes by id: [taken, waiting, late or refused, sentence].
    """
    row = found(request, key)
    outcomes = _taken(request, row) if request.method == "POST" else {}
    row.refresh_from_db()
    state = {"state": reads.hall_state(row), "outcomes": outcomes}
    return JsonResponse(state | {"token": get_token(request), "now": timezone.now().isoformat()})


def _taken(request, hearing):
    outcomes, noted = {}, []
    for said in json.loads(request.body)[:MOST]:
        try:
            noted.append(read(said))
        except HearingProblem as problem:
            outcomes[str(said["id"])] = ["refused", gettext(problem.sentence)]
    try:
        rows = actions.note(hearing, noted, by=request.user, at=timezone.now())
    except HearingProblem as problem:
        return outcomes | {str(one.id): ["refused", gettext(problem.sentence)] for one in noted}
    return outcomes | {str(row.pk): [row.state, reads.why(row)] for row in rows}


@who_may(HOLD)
@require_POST
def note(request, key):
    """Note one thing by a plain form."""
    row, page = found(request, key), reverse("hearings:hall", args=[key])
    try:
        (made,) = actions.note(row, [read(told(request.POST))], by=request.user, at=timezone.now())
    except HearingProblem as problem:
        messages.error(request, gettext(problem.sentence))
        return redirect(page)
    if made.kind == HallEntry.Kind.HANDS:
        # The statement says itself what was noted, or why it waits.
        return redirect(f"{page}#statement-{made.about_id}")
    if made.because:
        messages.warning(request, reads.why(made))
    return redirect(page)


@who_may(HOLD)
@require_POST
def drop(request, key):
    entry = find(request, HOLD, HallEntry.objects.select_related("hearing"), key)
    done(request, actions.drop, entry, words=gettext("It is taken out."))
    return redirect("hearings:hearing", entry.hearing_id)


@who_may(HOLD)
@require_POST
def vouch(request, key):
    entry = find(request, HOLD, HallEntry.objects.select_related("hearing"), key)
    done(request, actions.vouch, entry, words=gettext("Thank you. It was tried again."))
    return redirect("hearings:hearing", entry.hearing_id)
