"""What slows whoever sends much or guesses codes, on pages without an account."""

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.ground.accounts import brake


def sends_too_many(request, form, what, about="", *, at):
    """Count one that is sent; whether the sender must wait, which the form then says."""
    if not brake.begin(request, what, about, at=at).free_at:
        return False
    form.add_error(None, _("You have sent several already. Wait a while, or call the office."))
    return True


def found_by_code(request, form, what, look_up):
    """Give what the typed code finds; a wrong one is counted and says so at its field."""
    attempt = brake.begin(request, what, at=timezone.now())
    found = None if attempt.free_at else look_up(form.cleaned_data["code"])
    if found:
        attempt.succeeded()
    else:
        form.add_error("code", _("Nothing is known by this code. Look at it again, or wait a while."))
    return found
