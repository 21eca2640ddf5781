"""Who may open a view: every view carries one of these marks, and a test walks them all."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.csrf import csrf_failure

from khuang.ground.accounts import kept, reads, sessions
from khuang.ground.accounts.rules import is_fresh
from khuang.lib.marks import ANYONE, SIGNED_IN, anyone, before_factor, fresh, own_context, signed_in, who_may

__all__ = [
    "answer_at_the_door",
    "answer_stale_form",
    "anyone",
    "before_factor",
    "find",
    "fresh",
    "own_context",
    "signed_in",
    "who_may",
]


def answer_at_the_door(request, view):
    """Return None for whoever may open `view`; ask strangers to sign in, refuse the others.

    Raises PermissionDenied, or ImproperlyConfigured for a view without a mark:
    what nobody thought about stays shut.
    """
    permission = getattr(view, "permission", None)
    if permission is None:
        raise ImproperlyConfigured(f"{view.__module__}.{view.__name__} does not say who may open it.")
    if permission == ANYONE:
        return None
    if not request.user.is_authenticated:
        return _sign_in_first(request)
    if answer := _factor_first(request, view):
        return answer
    if permission != SIGNED_IN and not reads.may(request.user, permission):
        raise PermissionDenied
    if getattr(view, "fresh", False) and not is_fresh(sessions.factor_at(request.session), timezone.now()):
        return _confirm_first(request, view)
    return None


def answer_stale_form(request, reason=""):
    """Answer a form whose token is no longer good: refuse it, but give back what our own page sent.

    So it is for whoever signed in again in another window. The browser itself says that the form
    came from our page; a stranger's page cannot. Nothing is carried out.
    """
    is_ours = request.headers.get("Sec-Fetch-Site") == "same-origin"
    if is_ours and request.method == "POST" and request.user.is_authenticated:
        kept.keep(request, request.user.pk)
        return redirect(request.get_full_path())
    return csrf_failure(request, reason)


def _sign_in_first(request):
    ended = getattr(request.session, "ended", None)
    if request.headers.get("HX-Request"):
        # A part of a page cannot hold the page of signing in.
        return HttpResponse(headers={"HX-Redirect": reverse("accounts:sign-in")})
    if request.method == "POST" and ended and ended.account_id:
        kept.keep(request, ended.account_id)
    return redirect_to_login(request.get_full_path())


def _factor_first(request, view):
    """Ask for the second factor, or for setting one up, where a password alone is not enough."""
    is_enough = reads.suffices(request.user, sessions.proof(request.session))
    if is_enough or getattr(view, "before_factor", False):
        return None
    return _confirm(request) if reads.has_factor(request.user) else redirect("accounts:factors")


def _confirm_first(request, view):
    if sessions.proof(request.session) == "phone" or reads.has_factor(request.user):
        if request.method == "POST":
            kept.keep(request, request.user.pk)
        return _confirm(request)
    # Without any factor yet there is nothing to ask for again, but setting one up.
    return None if getattr(view, "before_factor", False) else redirect("accounts:factors")


def _confirm(request):
    return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': request.get_full_path()})}")


def find(request, permission: str, rows: QuerySet, key):
    """Return the row `key` if it lies where the account may do this, else 404, as if it did not exist."""
    row = reads.scope_of(request.user, permission).filter(rows).filter(pk=key).first()
    if row is None:
        raise Http404
    return row
