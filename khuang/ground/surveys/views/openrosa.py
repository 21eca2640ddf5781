"""The OpenRosa server: what ODK Collect and KoboCollect fetch and send.

Sources: https://docs.getodk.org/openrosa/ and what the phones' own parsers
demand. Every address lies below /or/key/<token>/; the token is the sign-in.
"""

import logging
from contextlib import closing
from functools import wraps
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse, HttpResponseNotAllowed, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from khuang.ground.accounts.access import anyone, own_context
from khuang.ground.municipalities.context import within
from khuang.ground.surveys import actions, lists
from khuang.ground.surveys.actions.media import Arrived
from khuang.ground.surveys.actions.receiving import UNAVAILABLE
from khuang.ground.surveys.reads import phones
from khuang.ground.surveys.rules import openrosa, problems
from khuang.ground.surveys.rules.observations import is_uuid4
from khuang.ground.surveys.rules.openrosa import XML_TYPE, fingerprint
from khuang.ground.surveys.views.uploads import VanishingFiles

log = logging.getLogger("khuang.surveys")

SURVEY_PART = "xml_submission_file"
_MOST_IDS = 2_000


def phone(*methods):
    """Make a view for phones: in the municipality of its token, answering every trouble in OpenRosa's way."""

    def mark(view):
        @anyone
        @own_context
        @csrf_exempt
        @wraps(view)
        def answered(request, token, **options):
            if request.method not in methods:
                return _dressed(request, HttpResponseNotAllowed(methods))
            return _dressed(request, _answer(view, request, token, options))

        return answered

    return mark


def _answer(view, request, token, options):
    try:
        with within(phones.municipality_of(token)):
            return view(request, phones.device_of(token), token, **options)
    except problems.SurveyProblem as problem:
        if problem.status >= 500:
            log.exception("A phone could not be served.")
        return _refusal(problem)
    except UNAVAILABLE:
        log.exception("A phone could not be served now.")
        return _refusal(problems.StorageTrouble())
    except Exception:
        log.exception("A phone could not be served.")
        return _refusal(problems.OurFault())


def _refusal(problem):
    sentence = _(problem.sentence).format(**problem.values)
    return HttpResponse(openrosa.response(sentence), status=problem.status, content_type=XML_TYPE)


def _dressed(request, response):
    response["X-OpenRosa-Version"] = openrosa.VERSION
    response["X-OpenRosa-Accept-Content-Length"] = str(settings.KHUANG_LARGEST_SUBMISSION)
    response["Date"] = http_date()
    response["Cache-Control"] = "private, no-cache"
    if request.method == "GET" and response.status_code == 200:
        etag = quote_etag(fingerprint(response.content))
        response["ETag"] = etag
        return get_conditional_response(request, etag=etag, response=response)
    return response


@phone("GET", "HEAD")
def form_list(request, device, token):
    return HttpResponse(phones.form_list(token, request.GET.get("formID", "")), content_type=XML_TYPE)


@phone("GET", "HEAD")
def form(request, device, token, form_id):
    return HttpResponse(phones.form(form_id), content_type=XML_TYPE)


@phone("GET", "HEAD")
def manifest(request, device, token, form_id):
    return HttpResponse(phones.manifest(token, device, form_id), content_type=XML_TYPE)


@phone("GET", "HEAD")
def attachment(request, device, token, form_id, name):
    content, content_type = phones.attachment(device, form_id, name)
    if phones.is_list(name):
        actions.note_handed_out(device, name, content, at=timezone.now())
    return HttpResponse(content, content_type=content_type)


@phone("GET", "HEAD")
def integrity(request, device, token, list_name):
    ids = [UUID(text) for text in request.GET.get("id", "").split(",")[:_MOST_IDS] if is_uuid4(text)]
    return HttpResponse(openrosa.integrity(lists.gone(list_name, device, ids)), content_type=XML_TYPE)


@phone("GET", "HEAD", "POST")
def submission(request, device, token):
    if request.method != "POST":
        return HttpResponse(status=204)
    with closing(VanishingFiles(request)) as files:
        request.upload_handlers = [files]
        receipt = actions.receive(_parcel(request), by=device, at=timezone.now())
    return HttpResponse(openrosa.response(_(receipt.sentence)), status=receipt.status, content_type=XML_TYPE)


def _parcel(request):
    """Read the parts of a POST. Raises SubmissionTooLarge, NoSurveyPart or TruncatedSubmission."""
    largest = settings.KHUANG_LARGEST_SUBMISSION
    if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
        raise problems.SubmissionTooLarge(limit_mb=largest // 1_000_000)
    try:
        xml, files = _parts(request)
    except SuspiciousOperation:  # more parts than anybody takes photographs
        raise problems.SubmissionTooLarge(limit_mb=largest // 1_000_000) from None
    except (MultiPartParserError, UnreadablePostError):
        raise problems.TruncatedSubmission from None
    return actions.Parcel(
        xml=xml,
        files=files,
        phone_id=request.GET.get("deviceID", ""),
        user_agent=request.headers.get("User-Agent", ""),
    )


def _parts(request):
    if request.content_type != "multipart/form-data":
        raise problems.NoSurveyPart
    survey = request.FILES.get(SURVEY_PART)
    text = request.POST.get(SURVEY_PART)
    if survey is None and text is None:
        raise problems.NoSurveyPart
    xml = text.encode() if survey is None else survey.read()
    files = tuple(
        Arrived(file.name or name, file)
        for name, several in request.FILES.lists()
        for file in several
        if name != SURVEY_PART
    )
    return xml, files
