"""A path from home to home on one page."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.civic.issues import shown
from khuang.civic.issues.rules.lineage import KINDS, Node
from khuang.desk import paths
from khuang.ground.accounts.access import who_may
from khuang.ground.indicators.reads import kind_names


@require_safe
@who_may("desk.today")
def path(request, kind, key):
    node = Node(kind, key)
    here = shown.show([node]).get(node) if kind in KINDS else None
    if here is None:
        raise Http404
    found, ends = paths.both(node, request.user, at=timezone.now())
    kinds = kind_names()
    context = {
        "here": here,
        "path": found,
        "ends": ends,
        "open": [(one, kinds.get(one.kind, one.kind)) for one in ends.open] if ends else [],
        "heard": [(one, kinds.get(one.kind, one.kind)) for one in ends.voices] if ends else [],
    }
    return render(request, "desk/path.html", context)
