"""Projects of a draft: written, changed, divided, joined, taken out; and tables that are brought in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.civic.plan import actions
from khuang.civic.plan.forms.plan import ItemForm, MappingForm, MergeForm, SplitForm, TableForm
from khuang.civic.plan.forms.proposals import BecauseForm
from khuang.civic.plan.models import Edition, PlanImport, PlanItem
from khuang.civic.plan.reads import changes, imports
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.reads.proposals import to_plan
from khuang.civic.plan.rules.problems import NoYears
from khuang.civic.plan.rules.rows import sum_of
from khuang.civic.plan.rules.shares import BY_HAND, UNKNOWN
from khuang.civic.plan.rules.tables import NAMES
from khuang.civic.plan.views.pages import then, tried
from khuang.ground.accounts.access import find, who_may
from khuang.lib.spreadsheets import as_xlsx
from khuang.ui.downloads import XLSX, download
from khuang.ui.form_pages import form_page, page_or_form

SHOWN = 20  # rows of a preview


@who_may("plan.write")
@page_or_form
def new_item(request, key):
    edition = _draft(request, key)
    proposals = to_plan()
    options = {"plan": edition.plan, "is_first": edition.kind == "first", "proposals": proposals}
    initial = {"form": "p02"} | _answering(proposals, request.GET.get("proposal"))
    form = ItemForm(request.POST or None, **options, initial=initial)
    if form.is_valid() and _written(request, form, edition):
        messages.success(request, _("The project stands in the draft."))
        return redirect("plan:edition", key)
    return _page(request, form, edition, _("Write a project"))


def _answering(proposals, key):
    """Give what a project begins with that answers a proposal, of which the address speaks."""
    for one in proposals:
        if str(one.pk) == key:
            said = {"project": one.title, "reason": one.words, "kind": one.kind, "villages": one.villages}
            return said | {"proposal": key, "origin": one.origin if one.origin in BY_HAND else UNKNOWN}
    return {}


def _written(request, form, edition):
    proposals = {str(one.pk): one for one in to_plan()}
    said = form.cleaned_data
    proposal = proposals.get(said["proposal"])
    return tried(
        request, form, actions.write_item, edition, form.row(), origin=said["origin"], proposal=proposal
    )


@who_may("plan.write")
@page_or_form
def item(request, key, item):
    edition, found, row = _item(request, key, item)
    initial = {name: getattr(row, name) for name in row.__dataclass_fields__ if name != "reason"}
    initial |= {f"year_{n}": f"{baht:,}" for n, baht in enumerate(row.years, start=1)}
    options = {"plan": edition.plan, "is_first": edition.kind == "first", "origin": False}
    form = ItemForm(request.POST or None, **options, initial=initial)
    if form.is_valid() and tried(request, form, actions.change_item, edition, found, form.row()):
        messages.success(request, _("The project is changed in the draft."))
        return redirect("plan:edition", key)
    more = {"caption": row.project, "template": "plan/item.html", "edition": edition, "item": found}
    return _page(request, form, edition, _("Change the project"), **more)


@who_may("plan.write")
@page_or_form
def take_out(request, key, item):
    edition, found, row = _item(request, key, item)
    form = BecauseForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["because"]
        try_it = tried(request, form, _took_out, edition, found, reason=reason)
        if try_it:
            messages.success(request, _("The project is out of the draft."))
            return redirect("plan:edition", key)
    return _page(request, form, edition, _("Take the project out"), caption=row.project)


def _took_out(edition, item, **said):
    actions.take_out(edition, item, **said)
    return True


@who_may("plan.write")
@page_or_form
def split(request, key, item):
    edition, found, row = _item(request, key, item)
    form = SplitForm(request.POST or None, plan=edition.plan)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("reason", "grew_because")}
        if tried(request, form, actions.split, edition, found, form.parts(row), **said):
            messages.success(request, _("The project is divided; its path is kept."))
            return redirect("plan:edition", key)
    hint = " / ".join(f"{baht:,}" for baht in row.years)
    return _page(request, form, edition, _("Divide the project"), caption=f"{row.project} ({hint})")


@who_may("plan.write")
@page_or_form
def merge(request, key):
    edition = _draft(request, key)
    rows = reads.drafted(edition)
    form = MergeForm(request.POST or None, rows=rows)
    if form.is_valid() and _merged(request, form, edition, rows):
        messages.success(request, _("The projects are one; their paths are kept."))
        return redirect("plan:edition", key)
    return _page(request, form, edition, _("Join projects"))


def _merged(request, form, edition, rows):
    said = form.cleaned_data
    items = list(PlanItem.objects.filter(pk__in=said["items"]))
    before = [rows[one.pk] for one in items]
    values = {name: getattr(before[0], name) for name in before[0].__dataclass_fields__}
    villages = tuple(dict.fromkeys(code for row in before for code in row.villages))
    made = type(before[0])(
        **values | {"project": said["project"], "years": sum_of(before).years, "villages": villages}
    )
    return tried(request, form, actions.merge, edition, items, made, reason=said["reason"])


@who_may("plan.write")
@page_or_form
def bring(request, key):
    edition = _draft(request, key)
    form = TableForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        content = form.cleaned_data["file"].read()
        made = tried(request, form, actions.bring_table, edition, content, form=form.cleaned_data["form"])
        if made:
            return redirect("plan:table", made.pk)
    return _page(request, form, edition, _("Bring a table in"))


@who_may("plan.write")
@page_or_form
def table(request, key):
    found = _table(request, key)
    if found.done_at:
        return render(request, "plan/table_done.html", {"table": found})
    names = changes.column_names()
    years = {f"year_{n}": str(year) for n, year in enumerate(found.edition.plan.years, start=1)}
    labels = {name: years.get(name) or names.get(name, name) for name in NAMES}
    labels["work_plan"] = _("Work plan")
    form = MappingForm(request.POST or None, table=found, labels=labels)
    if form.is_valid():
        said = form.cleaned_data["default"]
        if tried(request, form, actions.map_table, found, form.mapping(), work_plan=said):
            return redirect("plan:table", key)
    context = {"table": found, "form": form} | _preview(found)
    return render(request, "plan/table.html", context, status=422 if form.errors else 200)


def _preview(found):
    try:
        rows = imports.read(found)
    except NoYears:
        return {"rows": [], "good": 0, "bad": 0}
    good = sum(1 for one in rows if one.row)
    return {"rows": imports.shown(found, rows)[:SHOWN], "good": good, "bad": len(rows) - good}


@who_may("plan.write")
@require_POST
def take(request, key):
    found = _table(request, key)
    words = _("The good rows stand in the draft.")
    return then(request, actions.take_table, found, to=("plan:table", key), words=words)


@who_may("plan.write")
@require_safe
def refused(request, key):
    found = _table(request, key)
    head, rows = imports.refused(found)
    return download(as_xlsx(head, rows, name=_("Rows to mend")), XLSX, "rows-to-mend.xlsx")


def _draft(request, key):
    return find(request, "plan.write", Edition.objects.filter(state="draft").select_related("plan"), key)


def _table(request, key):
    return find(request, "plan.write", PlanImport.objects.select_related("edition__plan"), key)


def _item(request, key, item):
    edition = _draft(request, key)
    row = reads.drafted(edition).get(item)
    if row is None:
        raise Http404
    return edition, PlanItem.objects.get(pk=item), row


def _page(request, form, edition, title, /, **more):
    back = reverse("plan:edition", args=[edition.pk])
    return form_page(
        request, form, title=title, button=_("Save"), back=back, **{"caption": str(edition)} | more
    )
