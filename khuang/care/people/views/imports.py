"""Bring lists of people: upload, columns, preview, progress, what came of it, and taking it back."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from khuang.care.people import import_files
from khuang.care.people.actions import imports
from khuang.care.people.forms.imports import AgainForm, ColumnsForm, ListForm, QuestionsForm, ReadingForm
from khuang.care.people.models import ImportPhotograph
from khuang.care.people.reads import importing
from khuang.care.people.rules.imports import texts
from khuang.care.people.rules.imports.problems import FILE_SENTENCES, Refused
from khuang.care.people.uploads import in_memory
from khuang.ground.accounts.access import find, who_may
from khuang.ground.accounts.reads import scope_of
from khuang.lib.spreadsheets import as_csv, as_xlsx

SHOWN = 50  # imports
_WRITTEN = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (
        partial(as_xlsx, name="people"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}


def _found(request, key):
    """Give an import, to whoever may import for the whole municipality."""
    brought = importing.of_account(request.user).filter(pk=key).first()
    if brought is None:
        raise Http404
    return brought


@who_may("people.import")
@require_safe
def lists(request):
    rows = list(importing.of_account(request.user)[:SHOWN])
    everywhere = scope_of(request.user, "people.import").everywhere
    return render(request, "people/imports.html", {"imports": rows, "everywhere": everywhere})


@who_may("people.import")
@in_memory
@require_http_methods(["GET", "HEAD", "POST"])
def new(request):
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        said = {"file_name": file.name, "source": form.cleaned_data["source"]}
        try:
            brought = imports.bring(file.read(), **said, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("file", _(refusal.sentence))
        else:
            return redirect("people:import" if brought.is_moving else "people:import-columns", brought.pk)
    return render(request, "people/import_new.html", {"form": form}, status=422 if form.errors else 200)


@who_may("people.import")
@require_safe
def one(request, key):
    brought = _found(request, key)
    undo = brought.undoings.first()
    context = {
        "brought": brought,
        "undo": undo,
        "again": AgainForm(),
        "refusal": _(FILE_SENTENCES[brought.failed_because])
        if brought.failed_because in FILE_SENTENCES
        else "",
        "reasons": importing.reasons(brought),
        "fields": importing.changed_fields(brought),
        "may_undo": imports.may_be_undone(brought, timezone.now()),
    }
    return render(request, "people/import.html", context)


@who_may("people.import")
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request, key):
    brought = _found(request, key)
    if brought.phase == brought.Phase.READING or brought.begun_at:
        return redirect("people:import", key)
    try:
        return _columns(request, brought)
    except Refused as refusal:
        return _refused(request, brought, refusal)


def _columns(request, brought):
    form = ColumnsForm(request.POST or None, brought=brought)
    if request.method == "POST" and form.is_valid():
        try:
            _choose(request, brought, form.chosen(), form.cleaned_data["rule"])
        except Refused as refusal:
            form.add_error(None, _(refusal.sentence))
        else:
            return redirect("people:import-preview", brought.pk)
    context = {
        "brought": brought,
        "form": form,
        "reading": ReadingForm(brought=brought),
        "top": importing.top(brought),
        "encoding": texts.ENCODINGS.get(brought.encoding, ""),
    }
    imports.note_look(brought, by=request.user, at=timezone.now())
    return render(request, "people/import_columns.html", context, status=422 if form.errors else 200)


def _choose(request, brought, chosen, rule, two_digits=None, villages=None):
    imports.choose(
        brought,
        chosen,
        rule=rule,
        two_digits=two_digits or {},
        village_words=villages or {},
        by=request.user,
        at=timezone.now(),
    )


@who_may("people.import")
@require_POST
def read_otherwise(request, key):
    brought = _found(request, key)
    form = ReadingForm(request.POST, brought=brought)
    if brought.phase != brought.Phase.CHOOSING or not form.is_valid():
        for errors in form.errors.values():
            messages.error(request, " ".join(errors))
        return redirect("people:import-columns", key)
    try:
        imports.look_again(brought, by=request.user, at=timezone.now(), **form.changes())
    except Refused as refusal:
        messages.error(request, _(refusal.sentence))
    return redirect("people:import" if brought.is_moving else "people:import-columns", key)


@who_may("people.import")
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request, key):
    brought = _found(request, key)
    if not brought.fields or brought.begun_at:
        return redirect("people:import", key)
    try:
        return _preview(request, brought)
    except Refused as refusal:
        return _refused(request, brought, refusal)


def _preview(request, brought):
    eras, words = imports.open_questions(brought)
    form = QuestionsForm(request.POST or None, brought=brought, eras=eras, words=words)
    if request.method == "POST" and form.is_valid():
        chosen = {int(column): field for column, field in brought.fields.items()}
        _choose(request, brought, chosen, brought.rule, form.two_digits(), form.villages())
        return redirect("people:import-preview", brought.pk)
    rows = imports.preview_rows(brought)
    imports.note_look(brought, by=request.user, at=timezone.now())
    for row in rows:
        row.words = [importing.in_words(one) for one in row.problems]
    context = {"brought": brought, "form": form, "rows": rows, "asks_eras": bool(eras)}
    return render(request, "people/import_preview.html", context, status=422 if form.errors else 200)


def _refused(request, brought, refusal):
    context = {"brought": brought, "refusal": _(refusal.sentence), "again": AgainForm()}
    return render(request, "people/import_refused.html", context)


@who_may("people.import")
@require_POST
def begin(request, key):
    brought = _found(request, key)
    try:
        imports.begin(brought, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, _(refusal.sentence))
    return redirect("people:import", key)


@who_may("people.import")
@require_POST
def stop(request, key):
    imports.stop(_found(request, key), by=request.user, at=timezone.now())
    return redirect("people:import", key)


@who_may("people.import")
@in_memory
@require_POST
def again(request, key):
    brought = _found(request, key)
    form = AgainForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, " ".join(form.errors["file"]))
        return redirect("people:import", key)
    try:
        imports.bring_again(brought, form.cleaned_data["file"].read(), by=request.user, at=timezone.now())
        if brought.phase == brought.Phase.TAKING and not brought.is_over:
            imports.begin(brought, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, _(refusal.sentence))
    return redirect("people:import", key)


@who_may("people.import")
@require_http_methods(["GET", "HEAD", "POST"])
def undo(request, key):
    brought = _found(request, key)
    if request.method == "POST":
        try:
            imports.begin_undo(brought, by=request.user, at=timezone.now())
        except Refused as refusal:
            messages.error(request, _(refusal.sentence))
        return redirect("people:import", key)
    counts = imports.preview_undo(brought) if imports.may_be_undone(brought, timezone.now()) else None
    return render(request, "people/import_undo.html", {"brought": brought, "counts": counts})


@who_may("people.import")
@require_safe
def bad_rows(request, key, kind):
    """Hand the bad rows back, as the file was: a workbook for a workbook, else text."""
    brought = _found(request, key)
    try:
        rows = list(importing.bad_rows(brought))
    except Refused as refusal:
        return _refused(request, brought, refusal)
    imports.note_look(brought, by=request.user, at=timezone.now())
    return _file(rows, kind, f"khuang-rows-to-correct-{timezone.localdate():%Y%m%d}")


@who_may("people.import")
@require_safe
def template(request, kind):
    """Give an empty list with the right headers and one example."""
    return _file(importing.template(), kind, "khuang-people")


def _file(rows, kind, name):
    if kind not in _WRITTEN:
        raise Http404
    write, content_type = _WRITTEN[kind]
    head, *below = rows
    file = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(write(head, below), content_type, headers={"Content-Disposition": file})


@who_may("people.photograph")
@require_safe
def photograph(request, key):
    """Show a photograph that came with a list."""
    kept = find(request, "people.photograph", ImportPhotograph.objects.select_related("person"), key)
    try:
        content = import_files.picture(kept.pk)
    except FileNotFoundError:
        return HttpResponse(status=410)
    imports.note_photograph(kept, by=request.user, at=timezone.now())
    return StreamingHttpResponse(content, content_type="image/jpeg")
