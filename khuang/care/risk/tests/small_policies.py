"""Small catalogues and random policies, on which every completion can be tried."""

from hypothesis import strategies as st

from khuang.care.risk.rules import facts as catalogues
from khuang.care.risk.rules.instruments import instrument
from khuang.care.risk.rules.policies import LEVELS, policy

BOTH = {"th": "คำ", "en": "word"}


def choices(*codes):
    return [{"code": code, **BOTH} for code in codes]


def fact(code, kind, **more):
    return {"code": code, "type": kind, "scope": "person", "sensitive": False, **BOTH, **more}


# Two questions and one behind the second, so that the sums have gaps.
MOOD = {
    "code": "mood",
    "version": "1",
    "title": BOTH,
    "purpose": BOTH,
    "source": "test",
    "licence": "test",
    "trained_only": False,
    "sensitive": True,
    "ages": {"from": None, "to": None},
    "answers": {"often": choices("0", "1", "2"), "yes_no": choices("no", "yes")},
    "items": [
        {"code": "m1", "answers": "often", "scores": {"0": 0, "1": 1, "2": 2}, **BOTH},
        {"code": "m2", "answers": "yes_no", "scores": {"no": 0, "yes": 3}, **BOTH},
        {
            "code": "m2b",
            "answers": "yes_no",
            "scores": {"no": 0, "yes": 2},
            "only_if": {"item": "m2", "answer": "yes"},
            **BOTH,
        },
    ],
    "bands": [{"code": "all", "from": 0, "to": 7, **BOTH}],
    "alerts": [],
}
CATALOGUE = catalogues.catalogue(
    {
        "facts": [
            fact("age", "integer", **{"from": 0, "to": 5}),
            fact("a", "boolean"),
            fact("b", "boolean"),
            fact("c", "choice", values=choices("x", "y", "z")),
            fact("n", "integer", **{"from": 0, "to": 3}),
            fact("wide", "integer", **{"from": 0, "to": 1000}),
            fact("money", "decimal", **{"from": 0, "to": 1000}),
        ]
    },
    {"mood": instrument(MOOD)},
)
ITEMS = ("m1", "m2", "m2b")
ASKED = ("age", "a", "b", "c", "n", *ITEMS)
VALUES = {code: st.sampled_from(CATALOGUE.facts[code].domain) for code in ASKED}
KNOWN = st.fixed_dictionaries({}, optional=VALUES)


def document(rules, **more):
    """A policy's document with these rules and two age bands."""
    return {
        "code": "test",
        "version": "1",
        "date": "2026-01-01",
        "title": BOTH,
        "note": BOTH,
        "source": "test",
        "maximum": 12,
        "validity_days": {"high": 30, "medium": 90, "low": 180, "none": 365},
        "bands": [
            {"code": "young", "from": 0, "cuts": {"low": 1, "medium": 3, "high": 5}, **BOTH},
            {"code": "old", "from": 3, "cuts": {"low": 2, "medium": 5, "high": 9}, **BOTH},
        ],
        "kinds": [{"code": "special", "when": {"==": [{"var": "c"}, "z"]}, **BOTH}],
        "rules": rules,
        **more,
    }


def rule(name, when, points=1, **more):
    return {"id": name, "points": points, "when": when, "source": "test", **BOTH, **more}


def made(*rules, **more):
    return policy(document(list(rules), **more), CATALOGUE)


def var(code):
    return {"var": code}


def _compare(code, low, high):
    operators = st.sampled_from(["<", "<=", ">", ">=", "==", "!="])
    return st.builds(lambda name, number: {name: [var(code), number]}, operators, st.integers(low, high))


ATOMS = st.one_of(
    st.sampled_from([var("a"), var("b"), {"==": [var("a"), var("b")]}]),
    st.builds(
        lambda name, value: {name: [var("c"), value]}, st.sampled_from(["==", "!="]), st.sampled_from("xyz")
    ),
    st.builds(
        lambda values: {"in": [var("c"), values]}, st.lists(st.sampled_from("xyz"), min_size=1, unique=True)
    ),
    _compare("n", -1, 4),
    _compare("age", 0, 5),
    _compare("mood_score", 0, 8),
    st.builds(lambda number: {"<": [{"+": [var("n"), var("mood_score")]}, number]}, st.integers(0, 11)),
    st.builds(lambda value: {"==": [var("m1"), value]}, st.sampled_from("012")),
)
CONDITIONS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.builds(
            lambda name, parts: {name: parts},
            st.sampled_from(["and", "or"]),
            st.lists(inner, min_size=2, max_size=3),
        ),
        st.builds(lambda part: {"not": [part]}, inner),
    ),
    max_leaves=4,
)
RULES = st.lists(
    st.fixed_dictionaries(
        {"when": CONDITIONS, "points": st.integers(1, 6)},
        optional={
            "floor": st.sampled_from(LEVELS[1:]),
            "ages": st.sampled_from([[None, 1], [3, None], [2, 4]]),
            "kinds": st.just(["special"]),
        },
    ),
    min_size=1,
    max_size=5,
)
POLICIES = RULES.map(
    lambda found: made(
        *(rule(f"r{number}", one.pop("when"), **one) for number, one in enumerate(map(dict, found)))
    )
)


def spoken_of(one):
    """The facts that a policy's classification can depend on."""
    codes = {code for rule in one.rules for code in rule.condition.codes} | {"age"}
    return sorted(codes - {"mood_score"} | (set(ITEMS) if "mood_score" in codes else set()))
