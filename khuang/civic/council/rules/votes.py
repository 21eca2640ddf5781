"""Quorum, majority, and which way an item may go."""

from khuang.civic.council.rules.problems import DissentOfNobody, MoreVotesThanSeats, NoMajority, NoQuorum

# From state to the states that may follow.
MOVES = {
    # Resolved: a meeting heard it, and the next one that would have was cancelled.
    "proposed": ("listed", "resolved", "withdrawn", "merged"),
    "listed": ("proposed", "resolved", "withdrawn", "merged"),
    "resolved": ("forwarded",),
    "forwarded": (),
    "withdrawn": (),
    "merged": (),
}


def needed(seats: int, percent: int) -> int:
    """Give how many seats make a quorum: at least so many percent, rounded up, and never none.

    seats    that the council has on the day; percent  1 to 100
    """
    return max(1, -(-seats * percent // 100))


def has_quorum(present: int, wanted: int) -> bool:
    """Say whether so many seats may resolve."""
    return present >= wanted


def check_votes(
    *, votes_for: int, against: int, abstained: int, present: int, wanted: int, adopts: bool, dissents: int
) -> None:
    """Refuse a resolution that the votes do not carry.

    present, wanted  seats that came, and that make a quorum
    dissents         how many dissents are to be written down
    Raises NoQuorum, MoreVotesThanSeats, NoMajority, DissentOfNobody.
    """
    if not has_quorum(present, wanted):
        raise NoQuorum
    if votes_for + against + abstained > present:
        raise MoreVotesThanSeats
    if adopts and votes_for <= against:
        raise NoMajority
    if dissents and not (against or abstained or not adopts):
        raise DissentOfNobody
