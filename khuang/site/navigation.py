"""The places in the navigation that the signed-in account may open, most used first."""

from itertools import groupby

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khuang.care.duty import reads as duty
from khuang.care.duty.pulse import token_for
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.context import within

_CARE, _HEAR, _VISITS, _SURVEYS, _OFFICE = _("Care"), _("Hear"), _("Visits"), _("Surveys"), _("Office")
_TALK, _PLAN = _("Talk and decide"), _("Plan and do")

# Group (none: always in sight), permission, words, URL name. On a phone the first three stand in the bar.
PLACES = (
    ("", "desk.today", _("Today"), "desk:today"),
    ("", "cases.acknowledge", _("Duty list"), "duty:duty"),
    ("", "visits.round", _("Round"), "visits:round"),
    ("", "people.list", _("People"), "desk:people"),
    ("", "desk.map", _("Map"), "desk:map"),
    (_CARE, "cases.view", _("Cases"), "cases:cases"),
    (_CARE, "cases.view", _("Conferences"), "cases:conferences"),
    (_CARE, "cases.view", _("Referrals"), "cases:referrals"),
    (_CARE, "cases.answers", _("Answers to needs"), "cases:answers"),
    (_CARE, "support.view", _("Help packages"), "support:packages"),
    (_CARE, "support.benefits", _("May be entitled"), "support:entitled"),
    (_CARE, "support.equipment", _("Equipment"), "support:equipment"),
    (_CARE, "cases.partners", _("Partners"), "cases:partners"),
    (_HEAR, "wellbeing.view", _("Well-being"), "wellbeing:board"),
    (_HEAR, "correspondence.calls", _("Call list"), "correspondence:calls"),
    (_HEAR, "correspondence.answer", _("Messages"), "correspondence:inbox"),
    (_HEAR, "correspondence.broadcast", _("Broadcasts"), "correspondence:broadcasts"),
    (_HEAR, "voices.reports", _("Reports"), "voices:reports"),
    (_HEAR, "voices.talks", _("Talks"), "voices:talks"),
    (_HEAR, "voices.reports", _("Issues for the forum"), "voices:issues"),
    # Talk and decide, plan and do: the public wing as staff and council members work in it.
    (_TALK, "issues.sort", _("Issues"), "issues:issues"),
    (_TALK, "groups.keep", _("Groups"), "groups:groups"),
    (_TALK, "council.run", _("Council"), "council:councils"),
    (_TALK, "council.scrutinise", _("Scrutiny"), "council:mine"),
    (_TALK, "forum.run", _("Topics"), "forum:topics"),
    (_TALK, "forum.agreements", _("Agreements"), "forum:agreements"),
    (_TALK, "hearings.hold", _("Hearings"), "hearings:hearings"),
    (_TALK, "ballots.run", _("Elections"), "ballots:elections"),
    (_TALK, "council.scrutinise", _("Votes of delegates"), "ballots:votes"),
    (_PLAN, "plan.reply", _("Proposals"), "plan:proposals"),
    (_PLAN, "plan.reply", _("Development plan"), "plan:plans"),
    (_PLAN, "plan.reply", _("Budget"), "plan:budgets"),
    (_PLAN, "projects.run", _("Projects"), "projects:projects"),
    (_PLAN, "projects.inspect", _("Inspections"), "projects:inspections"),
    (_VISITS, "visits.plan", _("Plan of visits"), "visits:plans"),
    (_VISITS, "visits.supervise", _("Supervision"), "visits:supervision"),
    (_VISITS, "visits.volunteers", _("Volunteers"), "visits:volunteers"),
    (_VISITS, "visits.family-carers", _("Family carers"), "visits:family-carers"),
    (_VISITS, "visits.round", _("My volunteering"), "visits:mine"),
    (_VISITS, "visits.paper", _("Rounds on paper"), "visits:rounds"),
    (_SURVEYS, "surveys.fill", _("Fill in a survey"), "surveys:fill"),
    (_SURVEYS, "surveys.submissions", _("Submissions"), "surveys:submissions"),
    (_SURVEYS, "surveys.forms", _("Forms"), "surveys:forms"),
    (_SURVEYS, "surveys.devices", _("Devices"), "surveys:devices"),
    (_SURVEYS, "people.import", _("Import lists"), "people:imports"),
    (_OFFICE, "risk.policy", _("Risk policy"), "risk:policy"),
    (_OFFICE, "places.view", _("Places"), "places:villages"),
    (_OFFICE, "accounts.view", _("Accounts"), "accounts:accounts"),
    (_OFFICE, "accounts.matrix", _("Roles"), "accounts:matrix"),
    (_OFFICE, "messaging.channels", _("Channels"), "messaging:channels"),
    (_OFFICE, "journal.view", _("Journal"), "journal:journal"),
    (_OFFICE, "jobs.view", _("Jobs"), "site:jobs"),
    (_OFFICE, "backups.view", _("Backups"), "desk:backups"),
)


def navigation(request):
    """Give the page frame who is signed in and what they may open; strangers get the way in.

    kh_navigation is a list of groups: words, whether we are in it, places as (words, address, are we there).
    """
    # A request that is refused at once, such as one to an unknown host, has no account yet.
    account = getattr(request, "user", None)
    if not (account and account.is_authenticated):
        return {"kh_navigation": [], "kh_sign_in_url": reverse("accounts:sign-in")}
    # Joins the view's transaction; an error page has none and gets one of its own.
    with within(account.municipality_id):
        places = [
            (group, label, reverse(name))
            for group, permission, label, name in PLACES
            if may(account, permission)
        ]
        places.append((_OFFICE, _("My account"), reverse("accounts:mine")))
        return {
            "kh_navigation": _groups(places, request.path),
            "kh_municipality": str(account.municipality),
            "kh_account": {"name": account.display_name, "sign_out_url": reverse("accounts:sign-out")},
            "kh_home_url": reverse("desk:today"),
            "kh_signal": _signal(account),
        }


def _signal(account):
    """Give the badge of calls for help, for whoever answers them; the others have none."""
    if not may(account, "cases.acknowledge"):
        return None
    found = duty.pulse(account)
    return {
        "url": reverse("duty:duty"),
        "pulse_url": reverse("duty:pulse"),
        "token": token_for(account),
        "every": settings.KHUANG_PULSE[0 if may(account, "cases.alerts") else 1],
        "waiting": found.waiting,
        "newest": found.newest.timestamp() if found.newest else 0,
        "words": _("Calls for help"),
        "said": _("Somebody calls for help. Waiting:"),
    }


def _groups(places, path):
    # /desk/ is the beginning of every address; the longest one that fits is where we are.
    here = max((url for _group, _label, url in places if path.startswith(url)), key=len, default=None)
    groups = []
    for group, of_group in groupby(places, key=lambda place: place[0]):
        shown = [(label, url, url == here) for _group, label, url in of_group]
        groups.append((group, any(current for _label, _url, current in shown), shown))
    return groups
