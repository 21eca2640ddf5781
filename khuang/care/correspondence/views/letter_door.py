"""What somebody without an account opens: the link, the code, the letter. Works without scripts.

Pages are made of plain texts, outside the municipality's transaction: whoever is signed in here may
belong to another municipality.
"""

import math

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from khuang.care.correspondence.actions import letters as actions
from khuang.care.correspondence.forms.messages import CodeForm
from khuang.care.correspondence.reads import letters as reads
from khuang.care.correspondence.views.pages import page_or_form
from khuang.ground.accounts import brake
from khuang.ground.accounts.access import anyone, own_context
from khuang.ground.accounts.reads import municipality_named_in
from khuang.ground.municipalities.context import within


def _door(view):
    """Mark a page for anyone: kept nowhere, its fields in no report of a fault."""
    return anyone(own_context(never_cache(sensitive_post_parameters()(view))))


@_door
@page_or_form
def door(request, token):
    now = timezone.now()
    attempt = brake.begin(request, "letter-link", at=now)
    if attempt.free_at:
        return _wait(request, attempt)
    municipality = municipality_named_in(token)
    if municipality is None:
        raise Http404
    with within(municipality):
        letter = reads.letter_with_token(token)
        if letter is None:
            raise Http404
        key, until = letter.pk, letter.until
        meets = reads.stands_before(letter, request.COOKIES.get(_cookie(key), ""), at=now)
    attempt.succeeded()
    if meets == "inside":
        return redirect("correspondence:letter-read", key)
    form = CodeForm(request.POST or None) if meets == "code" else None
    if form and form.is_valid():
        answer = _tried(request, (municipality, token.partition(".")[0]), key, until, form, now)
        if answer:
            return answer
    status = 410 if meets == "gone" else 422 if form and form.errors else 200
    return render(request, "correspondence/letter_door.html", {"form": form, "meets": meets}, status=status)


@_door
@require_safe
def read(request, key):
    now = timezone.now()
    carried = request.COOKIES.get(_cookie(key), "")
    municipality = municipality_named_in(carried)
    if municipality is None:
        raise Http404
    with within(municipality):
        letter = reads.letter_of_browser(key, carried)
        is_open = letter is not None and reads.stands_before(letter, carried, at=now) == "inside"
        if is_open:
            actions.note_reading(letter, at=now)
        shown = reads.shown(letter) if is_open else None
    if shown is None:
        return render(request, "correspondence/letter_door.html", {"form": None, "meets": "gone"}, status=410)
    context = {"letter": shown, "kh_municipality": shown.municipality}
    return render(request, "correspondence/letter_read.html", context)


def _tried(request, where, key, until, form, now):
    """Try a code; give the way in, or the page that asks to wait, or nothing when it was wrong."""
    # From everywhere together: a code is short, and whoever holds the link may sit anywhere.
    attempt = brake.begin(request, "letter-code", str(key), at=now, from_anywhere=True)
    if attempt.free_at:
        return _wait(request, attempt)
    municipality, slug = where
    with within(municipality):
        carried = actions.open_letter(key, form.cleaned_data["code"], slug=slug, at=now)
    if carried is None:
        form.add_error("code", _("This code is not right, or it was used before. Ask whoever called you."))
        return None
    attempt.succeeded()
    response = redirect("correspondence:letter-read", key)
    response.set_cookie(
        _cookie(key),
        carried,
        max_age=max(0, int((until - now).total_seconds())),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def _cookie(key):
    name = f"letter-{key.hex[-12:]}"
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else f"khuang-{name}"


def _wait(request, attempt):
    seconds = math.ceil((attempt.free_at - attempt.at).total_seconds())
    page = {"form": None, "meets": "slow", "minutes": math.ceil(seconds / 60)}
    response = render(request, "correspondence/letter_door.html", page, status=429)
    response["Retry-After"] = str(seconds)
    return response
