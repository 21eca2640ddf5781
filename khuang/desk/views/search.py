"""The search box: people are found, not browsed. What is typed travels by POST and is written nowhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from khuang.care.people.actions import note_guarded_match, note_listing
from khuang.care.people.reads.search import FIRST, MORE
from khuang.desk.search import Search, answer
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may


@require_http_methods(["GET", "HEAD", "POST"])
@who_may("people.list")
def search(request: HttpRequest) -> HttpResponse:
    """Show the box, and what was found when something was typed. Journal: people.listed."""
    said = None
    if request.method == "POST":
        most = MORE if "more" in request.POST else FIRST
        said = answer(request.user, request.POST.get("search", ""), on=timezone.localdate(), most=most)
        _note(request.user, said)
    page = "desk/search.html"
    context = {"said": said, "may_register": may(request.user, "people.change")}
    return render(request, f"{page}#found" if request.headers.get("HX-Request") else page, context)


def _note(account: Any, said: Search) -> None:
    at = timezone.now()
    if said.hits:
        note_listing((hit.found.person for hit in said.hits), by=account, at=at, how="search")
    if said.guarded:
        note_guarded_match(said.guarded, by=account, at=at)
