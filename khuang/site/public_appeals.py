"""Between the desk's appeals and the public's: the only place that knows both sides of a reference.

The wings never meet: what passes is a title and a text that two people have approved, the kind of
need, whole percents, and a random reference.
"""

from datetime import datetime

from khuang.care.support import actions as support
from khuang.care.support.models import Appeal
from khuang.care.support.reads.appeals import percent_pledged
from khuang.civic.appeals import actions as public
from khuang.ground.journal.models import Entry


def show(entry: Entry) -> None:
    """Follow support.appeal-released: put the appeal on the public pages."""
    one = Appeal.objects.get(pk=entry.about_id)
    public.show(
        one.reference,
        title=one.title or "",
        text=one.text or "",
        kind=one.package.need.kind,
        percent=percent_pledged(one.package),
        at=entry.at,
    )


def take_away(entry: Entry) -> None:
    """Follow support.appeal-withdrawn: nobody reads it any more from this moment on."""
    public.take_away(Appeal.objects.get(pk=entry.about_id).reference, at=entry.at)


def bring_up_to_date(*, at: datetime) -> None:
    """Publish what was approved yesterday, and say how far the others are; once a night.

    Progress moves at night too: a percentage that rose at noon would tell who gave at noon.
    """
    support.release_appeals(at=at)
    for one in Appeal.objects.filter(state__in=("published", "ended")).order_by("reference"):
        public.bring_up_to_date(
            one.reference,
            percent=percent_pledged(one.package),
            answered=one.state == Appeal.State.ENDED,
            at=at,
        )
    public.sweep(at=at)
