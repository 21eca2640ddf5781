"""What bench/README.md says of opinion patterns."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"
WHO = {
    "khuang": "Khuang, everything with ten repeats for stability",
    "khuang-groups": "Khuang, groups only",
    "red-dwarf": "red-dwarf",
}


def section() -> str:
    """Give the tables of the last `make bench-peers`, with their date."""
    told = json.loads(RESULTS.read_text())
    before, after = told["load"]
    lines = [
        f"Written by `make bench-peers` on {told['date']}: {told['machine']},",
        f"load {before} before and {after} after; above 2 the seconds are too long. Invented crowds of",
        "three planted groups vote on eight in a hundred of 500 statements; each run in a process of its",
        "own, matrices in one thread as in the product, its highest memory told with the votes in it.",
        "Planted is how well the known groups came out (adjusted Rand index). red-dwarf at 100,000 people",
        "is left out: it took 318 s and 3.5 GB when it was tried, with the machine at rest.",
        "",
        "| People | Votes | Program | Seconds | CPU seconds | MB | Planted |",
        "|---|---|---|---|---|---|---|",
        *map(_line, told["rows"]),
        "",
        "Public conversations of Polis that could be got without a network (openData). Likeness (adjusted",
        "Rand index) is to the groups that Polis published, first with each program's own number of groups,",
        "then with the number of Polis. Directions and consensus lists are not published there, so both",
        "programs' are compared.",
        "",
        "| Conversation | People | Votes | Groups: Polis, Khuang, red-dwarf | Own number: Khuang, red-dwarf "
        "| Number of Polis: Khuang, red-dwarf | Cosines of directions | Consensus in both lists |",
        "|---|---|---|---|---|---|---|---|",
        *map(_conversation, told["polis"]),
    ]
    return "\n".join(lines)


def summary() -> list[tuple[str, str, str]]:
    """Give the row for the first table of the page."""
    rows = json.loads(RESULTS.read_text())["rows"]
    largest = max((row for row in rows if row["who"] == "khuang"), key=lambda row: row["people"])
    what = f"Opinion pattern of {largest['people']:,} people x {largest['statements']} statements"
    return [
        (what, f"{largest['seconds']} s, {largest['cpu_seconds']} CPU s, {largest['mb']} MB", "5 s, 700 MB")
    ]


def _line(row: dict[str, Any]) -> str:
    figures = f"{row['seconds']} | {row['cpu_seconds']} | {row['mb']} | {row['planted']}"
    return f"| {row['people']:,} | {row['votes']:,} | {WHO[row['who']]} | {figures} |"


def _conversation(row: dict[str, Any]) -> str:
    both = " | ".join(f"{row[name]['khuang']}, {row[name]['red-dwarf']}" for name in ("own_k", "k_given"))
    k = ", ".join(str(row["k"][who]) for who in ("polis", "khuang", "red-dwarf"))
    cosines = " and ".join(map(str, row["cosines"]))
    sizes = f"{row['people']:,} | {row['votes']:,}"
    return f"| {row['of']} | {sizes} | {k} | {both} | {cosines} | {row['consensus']} |"
