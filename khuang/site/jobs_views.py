"""The page of failed jobs."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from khuang.lib.marks import who_may
from khuang.site import failed_jobs


@who_may("jobs.view")
@require_safe
def jobs(request):
    context = {"jobs": failed_jobs.failed_jobs(), "may_retry": request.may("jobs.retry")}
    return render(request, "site/jobs.html", context)


@who_may("jobs.retry")
@require_POST
def retry(request, number):
    try:
        failed_jobs.retry(number, by=request.user, at=timezone.now())
    except failed_jobs.NoSuchJob:
        raise Http404 from None
    messages.success(request, _("The job is tried again. If it fails once more, it comes back here."))
    return redirect("site:jobs")
