"""Take away what the database itself remembers of who came when.

Rows that one transaction wrote carry its number (xmin), and rows lie on the disk in the order in which
they came. A token that was marked and the ballot that came with it share both. So ballots are written
anew in the order of their random ids, and tokens and names of those who voted too, all in one go.
"""

from khuang.civic.ballots.models import Ballot, Election, HasVoted, Token


def mix(election: Election) -> None:
    """Write an election's ballots, its tokens and who has voted anew, in the order of random ids."""
    for rows in (Ballot.objects.filter(election=election), HasVoted.objects.filter(election=election)):
        kept = sorted(rows, key=lambda row: row.pk.int)
        rows.delete()
        rows.model.objects.bulk_create(kept, batch_size=2000)
    tokens = Token.objects.filter(batch__subject_id=election.pk)
    kept = list(tokens.order_by("batch__number", "serial"))
    tokens.delete()
    Token.objects.bulk_create(kept, batch_size=2000)
