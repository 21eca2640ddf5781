"""What a record says, as the fields that cleaned properties fill and as the texts that fill them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from khuang.care.people.models import Person
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.properties import PERSON, clean
from khuang.lib.thai_dates import PartialDate

# Field of the registry -> the property that says it.
SAID = {
    "title": "title",
    "given_name": "given_name",
    "family_name": "family_name",
    "nickname": "nickname",
    "sex": "sex",
    "birth": "birth_date",
    "national_id": "national_id",
    "phone": "phone",
    "languages": "languages",
    "left_on": "left_on",
    "died_on": "died_on",
    "household": "household",
}


def fields_of(person: Person) -> dict[str, Any]:
    """Give what a record says, field by field, as cleaned properties would fill it."""
    return {
        "title": person.title,
        "given_name": person.given_name,
        "family_name": person.family_name,
        "nickname": person.nickname,
        "sex": person.sex,
        "birth": PartialDate(person.born_on, person.born_precision) if person.born_on else None,
        "national_id": person.national_id,
        "phone": person.phone,
        "languages": tuple(person.languages),
        "left_on": person.left_on,
        "died_on": person.died_on,
        "household": person.household_id,
    }


def texts_of(fields: Mapping[str, Any]) -> dict[str, str]:
    """Write fields as registry properties; a value that is not known is ""."""
    texts = {SAID[name]: as_text(value) for name, value in fields.items()}
    if fields.get("birth"):
        texts["birth_precision"] = fields["birth"].precision
    return texts


def as_text(value: Any) -> str:
    """Write one value as a property has it."""
    if isinstance(value, PartialDate):
        return value.on.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return " ".join(value)
    return str(value or "")


def as_fields(texts: Mapping[str, str], on: date) -> dict[str, Any]:
    """Read registry properties as fields, those that SAID names."""
    cleaned = clean(PERSON, texts, Ground(on=on, villages={})).fields
    return {name: value for name, value in cleaned.items() if name in SAID}
