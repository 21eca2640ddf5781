"""Our opinion patterns and red-dwarf's on the same crowds, and both on a public conversation of Polis.

    make bench-peers

Writes results.json, which bench/README.md shows with its date.
"""

import json
import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from reddwarf.implementations.base import PolisClusteringResult, run_pipeline

from khuang.civic.forum.rules.patterns import spread, statements
from khuang.civic.forum.rules.patterns.analysis import standing
from khuang.civic.forum.rules.patterns.clusters import likeness
from khuang.civic.forum.tests.crowds import CONVERSATIONS, of_polis

HERE = Path(__file__).parent
# Whole means with groups, lists, ten repeats for stability; red-dwarf has no stability to compare.
RUNS = (
    ("khuang", 2_000),
    ("khuang-groups", 2_000),
    ("red-dwarf", 2_000),
    ("khuang", 10_000),
    ("khuang-groups", 10_000),
    ("red-dwarf", 10_000),
    ("khuang", 100_000),
    ("khuang-groups", 100_000),
)
STATEMENTS = 500


def main() -> None:
    before = os.getloadavg()[0]
    rows = [_one(who, people) for who, people in RUNS]
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    told = {
        "date": str(datetime.now(UTC).date()),
        "machine": machine,
        "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        "rows": rows,
        "polis": [_polis(name) for name in CONVERSATIONS],
    }
    (HERE / "results.json").write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told, indent=1))


def _one(who: str, people: int) -> dict[str, object]:
    command = [sys.executable, "-W", "ignore", "-m", "bench.patterns.one", who, str(people), str(STATEMENTS)]
    # As the product's settings do; both gain by it where other programs are at work.
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    return json.loads(done.stdout)


def _polis(name: str) -> dict[str, object]:
    """Compare both with the groups that Polis published, and their lists with each other."""
    votes, of_them = of_polis(name)
    given = [
        {"participant_id": int(row), "statement_id": int(at), "vote": int(value), "modified": 0}
        for row, at, value in zip(votes.rows, votes.statement, votes.value, strict=True)
    ]
    k = int(of_them.max()) + 1
    own, theirs = standing(votes, smallest=1), run_pipeline(votes=given, random_state=1)
    own_k, theirs_k = (
        standing(votes, k=k, smallest=1),
        run_pipeline(votes=given, random_state=1, force_group_count=k),
    )
    along = spread.directions(votes, spread.beyond_means(votes))
    axes = theirs.statements_df[["pc1", "pc2"]].to_numpy(float)
    lists = statements.consensus(votes.counts())
    return {
        "of": name,
        "people": votes.people,
        "votes": len(votes.value),
        "k": {"polis": k, "khuang": own.k, "red-dwarf": int(theirs.participants_df["cluster_id"].max()) + 1},
        "own_k": {"khuang": _like(own.group, of_them), "red-dwarf": _like(_groups(theirs), of_them)},
        "k_given": {"khuang": _like(own_k.group, of_them), "red-dwarf": _like(_groups(theirs_k), of_them)},
        "cosines": [round(abs(float(along[:, axis] @ axes[:, axis])), 6) for axis in (0, 1)],
        "consensus": _same(lists, theirs),
    }


def _groups(found: PolisClusteringResult) -> np.ndarray:
    return found.participants_df["cluster_id"].fillna(-1).to_numpy(int)


def _like(ours: np.ndarray, of_them: np.ndarray) -> float:
    both = (ours >= 0) & (of_them >= 0)
    return round(likeness(ours[both], of_them[both]), 3)


def _same(lists: tuple[statements.Held, ...], theirs: PolisClusteringResult) -> str:
    """Count the consensus statements that both list."""
    listed = {(one.statement, one.side) for one in lists}
    also = {(int(one["tid"]), side) for side in statements.SIDES for one in theirs.consensus[side]}
    return f"{len(listed & also)} of {len(listed | also)}"


if __name__ == "__main__":
    main()
