"""A path from home to home on one page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.care.support.actions.programmes import put_into_programme
from khuang.care.support.models import Package
from khuang.care.support.rules.package_problems import PackageProblem
from khuang.civic.issues import shown
from khuang.civic.issues.rules.lineage import KINDS, Node
from khuang.civic.projects.models import Project
from khuang.desk import paths
from khuang.ground.accounts.access import find, who_may
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
        "projects": [step for step in (*found.above, *found.below) if step.node.kind == "project"],
        "project_id": key,
        "open": [(one, kinds.get(one.kind, one.kind)) for one in ends.open] if ends else [],
        "heard": [(one, kinds.get(one.kind, one.kind)) for one in ends.voices] if ends else [],
    }
    return render(request, "desk/path.html", context)


@require_POST
@who_may("support.packages")
def join_programme(request, key, package):
    """Make the repair of a home a part of a programme that is carried out in homes."""
    programme = get_object_or_404(Project, pk=key, in_homes=True)
    found = find(request, "support.packages", Package.objects.all(), package)
    try:
        put_into_programme(found, programme.pk, by=request.user, at=timezone.now())
        messages.success(request, _("It is part of the programme. The public side learns a number only."))
    except PackageProblem as problem:
        messages.error(request, _(problem.sentence))
    return redirect("desk:path", "project", programme.pk)
