"""What a guest without an account opens: the link, the code, the promise, the case.

Every page is made of plain texts, outside the municipality's transaction: whoever is signed in
here may belong to another municipality.
"""

import math

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from khuang.care.cases.actions import guests as actions
from khuang.care.cases.actions import referrals
from khuang.care.cases.forms.guests import (
    AnswerForm,
    CodeForm,
    CommentForm,
    OwnDecisionForm,
    ResultForm,
    UndertakingForm,
)
from khuang.care.cases.reads import guests as reads
from khuang.care.cases.rules.problems import CaseProblem
from khuang.ground.accounts import brake
from khuang.ground.accounts.access import anyone, own_context
from khuang.ground.accounts.reads import municipality_named_in
from khuang.ground.municipalities.context import within

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


def _door(view):
    """Mark a page for guests: for anyone, kept nowhere, its fields in no report of a fault."""
    return anyone(own_context(never_cache(sensitive_post_parameters()(view))))


@_door
@page_or_form
def invited(request, token):
    """Take the code of a link; whoever was let in before goes on to the case."""
    now = timezone.now()
    attempt = brake.begin(request, "guest-link", at=now)
    if attempt.free_at:
        return _wait(request, attempt)
    municipality = municipality_named_in(token)
    if municipality is None:
        raise Http404
    with within(municipality):
        guest = reads.pass_with_token(token)
        if guest is None:
            raise Http404
        key, until = guest.pk, guest.until
        meets = reads.stands_before(guest, request.COOKIES.get(_cookie(key), ""), at=now)
    attempt.succeeded()
    if meets == "inside":
        return redirect("cases:guest", key)
    if meets == "gone":
        return render(request, "cases/guest_gone.html", status=410)
    form = CodeForm(request.POST or None) if meets == "code" else None
    if form and form.is_valid():
        answer = _tried(request, (municipality, token.partition(".")[0]), key, until, form, now)
        if answer:
            return answer
    status = 422 if form and form.errors else 200
    return render(request, "cases/guest_code.html", {"form": form, "meets": meets}, status=status)


def _tried(request, where, key, until, form, now):
    """Try a code; give the way in, or the page that asks to wait, or nothing when it was wrong."""
    # From everywhere together: a code is short, and whoever holds the link may sit anywhere.
    attempt = brake.begin(request, "guest-code", str(key), at=now, from_anywhere=True)
    if attempt.free_at:
        return _wait(request, attempt)
    municipality, slug = where
    with within(municipality):
        carried = actions.come_in(key, form.cleaned_data["code"], slug=slug, at=now)
    if carried is None:
        form.add_error("code", _("This code is not right, or it was used before. Ask who invited you."))
        return None
    attempt.succeeded()
    response = redirect("cases:guest", key)
    response.set_cookie(
        _cookie(key),
        carried,
        max_age=max(0, int((until - now).total_seconds())),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@_door
@page_or_form
def guest(request, key):
    """Show the case to whoever was let in and promised secrecy; ask for the promise first."""
    now = timezone.now()
    municipality, carried = _carried(request, key)
    form = UndertakingForm(request.POST or None)
    with within(municipality):
        meets, told = _met(key, carried, now, promised=form.is_valid())
    if meets == "case" and request.method == "POST":
        return redirect("cases:guest", key)
    return _answered(request, key, meets, told, promise=form)


@_door
@require_POST
def comment(request, key):
    form = CommentForm(request.POST)

    def do(found, now):
        item = form.cleaned_data["item"] or None
        actions.comment(found, form.cleaned_data["words"], item=item, at=now)

    return _written(request, key, form, "comment", do)


@_door
@require_POST
def answer_own(request, key, resolution):
    form = OwnDecisionForm(request.POST, prefix=resolution.hex)

    def do(found, now):
        row = found.participant and found.participant.resolutions.filter(pk=resolution).first()
        if row is None:
            raise Http404
        actions.answer_own(found, row, form.cleaned_data["outcome"], form.cleaned_data["words"], at=now)

    return _written(request, key, form, str(resolution), do)


@_door
@require_POST
def answer_referral(request, key):
    form = AnswerForm(request.POST)

    def do(found, now):
        said = form.cleaned_data
        accepted = said["outcome"] == "yes"
        referral = _referral(found)
        referrals.answer(referral, accepted=accepted, words=said["words"], way="link", by=found, at=now)

    return _written(request, key, form, "answer", do)


@_door
@require_POST
def finish_referral(request, key):
    form = ResultForm(request.POST)

    def do(found, now):
        referrals.finish(_referral(found), form.cleaned_data["words"], by=found, at=now)

    return _written(request, key, form, "result", do)


@_door
@require_POST
def leave(request, key):
    """Close the case on this device: nobody who sits here next sees it."""
    now = timezone.now()
    municipality, carried = _carried(request, key)
    with within(municipality):
        found = _let_in(key, carried, now)
        if found:
            actions.leave(found, at=now)
    response = render(request, "cases/guest_left.html")
    response.delete_cookie(_cookie(key))
    return response


def _met(key, carried, now, *, promised=False):
    """Say what a browser meets: gone, the promise to be made, or the case; with what its page says."""
    found = _let_in(key, carried, now)
    if found is None:
        return "gone", None
    if found.sworn_at is None and not promised:
        return "promise", {"until": found.until, "kh_municipality": str(found.case.municipality)}
    if found.sworn_at is None:
        actions.undertake(found, at=now)
    actions.note_look(found, at=now)
    return "case", reads.guest_page(found, at=now)


def _written(request, key, form, name, do):
    """Do what a guest's form says; what is refused stands at the form, with what was typed."""
    now = timezone.now()
    municipality, carried = _carried(request, key)
    with within(municipality):
        found = _let_in(key, carried, now)
        if found and found.sworn_at and _tried_to(do, form, found, now):
            return redirect("cases:guest", key)
        meets, told = _met(key, carried, now)
    return _answered(request, key, meets, told, typed={name: form}, status=422)


def _tried_to(do, form, found, now):
    if not form.is_valid():
        return False
    try:
        do(found, now)
    except CaseProblem as problem:
        form.add_error(None, _(problem.sentence))
        return False
    return True


def _answered(request, key, meets, told, *, promise=None, typed=None, status=200):
    """Make the page of what was met; outside of the transaction, from plain texts."""
    if meets == "gone":
        response = render(request, "cases/guest_gone.html", status=410)
        response.delete_cookie(_cookie(key))
        return response
    if meets == "promise":
        form = promise or UndertakingForm()
        status = 422 if form.errors else 200
        return render(request, "cases/guest_promise.html", told | {"form": form, "key": key}, status=status)
    return _case_page(request, key, told, typed, status)


def _case_page(request, key, page, typed=None, status=200):
    typed = typed or {}
    forms = {one.key: typed.get(str(one.key)) or OwnDecisionForm(prefix=one.key.hex) for one in page.own}
    context = {
        "page": page,
        "key": key,
        "own": [(one, forms[one.key]) for one in page.own if not one.is_over],
        "done": [one for one in page.own if one.is_over],
        "comment": typed.get("comment") or CommentForm(),
        "answer": typed.get("answer") or AnswerForm(),
        "result": typed.get("result") or ResultForm(),
        "bound": list(typed.values()),
        "kh_municipality": page.municipality,
    }
    return render(request, "cases/guest_case.html", context, status=status)


def _carried(request, key):
    """Give the municipality and what the browser carries for a pass; 404 for whoever carries nothing."""
    carried = request.COOKIES.get(_cookie(key), "")
    municipality = municipality_named_in(carried)
    if municipality is None:
        raise Http404
    return municipality, carried


def _let_in(key, carried, now):
    """Give the pass while this browser may come in by it."""
    found = reads.pass_of_browser(key, carried)
    return found if found and reads.stands_before(found, carried, at=now) == "inside" else None


def _referral(found):
    if found.referral is None:
        raise Http404
    return found.referral


def _cookie(key):
    name = f"guest-{key.hex[-12:]}"
    return f"__Host-{name}" if settings.SESSION_COOKIE_SECURE else f"khuang-{name}"


def _wait(request, attempt):
    seconds = math.ceil((attempt.free_at - attempt.at).total_seconds())
    response = render(request, "cases/guest_wait.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    response["Retry-After"] = str(seconds)
    return response
