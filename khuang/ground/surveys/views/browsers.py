"""Where browsers send what they kept: of a signed-in account, or a known phone whose session has ended."""

import logging
from contextlib import closing
from uuid import UUID

from django.conf import settings
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import JsonResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from khuang.ground.accounts import phone_cookie, sessions
from khuang.ground.accounts.access import anyone, own_context
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions
from khuang.ground.surveys.actions.receiving import UNAVAILABLE
from khuang.ground.surveys.rules import problems
from khuang.ground.surveys.views.uploads import VanishingFiles

log = logging.getLogger("khuang.surveys")

# A page of somebody else's cannot set a header without asking us first, which we never allow.
OURS = "X-Khuang-Queue"


@anyone
@own_context
@csrf_exempt
@never_cache
@require_POST
def send(request):
    """Take in one sealed survey; answers JSON with a sentence and the time.

    201, 202 taken in; 401 who sends is not known; 410 the phone was revoked; 409, 4xx will not
    do better later; 5xx may.
    """
    if OURS not in request.headers:
        raise PermissionDenied
    try:
        receipt = _received(request)
    except problems.SurveyProblem as problem:
        return _answer(problem.status, _(problem.sentence).format(**problem.values))
    except UNAVAILABLE:
        log.exception("A browser could not be served now.")
        return _answer(503, _(problems.StorageTrouble.sentence))
    except Exception:
        log.exception("A browser could not be served.")
        return _answer(500, _(problems.OurFault.sentence))
    return _answer(receipt.status, _(receipt.sentence))


@anyone
@own_context
@never_cache
@require_safe
def phone(request):
    """Say whether this browser is known: 200 by a session or as a phone, 401 not, 410 no longer."""
    try:
        _account, known = sender(request)
    except problems.SurveyProblem as problem:
        return _answer(problem.status, _(problem.sentence))
    return _answer(200, "phone" if known else "")


def sender(request):
    """Return who sends and by which remembered phone. Raises SignInFirst or PhoneRevoked."""
    phone = phone_cookie.phone_of(request)
    if request.user.is_authenticated:
        is_theirs = phone is not None and phone.account_id == request.user.pk
        return request.user, phone if is_theirs else None
    if phone is not None:
        return phone.account, phone
    if phone_cookie.NAME in request.COOKIES:
        raise problems.PhoneRevoked
    raise problems.SignInFirst


def _received(request):
    account, phone = sender(request)
    label = phone.device if phone else sessions.device(request.session) or _("Browser")
    with closing(VanishingFiles(request)) as files:
        request.upload_handlers = [files]
        sealed, author = _parcel(request)
        if author and author != str(account.pk):
            raise problems.SomebodyElses
        with within(account.municipality_id):
            return actions.receive_sealed(
                sealed, by=account, phone=phone and phone.pk, label=label, at=timezone.now()
            )


def _parcel(request):
    """Read the parts: `key`, `instance`, `account` (who filled it in), `survey`, and `file` with its name."""
    largest = settings.KHUANG_LARGEST_SUBMISSION
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
        raise problems.SubmissionTooLarge(limit_mb=largest // 1_000_000)
    try:
        survey, key = request.FILES.get("survey"), UUID(request.POST.get("key", ""))
    except SuspiciousOperation:
        raise problems.SubmissionTooLarge(limit_mb=largest // 1_000_000) from None
    except (MultiPartParserError, UnreadablePostError):
        raise problems.TruncatedSubmission from None
    except ValueError:
        raise problems.NoSurveyPart from None
    if survey is None:
        raise problems.NoSurveyPart
    sealed = actions.SealedParcel(
        key=key,
        instance=request.POST.get("instance", ""),
        survey=survey.read(),
        files={file.name: file.read() for file in request.FILES.getlist("file")},
        user_agent=request.headers.get("User-Agent", ""),
    )
    return sealed, request.POST.get("account", "")


def _answer(status, sentence):
    return JsonResponse({"sentence": sentence, "now": timezone.now().isoformat()}, status=status)
