"""Let a process of its own search.

What is compiled takes some hundred megabytes and a whole core. In a process of its own it gives
both back when it ends, it can be stopped at any moment, and no web worker ever loads it.
"""

import os
import subprocess
import sys

from khuang.care.visits.rules.planning.month.arrays import Asked, Rounds
from khuang.care.visits.rules.planning.month.effort import Effort, Tell
from khuang.care.visits.rules.planning.month.parcels import unwrapped_rounds, wrapped

_WORKER = "khuang.care.visits.rules.planning.month.worker"


class SearchStopped(Exception):
    """The process that searches ended before it was done: somebody ended it, or memory ran out."""


def solved_elsewhere(asked: Asked, begun: Rounds, effort: Effort, tell: Tell) -> Rounds:
    """Search as `solving.solved` does. Raises SearchStopped; what `tell` raises ends the search."""
    command = [sys.executable, "-m", _WORKER, *map(str, effort)]
    place = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=place) as worker:
        try:
            return _followed(worker, wrapped(asked, begun), tell)
        except BaseException:
            worker.kill()
            raise


def _followed(worker: "subprocess.Popen[bytes]", parcel: bytes, tell: Tell) -> Rounds:
    """Hand the parcel over and read: lines of (share done, absent), an empty line, then the rounds."""
    if worker.stdin is None or worker.stdout is None:
        raise SearchStopped
    try:
        worker.stdin.write(parcel)
        worker.stdin.close()
    except BrokenPipeError as error:
        raise SearchStopped from error
    while line := worker.stdout.readline().strip():
        share, absent = line.split()
        tell(float(share), int(absent))
    answer = worker.stdout.read()
    if worker.wait() != 0:
        raise SearchStopped
    return unwrapped_rounds(answer)
