"""Which properties of an ODK entity fill which field of the registry, and how they are cleaned.

REGISTRY_PROPERTIES is the whole contract between a municipality's own form
(`save_to`) and the registry. An absent property leaves a field as it is, an
empty one clears it.
Source: ODK Entities specification, https://getodk.github.io/xforms-spec/entities.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from khuang.care.people.rules import cleaning as c
from khuang.care.people.rules.cleaning import Ground, Reader
from khuang.care.people.rules.problems import Problem, Unclean
from khuang.lib import thai_names

HOUSEHOLD, PERSON = "household", "person"
LISTS = (HOUSEHOLD, PERSON)


@dataclass(frozen=True)
class Property:
    """One property of an entity list, and the field of the registry that it fills."""

    list_name: str
    name: str
    field: str  # two properties may fill one field: the first that is answered does
    read: Reader  # text -> value; raises Unclean
    empty: Any  # what the field holds when nothing is known
    meaning: str  # for whoever writes a form


REGISTRY_PROPERTIES: tuple[Property, ...] = (
    Property(HOUSEHOLD, "village", "village", c.village, None, "code or moo number of the village"),
    Property(HOUSEHOLD, "community", "community", c.text(120), "", "name of the community"),
    Property(HOUSEHOLD, "house_no", "house_no", c.text(30), "", "house number as on the door"),
    Property(HOUSEHOLD, "household_name", "name", c.text(200), "", "name of the household"),
    Property(HOUSEHOLD, "directions", "directions", c.text(300), "", "how to find the home"),
    Property(HOUSEHOLD, "geometry", "place", c.place, None, "geopoint of the home"),
    Property(HOUSEHOLD, "ended_on", "ended_on", c.day, None, "day on which the household moved away"),
    Property(PERSON, "title", "title", c.title, "", "title, in any usual spelling"),
    Property(
        PERSON, "given_name", "given_name", c.name(120), "", "given name; a title in front is split off"
    ),
    Property(PERSON, "family_name", "family_name", c.name(120), "", "family name"),
    Property(PERSON, "nickname", "nickname", c.name(60), "", "nickname"),
    Property(PERSON, "sex", "sex", c.choice(c.SEXES), "", "female, male or other"),
    Property(PERSON, "birth_date", "birth", c.birth, None, "birth date in either era; day or month may lack"),
    Property(PERSON, "birth_year", "birth", c.birth, None, "birth year in either era, when no date is known"),
    Property(
        PERSON,
        "birth_precision",
        "birth_precision",
        c.choice(c.PRECISIONS),
        "",
        "what is known of birth_date",
    ),
    Property(PERSON, "national_id", "national_id", c.id_number, None, "ID number, 13 digits"),
    Property(PERSON, "phone", "phone", c.phone, None, "phone number"),
    Property(PERSON, "languages", "languages", c.languages, (), "codes of ISO 639, apart by spaces"),
    Property(PERSON, "household", "household", c.reference, None, "entity id of the household"),
    Property(PERSON, "relation_to_head", "relation", c.choice(c.RELATIONS), "", "relation to the head"),
    Property(PERSON, "carer", "carer", c.reference, None, "entity id of the person who cares for them"),
    Property(
        PERSON, "carer_kind", "carer_kind", c.choice(c.CARER_KINDS), "", "family, neighbour, volunteer, paid"
    ),
    Property(PERSON, "left_on", "left_on", c.day, None, "day on which they moved away"),
    Property(PERSON, "died_on", "died_on", c.day, None, "day of death"),
    Property(PERSON, "consent_sharing", "consent_sharing", c.choice(c.YES_NO), None, "yes or no"),
    Property(PERSON, "consent_photograph", "consent_photograph", c.choice(c.YES_NO), None, "yes or no"),
)
# Written in one piece on some forms; read as title, given_name and family_name.
FULL_NAME = "full_name"

BY_NAME: dict[tuple[str, str], Property] = {(p.list_name, p.name): p for p in REGISTRY_PROPERTIES}


@dataclass
class Cleaned:
    """What a set of properties means: values for fields, and what must be looked at."""

    fields: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def clean(list_name: str, properties: Mapping[str, str], ground: Ground) -> Cleaned:
    """Turn the texts of one entity into registry values.

    Nothing raises: an unclean text becomes a Problem that keeps it, and its
    field is left out, so that it stays as it was.
    """
    cleaned = Cleaned()
    texts = _with_name_in_parts(properties)
    # Empty texts first: of two birth questions, the one left empty clears nothing.
    for name in sorted(texts, key=lambda name: (texts[name] != "", name == "birth_date")):
        known = BY_NAME.get((list_name, name))
        if known is None:
            cleaned.problems.append(Problem("property_unknown", name, texts[name]))
        else:
            _take(cleaned, known, texts[name], ground)
    _lower_precision(cleaned.fields)
    return cleaned


def _with_name_in_parts(properties: Mapping[str, str]) -> dict[str, str]:
    """Split a name written in one piece, and a title written before the given name."""
    texts = {name: text.strip() for name, text in properties.items()}
    if FULL_NAME in texts:
        whole = thai_names.read_name(texts.pop(FULL_NAME))
        parts = {"title": whole.title, "given_name": whole.given, "family_name": whole.family}
        texts = parts | {name: text for name, text in texts.items() if text or name not in parts}
    if texts.get("given_name") and not texts.get("title"):
        split = thai_names.read_name(texts["given_name"])
        if split.title:
            texts |= {"title": split.title, "given_name": f"{split.given} {split.family}".strip()}
    return texts


def _take(cleaned: Cleaned, known: Property, text: str, ground: Ground) -> None:
    try:
        value = known.read(text, ground) if text else known.empty
    except Unclean as unclean:
        cleaned.problems.append(Problem(unclean.code, known.name, text))
        return
    cleaned.fields[known.field] = value
    if known.field == "place" and value is not None and value.was_swapped:
        cleaned.problems.append(Problem("place_swapped", known.name, text))


def _lower_precision(fields: dict[str, Any]) -> None:
    precision = fields.pop("birth_precision", "")
    birth = fields.get("birth")
    if birth is not None and precision:
        fields["birth"] = c.at_most(birth, precision)


def as_identifier(text: str) -> UUID | None:
    """Read a UUID, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None


def required_problems(fields: Mapping[str, Any]) -> list[Problem]:
    """Say what a new person lacks."""
    return [] if fields.get("given_name") else [Problem("name_missing", "given_name")]
