"""Questions about people and homes, answered for screens, phones and the apps above."""

from khuang.care.people.reads.attention import (
    Item,
    attention_in_words,
    problem_in_words,
    property_words,
)
from khuang.care.people.reads.comparing import merges_of
from khuang.care.people.reads.comparing import open_pairs as open_duplicates
from khuang.care.people.reads.guarding import (
    GUARDED,
    REVIEW_WITHIN,
    Glass,
    broken_glass,
    forsaken,
    guarded_matches,
    level_proposals,
    may_be_named,
    withheld,
    withhold_name,
)
from khuang.care.people.reads.lists import people, people_of, persons
from khuang.care.people.reads.naming import named_in
from khuang.care.people.reads.phones import phone_households, phone_people, registry_columns
from khuang.care.people.reads.records import (
    HouseholdRecord,
    PersonRecord,
    household_record,
    newcomers,
    open_attention,
    person_record,
    provenance,
    provenances,
    speaking_for,
)
from khuang.care.people.reads.rights import (
    is_closed_to,
    open_erasures,
    open_requests,
    overdue,
    requests_of,
)
from khuang.care.people.reads.values import present_in_words

__all__ = [
    "named_in",
    "requests_of",
    "overdue",
    "open_requests",
    "open_erasures",
    "is_closed_to",
    "GUARDED",
    "Glass",
    "REVIEW_WITHIN",
    "HouseholdRecord",
    "Item",
    "PersonRecord",
    "attention_in_words",
    "broken_glass",
    "forsaken",
    "guarded_matches",
    "household_record",
    "level_proposals",
    "may_be_named",
    "newcomers",
    "open_attention",
    "people",
    "people_of",
    "person_record",
    "persons",
    "phone_households",
    "phone_people",
    "present_in_words",
    "problem_in_words",
    "property_words",
    "provenance",
    "provenances",
    "registry_columns",
    "withheld",
    "withhold_name",
    "speaking_for",
    "merges_of",
    "open_duplicates",
]
