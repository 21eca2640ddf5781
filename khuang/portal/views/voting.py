"""Vote without an account: one statement at a time, and say kindly where one lives, if one wants."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from khuang.civic.ballots.rules.problems import BallotProblem
from khuang.civic.forum import actions
from khuang.civic.forum.reads import voting
from khuang.civic.forum.rules.phases import VOTE
from khuang.civic.forum.rules.problems import ForumProblem, NotThisTopic, TooMany
from khuang.ground.accounts import brake
from khuang.ground.accounts.rules.brake import Limit
from khuang.ground.municipalities.context import within
from khuang.portal.forms.forum import AboutMeForm, StanceForm, TokenForm
from khuang.portal.reads import forum as reads
from khuang.portal.views.forum import topic_or_404
from khuang.portal.views.frame import page, public
from khuang.portal.views.voter import new_voter, remember, voter_of
from khuang.ui.form_pages import page_or_form

VALUES = (
    ("agree", 1, gettext_noop("Agree")),
    ("disagree", -1, gettext_noop("Disagree")),
    ("pass", 0, gettext_noop("Pass")),
)
# After so many votes one is asked, once, where one lives.
ASKED_AFTER = 3
# Many people share an address of a mobile network or a hall; a program that makes up voters needs more.
NEW_VOTERS = Limit(free=300)


@public
@page_or_form
def vote(request, place, key):
    seen = topic_or_404(place, key)
    voter = voter_of(request, seen.topic)
    if seen.topic.needs_token and not voter and VOTE in seen.may:
        return _token(request, place, seen)
    if request.method == "POST":
        return _voted(request, place, seen, voter or new_voter())
    return _paper(request, place, seen, voter)


def _token(request, place, seen):
    """Ask for the paper token first; whoever guesses many waits longer each time."""
    form, now = TokenForm(request.POST or None), timezone.now()
    if form.is_valid():
        try:
            if brake.begin(request, "token", str(seen.topic.pk), at=now).free_at:
                raise TooMany
            with within(place):
                _who, voter = actions.join_with_token(seen.topic, form.cleaned_data["token"], at=now)
            return remember(redirect("portal:topic-vote", place.slug, seen.topic.pk), seen.topic, voter)
        except (ForumProblem, BallotProblem) as problem:
            form.add_error("token", _(problem.sentence))
    context = {"seen": seen, "form": form}
    return page(request, "portal/forum/token.html", place, context, 422 if form.errors else 200)


def _paper(request, place, seen, voter, sentence="", status=200):
    number = request.POST.get("statement") or request.GET.get("statement", "")
    context = {
        "seen": seen,
        "paper": reads.paper(place, seen.topic, voter, int(number) if number.isdecimal() else None),
        "may_vote": VOTE in seen.may,
        "sentence": sentence,
        "values": [(code, value, _(label)) for code, value, label in VALUES],
    }
    return page(request, "portal/forum/vote.html", place, context, status)


def _voted(request, place, seen, voter):
    try:
        done = _count(request, place, seen, voter)
    except ForumProblem as problem:
        return _paper(request, place, seen, voter, _(problem.sentence), 422)
    where = "portal:topic-me" if done == ASKED_AFTER else "portal:topic-vote"
    return remember(redirect(where, place.slug, seen.topic.pk), seen.topic, voter)


def _count(request, place, seen, voter):
    """Count a vote; give how many statements the device has voted on. Raises ForumProblem."""
    number, chosen, now = request.POST.get("statement", ""), request.POST.get("vote"), timezone.now()
    value = next((value for code, value, _label in VALUES if code == chosen), None)
    if not number.isdecimal() or value is None:
        raise NotThisTopic
    who = _who(request, place, seen.topic, voter, now)
    with within(place):
        statement = voting.numbered(seen.topic, int(number))
        if statement is None:
            raise NotThisTopic
        actions.vote(who, statement, value, at=now)
        return who.votes.count()


def _who(request, place, topic, voter, now):
    """Give who takes part with a device; a new one is made. Raises TooMany, TokenNeeded."""
    if there := reads.participant(place, topic, voter):
        return there
    if brake.begin(request, "voter", at=now, of_address=NEW_VOTERS).free_at:
        raise TooMany
    with within(place):
        return actions.join(topic, key=voter, at=now)


@public
@require_safe
def mine(request, place, key):
    seen = topic_or_404(place, key)
    rows = reads.own_votes(place, seen.topic, voter_of(request, seen.topic))
    return page(request, "portal/forum/mine.html", place, {"seen": seen, "rows": rows})


@public
@page_or_form
def about_me(request, place, key):
    seen = topic_or_404(place, key)
    who = reads.participant(place, seen.topic, voter_of(request, seen.topic))
    if who is None:
        return redirect("portal:topic-vote", place.slug, seen.topic.pk)
    villages = reads.villages(place)
    said = {"village": str(who.village_id or ""), "sex": who.sex, "age_band": who.age_band}
    form = AboutMeForm(villages, request.POST or None, initial=said)
    if form.is_valid() and _described(request, place, who, villages, form):
        return redirect("portal:topic-vote", place.slug, seen.topic.pk)
    context = {"seen": seen, "form": form}
    return page(request, "portal/forum/about_me.html", place, context, 422 if form.errors else 200)


def _described(request, place, who, villages, form):
    said = dict(form.cleaned_data)
    said["village"] = next((one for one in villages if str(one.pk) == said["village"]), None)
    try:
        with within(place):
            actions.describe(who, **said, at=timezone.now())
    except ForumProblem as problem:
        form.add_error(None, _(problem.sentence))
        return False
    messages.success(request, _("Thank you. It is kept without your name."))
    return True


@public
@page_or_form
def agreement(request, place, key):
    found = reads.agreement(place, key, timezone.now())
    if found is None:
        raise Http404
    form = StanceForm(request.POST or None)
    if form.is_valid() and (voter := _stood(request, place, found, form)):
        messages.success(request, _("It is noted how you stand. You may change it until it is agreed."))
        answer = redirect("portal:agreement", place.slug, key)
        return remember(answer, found["agreement"].topic, voter)
    context = found | {"form": form, "path": reads.path(place, "agreement", key)}
    return page(request, "portal/forum/agreement.html", place, context, 422 if form.errors else 200)


def _stood(request, place, found, form):
    """Keep how the device stands; give its key, none when it could not be kept."""
    topic, now = found["agreement"].topic, timezone.now()
    voter = voter_of(request, topic) or new_voter()
    try:
        who = _who(request, place, topic, voter, now)
        with within(place):
            actions.take_stance(found["standings"][0].version, **form.cleaned_data, participant=who, at=now)
    except ForumProblem as problem:
        form.add_error(None, _(problem.sentence))
        return None
    return voter
