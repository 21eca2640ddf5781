"""Measure the planning of visits, and keep the figures in results.json.

python -m bench.visits [months] [instances] [--seeds 4 5 6 7 8] [--seconds 40] [--json]

months      invented months, ample and tight, beside two greedy plans; then a carer falls ill for a week
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

PARTS = ("months", "instances")
FOLDER = Path(__file__).parents[3] / "shared" / "data" / "hhcrsp"
NO_LIMIT = 1 << 40


def main() -> None:
    asked = _asked()
    for part in asked.parts or PARTS:
        for row in _months(asked) if part == "months" else _instances(asked):
            print(json.dumps(row), file=sys.stderr, flush=True)
            _keep(row, "changes" if "lost" in row else part)
    print(page.RESULTS.read_text() if asked.json else page.section())


def _keep(row: measure.Row, part: str) -> None:
    """Keep a figure in the place of the one that was measured before."""
    told = json.loads(page.RESULTS.read_text()) if page.RESULTS.exists() else {}
    what = [row.get(name) for name in page.WHAT]
    kept = [each for each in told.get(part, ()) if [each.get(name) for name in page.WHAT] != what]
    told[part] = [*kept, row | {"date": str(datetime.now(UTC).date())}]
    page.RESULTS.write_text(json.dumps(told, indent=1) + "\n")


def _months(asked: argparse.Namespace) -> Iterator[measure.Row]:
    for seed in asked.seeds:
        for kind in measure.KINDS:
            yield from measure.month(kind, seed, asked.seconds)


def _instances(asked: argparse.Namespace) -> Iterator[measure.Row]:
    known = instances.best_known(asked.folder)
    if not known:
        print(f"No instances in {asked.folder}: they are not measured.", file=sys.stderr)
    for name, best in known.items():
        path = asked.folder / f"{name}.json"
        if path.exists():
            # Compiled before the clock starts; it is kept from then on.
            measure.instance(path, best, asked.instance_seconds, 1)
            yield measure.instance(path, best, asked.instance_seconds, asked.changes)


def _asked() -> argparse.Namespace:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("parts", nargs="*", metavar="months|instances")
    words.add_argument("--seeds", nargs="+", type=int, default=[4, 5, 6, 7, 8])
    words.add_argument("--seconds", type=float, default=40.0, help="for a month")
    words.add_argument("--instance-seconds", type=float, default=60.0)
    words.add_argument("--changes", type=int, default=NO_LIMIT, help="tried on an instance at most")
    words.add_argument("--folder", type=Path, default=FOLDER)
    words.add_argument("--json", action="store_true")
    asked = words.parse_args()
    if unknown := set(asked.parts) - set(PARTS):
        words.error(f"There is no {', '.join(sorted(unknown))}.")
    return asked


if __name__ == "__main__":
    main()
