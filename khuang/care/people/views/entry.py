"""Asked before somebody is registered: is it one of these?"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.care.people import actions
from khuang.care.people.forms.registry import CorrectionForm
from khuang.care.people.models import Person
from khuang.care.people.reads import comparing, duplicates, guarded_matches
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.properties import PERSON, clean
from khuang.ground.accounts.access import find

SOMEBODY_ELSE = "somebody-else"


def registered(request, form, home, household):
    """Register a person, unless they may be here already: then ask, with everything typed kept.

    home, household  a form about a new home, or the household that is there
    """
    texts = {name: text for name, text in form.cleaned_data.items() if text}
    village, number, words = _place(home, household)
    fields = clean(PERSON, texts, Ground(on=timezone.localdate(), villages={})).fields
    one = duplicates.candidate(fields, village=village, house_no=number)
    matches = duplicates.likely(one, phone=fields.get("phone") or "")
    found = comparing.likely_people(texts, words, matches, request.user, on=timezone.localdate())
    guarded = _guarded(request.user, texts)
    answer = request.POST.get("answer", "")
    chosen = next((likely.person for likely in found if str(likely.person.pk) == answer), None)
    if chosen:
        return _correct(request, chosen, texts)
    if (found or guarded) and answer != SOMEBODY_ELSE:
        return _ask(request, found, guarded)
    return _register(request, form, household.pk if household else home.properties(), found)


def _place(home, household):
    """Give the village, the house number, and both in words."""
    if household:
        number = household.dwelling.house_no
        return household.village_id, number, f"{number} {household.village or ''}".strip()
    said = home.properties()
    code, number = said.get("village", ""), said.get("house_no", "")
    return home.villages().get(code), number, f"{number} {dict(home.fields['village'].choices)[code]}".strip()


def _guarded(account, texts):
    """Give guarded records of exactly this name or number; near ones are never spoken of."""
    name = f"{texts.get('given_name', '')} {texts.get('family_name', '')}"
    asked = (name, texts.get("national_id", ""))
    return sorted({key for words in asked if words.strip() for key in guarded_matches(account, words)})


def _ask(request, found, guarded):
    now = timezone.now()
    actions.note_listing((likely.person for likely in found), by=request.user, at=now)
    if guarded:
        actions.note_guarded_match(guarded, by=request.user, at=now)
    typed = [
        (name, text) for name, text in request.POST.items() if name not in ("csrfmiddlewaretoken", "answer")
    ]
    context = {"found": found, "guarded": guarded, "typed": typed, "somebody_else": SOMEBODY_ELSE}
    return render(request, "people/likely.html", context)


def _correct(request, person, texts):
    """Open the form that corrects the record, with what was typed in it."""
    person = find(request, "people.change", Person.objects.all(), person.pk)
    form = CorrectionForm(account=request.user, person=person)
    form.initial |= {name: text for name, text in texts.items() if name in form.fields}
    actions.note_view(person, by=request.user, at=timezone.now())
    action = reverse("people:correct", args=[person.pk])
    return render(request, "people/correct.html", {"form": form, "person": person, "action": action})


def _register(request, form, where, shown):
    now = timezone.now()
    person = actions.register(form.properties(), where, by=request.user, at=now)
    for likely in shown:
        actions.keep_apart((person, likely.person), None, by=request.user, at=now)
    messages.success(request, _("The person was registered."))
    return redirect(person)
