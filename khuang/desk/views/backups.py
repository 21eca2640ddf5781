"""The backups that were made and rehearsed."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.desk import backups
from khuang.ground.accounts.access import who_may


@require_safe
@who_may("backups.view")
def backups_made(request):
    context = {"backups": backups.standing(at=timezone.now()), "lines": backups.lines()}
    return render(request, "desk/backups.html", context)
