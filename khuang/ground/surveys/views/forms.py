"""Screens of the forms: list, upload, one version with its findings, publish, retire."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may
from khuang.ground.surveys import actions, reads
from khuang.ground.surveys.forms import MediaForm, UploadForm
from khuang.ground.surveys.models import FormVersion
from khuang.ground.surveys.rules import states
from khuang.ground.surveys.rules.lint.findings import Finding
from khuang.ground.surveys.rules.lint.sentences import LEVELS, SENTENCES, WITHOUT_WORDS
from khuang.ground.surveys.rules.problems import FormRefused, SurveyProblem


@who_may("surveys.forms")
@require_GET
def forms(request):
    return render(
        request, "surveys/forms.html", {"forms": reads.forms(), "may_publish": _may_publish(request)}
    )


@who_may("surveys.publish")
@require_http_methods(["GET", "POST"])
def upload(request):
    form, findings = UploadForm(request.POST or None, request.FILES or None), []
    if request.method == "POST" and form.is_valid():
        try:
            version = _uploaded(form.cleaned_data, request.user)
        except FormRefused as refused:
            findings = [in_words(finding) for finding in refused.findings]
        else:
            messages.success(
                request, _("The form was taken in as a draft. Read it through, then publish it.")
            )
            return redirect("surveys:form-version", version.pk)
    status = 422 if findings or form.errors else 200
    return render(request, "surveys/form_upload.html", {"form": form, "findings": findings}, status=status)


@who_may("surveys.forms")
@require_GET
def version(request, key):
    shown = get_object_or_404(_versions(), pk=key)
    findings = [in_words(Finding(**finding)) for finding in shown.findings]
    context = {
        "version": shown,
        "findings": findings,
        "missing": reads.missing_files(shown),
        "media_form": MediaForm(),
        "may_publish": _may_publish(request),
        "can_publish": states.may_move(shown.state, states.PUBLISHED),
        "can_retire": states.may_move(shown.state, states.RETIRED),
    }
    return render(request, "surveys/form_version.html", context)


@who_may("surveys.forms")
@require_GET
def workbook(request, key):
    shown = get_object_or_404(FormVersion.objects.select_related("form"), pk=key)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    name = f"{shown.form.form_id}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(bytes(shown.xlsx), content_type=kind, headers=headers)


@who_may("surveys.publish")
@require_POST
def publish(request, key):
    return _moved(request, key, actions.publish, _("Published. Phones get it when they next ask."))


@who_may("surveys.publish")
@require_POST
def retire(request, key):
    return _moved(request, key, actions.retire, _("Retired. Phones no longer get it."))


@who_may("surveys.publish")
@require_POST
def delete(request, key):
    shown = get_object_or_404(FormVersion.objects.defer("xlsx", "xform"), pk=key)
    try:
        actions.delete_draft(shown, by=request.user, at=timezone.now())
    except SurveyProblem as problem:
        messages.error(request, _(problem.sentence))
        return redirect("surveys:form-version", key)
    messages.success(request, _("The draft is deleted."))
    return redirect("surveys:forms")


@who_may("surveys.publish")
@require_POST
def attach(request, key):
    form = MediaForm(request.POST, request.FILES)

    def add_all(shown, *, by, at):
        for file in form.cleaned_data["media"]:
            actions.attach_media(shown, file.name, file.read(), by=by, at=at)

    if not form.is_valid():
        return redirect("surveys:form-version", key)
    return _moved(request, key, add_all, _("The files were added."))


def in_words(finding):
    """Put a finding into a row of the screen: level in words and colour, cell, sentence."""
    words, kind = LEVELS[finding.level]
    sentence = _(SENTENCES[finding.code]).format(**finding.values)
    original = finding.values.get("detail", "") if finding.code in WITHOUT_WORDS else ""
    return {
        "level": _(words),
        "kind": kind,
        "cell": finding.cell,
        "sentence": sentence,
        "original": original,
    }


def _moved(request, key, move, said):
    shown = get_object_or_404(FormVersion.objects.select_related("form"), pk=key)
    try:
        move(shown, by=request.user, at=timezone.now())
    except FormRefused as refused:
        for finding in refused.findings:
            messages.error(request, in_words(finding)["sentence"])
    except SurveyProblem as problem:
        messages.error(request, _(problem.sentence))
    else:
        messages.success(request, said)
    return redirect("surveys:form-version", key)


def _uploaded(asked, account):
    media = {file.name: file.read() for file in asked["media"]}
    return actions.upload_form(asked["workbook"].read(), media=media, by=account, at=timezone.now())


def _versions() -> QuerySet[FormVersion]:
    return (
        FormVersion.objects.select_related("form")
        .prefetch_related("media")
        .defer("xlsx", "xform", "media__content")
    )


def _may_publish(request):
    return may(request.user, "surveys.publish")
