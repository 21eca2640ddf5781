"""What bench/README.md says of how well duplicates are found."""

import json
from pathlib import Path

RESULTS = Path(__file__).parent / "results.json"
AIMS = {"FEBRL 3": 0.999, "FEBRL 4": 0.9995}
THAI_AIM = 0.96


def section() -> str:
    """Give the table of the last `make bench-peers`, with its date."""
    told = json.loads(RESULTS.read_text())
    lines = [
        f"Written by `make bench-peers` on {told['date']}: {told['machine']}. Pairs of one person's records,",
        "found by our own matcher at the product's threshold, and by the peers in the same run on the same",
        "data, each at the threshold that suits it best on that data. The peers are set up plainly, as their",
        "own examples are, and know nothing of Thai or of families; somebody who knows them may do better.",
        "Our weights for Thai records were estimated on another seed; for FEBRL each matcher estimates them",
        "from the data, without the answers. The Thai records are invented, and their errors were written",
        "before and without the rules that bring names to one spelling, though by whoever wrote the matcher:",
        "so the figures compare matchers, and do not promise as much on a real registry.",
        "",
        "| Data | Matcher | Precision | Recall | F1 | Aim | CPU |",
        "|---|---|---|---|---|---|---|",
    ]
    return "\n".join([*lines, *map(_line, told["rows"])])


def _line(row: dict) -> str:
    aim = AIMS.get(row["data"], THAI_AIM if row["data"].startswith("Thai") else "")
    figures = " | ".join(f"{row[name]:.4f}" for name in ("precision", "recall", "f1"))
    aim = aim if row["who"] == "Khuang" else ""
    return f"| {row['data']} | {row['who']} | {figures} | {aim} | {row['cpu_seconds']} s |"
