"""The webhook: checked, kept, answered; everything else is done by jobs after it."""

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from khuang.ground.accounts.access import anyone, own_context
from khuang.ground.messaging import hearing
from khuang.ground.messaging.channels.line import reading, storing
from khuang.ground.messaging.channels.line.signature import is_signed
from khuang.ground.messaging.models import ChannelAccount
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

LARGEST = 1_000_000  # bytes; LINE's batches are far smaller
MISSING, WRONG, TOO_LARGE = 401, 403, 413


@anyone
@own_context
@csrf_exempt
def webhook(request, slug):
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    # Read only what may be large enough for LINE; the header cannot lie, for no more than it says is read.
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return HttpResponse(status=TOO_LARGE)
    key = Municipality.objects.filter(slug=slug).values_list("pk", flat=True).first()
    if key is None:
        raise Http404
    at = timezone.now()
    with within(key):
        refusal = _refusal(request)
        if refusal:
            return HttpResponse(status=refusal)
        waiting = storing.store(request.body, at=at)
    hearing.wake(key, reading.LINE, waiting)
    return HttpResponse()


def _refusal(request):
    """Give the status for what is not LINE's; None for what is. The signature is the only proof."""
    account = ChannelAccount.objects.filter(channel=reading.LINE, is_on=True).first()
    if account is None:
        raise Http404
    signature = request.headers.get("x-line-signature")
    if not signature:
        return MISSING
    secret = (account.secrets or {}).get("secret")
    return None if secret and is_signed(secret, request.body, signature) else WRONG
