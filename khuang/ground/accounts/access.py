"""Who may open a view: every view carries one of these marks, and a test walks them all."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from khuang.ground.accounts import reads


def who_may(permission: str) -> Callable:
    """Let in who holds `permission` somewhere; ask strangers to sign in, refuse the others."""

    def mark(view):
        @wraps(view)
        def guarded(request, *args, **options):
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if not reads.may(request.user, permission):
                raise PermissionDenied
            return view(request, *args, **options)

        guarded.permission = permission
        return guarded

    return mark


def anyone(view: Callable) -> Callable:
    """Mark a view that needs no account."""
    view.permission = "anyone"
    return view


def signed_in(view: Callable) -> Callable:
    """Let in whoever is signed in, whatever their role."""

    @wraps(view)
    def guarded(request, *args, **options):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **options)

    guarded.permission = "signed-in"
    return guarded


def own_context(view: Callable) -> Callable:
    """Mark a view that opens the municipality's context by itself, for example by a device's token."""
    view.own_context = True
    return view


def find(request, permission: str, rows: QuerySet, key):
    """Return the row `key` if it lies where the account may do this, else 404, as if it did not exist."""
    row = reads.scope_of(request.user, permission).filter(rows).filter(pk=key).first()
    if row is None:
        raise Http404
    return row
