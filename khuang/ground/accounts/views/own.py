"""One's own account: password, second factors, where one is signed in; and proving again who one is."""

import json

import segno
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.ground.accounts import actions, brake, forms, phone_cookie, reads, sessions
from khuang.ground.accounts.access import before_factor, fresh, signed_in
from khuang.ground.accounts.adapter import Adapter, passkeys_work
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.own_pages import own_pages
from khuang.ground.accounts.views.waiting import wait, wanted

page_or_form = require_http_methods(["GET", "HEAD", "POST"])
SECRET = "app-secret"  # noqa: S105 - where the session keeps that of an app being set up
CODES = "codes-to-show"  # Recovery codes that were just made: shown once, then gone.


@signed_in
@require_safe
def mine(request):
    context = {"roles": reads.held_roles(request.user), "pages": own_pages()}
    return render(request, "accounts/mine.html", context)


@signed_in
@sensitive_post_parameters()
@page_or_form
def password(request):
    form = forms.ChangePasswordForm(request.user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/password.html", {"form": form})
    actions.set_password(
        request.user,
        form.cleaned_data["password"],
        session=request.session,
        by=request.user,
        at=timezone.now(),
    )
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other phones and computers are signed out."))
    return redirect("accounts:mine")


@signed_in
@before_factor
@require_safe
def factors(request):
    now, account = timezone.now(), request.user
    context = {
        "factors": reads.factors(account),
        "must": not reads.suffices(account, sessions.proof(request.session)),
        "passkeys_work": passkeys_work(),
        "is_volunteer": reads.is_volunteer(account),
        "sessions": reads.sessions_now(account, now),
        "here": getattr(request.session.row, "pk", None),
        "phones": reads.phones(account),
    }
    return render(request, "accounts/factors.html", context)


@signed_in
@before_factor
@fresh
@sensitive_post_parameters()
@page_or_form
def app(request):
    secret = request.session.setdefault(SECRET, generate_totp_secret())
    form = forms.CodeForm(request.POST or None)
    form.fields["code"].help_text = _("Six digits that the app shows now")
    if form.is_valid() and _set_up(form, "code", lambda code: _set_up_app(request, secret, code)):
        del request.session[SECRET]
        return _after_set_up(request)
    url = Adapter().build_totp_url(request.user, secret)
    grouped = " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))
    qr = segno.make(url, micro=False).svg_data_uri(scale=5, border=2)
    return render(request, "accounts/app.html", {"form": form, "qr": qr, "secret": grouped})


def _set_up_app(request, secret, code):
    actions.set_up_app(request.user, secret, code, session=request.session, at=timezone.now())


@signed_in
@before_factor
@fresh
@page_or_form
def passkey_new(request):
    form = forms.PasskeyNameForm(request.POST or None)
    answer = _answer(request)
    if form.is_valid() and _set_up(form, "name", lambda name: _set_up_passkey(request, answer, name)):
        return _after_set_up(request)
    return render(request, "accounts/passkey_new.html", {"form": form})


def _set_up_passkey(request, answer, name):
    if answer is None:
        raise ValidationError(_("The passkey did not answer. Try again."))
    actions.set_up_passkey(request.user, answer, name, session=request.session, at=timezone.now())


@signed_in
@before_factor
@fresh
@require_POST
def passkey_new_options(request):
    return JsonResponse(begin_registration(request.user, True))


def _set_up(form, field, do):
    """Set up what was typed in a field, or say at the field why not."""
    try:
        do(form.cleaned_data[field])
    except ValidationError as error:
        form.add_error(field, error)
        return False
    return True


def _after_set_up(request):
    """The first factor brings recovery codes with it; every factor makes the session a full one."""
    now = timezone.now()
    sessions.note_proof(request.session, "factor", at=now)
    messages.success(request, _("Your second factor is set up."))
    if reads.factors(request.user).codes_left:
        return redirect("accounts:factors")
    request.session[CODES] = actions.make_codes(request.user, at=now)
    return redirect("accounts:recovery-codes")


@signed_in
@require_safe
def recovery_codes(request):
    codes = request.session.pop(CODES, [])
    return render(request, "accounts/recovery_codes.html", {"codes": codes})


@signed_in
@fresh
@require_POST
def new_codes(request):
    if not reads.has_factor(request.user):
        return redirect("accounts:factors")
    request.session[CODES] = actions.make_codes(request.user, at=timezone.now())
    return redirect("accounts:recovery-codes")


@signed_in
@fresh
@require_POST
def remove_factor(request):
    number = request.POST.get("number", "")
    if number.isdecimal() and len(number) < 19:
        try:
            actions.remove_factor(request.user, int(number), session=request.session, at=timezone.now())
        except ValidationError as error:
            messages.error(request, error.messages[0])
    return redirect("accounts:factors")


@signed_in
@require_POST
def end_session(request, key):
    session = get_object_or_404(reads.sessions_now(request.user, timezone.now()), pk=key)
    actions.end_session(session, by=request.user, at=timezone.now())
    return redirect("accounts:factors")


@signed_in
@require_POST
def end_everywhere(request):
    for session in reads.sessions_now(request.user, timezone.now()):
        if session != request.session.row:
            actions.end_session(session, by=request.user, at=timezone.now())
    messages.success(request, _("Everywhere else you are signed out."))
    return redirect("accounts:factors")


@signed_in
@require_POST
def revoke_phone(request, key):
    phone = get_object_or_404(reads.phones(request.user), pk=key)
    actions.revoke_phone(phone, by=request.user, at=timezone.now())
    messages.success(request, _("This phone is no longer known. To use it again, ask for a new link."))
    return redirect("accounts:factors")


@signed_in
@before_factor
@sensitive_post_parameters()
@page_or_form
def confirm(request):
    """Ask again for the second factor, or on a volunteer's phone for the six digits."""
    by_pin = sessions.proof(request.session) == "phone" and not reads.has_factor(request.user)
    form = (forms.PinForm if by_pin else forms.CodeForm)(request.POST or None)
    if not form.is_valid():
        return _confirm_page(request, form)
    now = timezone.now()
    attempt = _attempt(request, now)
    if attempt.free_at:
        return wait(request, attempt)
    if by_pin:
        phone = phone_cookie.phone_of(request)
        is_right = phone is not None and actions.use_pin(phone, form.cleaned_data["pin"], at=now)
    else:
        is_right = actions.use_code(request.user, form.cleaned_data["code"], at=now)
    if is_right:
        return _confirmed(request, attempt, "phone" if by_pin else "factor")
    actions.note_sign_in_refused(request.user, at=now)
    form.add_error(None, _("This is not right, or it was used before. Try again."))
    return _confirm_page(request, form)


@signed_in
@before_factor
@require_POST
def confirm_passkey_options(request):
    return JsonResponse(begin_authentication(_account(request)))


@signed_in
@before_factor
@require_POST
def confirm_passkey(request):
    now = timezone.now()
    attempt = _attempt(request, now)
    if attempt.free_at:
        return wait(request, attempt)
    try:
        actions.use_passkey(_account(request), _answer(request), at=now)
    except ValidationError:
        messages.error(request, _("The passkey was not accepted. Try again, or sign in another way."))
        return _confirm_page(request, forms.CodeForm())
    return _confirmed(request, attempt, "factor")


def _confirmed(request, attempt, proof):
    attempt.succeeded()
    sessions.note_proof(request.session, proof, at=attempt.at)
    actions.note_confirmed(request.user, at=attempt.at)
    return redirect(wanted(request) or "accounts:mine")


def _confirm_page(request, form):
    account = request.user
    context = {
        "form": form,
        "next": wanted(request),
        "factors": reads.factors(account),
        "passkeys_work": passkeys_work(),
        "demo_code": reads.code_of_the_moment(account, timezone.now()),
    }
    form.initial = {"code": context["demo_code"]}
    return render(request, "accounts/confirm.html", context)


def _attempt(request, now):
    return brake.begin(request, "confirm", request.user.username, at=now, from_anywhere=True)


def _answer(request):
    try:
        return json.loads(request.POST.get("credential", ""))
    except ValueError:
        return None


def _account(request):
    # allauth compares types: the account itself, not Django's lazy stand-in.
    return Account.objects.get(pk=request.user.pk)
