"""What bench/README.md says of equal shares."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def section() -> str:
    """Give the table of the last `make bench-peers`, with its date."""
    told = json.loads(RESULTS.read_text())
    before, after = told["load"]
    lines = [
        f"Written by `make bench-peers` on {told['date']}: {told['machine']},",
        f"load {before} before and {after} after; above 2 the seconds are too long. pabutools 1.2.3 is",
        "set up plainly, with exact fractions, as it ships; ballots that are alike are merged for it. The",
        "public elections are those of Pabulib that could be got without a network. Shares raised one by",
        "one and then filled by votes (add-one) are counted by both where pabutools needs minutes at most.",
        "",
        "| Election | Voters x options | Rule | Funded | Khuang, s | pabutools, s |",
        "|---|---|---|---|---|---|",
        *map(_line, told["rows"]),
    ]
    return "\n".join(lines)


def summary() -> list[tuple[str, str, str]]:
    """Give the rows for the first table of the page."""
    scale = json.loads(RESULTS.read_text())["scale"]
    what = "Equal shares, 100,000 voters x 200 options"
    return [
        (f"{what}, single pass", f"{scale['single_pass']} s", "0.3 s"),
        (f"{what}, raised one by one", f"{scale['add_one']} s, {scale['mb']} MB", "6 s, 300 MB"),
    ]


def _line(row: dict[str, Any]) -> str:
    same = "the same" if row["same"] else "**not the same**"
    return (
        f"| {row['of']} | {row['voters']:,} x {row['options']} | {row['rule']} | {same} | {row['khuang']} "
        f"| {row['pabutools']} |"
    )
