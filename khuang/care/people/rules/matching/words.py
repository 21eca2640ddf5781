"""What each agreement and difference is called on screens, in English; translated where it is shown."""

from khuang.care.people.rules.problems import gettext_noop

FIELDS: dict[str, str] = {
    "given": gettext_noop("Given name"),
    "family": gettext_noop("Family name"),
    "nickname": gettext_noop("Nickname"),
    "sex": gettext_noop("Sex"),
    "birth": gettext_noop("Birth date"),
    "national_id": gettext_noop("ID number"),
    "phone": gettext_noop("Phone"),
    "place": gettext_noop("Home"),
}
LEVELS: dict[str, str] = {
    "same": gettext_noop("the same"),
    "sound": gettext_noop("sounds the same, spelt differently"),
    "near": gettext_noop("almost the same"),
    "alike": gettext_noop("similar"),
    "nickname": gettext_noop("one is the nickname of the other"),
    "swapped": gettext_noop("the same, in the other order"),
    "other": gettext_noop("different"),
    "same_day": gettext_noop("the same day"),
    "two_parts": gettext_noop("two of day, month and year are the same"),
    "same_month": gettext_noop("the same month and year; the day is not known of both"),
    "same_year": gettext_noop("the same year; the day is not known of both"),
    "era": gettext_noop("exactly 543 years apart, as when the eras are mixed up"),
    "house": gettext_noop("the same house"),
    "village": gettext_noop("the same village, another house"),
    "elsewhere": gettext_noop("another village"),
}
