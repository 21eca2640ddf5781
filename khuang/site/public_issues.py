"""Between issues as they were said at home or at the desk and issues as anyone reads them.

The only place that knows both sides of a reference. What crosses is `voices.rules.guard.Offered`;
it crosses at night and all together, in the order of random references, so that the moment tells
nothing either.
"""

from datetime import datetime

from django.utils import timezone

from khuang.care.cases import figures as cases
from khuang.care.voices import actions as voices
from khuang.care.voices.models import Issue as Said
from khuang.care.voices.reads import issues_for_forum
from khuang.civic.issues import actions as issues
from khuang.civic.issues.models import Issue, News
from khuang.civic.issues.reads import kinds_for_public
from khuang.civic.issues.rules.news import sentence
from khuang.ground.indicators.rules import UnsafeCount, safe
from khuang.ground.journal.models import Entry
from khuang.ground.places.models import Village


def bring_over(*, at: datetime) -> None:
    """Publish every issue that a social worker released and that the forum does not have yet."""
    for one in issues_for_forum():
        issues.take_over(
            one.reference,
            nature=one.nature,
            kind=one.kind,
            village=one.village,
            place=one.place,
            words=one.words,
            month=one.month,
            at=at,
        )


def raise_from_figures(*, at: datetime) -> None:
    """Raise an issue for every kind of need that enough people of a village share."""
    villages = {village.pk: village for village in Village.objects.all()}
    counted: dict[tuple[object, str], int] = {}
    for figure in cases.open_needs(on=timezone.localdate(at)):
        if figure.village in villages and figure.what in kinds_for_public():
            key = (figure.village, figure.what)
            counted[key] = counted.get(key, 0) + figure.count
    for (village, kind), count in sorted(counted.items(), key=str):
        try:
            people = safe("needs_alike", count)
        except UnsafeCount:
            continue
        issues.raise_from_figures(kind, villages[village], people, at=at)


def take_away(entry: Entry) -> None:
    """Follow voices.issue-withdrawn: nobody reads it any more from this moment on."""
    said = Said.objects.get(pk=entry.about_id)
    if said.reference:
        issues.withdraw(said.reference, at=entry.at)


def tell_raiser(entry: Entry) -> None:
    """Follow issues.news: whoever raised it at home or at the desk hears it on their own channel."""
    news = News.objects.select_related("issue").get(pk=entry.about_id)
    if news.issue.source != Issue.Source.TALK:
        return
    words = sentence(news.code, news.title, "th")
    voices.tell_raiser(news.issue.reference, words=words, at=entry.at)
