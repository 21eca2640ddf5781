"""Sample content of the gallery: every component in every state, all of it invented."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.lib.thai_dates import PartialDate
from khuang.ui.forms import DatePartsField

YES_NO = [("yes", _("Yes")), ("no", _("No")), ("unknown", _("I do not know"))]
VILLAGES = [("", _("Every village")), ("1", _("Village 1")), ("2", _("Village 2"))]
LEVELS = [("", _("Every class")), ("high", _("High risk")), ("medium", _("Medium risk"))]
NEEDS = [("home", _("Home repair")), ("health", _("Health care")), ("income", _("Income"))]


class Sample(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Full name"), help_text=_("As written on the ID card."))
    nickname = forms.CharField(label=_("Nickname"), required=False)
    village = forms.ChoiceField(label=_("Village"), choices=VILLAGES)
    born = DatePartsField(label=_("Date of birth"), help_text=_("For example 27 3 2499."), partial=True)
    alone = forms.ChoiceField(label=_("Lives alone?"), choices=YES_NO, widget=forms.RadioSelect)
    needs = forms.MultipleChoiceField(label=_("Needs"), choices=NEEDS, widget=forms.CheckboxSelectMultiple)
    story = forms.CharField(label=_("What happened"), widget=forms.Textarea, required=False)
    photograph = forms.FileField(label=_("Photograph"), required=False)
    agrees = forms.BooleanField(label=_("The person agrees that we keep this."))


class SampleFilter(forms.Form):
    """A filter that works: the gallery's list of people obeys it."""

    village = forms.ChoiceField(label=_("Village"), choices=VILLAGES, required=False)
    level = forms.ChoiceField(label=_("Risk class"), choices=LEVELS, required=False)


FILLED = {
    "name": "สมศรี ใจงาม",
    "nickname": "ศรี",
    "village": "2",
    "born_day": "27",
    "born_month": "3",
    "born_year": "2499",
    "alone": "yes",
    "needs": ["home", "health"],
    "story": "หลังคารั่วตั้งแต่ฝนแรก",
    "agrees": "on",
}
WRONG = {"born_day": "31", "born_month": "2", "born_year": "2499"}

TASKS = [
    {"title": _("Household"), "url": "#tasks", "status": _("Done"), "kind": "good"},
    {
        "title": _("Members"),
        "url": "#tasks",
        "hint": _("2 of 4 people"),
        "status": _("Under way"),
        "kind": "calm",
    },
    {"title": _("Consent"), "url": None, "status": _("Cannot start yet"), "kind": ""},
]

PEOPLE = [
    (_("Mrs Somsri Chaingam"), 70, "2", "high", False),
    (_("Mr Kham Pankaew"), 82, "1", "medium", True),
    (_("Ms Dao Muangdee"), 9, "1", None, True),
]

# An invented place; no home stands here.
_HOMES = [
    (99.402, 18.301, "high"),
    (99.409, 18.304, "medium"),
    (99.414, 18.297, "low"),
    (99.405, 18.293, "none"),
]
POINTS = {
    "clusters": [
        {"lon": 99.42, "lat": 18.306, "count": 128, "levels": {"high": 12, "medium": 40, "low": 76}}
    ],
    "points": [
        {
            "id": str(number),
            "lon": lon,
            "lat": lat,
            "level": level,
            "url": "#map",
            "label": f"{number + 10}/1",
        }
        for number, (lon, lat, level) in enumerate(_HOMES)
    ],
}
_SQUARE = [
    [99.396, 18.289],
    [99.418, 18.287],
    [99.428, 18.3],
    [99.42, 18.312],
    [99.4, 18.31],
    [99.396, 18.289],
]
BASE = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"kind": "village", "name": "บ้านดอกแก้ว"},
            "geometry": {"type": "Polygon", "coordinates": [_SQUARE]},
        },
        {
            "type": "Feature",
            "properties": {"kind": "road", "name": ""},
            "geometry": {
                "type": "LineString",
                "coordinates": [[99.394, 18.288], [99.41, 18.3], [99.43, 18.309]],
            },
        },
    ],
}


PAGE = 2  # people shown at once


def people(query):
    """Give the sample people whom a query's village and level let through."""
    wanted = [(2, query.get("village")), (3, query.get("level"))]
    return [person for person in PEOPLE if all(person[at] == value for at, value in wanted if value)]


def everything(query):
    """Give the gallery's context."""
    found = people(query)
    begin = PAGE * (query.get("page") == "2")
    end = min(begin + PAGE, len(found))
    return {
        "form": Sample(prefix="empty"),
        "filled": Sample({f"filled-{name}": value for name, value in FILLED.items()}, prefix="filled"),
        "wrong": Sample({f"wrong-{name}": value for name, value in WRONG.items()}, prefix="wrong"),
        "filter": SampleFilter(query or None),
        "tasks": TASKS,
        "people": found[begin:end],
        "shown": end,
        "total": len(found),
        "more_url": "?page=2" if end < len(found) else None,
        "levels": ["high", "medium", "low", "none", None],
        "crumbs": [(_("Today"), "#top"), (_("People"), "#top"), (_("Mrs Somsri Chaingam"), None)],
        "day": datetime.date(2026, 3, 27),
        "born": PartialDate(datetime.date(1956, 1, 1), "year"),
        "moment": datetime.datetime(2026, 3, 27, 2, 5, tzinfo=datetime.UTC),
    }
