"""What stands around every view: its door, and the transaction of the municipality."""

from functools import partial

from django.utils import timezone
from django.utils.cache import patch_cache_control

from khuang.ground.accounts import kept
from khuang.ground.accounts.access import answer_at_the_door
from khuang.ground.accounts.reads import may
from khuang.ground.municipalities.context import within

# What no page of ours asks of a browser; a passkey is asked for on our own pages only.
UNUSED = "accelerometer autoplay camera display-capture geolocation gyroscope microphone midi payment usb"
FENCES = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in UNUSED.split())
    + ", publickey-credentials-create=(self), publickey-credentials-get=(self)",
}


class Fenced:
    """Puts on every answer the headers that Django does not know."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        for name, value in FENCES.items():
            response.headers.setdefault(name, value)
        # What a page of ours asks for all the same, for example where the phone is.
        for feature in getattr(response, "may_ask", ()):
            policy = response.headers["Permissions-Policy"]
            response.headers["Permissions-Policy"] = policy.replace(f"{feature}=()", f"{feature}=(self)")
        return response


class InMunicipality:
    """Runs each view of a signed-in account in its municipality's transaction, if its mark lets them in.

    In process_view, not around the whole request: there an exception still
    passes through the transaction and rolls it back.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, options):
        if getattr(view, "own_context", False) or not request.user.is_authenticated:
            return answer_at_the_door(request, view)
        # For apps below accounts: request.may("places.change").
        request.may = partial(may, request.user)
        with within(request.user.municipality_id):
            request.session.touch(timezone.now())
            return answer_at_the_door(request, view) or kept.give_back(
                request, _rendered(view(request, *args, **options))
            )


def _rendered(response):
    # Nothing that an account saw stays in a browser after signing out.
    if not response.has_header("Cache-Control"):
        patch_cache_control(response, private=True, no_store=True)
    # Django would render a TemplateResponse later, when the transaction is over.
    return response.render() if hasattr(response, "render") else response
