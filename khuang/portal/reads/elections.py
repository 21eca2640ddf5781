"""Elections as anyone reads them."""

from typing import Any
from uuid import UUID

from khuang.civic.ballots import reads
from khuang.civic.ballots.models import Count, Election
from khuang.civic.ballots.reads.layout import side_by_side
from khuang.civic.ballots.rules import pabulib
from khuang.civic.ballots.rules.sheet import Sheet
from khuang.civic.issues.reads.paths import path_of
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


def elections(municipality: Municipality) -> list[Election]:
    """Give all elections, what is open first."""
    with within(municipality):
        return reads.public_elections()


def election(municipality: Municipality, key: UUID) -> dict[str, Any] | None:
    """Give one election with its counts laid out for the public; none when there is none."""
    with within(municipality):
        found = Election.objects.filter(pk=key).first()
        if found is None:
            return None
        counts = [side_by_side(found, one, public=True) for one in reversed(reads.counts(found))]
        return {
            "election": found,
            "options": list(found.options.select_related("village")),
            "counts": counts,
            "path": path_of(Node("election", found.pk), municipality.slug),
        }


def sheet(municipality: Municipality, key: UUID, number: int) -> Sheet | None:
    """Give the sheet of a count, from which anybody can count again; none before it is counted."""
    with within(municipality):
        found = Count.objects.filter(election_id=key, number=number).select_related("election").first()
        return reads.count_sheet(found.election, found) if found else None


def as_pabulib(municipality: Municipality, key: UUID, number: int) -> str | None:
    """Give a count's ballots as a Pabulib file; none before it is counted."""
    found = sheet(municipality, key, number)
    if found is None:
        return None
    with within(municipality):
        year = Election.objects.get(pk=key).closes_at.year
    return pabulib.write(
        title=found.title,
        place=municipality.name_en or municipality.name,
        year=year,
        kind=found.kind,
        limit=found.limit,
        budget=found.budget,
        rule=found.rule,
        options=found.options,
        ballots=sorted(found.ballots),
    )
