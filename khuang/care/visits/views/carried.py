"""What a phone carries of a round: what is needed at the door and no more.

No ID number, no diagnosis, no risk class; sealed records not at all.
"""

import json
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.visits.actions import version_here
from khuang.care.visits.rules.findings import catalogue
from khuang.care.visits.rules.record_problems import NoVisitForm
from khuang.ui.templatetags.kh import thai_date


def carried(round_, key, account):
    """Write a round as JSON for the account's phone.

    round_  None for an account that is no volunteer
    key     to which the phone seals what it records
    """
    day = timezone.localdate()
    return {
        "account": str(account.pk),
        "key": {"id": str(key.pk), "public": key.public_text},
        "version": _version(),
        "day": day.isoformat(),
        "day_words": thai_date(day),
        "volunteer": round_ is not None,
        "stops": [_stop(one) for one in round_.stops] if round_ else [],
        "homes": {str(pk): _home(one) for pk, one in round_.homes.items()} if round_ else {},
    }


def fingerprint(told):
    """Give what tells two rounds apart."""
    return sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:24]


def _version():
    try:
        return version_here()
    except NoVisitForm:
        return ""


def _stop(stop):
    person, planned = stop.person, stop.planned
    return {
        "planned": str(planned.pk),
        "person": str(person.pk),
        "called": called(person),
        "age": age_words(stop.age),
        "home": str(person.household_id or ""),
        "address": address(person.dwelling, person.village),
        "landmark": person.dwelling.directions if person.dwelling else "",
        "place": stop.place,
        "phones": [{"name": name, "number": number} for name, number in stop.phones],
        "half": planned.get_half_display(),
        "with": str(planned.second or "") if planned.second_id else "",
        "asked": stop.asked,
        "bring": planned.bring or "",
        "done": stop.is_done,
        "last": last_words(stop.last),
        "did": stop.last.findings.get("done", []) if stop.last else [],
        "replies": [one.words for one in stop.replies],
    }


def _home(home):
    dwelling = home.household.dwelling
    return {
        "address": address(dwelling, home.household.village),
        "landmark": dwelling.directions,
        "members": [
            {
                "person": str(one.person.pk),
                "called": called(one.person),
                "relation": one.relation,
                "age": age_words(one.age),
                "due": [due_words(item) for item in one.due],
            }
            for one in home.members
        ],
    }


def called(person):
    """Give a person's name, with the one that neighbours use."""
    return f"{person} ({person.nickname})" if person.nickname else str(person)


def address(dwelling, village):
    """Give house number and village in words."""
    number = _("House %s") % dwelling.house_no if dwelling and dwelling.house_no else ""
    return " ".join(filter(None, (number, str(village or ""))))


def age_words(age):
    """Give an age in words, "" when nobody knows it."""
    return _("aged %d") % age.most if age else ""


def due_words(due):
    """Say what is due for a member of a home."""
    on = thai_date(due.on, "short")
    if due.kind == "assess":
        return _("To be assessed anew by %s") % on
    return " ".join(filter(None, (_("Visit on %s") % on, due.who and f"({due.who})")))


def last_words(visit):
    """Say what the visit before found, in one line."""
    if visit is None:
        return ""
    known, language = catalogue(), "en" if get_language() == "en" else "th"
    found = [known.words("results", visit.result, language)]
    for kind, name in (("conditions", "condition"), ("moods", "mood"), ("next_steps", "next")):
        if code := visit.findings.get(name):
            found.append(known.words(kind, code, language))
    return f"{thai_date(visit.at, 'short')}: {', '.join(found)}"
