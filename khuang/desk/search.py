"""The search box: people are found, not browsed. What is typed travels by POST and is written nowhere."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from khuang.care.people.actions import note_guarded_match, note_listing
from khuang.care.people.reads import guarded_matches
from khuang.care.people.reads.search import FIRST, MORE, Answer, Found, found
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.ground.accounts.access import who_may
from khuang.ground.accounts.reads import may


@dataclass(frozen=True)
class Hit:
    """One line of the answer: who may be meant, and the class of today if there is one."""

    found: Found
    risk: Classification | None


@dataclass(frozen=True)
class Search:
    """What the box answers."""

    text: str
    answer: Answer
    hits: list[Hit]
    may_show_more: bool
    guarded: list[UUID]  # records of exactly this name that open only by breaking the glass


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


def answer(account: Any, text: str, *, on: date, most: int) -> Search:
    """Find whom an account may list, with their classes."""
    given = found(account, text, on=on, most=most)
    classes = risk.current(one.person.pk for one in given.found)
    return Search(
        text=text,
        answer=given,
        hits=[Hit(one, classes.get(one.person.pk)) for one in given.found],
        may_show_more=most == FIRST and len(given.found) == FIRST,
        guarded=[] if given.is_short else guarded_matches(account, text),
    )


def _note(account: Any, said: Search) -> None:
    at = timezone.now()
    if said.hits:
        note_listing((hit.found.person for hit in said.hits), by=account, at=at, how="search")
    if said.guarded:
        note_guarded_match(said.guarded, by=account, at=at)
