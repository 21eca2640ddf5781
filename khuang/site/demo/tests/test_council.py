"""The demo's groups have exactly the figures of Koh Kha; its council ranked, resolved and calls again."""

from decimal import Decimal

import pytest
from django.utils import timezone

from conftest import NOW
from khuang.civic.council import reads
from khuang.civic.council.models import Council, Item, Meeting, Resolution, Round
from khuang.civic.groups.reads import figures
from khuang.civic.groups.rules import Share
from khuang.civic.issues.models import Issue, News
from khuang.civic.plan.models import Proposal
from khuang.ground.places.models import Village
from khuang.site.demo.council import FIRST, LATER, RANKED, found_councils, tell_council


@pytest.fixture
def told(cast, inside):
    """The demo's council, with the issues that it takes up."""
    for moo in range(4, 8):
        Village.objects.create(code=f"5203990{moo}", moo=moo, name=f"บ้านทดสอบ {moo}")
    for title in [title for title, *_said in (FIRST, *RANKED)] + list(LATER):
        Issue.objects.create(
            reference=title, kind="other", title=title, words=title, month="2026-09", source="staff",
            state="published", published_on=timezone.localdate(NOW),
        )  # fmt: skip
    staff = {"facai": cast.facai, "kham": cast.kham}
    found_councils(staff, NOW)
    tell_council(staff, NOW)


def test_the_demos_council_has_its_figures_its_ranking_and_its_next_meeting(told):
    shown = figures(on=timezone.localdate(NOW))
    assert (shown.groups, shown.chairs, shown.committees) == (34, Share(24, 10), Share(225, 80))
    assert (shown.members, shown.leaders) == (Share(606, 285), Share(20, 14))
    percents = [one.women_percent for one in (shown.chairs, shown.committees, shown.members, shown.leaders)]
    assert percents == [Decimal(text) for text in ("70.59", "73.77", "68.01", "58.82")]
    assert (shown.council, shown.by_role["headman"]) == (Share(7, 5), Share(2, 5))

    council = Council.objects.get(kind="community")
    first, again = reads.counts(Round.objects.get())
    assert first.row.budget > again.row.budget and again.row.because
    assert {one.outcome for one in Resolution.objects.all()} == {"adopted", "changed", "declined"}
    assert Proposal.objects.count() == 3
    assert reads.coming(council, at=NOW).agenda.count() == 2
    assert News.objects.filter(code="council.ranked").count() == 4
    children = Council.objects.get(kind="children")
    assert Meeting.objects.get(council=children).agenda.count() == 2
    assert Item.objects.filter(council=children).count() == 2
