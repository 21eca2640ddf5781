"""The process that searches: a parcel comes in, lines of progress and the rounds go out."""

import sys

from khuang.care.visits.rules.planning.month.effort import Effort
from khuang.care.visits.rules.planning.month.parcels import unwrapped, wrapped_rounds
from khuang.care.visits.rules.planning.month.solving import solved


def main(words: list[str]) -> None:
    """Take the numbers of an `Effort` from the command line and work."""
    rounds, seconds, seed, hot, cold = words
    effort = Effort(int(rounds), float(seconds), int(seed), float(hot), float(cold))
    asked, begun = unwrapped(sys.stdin.buffer.read())
    found = solved(asked, begun, effort, _tell)
    _write(b"\n" + wrapped_rounds(found))


def _tell(share: float, absent: int) -> None:
    _write(f"{share} {absent}\n".encode())


def _write(words: bytes) -> None:
    sys.stdout.buffer.write(words)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
