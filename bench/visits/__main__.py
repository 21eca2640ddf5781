"""Measure the planning of visits, and keep the figures in results.json.

python -m bench.visits [months] [changes] [instances] [--seeds 4 5 6 7 8] [--seconds 40] [--json]

months      invented months, ample and tight, beside two greedy plans
changes     one carer falls ill for a week
instances   public instances with best known values, from --folder (see instances.py)

The engine was tuned on seeds 1 to 3. Parts that are not measured keep the figures of their last run.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench.visits import instances, measure, page

PARTS = ("months", "changes", "instances")
FOLDER = Path(__file__).parents[3] / "shared" / "data" / "hhcrsp"
NO_LIMIT = 1 << 40


def main() -> None:
    asked = _asked()
    told = json.loads(page.RESULTS.read_text()) if page.RESULTS.exists() else {}
    for part in asked.parts or PARTS:
        rows = []
        for row in _rows(part, asked):
            print(json.dumps(row), file=sys.stderr, flush=True)
            rows.append(row)
        if rows:
            told[part] = {"date": str(datetime.now(UTC).date()), "rows": rows}
            page.RESULTS.write_text(json.dumps(told, indent=1) + "\n")
    print(json.dumps(told) if asked.json else page.section())


def _rows(part: str, asked: argparse.Namespace) -> Iterator[measure.Row]:
    if part == "instances":
        yield from _instances(asked)
        return
    for kind in measure.KINDS:
        for seed in asked.seeds:
            if part == "months":
                yield from measure.month(kind, seed, asked.seconds)
            else:
                yield measure.change(kind, seed, asked.seconds)


def _instances(asked: argparse.Namespace) -> Iterator[measure.Row]:
    known = instances.best_known(asked.folder)
    if not known:
        print(f"No instances in {asked.folder}: they are not measured.", file=sys.stderr)
    for name, best in known.items():
        path = asked.folder / f"{name}.json"
        if path.exists():
            yield measure.instance(path, best, asked.instance_seconds, asked.changes)


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", choices=PARTS)
    words.add_argument("--seeds", nargs="+", type=int, default=[4, 5, 6, 7, 8])
    words.add_argument("--seconds", type=float, default=40.0, help="for a month")
    words.add_argument("--instance-seconds", type=float, default=60.0)
    words.add_argument("--changes", type=int, default=NO_LIMIT, help="tried on an instance at most")
    words.add_argument("--folder", type=Path, default=FOLDER)
    words.add_argument("--json", action="store_true")
    return words.parse_args()


if __name__ == "__main__":
    main()
