"""The mark on every view: who may open it. The middleware reads it; a view without one opens for nobody.

Kept here, below all apps, because every floor has views, and only the ground
floor's accounts know who holds which permission.
"""

from collections.abc import Callable
from typing import Any

View = Callable[..., Any]
ANYONE = "anyone"
SIGNED_IN = "signed-in"


def who_may(permission: str) -> Callable[[View], View]:
    """Mark a view for whoever holds `permission` somewhere."""

    def mark(view: View) -> View:
        return _marked(view, permission=permission)

    return mark


def anyone(view: View) -> View:
    """Mark a view that needs no account."""
    return _marked(view, permission=ANYONE)


def signed_in(view: View) -> View:
    """Mark a view for whoever is signed in, whatever their role."""
    return _marked(view, permission=SIGNED_IN)


def own_context(view: View) -> View:
    """Mark a view that opens the municipality's context by itself, for example by a device's token."""
    return _marked(view, own_context=True)


def fresh(view: View) -> View:
    """Mark a view for whose opening the second factor must have been given within the last minutes.

    Stands below the mark that says who may: `@who_may("people.export") @fresh`.
    """
    return _marked(view, fresh=True)


def before_factor(view: View) -> View:
    """Mark a view that opens also before a second factor is set up, for example to set one up."""
    return _marked(view, before_factor=True)


def _marked(view: View, **marks: object) -> View:
    view.__dict__.update(marks)
    return view
