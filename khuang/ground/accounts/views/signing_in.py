"""Coming in: by name and password, by a passkey, by a code, on a volunteer's phone, by an invitation."""

import datetime
import json

from allauth.mfa.webauthn.internal.auth import begin_authentication, extract_user_from_response
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from khuang.ground.accounts import actions, brake, forms, invitations, phone_cookie, reads, sessions
from khuang.ground.accounts.access import anyone, before_factor, own_context, signed_in
from khuang.ground.accounts.adapter import passkeys_work
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.rules import HALFWAY_FOR, InvitationGone, LinkGone
from khuang.ground.accounts.session_store import PHONE_ID
from khuang.ground.accounts.views import waiting
from khuang.ground.municipalities.context import within
from khuang.ui.templatetags.kh import thai_datetime

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
BACKEND = "django.contrib.auth.backends.ModelBackend"
HALFWAY = "halfway"  # Who gave the right password and now gives the second factor.


def _door(view):
    """Mark a page on the way in: for anyone, kept nowhere, its fields in no report of a fault."""
    return anyone(own_context(never_cache(sensitive_post_parameters()(view))))


@_door
@page_or_form
def sign_in(request):
    phone = None if "by" in request.GET else phone_cookie.phone_of(request)
    if phone and request.method != "POST":
        return render(
            request, "accounts/phone.html", {"form": forms.PinForm(), **_phone_context(request, phone)}
        )
    if request.method != "POST":
        return _sign_in_page(request, forms.SignInForm(request))
    return _by_password(request, request.POST.get("username", "")[:60])


def _by_password(request, username):
    now = timezone.now()
    attempt = brake.begin(request, "password", username, at=now)
    if attempt.free_at:
        return waiting.wait(request, attempt)
    form = forms.SignInForm(request, request.POST)
    if not form.is_valid():
        _note_refused(reads.account_named(form.cleaned_data.get("username", "")), attempt, now)
        return _sign_in_page(request, form)
    attempt.succeeded()
    account = form.get_user()
    with within(account.municipality_id):
        has_factor = reads.has_factor(account)
    if not has_factor:
        return _come_in(request, account, "password", waiting.wanted(request))
    request.session.cycle_key()
    request.session[HALFWAY] = {
        "account": str(account.pk),
        "at": now.isoformat(),
        "next": waiting.wanted(request),
    }
    return redirect("accounts:code")


@_door
@page_or_form
def code(request):
    account, wanted = _halfway(request)
    if account is None:
        return redirect("accounts:sign-in")
    form = forms.CodeForm(request.POST or None)
    context = {"form": form, "account": account, "passkeys_work": passkeys_work()}
    with within(account.municipality_id):
        context |= {
            "factors": reads.factors(account),
            "demo_code": reads.code_of_the_moment(account, timezone.now()),
        }
    form.initial = {"code": context["demo_code"]}
    if not form.is_valid():
        return render(request, "accounts/code.html", context)
    now = timezone.now()
    attempt = brake.begin(request, "code", account.username, at=now, from_anywhere=True)
    if attempt.free_at:
        return waiting.wait(request, attempt)
    with within(account.municipality_id):
        is_right = actions.use_code(account, form.cleaned_data["code"], at=now)
    if is_right:
        attempt.succeeded()
        return _come_in(request, account, "factor", wanted)
    _note_refused(account, attempt, now)
    form.add_error("code", _("This code is not right, or it was used before. Type the newest one."))
    return render(request, "accounts/code.html", context)


@_door
@require_POST
def passkey_options(request):
    """Give the browser a challenge: for the account halfway in, or for whichever passkey it holds."""
    account, _next = _halfway(request)
    if account is None:
        return JsonResponse(begin_authentication(None))
    with within(account.municipality_id):
        return JsonResponse(begin_authentication(account))


@_door
@require_POST
def passkey(request):
    now = timezone.now()
    attempt = brake.begin(request, "passkey", at=now)
    if attempt.free_at:
        return waiting.wait(request, attempt)
    account, wanted = _halfway(request)
    try:
        answer = json.loads(request.POST.get("credential", ""))
        account = account or extract_user_from_response(answer)
        with within(account.municipality_id):
            if not account.is_active:
                raise ValidationError("")
            actions.use_passkey(account, answer, at=now)
    except (ValueError, AttributeError, ValidationError):
        messages.error(request, _("The passkey was not accepted. Try again, or sign in another way."))
        return redirect("accounts:sign-in")
    attempt.succeeded()
    return _come_in(request, account, "factor", wanted or waiting.wanted(request))


@_door
@require_POST
def phone(request):
    """Sign in on a volunteer's phone by six digits."""
    known = phone_cookie.phone_of(request)
    if known is None:
        return redirect("accounts:sign-in")
    now, account = timezone.now(), known.account
    attempt = brake.begin(request, f"pin {known.pk}", account.username, at=now, from_anywhere=True)
    if attempt.free_at:
        return waiting.wait(request, attempt)
    form = forms.PinForm(request.POST)
    context = {"form": form, **_phone_context(request, known)}
    if not form.is_valid():
        return render(request, "accounts/phone.html", context)
    with within(account.municipality_id):
        is_right = actions.use_pin(known, form.cleaned_data["pin"], at=now)
    if is_right:
        attempt.succeeded()
        request.session[PHONE_ID] = str(known.pk)
        return phone_cookie.renew(request, _come_in(request, account, "phone", waiting.wanted(request)))
    _note_refused(account, attempt, now)
    form.add_error("pin", _("These are not your six digits. Try again."))
    return render(request, "accounts/phone.html", context)


@_door
@page_or_form
def come_in(request, token):
    """Make a volunteer's phone known by the link that was handed over, and sign in on it."""
    now = timezone.now()
    attempt = brake.begin(request, "link", at=now)
    if attempt.free_at:
        return waiting.wait(request, attempt)
    municipality = reads.municipality_named_in(token)
    if municipality is None:
        return render(request, "accounts/link_gone.html", status=410)
    with within(municipality):
        link = reads.link_with(token, now)
    if link is None:
        return render(request, "accounts/link_gone.html", status=410)
    attempt.succeeded()
    form = forms.ChoosePinForm(request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/come_in.html", {"form": form, "invited": link.account})
    return _remember(request, link, token, form.cleaned_data["pin"], now)


def _remember(request, link, token, pin, now):
    sessions.note_device(request)
    try:
        with within(link.municipality_id):
            device = sessions.device(request.session) or _("Phone")
            known, kept = actions.remember_phone(token, pin, device=device, at=now)
    except LinkGone:
        return render(request, "accounts/link_gone.html", status=410)
    request.session[PHONE_ID] = str(known.pk)
    return phone_cookie.give(_come_in(request, known.account, "phone", ""), kept)


@signed_in
@before_factor
@require_POST
def sign_out(request):
    actions.note_signed_out(request.user, at=timezone.now())
    logout(request)
    response = redirect("/")
    # What pages this browser kept. Not its storage, where only sealed things lie, among them what could
    # not be sent yet; nor the cookies, which say that the phone is known.
    response["Clear-Site-Data"] = '"cache"'
    return response


@_door
@page_or_form
def welcome(request, key, token):
    invited = invitations.invited(key, token)
    if invited is None:
        return render(request, "accounts/invitation_gone.html", status=410)
    form = forms.ChoosePasswordForm(invited, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/welcome.html", {"form": form, "invited": invited})
    try:
        with within(invited.municipality_id):
            actions.accept_invitation(invited, token, form.cleaned_data["password"], at=timezone.now())
    except InvitationGone:
        return render(request, "accounts/invitation_gone.html", status=410)
    messages.success(request, _("Your password is kept. Sign in with it now."))
    return redirect("accounts:sign-in")


def _come_in(request, account, proof, wanted):
    """Open the session, tell the holder what happened meanwhile, and lead where they wanted to go."""
    now, last = timezone.now(), account.last_login
    request.session.pop(HALFWAY, None)
    with within(account.municipality_id):
        login(request, account, backend=BACKEND)
        sessions.note_device(request)
        sessions.note_proof(request.session, proof, at=now)
        actions.note_signed_in(account, at=now)
        for line in reads.resets_since(account, last):
            _tell_of_reset(request, line)
        holds_any = reads.assignments_now(account)
    # Whoever holds no role yet reads so on the page of their own account.
    beginning = resolve_url(settings.LOGIN_REDIRECT_URL if holds_any else "accounts:mine")
    response = redirect(wanted or beginning)
    brake.remember_browser(request, response, account)
    return response


def _tell_of_reset(request, line):
    said = _(
        "%(who)s reset your second factor on %(when)s. "
        "If you did not ask for this, tell the head of social welfare now."
    )
    who = reads.names().get(line.by_id, "")
    messages.warning(request, said % {"who": who, "when": thai_datetime(line.at)})


def _sign_in_page(request, form):
    context = {"form": form, "next": waiting.wanted(request), "passkeys_work": passkeys_work()}
    return render(request, "accounts/sign_in.html", context)


def _phone_context(request, known):
    return {"account": known.account, "next": waiting.wanted(request)}


def _halfway(request):
    """Return who is halfway in and where they wanted to go; (None, "") when nobody is."""
    kept = request.session.get(HALFWAY)
    if not kept or timezone.now() - datetime.datetime.fromisoformat(kept["at"]) > HALFWAY_FOR:
        return None, ""
    found = Account.objects.select_related("municipality").filter(pk=kept["account"], is_active=True)
    return found.first(), kept["next"]


def _note_refused(account, attempt, now):
    if account is None:
        return
    with within(account.municipality_id):
        actions.note_sign_in_refused(account, at=now)
        if attempt.slowed:
            actions.note_sign_in_slowed(account, at=now)
