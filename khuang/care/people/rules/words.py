"""What each registry property is called on screens, short, in English; translated where it is shown."""

from khuang.care.people.rules.problems import gettext_noop

PROPERTY_WORDS: dict[str, str] = {
    "village": gettext_noop("Village"),
    "community": gettext_noop("Community"),
    "house_no": gettext_noop("House number"),
    "household_name": gettext_noop("Name of the household"),
    "directions": gettext_noop("How to find the home"),
    "geometry": gettext_noop("Place on the map"),
    "ended_on": gettext_noop("Household moved away"),
    "full_name": gettext_noop("Whole name"),
    "title": gettext_noop("Title"),
    "given_name": gettext_noop("Given name"),
    "family_name": gettext_noop("Family name"),
    "nickname": gettext_noop("Nickname"),
    "sex": gettext_noop("Sex"),
    "birth_date": gettext_noop("Birth date"),
    "birth_year": gettext_noop("Birth year"),
    "birth_precision": gettext_noop("How exactly the birth date is known"),
    "national_id": gettext_noop("ID number"),
    "phone": gettext_noop("Phone"),
    "languages": gettext_noop("Languages"),
    "household": gettext_noop("Household"),
    "relation_to_head": gettext_noop("Relation to the head of the household"),
    "carer": gettext_noop("Carer"),
    "carer_kind": gettext_noop("Kind of carer"),
    "left_on": gettext_noop("Moved away"),
    "died_on": gettext_noop("Died"),
    "consent_sharing": gettext_noop("May be shared with partners"),
    "consent_photograph": gettext_noop("Photographs may be kept"),
}
