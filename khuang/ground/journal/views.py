"""The journal, newest first, and whether its chain is whole."""

from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from khuang.ground.journal import reads
from khuang.ground.journal.forms import JournalFilter
from khuang.lib.marks import who_may

PAGE = 50  # lines


@who_may("journal.view")
@require_safe
def journal(request):
    form = JournalFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    entries = list(reads.found(**wanted, before=_before(request))[: PAGE + 1])
    context = {"form": form, "lines": reads.in_words(entries[:PAGE])}
    if len(entries) > PAGE:
        context["older"] = "?" + urlencode({**wanted, "before": entries[PAGE - 1].seq})
    return render(request, "journal/journal.html", context)


@who_may("journal.view")
@require_safe
def chain(request):
    found = reads.verdict()
    return render(request, "journal/chain.html", {"verdict": found, "head": found.head.hex()})


def _before(request):
    said = request.GET.get("before", "")
    return int(said) if said.isdecimal() and len(said) < 19 else None
