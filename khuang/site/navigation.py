"""The places in the navigation that the signed-in account may open, most used first."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.context import within

# Permission, words, URL name; on a phone the first four stand in the bar below.
PLACES = (
    ("desk.today", _("Today"), "desk:today"),
    ("visits.round", _("Round"), "visits:round"),
    ("people.list", _("People"), "desk:people"),
    ("cases.view", _("Cases"), "cases:cases"),
    ("desk.map", _("Map"), "desk:map"),
    ("support.view", _("Help packages"), "support:packages"),
    ("visits.plan", _("Plan of visits"), "visits:plans"),
    ("visits.supervise", _("Supervision"), "visits:supervision"),
    ("visits.volunteers", _("Volunteers"), "visits:volunteers"),
    ("visits.family-carers", _("Family carers"), "visits:family-carers"),
    ("surveys.submissions", _("Submissions"), "surveys:submissions"),
    ("cases.view", _("Conferences"), "cases:conferences"),
    ("cases.view", _("Referrals"), "cases:referrals"),
    ("cases.partners", _("Partners"), "cases:partners"),
    ("surveys.fill", _("Fill in a survey"), "surveys:fill"),
    ("visits.round", _("My volunteering"), "visits:mine"),
    ("visits.paper", _("Rounds on paper"), "visits:rounds"),
    ("surveys.forms", _("Forms"), "surveys:forms"),
    ("surveys.devices", _("Devices"), "surveys:devices"),
    ("risk.policy", _("Risk policy"), "risk:policy"),
    ("people.import", _("Import lists"), "people:imports"),
    ("places.view", _("Places"), "places:villages"),
    ("accounts.view", _("Accounts"), "accounts:accounts"),
    ("accounts.matrix", _("Roles"), "accounts:matrix"),
    ("journal.view", _("Journal"), "journal:journal"),
    ("jobs.view", _("Jobs"), "site:jobs"),
    ("backups.view", _("Backups"), "desk:backups"),
)


def navigation(request):
    """Give the page frame who is signed in and what they may open; strangers get the way in."""
    # A request that is refused at once, such as one to an unknown host, has no account yet.
    account = getattr(request, "user", None)
    if not (account and account.is_authenticated):
        return {"kh_navigation": [], "kh_sign_in_url": reverse("accounts:sign-in")}
    # Joins the view's transaction; an error page has none and gets one of its own.
    with within(account.municipality_id):
        places = [(label, reverse(name)) for permission, label, name in PLACES if may(account, permission)]
        places.append((_("My account"), reverse("accounts:mine")))
        # /desk/ is the beginning of every address; the longest one that fits is where we are.
        here = max((url for _, url in places if request.path.startswith(url)), key=len, default=None)
        return {
            "kh_navigation": [(label, url, url == here) for label, url in places],
            "kh_municipality": str(account.municipality),
            "kh_account": {"name": account.display_name, "sign_out_url": reverse("accounts:sign-out")},
            "kh_home_url": reverse("desk:today"),
        }
