"""`khuang rekey`, as an operator reads it."""

import sys
from argparse import Namespace

from django.conf import settings

from khuang.lib import keyrings
from khuang.lib.sealing import CannotOpen
from khuang.site import supervisor
from khuang.site.keys import hashes, rekeying

BAR = 30  # Letters of the progress bar.


def rekey(chosen: Namespace) -> int:
    """Seal everything with a new key, or make the keyed hashes anew; 1 when something hinders it."""
    try:
        return _index() if chosen.index else _seal(retire=chosen.retire)
    except (CannotOpen, rekeying.NotRetired, keyrings.TooManyKeys) as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1


def _seal(*, retire: bool) -> int:
    number = rekeying.begin(retiring=retire)
    print(f"Sealing with key {number} ...", flush=True)
    done = rekeying.reseal(_tell)
    print(f"{done:,} values and files are sealed anew; those of other keys: {rekeying.left():,}.")
    if retire:
        print(f"Waiting up to {rekeying.PATIENCE} s for whoever still writes with an old key ...", flush=True)
        gone = rekeying.retire()
        print(f"Old keys taken out: {', '.join(map(str, gone)) or 'none'}. Make a backup now: khuang backup")
    else:
        print("The old keys stay, for whoever still writes with them. Later: khuang rekey --retire")
    return 0


def _index() -> int:
    if supervisor.is_up(settings.KHUANG_HOME):
        print("Stop Khuang first: while the hashes change, nobody would be found.", file=sys.stderr)
        return 1
    people = hashes.change_index()
    print(f"The keyed hashes of {people:,} people are new. Volunteers' phones must be let in anew.")
    return 0


def _tell(done: int, of: int) -> None:
    if sys.stdout.isatty():
        full = BAR * done // max(of, 1)
        print(f"\r[{'#' * full}{'.' * (BAR - full)}] {done:,} of {of:,}", end="", flush=True)
        if done >= of:
            print()
