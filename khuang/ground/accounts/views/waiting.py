"""What both ways of proving who one is have in common: where to go afterwards, and having to wait."""

import math

from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme


def wanted(request):
    """Return the address that somebody wanted to open, if it is one of ours; else nothing."""
    said = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return said if is_ours else ""


def wait(request, attempt):
    """Say that there were too many attempts, and when to try again."""
    seconds = math.ceil((attempt.free_at - attempt.at).total_seconds())
    context = {"minutes": math.ceil(seconds / 60), "free_at": attempt.free_at}
    response = render(request, "accounts/wait.html", context, status=429)
    response["Retry-After"] = str(seconds)
    return response
