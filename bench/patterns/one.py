"""One program on one crowd, in a process of its own, so that its memory is its own.

    python -m bench.patterns.one khuang 100000 500

Prints seconds, processor seconds, the process' highest memory and how well the planted groups came out.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

from bench.patterns.crowd import Crowd, crowd
from khuang.civic.forum.rules.patterns import analyse, votes_of
from khuang.civic.forum.rules.patterns.analysis import standing
from khuang.civic.forum.rules.patterns.clusters import likeness


def main() -> None:
    who, people, statements = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    drawn = crowd(people, statements)
    # red-dwarf wants a list of dictionaries; making it is not counted, holding it is.
    given = _dictionaries(drawn) if who == "red-dwarf" else None
    if who == "red-dwarf":
        from reddwarf.implementations.base import run_pipeline
    began, busy = time.perf_counter(), time.process_time()
    if who == "khuang":
        votes = votes_of(drawn.person, drawn.statement, drawn.value, statements)
        label, people_in_rows = analyse(votes).standing.group, votes.who
    elif who == "khuang-groups":
        votes = votes_of(drawn.person, drawn.statement, drawn.value, statements)
        label, people_in_rows = standing(votes).group, votes.who
    else:
        found = run_pipeline(votes=given, random_state=1).participants_df["cluster_id"]
        label, people_in_rows = found.fillna(-1).to_numpy(int), found.index.to_numpy(int)
    seconds, cpu = time.perf_counter() - began, time.process_time() - busy
    kept = label >= 0
    told = {
        "who": who,
        "people": people,
        "statements": statements,
        "votes": len(drawn.value),
        "seconds": round(seconds, 2),
        "cpu_seconds": round(cpu, 2),
        "mb": _highest_memory(),
        "planted": round(likeness(label[kept], drawn.group[people_in_rows[kept]]), 3),
    }
    print(json.dumps(told))


def _highest_memory() -> int:
    """Give the most that this process held, MB; the rusage of a child begins at what its parent held."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmHWM"))


def _dictionaries(drawn: Crowd) -> list[dict[str, int]]:
    columns = (column.tolist() for column in (drawn.person, drawn.statement, drawn.value))
    return [
        {"participant_id": person, "statement_id": statement, "vote": value, "modified": at}
        for at, (person, statement, value) in enumerate(zip(*columns, strict=True))
    ]


if __name__ == "__main__":
    np.seterr(all="ignore")
    main()
