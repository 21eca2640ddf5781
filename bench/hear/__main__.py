"""Measures hearing, each in an installation of its own.

python -m bench.hear webhook [--home FOLDER]    the webhook at 100 events a second, and kill -9
"""

import argparse
import json
from pathlib import Path

from bench import installation
from bench.hear import webhook


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["webhook"])
    parser.add_argument("--home", type=Path, help="a home whose demo is there already")
    parser.add_argument("--seconds", type=int, default=30, help="how long the pace is held (%(default)s)")
    parser.add_argument("--people", type=int, default=300, help="who has a telephone (%(default)s)")
    parser.add_argument("--events", type=int, default=3000, help="sent while processes die (%(default)s)")
    parser.add_argument("--rounds", type=int, default=4, help="how often each is killed (%(default)s)")
    chosen = parser.parse_args()
    if chosen.home:
        _measure(chosen.home, chosen)
        return
    with installation.home() as folder:
        _measure(folder, chosen)


def _measure(folder: Path, chosen: argparse.Namespace) -> None:
    with installation.running(folder) as installed:
        found = webhook.measure(
            installed,
            seconds=chosen.seconds,
            people=chosen.people,
            killed=chosen.events,
            rounds=chosen.rounds,
        )
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
