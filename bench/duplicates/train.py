"""Estimate the weights that ship with Khuang, and write them to its data file.

    python -m bench.duplicates.train

Unsupervised: expectation maximisation over pairs that share a key, in invented
people of the training seeds; the seeds that results are reported on are others.
"""

import json
from pathlib import Path

import numpy as np

from bench.duplicates.records import known
from bench.duplicates.thai_people import people
from khuang.care.people.rules.matching import pairs
from khuang.care.people.rules.matching.blocking import PASSES, blocked_fields
from khuang.care.people.rules.matching.estimate import Sample, estimate
from khuang.care.people.rules.matching.people import FREQUENT, LEVELS
from khuang.care.people.rules.matching.registry import Registry
from khuang.care.people.rules.matching.weights import Weights

TRAINING_SEED, PEOPLE = 2569, 20_000
CHANCE_PAIRS = 1_500_000
# What no counting in invented people can teach. A person has one number, and quite another one is a mix-up
# of cards; expectation maximisation takes namesakes for such people. And a registry that is looked after
# holds few people twice; how many there are, a search of the whole finds by itself.
ANOTHER_NUMBER = {"house": 0.003, "apart": 0.0003}
EXPECTED = 0.05
TARGET = Path("khuang/care/people/data/matching/khuang.1.json")


def learned(registry: Registry) -> Weights:
    """Estimate the model of a registry."""
    samples = []
    for name, key in PASSES.items():
        left, right = pairs.sharing(registry.blocked, key)
        if len(left):
            samples.append(Sample(registry.levels(left, right), blocked_fields(name)))
    rng = np.random.default_rng(TRAINING_SEED)
    drawn = rng.integers(0, registry.count, (CHANCE_PAIRS, 2))
    drawn = drawn[drawn[:, 0] != drawn[:, 1]]
    chance = registry.levels(drawn[:, 0], drawn[:, 1])
    homes = registry.levels(*pairs.sharing(registry.blocked, ("house",)))
    return estimate("khuang.1", samples, chance, LEVELS, FREQUENT, homes)


def main() -> None:
    drawn = people(TRAINING_SEED, PEOPLE)
    model = learned(Registry.of([known(one) for one in drawn.entries]))
    said = {
        "name": model.name,
        "made": "python -m bench.duplicates.train: unsupervised, 20,000 invented people, seed 2569",
        "expected": EXPECTED,
        "frequent": {name: sorted(levels) for name, levels in model.frequent.items()},
        "tables": {
            where: {
                n: {lv: [float(f"{m:.3g}"), float(f"{u:.3g}")] for lv, (m, u) in levels.items()}
                for n, levels in table.items()
            }
            for where, table in model.tables.items()
        },
    }
    for where, often in ANOTHER_NUMBER.items():
        levels = said["tables"][where]["national_id"]
        levels["same"][0] = float(f"{levels['same'][0] + levels['other'][0] - often:.3g}")
        levels["other"][0] = often
    TARGET.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
