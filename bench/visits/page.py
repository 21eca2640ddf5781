"""What bench/README.md says of the planning of visits."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import fmean
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
# What tells one figure from another.
WHAT = ("month", "seed", "who", "instance")

Row = dict[str, Any]


def section() -> str:
    """Give the tables of the last run of each part, with its date."""
    told = json.loads(RESULTS.read_text())
    parts: dict[str, Callable[[list[Row]], list[str]]] = {
        "months": _months,
        "changes": _changes,
        "instances": _instances,
    }
    lines = [line for part, table in parts.items() if part in told for line in (*table(told[part]), "")]
    return "\n".join(lines).strip()


def summary() -> list[tuple[str, str, str]]:
    """Give the rows for the first table of the page."""
    told = json.loads(RESULTS.read_text())
    found = []
    for kind in ("ample", "tight"):
        ours = [row for row in told["months"] if row["month"] == kind and row["who"] == "Khuang"]
        figures = f"{_mean(ours, 'covered'):.1f} %, {_mean(ours, 'km'):.0f} km"
        found.append(
            (f"A month of visits, {kind}: covered", figures, "100 %" if kind == "ample" else "97.5 %")
        )
    if "instances" in told:
        ratio = f"{_mean(told['instances'], 'ratio'):.4f}"
        found.append(("Public home care instances, cost by best known", ratio, "1.010"))
    return found


def _months(rows: list[Row]) -> list[str]:
    seeds = sorted({row["seed"] for row in rows})
    lines = [
        f"`python -m bench.visits months`, {_dates(rows)}; means over the seeds",
        f"{', '.join(map(str, seeds))}, on none of which anything was tuned. The greedy plans take the",
        "worst off first and keep every hard rule.",
        "",
        "| Month | Plan | Covered | Bedridden | Disabled | Elders | km | Gini | Continuity | s | CPU s |",
        "|---|---|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, who in dict.fromkeys((row["month"], row["who"]) for row in rows):
        these = [row for row in rows if (row["month"], row["who"]) == (kind, who)]
        tiers = " | ".join(f"{fmean(row['tiers'][name] for row in these):.1f}" for name in these[0]["tiers"])
        lines.append(
            f"| {kind} | {who} | {_mean(these, 'covered'):.1f} | {tiers} | {_mean(these, 'km'):.0f} "
            f"| {_mean(these, 'gini'):.3f} | {_mean(these, 'continuity'):.3f} | {_times(these)} |"
        )
    return [*lines, "", _load(rows)]


def _changes(rows: list[Row]) -> list[str]:
    lines = [
        f"The same run, {_dates(rows)}: the busiest carer falls ill for the second week.",
        "",
        "| Month | Seed | Visits lost | Others moved | Covered after | s | CPU s |",
        "|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row['month']} | {row['seed']} | {row['lost']} | {row['moved']} ({row['moved_percent']} %) "
            f"| {row['covered']} | {row['seconds']} | {row['cpu_seconds']} |"
        )
    return [*lines, "", _load(rows)]


def _instances(rows: list[Row]) -> list[str]:
    ratios = [row["ratio"] for row in rows]
    lines = [
        f"`python -m bench.visits instances`, {_dates(rows)}: home health care instances of Mankowska",
        f"and others (2014). Mean ratio to the best known {fmean(ratios):.4f}, highest {max(ratios):.4f}.",
        "",
        "| Instance | Visits | Carers | Cost | Best known | Ratio | s | CPU s |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in rows:
        lines.append(
            f"| {row['instance']} | {row['visits']} | {row['carers']} | {row['cost']:.3f} "
            f"| {row['best']:.3f} | {row['ratio']:.4f} | {row['seconds']} | {row['cpu_seconds']} |"
        )
    return [*lines, "", _load(rows)]


def _mean(rows: Iterable[Row], name: str) -> float:
    return fmean(row[name] for row in rows)


def _times(rows: list[Row]) -> str:
    return f"{_mean(rows, 'seconds'):.0f} | {_mean(rows, 'cpu_seconds'):.0f}"


def _dates(rows: list[Row]) -> str:
    dates = sorted({row["date"] for row in rows})
    return " to ".join(dict.fromkeys((dates[0], dates[-1])))


def _load(rows: list[Row]) -> str:
    loads = [row["load"] for row in rows]
    return f"Load meanwhile {min(loads)} to {max(loads)}, on 2 cores; above 2 the seconds are too long."
