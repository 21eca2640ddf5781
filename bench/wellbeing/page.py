"""What bench/README.md says of a month of check-ins."""

import json
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results.json"


def section() -> str:
    """Give the table of the last run, with its date."""
    told = json.loads(RESULTS.read_text())
    lines = [
        f"`python -m bench.wellbeing month`, {told['date']}, load {told['load']}, seed {told['seed']}:",
        f"{told['people']:,} people who tap by nine live {told['days']} days as `lives.py` draws them.",
        "LINE's network is left out: an answer with a reply token is free, one without counts as a push.",
        "",
        "| What | Found |",
        "|---|---|",
        *(f"| {what} | {found} |" for what, found in _rows(told)),
    ]
    return "\n".join(lines)


def summary() -> list[tuple[str, str, str]]:
    """Give the rows for the first table of the page."""
    told = json.loads(RESULTS.read_text())
    what = f"A month of check-ins, {told['people']:,} people"
    longest = max(told["hours_to_find"], default=0)
    found = f"{told['found']} of {told['in_need']}, at most {longest} h after their hour"
    return [
        (f"{what}: pushes used", f"{told.get('pushes', 0)} for {told['taps']:,} taps", "none"),
        (f"{what}: people in need who were found", found, "all, on the same day"),
        (f"{what}: silences that were nothing", f"{told['false_alarms']} of {told['silences']}", ""),
        (f"{what}: time to live it", f"{told['seconds']} s, {told['cpu_seconds']} CPU s", "minutes"),
    ]


def _rows(told: dict[str, Any]) -> list[tuple[str, str]]:
    ended = ", ".join(f"{name} {count}" for name, count in sorted(told["ended"].items()))
    hours = ", ".join(map(str, told["hours_to_find"])) or "none"
    return [
        ("Taps, answers, pushes", f"{told['taps']:,}, {told['answers']:,}, {told.get('pushes', 0)}"),
        ("Silences noticed", f"{told['silences']} ({ended})"),
        (
            "Calls tried, visits made, alerts raised",
            f"{told['calls']}, {told.get('visits', 0)}, {told['alerts']}",
        ),
        ("Silences that were nothing: tapped late, battery, answered the call", str(told["false_alarms"])),
        (
            "People in need, and hours after their hour until somebody stood at the door",
            f"{told['found']} of {told['in_need']}: {hours}",
        ),
        ("Wall and processor seconds", f"{told['seconds']}, {told['cpu_seconds']}"),
    ]
