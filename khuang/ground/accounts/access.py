"""Who may open a view: every view carries one of these marks, and a test walks them all."""

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from khuang.ground.accounts import reads
from khuang.ground.accounts.rules import is_fresh
from khuang.ground.accounts.sessions import factor_at
from khuang.lib.marks import ANYONE, SIGNED_IN, anyone, fresh, own_context, signed_in, who_may

__all__ = ["answer_at_the_door", "anyone", "find", "fresh", "own_context", "signed_in", "who_may"]


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
        return redirect_to_login(request.get_full_path())
    if permission != SIGNED_IN and not reads.may(request.user, permission):
        raise PermissionDenied
    if getattr(view, "fresh", False) and not is_fresh(factor_at(request.session), timezone.now()):
        return _confirm_first(request)
    return None


def _confirm_first(request):
    return redirect(f"{reverse('accounts:confirm')}?{urlencode({'next': request.get_full_path()})}")


def find(request, permission: str, rows: QuerySet, key):
    """Return the row `key` if it lies where the account may do this, else 404, as if it did not exist."""
    row = reads.scope_of(request.user, permission).filter(rows).filter(pk=key).first()
    if row is None:
        raise Http404
    return row
