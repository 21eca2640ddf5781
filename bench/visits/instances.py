"""Public instances of the home health care routing and scheduling problem, in their own JSON format.

Mankowska, Meisel and Bierwirth (2014), as published again with best known values by the Intelligent
Optimization Lab of the University of Udine (MIT licence). Any file of that format can be read.
"""

import csv
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from khuang.care.visits.rules.planning.day.shapes import Day, DayCarer, DayVisit, Task


def read(path: Path) -> Day:
    """Read an instance; the office is row and column 0 of its distances."""
    told = json.loads(path.read_text())
    minutes = {service["id"]: float(service["default_duration"]) for service in told["services"]}
    return Day(
        tuple(DayCarer(each["id"], frozenset(each["abilities"])) for each in told["caregivers"]),
        tuple(_visit(each, minutes) for each in told["patients"]),
        told["distances"],
    )


def best_known(folder: Path) -> dict[str, float]:
    """Read the best known cost of each instance, by its name."""
    path = folder / "best_known.csv"
    if not path.exists():
        return {}
    with path.open() as lines:
        return {row["instance"]: float(row["cost"]) for row in csv.DictReader(lines)}


def _visit(told: Mapping[str, Any], minutes: Mapping[str, float]) -> DayVisit:
    opens, closes = told["time_window"]
    tasks = tuple(
        Task(each["service"], float(each.get("duration", minutes[each["service"]])))
        for each in told["required_caregivers"]
    )
    return DayVisit(told["id"], opens, closes, tasks, _gap(told.get("synchronization")))


def _gap(told: Mapping[str, Any] | None) -> tuple[float, float]:
    if told is None or told["type"] == "simultaneous":
        return 0.0, 0.0
    least, most = told["distance"]
    return float(least), float(most)
