"""Screens of supervision: who was left behind first; digests of weeks."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from khuang.care.people.actions import note_listing
from khuang.care.visits.models import WeeklyDigest
from khuang.care.visits.reads import supervision as reads
from khuang.care.visits.views.volunteers import window
from khuang.ground.accounts.access import who_may


@who_may("visits.supervise")
@require_safe
def supervision(request):
    many, more_url = window(request, 20)
    board = reads.board(request.user, on=timezone.localdate(), most=many)
    people = [one.row.person for one in board.left_behind] + [one.visit.person for one in board.worries]
    people += [visit.person for visit in board.leavers_visits + board.asked]
    note_listing(people, by=request.user, at=timezone.now(), page="supervision")
    return render(request, "visits/supervision.html", {"board": board, "more_url": more_url})


@who_may("visits.supervise")
@require_safe
def unpinned(request):
    """Homes that are visited and have no place on the map."""
    homes = list(reads.homes_without_point(request.user).order_by("village", "house_no")[:300])
    return render(request, "visits/unpinned.html", {"homes": homes})


@who_may("visits.supervise")
@require_safe
def digests(request):
    return render(request, "visits/digests.html", {"digests": WeeklyDigest.objects.all()[:60]})


@who_may("visits.supervise")
@require_safe
def digest(request, key):
    found = get_object_or_404(WeeklyDigest, pk=key)
    lines = reads.lines_of(found, request.user)
    people = [line.person for lines_ in lines.values() for line in lines_ if line.person]
    note_listing(people, by=request.user, at=timezone.now(), page="digest")
    return render(request, "visits/digest.html", {"digest": found, "lines": lines})
