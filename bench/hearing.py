"""How soon a vote is counted when a whole hall votes at once, and whether each counts exactly once.

python -m bench.hearing [--home FOLDER] [--people 500] [--pace 50]

Real requests against what `khuang up` starts. Everybody types the code of their slip first, as they do
when they sit down. Then the facilitator reads one statement after another, and after each the hall taps:
`pace` votes begin in a second whether or not those before were answered, and a time counts from the
moment at which a vote was due. One in ten taps twice. At the end the votes in the database are held
against what was tapped.
"""

import argparse
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import httpx

from bench import installation
from bench.hear.sending import SENDERS, Times, at_pace

SEED = 5
VOTES = ("agree", "disagree", "pass")
VALUES = {"agree": 1, "disagree": -1, "pass": 0}
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass
class Voter:
    """Somebody in the hall: their browser, the token of its forms, what they tapped last by statement."""

    browser: httpx.Client
    form_token: str
    tapped: dict[str, int]


def measure(installed: installation.Running, *, people: int = 500, pace: float = 50) -> dict:
    """Let a hall come in and vote; return the figures."""
    hall = _ask(installed, "open", str(people))
    with ThreadPoolExecutor(SENDERS) as doors:
        voters = list(doors.map(lambda code: _come_in(installed.base, hall, code), hall["codes"]))
    looked = at_pace([_looking(hall, one) for one in voters], pace)
    chance = Random(SEED)
    taps = [tap for number in hall["numbers"] for tap in _taps(hall, voters, number, chance)]
    voted = at_pace(taps, pace)
    counted = _ask(installed, "count", hall["topic"])
    return {
        "people": people,
        "votes": len(taps),
        "looked": asdict(looked),
        "voted": asdict(voted),
        "wrong": _wrong(voters, counted),
        "participants": counted["participants"],
    }


def rows(found: dict) -> list[tuple[str, str, str]]:
    """Give the rows of the table in README.md."""
    voted, looked = Times(**found["voted"]), Times(**found["looked"])
    said = f"{found['wrong']} wrong, {found['participants']} of {found['people']} people"
    return [
        (f"A hall of {found['people']} votes, {found['votes']} taps", str(voted), "p95 200 ms"),
        ("The same hall looks at the next statement", str(looked), ""),
        ("Votes that are not as they were tapped last", said, "0"),
    ]


def _come_in(base: str, hall: dict, code: str) -> Voter:
    browser = httpx.Client(base_url=base, timeout=30, follow_redirects=False)
    page = browser.get(hall["phone"])
    token = _TOKEN.search(page.text)[1]
    browser.post(hall["phone"], data={"code": code, "csrfmiddlewaretoken": token})
    return Voter(browser, token, {})


def _looking(hall: dict, voter: Voter) -> Callable[[], bool]:
    return lambda: voter.browser.get(hall["vote"]).status_code == 200


def _taps(hall: dict, voters: Sequence[Voter], number: str, chance: Random) -> list[Callable[[], bool]]:
    """Give the taps on one statement; whoever taps twice taps the same."""
    taps = []
    for voter in chance.sample(voters, len(voters)):
        vote = chance.choice(VOTES)
        voter.tapped[number] = VALUES[vote]
        taps += [_tap(hall, voter, number, vote)] * (2 if chance.random() < 0.1 else 1)
    return taps


def _tap(hall: dict, voter: Voter, number: str, vote: str) -> Callable[[], bool]:
    said = {"statement": number, "vote": vote, "csrfmiddlewaretoken": voter.form_token}
    return lambda: voter.browser.post(hall["vote"], data=said).status_code == 302


def _wrong(voters: Sequence[Voter], counted: dict) -> int:
    """Give by how many votes the database differs from what was tapped."""
    tapped = Counter((number, value) for voter in voters for number, value in voter.tapped.items())
    stored = Counter({(number, value): n for number, value, n in counted["votes"]})
    return sum(((tapped - stored) + (stored - tapped)).values())


def _ask(installed: installation.Running, *words: str) -> dict:
    command = [sys.executable, "-m", "bench.hearing_town", *words]
    told = subprocess.run(command, env=installed.environment, check=True, capture_output=True, text=True)
    return json.loads(told.stdout)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--home", type=Path, help="a home whose demo is there already")
    parser.add_argument("--people", type=int, default=500, help="in the hall (%(default)s)")
    parser.add_argument("--pace", type=float, default=50, help="votes begun in a second (%(default)s)")
    chosen = parser.parse_args()
    if chosen.home:
        _print(chosen.home, chosen)
        return
    with installation.home() as folder:
        _print(folder, chosen)


def _print(folder: Path, chosen: argparse.Namespace) -> None:
    with installation.running(folder) as installed:
        print(json.dumps(measure(installed, people=chosen.people, pace=chosen.pace), indent=2))


if __name__ == "__main__":
    main()
