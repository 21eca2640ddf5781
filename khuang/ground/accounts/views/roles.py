"""Everybody's accounts: who may do what, invitations, roles, homes, lost second factors, phones."""

import segno
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.ground.accounts import actions, forms, invitations, reads
from khuang.ground.accounts import homes as plugged
from khuang.ground.accounts.access import fresh, who_may
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.rules import policy
from khuang.ground.places.models import Village

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


@who_may("accounts.matrix")
@require_safe
def matrix(request):
    return render(request, "accounts/matrix.html", {"roles": reads.roles(), "rows": reads.matrix()})


@who_may("accounts.view")
@require_safe
def accounts(request):
    rows = [(account, reads.held_roles(account)) for account in reads.accounts()]
    return render(request, "accounts/accounts.html", {"rows": rows, "may": _rights(request)})


@who_may("accounts.roles")
@page_or_form
def new(request):
    form = forms.NewAccountForm(request.POST or None)
    made = form.is_valid() and _try(form, actions.create_account, request, **form.cleaned_data)
    return _link_page(request, made) if made else render(request, "accounts/new.html", {"form": form})


@who_may("accounts.view")
@require_safe
def account(request, key):
    shown = _account(key)
    context = {"account": shown, "roles": reads.held_roles(shown), "may": _rights(request)}
    context["is_mine"] = shown.pk == request.user.pk
    if context["may"]["roles"]:
        context |= {
            "is_volunteer": reads.is_volunteer(shown),
            "has_factor": reads.has_factor(shown),
            "phones": reads.phones(shown),
            "sessions": reads.sessions_now(shown, timezone.now()),
        }
    return render(request, "accounts/account.html", context)


@who_may("accounts.roles")
@fresh
@require_POST
def invitation(request, key):
    return _link_page(request, _account(key))


@who_may("accounts.roles")
@fresh
@page_or_form
def reset_factors(request, key):
    """Take the second factors away from somebody who lost them and stands here in person."""
    shown = _account(key)
    if request.method != "POST":
        return render(request, "accounts/reset_factors.html", {"account": shown})
    actions.reset_factors(shown, by=request.user, at=timezone.now())
    messages.success(request, _("The second factors are reset. At the next sign-in a new one is set up."))
    return redirect("accounts:account", key)


@who_may("accounts.roles")
@fresh
@require_POST
def hand_link(request, key):
    shown = _account(key)
    token = actions.hand_link(shown, by=request.user, at=timezone.now())
    link = f"{settings.KHUANG_ORIGIN}{reverse('accounts:come-in', args=[token])}"
    qr = segno.make(link, micro=False).svg_data_uri(scale=6, border=2)
    return render(request, "accounts/handed_link.html", {"account": shown, "link": link, "qr": qr})


@who_may("accounts.roles")
@require_POST
def sign_out_everywhere(request, key):
    for session in reads.sessions_now(_account(key), timezone.now()):
        actions.end_session(session, by=request.user, at=timezone.now())
    messages.success(request, _("This person is signed out everywhere."))
    return redirect("accounts:account", key)


@who_may("accounts.roles")
@require_POST
def revoke_phone_of(request, key, phone):
    chosen = get_object_or_404(reads.phones(_account(key)), pk=phone)
    actions.revoke_phone(chosen, by=request.user, at=timezone.now())
    messages.success(request, _("This phone is no longer known."))
    return redirect("accounts:account", key)


@who_may("accounts.roles")
@page_or_form
def end(request, key):
    ended = _account(key)
    if request.method != "POST":
        return render(request, "accounts/end.html", {"account": ended})
    actions.deactivate(ended, by=request.user, at=timezone.now())
    messages.success(request, _("The account is ended. Whoever used it is signed out."))
    return redirect("accounts:account", key)


@who_may("accounts.roles")
@fresh
@require_POST
def open_again(request, key):
    actions.activate(_account(key), by=request.user, at=timezone.now())
    messages.success(request, _("The account is open again, with the roles that had not ended."))
    return redirect("accounts:account", key)


@who_may("accounts.roles")
@require_safe
def choose_role(request, key):
    return render(request, "accounts/choose_role.html", {"account": _account(key), "roles": reads.roles()})


@who_may("accounts.roles")
@fresh
@page_or_form
def give_role(request, key, role):
    receiver = _account(key)
    if role not in policy().roles:
        raise Http404
    form = forms.GiveRoleForm(policy().roles[role], request.POST if request.method == "POST" else None)
    if form.is_valid() and _try(form, actions.give_role, request, receiver, role, **form.cleaned_data):
        messages.success(request, _("The role is given. It holds from now on."))
        return redirect("accounts:account", key)
    context = {"account": receiver, "role": reads.role(role), "form": form}
    return render(request, "accounts/give_role.html", context)


@who_may("accounts.roles")
@fresh
@page_or_form
def end_role(request, key, assignment):
    held = reads.held_role(_assignment(key, assignment))
    if request.method != "POST":
        return render(request, "accounts/end_role.html", {"held": held})
    actions.end_role(held.assignment, by=request.user, at=timezone.now())
    messages.success(request, _("The role is ended."))
    return redirect("accounts:account", key)


@who_may("accounts.homes")
@page_or_form
def homes(request, key, assignment):
    given = _assignment(key, assignment, held_at=RoleAssignment.Place.HOMES)
    village = _chosen_village(request)
    form = _homes_form(request, given, village)
    if form.is_valid() and _try(form, actions.set_homes, request, given, add=form.ticked, take=form.unticked):
        messages.success(request, _("The homes are kept."))
        return redirect(f"{request.path}?village={village.pk}")
    context = {"given": given, "form": form, "village": village, "total": reads.home_count(given)}
    context["choice"] = forms.VillageForm(initial={"village": village})
    return render(request, "accounts/homes.html", context)


def _homes_form(request, given, village):
    scope = reads.scope_of(request.user, "accounts.homes")
    there = plugged.in_village(village.pk, scope) if village else []
    now = reads.homes_now(given, [home.id for home in there])
    typed = request.POST if request.method == "POST" else None
    return forms.HomesForm(there, typed, initial={"homes": now, "was": now})


def _account(key):
    return get_object_or_404(reads.accounts(), pk=key)


def _assignment(key, assignment, **where):
    return get_object_or_404(reads.open_assignments(), pk=assignment, account_id=key, **where)


def _chosen_village(request):
    form = forms.VillageForm(request.GET)
    return form.cleaned_data["village"] if form.is_valid() else Village.objects.first()


def _try(form, action, request, *subject, **wanted):
    """Do it, or say in the form why it cannot be done."""
    try:
        return action(*subject, **wanted, by=request.user, at=timezone.now())
    except ValidationError as error:
        form.add_error(None, error)
        return None


def _link_page(request, account):
    token = actions.invite(account, by=request.user, at=timezone.now())
    context = {"account": account, **invitations.link(account, token)}
    return render(request, "accounts/invitation.html", context)


def _rights(request):
    return {name: reads.may(request.user, f"accounts.{name}") for name in ("roles", "homes")}
