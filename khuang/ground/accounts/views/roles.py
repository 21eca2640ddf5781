"""The pages of accounts: signing in, one's own account, everybody's accounts and roles."""

from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.views import LoginView
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.ground.accounts import actions, forms, invitations, reads, sessions
from khuang.ground.accounts import homes as plugged
from khuang.ground.accounts.access import anyone, own_context, signed_in, who_may
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.rules import InvitationGone, policy
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Village

page_or_form = require_http_methods(["GET", "HEAD", "POST"])


class SignIn(LoginView):
    """Sign in; the journal of the account's municipality notes success and refusal."""

    template_name = "accounts/sign_in.html"
    authentication_form = forms.SignInForm

    def form_valid(self, form):
        account = form.get_user()
        with within(account.municipality_id):
            login(self.request, account)
            sessions.note_proof(self.request.session, "factor", at=timezone.now())
            actions.note_signed_in(account, at=timezone.now())
            return redirect(self.get_success_url())

    def form_invalid(self, form):
        account = reads.account_named(form.cleaned_data.get("username", ""))
        if account:
            with within(account.municipality_id):
                actions.note_sign_in_refused(account, at=timezone.now())
        return super().form_invalid(form)

    def get_default_redirect_url(self):
        # Whoever holds no role yet reads so on the page of their own account.
        holds_any = reads.assignments_now(self.request.user)
        return super().get_default_redirect_url() if holds_any else reverse("accounts:mine")


sign_in = anyone(own_context(SignIn.as_view()))


@signed_in
@require_POST
def sign_out(request):
    actions.note_signed_out(request.user, at=timezone.now())
    logout(request)
    return redirect("/")


@anyone
@own_context
@never_cache
@sensitive_post_parameters()
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


@signed_in
@require_safe
def mine(request):
    return render(request, "accounts/mine.html", {"roles": reads.held_roles(request.user)})


@signed_in
@sensitive_post_parameters()
@page_or_form
def password(request):
    form = forms.ChangePasswordForm(request.user, request.POST or None)
    if not form.is_valid():
        return render(request, "accounts/password.html", {"form": form})
    actions.set_password(request.user, form.cleaned_data["password"], by=request.user, at=timezone.now())
    update_session_auth_hash(request, request.user)
    messages.success(request, _("Your password is changed. Other phones and computers are signed out."))
    return redirect("accounts:mine")


@signed_in
@sensitive_post_parameters()
@page_or_form
def confirm(request):
    form = forms.ConfirmForm(request.user, request.POST or None)
    wanted = request.POST.get("next") or request.GET.get("next", "")
    if not form.is_valid():
        return render(request, "accounts/confirm.html", {"form": form, "next": wanted})
    sessions.note_proof(request.session, "factor", at=timezone.now())
    is_ours = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return redirect(wanted if is_ours else "accounts:mine")


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
    return render(request, "accounts/account.html", context)


@who_may("accounts.roles")
@require_POST
def invitation(request, key):
    return _link_page(request, _account(key))


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
