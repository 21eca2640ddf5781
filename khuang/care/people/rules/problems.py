"""Everything that can be wrong with what comes into the registry, with its sentence.

None of these stops a person from being registered: the value is kept aside in a
"needs attention" item, and the rest goes in.
"""

from dataclasses import dataclass


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; it is translated where it is shown."""
    return sentence


SENTENCES: dict[str, str] = {
    # ID number
    "id_check_digit": gettext_noop(
        "The ID number is not right: a digit is wrong or two are swapped. Check it on the card."
    ),
    "id_length": gettext_noop("The ID number does not have 13 digits. Check it on the card."),
    "id_not_digits": gettext_noop("The ID number holds something else than digits. Check it on the card."),
    "id_shared": gettext_noop("Another person has the same ID number. Check whose it is."),
    "id_school_code": gettext_noop("This is a G code given by a school, not an ID number."),
    # Birth
    "date_unreadable": gettext_noop("The date could not be read. Enter day, month and year."),
    "date_no_such_day": gettext_noop("There is no such day in the calendar."),
    "date_year_unlikely": gettext_noop("This year fits neither the Buddhist nor the Christian era."),
    "date_in_the_future": gettext_noop("The date lies in the future."),
    "birth_too_long_ago": gettext_noop("The birth date would make this person older than 120 years."),
    # Place
    "place_unreadable": gettext_noop("The position could not be read. Take it again at the home."),
    "place_outside": gettext_noop("The position lies outside Thailand. Take it again at the home."),
    "place_sea": gettext_noop("The position lies in the sea. Take it again at the home."),
    "place_swapped": gettext_noop(
        "Latitude and longitude had been swapped; they were put right. Check the home on the map."
    ),
    "village_unknown": gettext_noop("No village of this municipality has this code."),
    # Other values
    "phone_unreadable": gettext_noop("The phone number does not have 9 or 10 digits."),
    "not_a_choice": gettext_noop("This answer is not one of the choices."),
    "not_an_identifier": gettext_noop("This should be the identifier of a person or household, and is not."),
    "too_long": gettext_noop("This text is too long to be stored whole."),
    "name_missing": gettext_noop("This person has no name yet."),
    # Between records
    "household_unknown": gettext_noop("The household of this person is not in the registry."),
    "carer_unknown": gettext_noop("The carer of this person is not in the registry."),
    "carer_is_self": gettext_noop("A person cannot be their own carer."),
    "death_before_birth": gettext_noop("The day of death lies before the day of birth."),
    # Between changes
    "conflict": gettext_noop("Two people changed the same answer. Choose which one holds."),
    "held": gettext_noop(
        "A change waits for an earlier one that has not arrived. Ask for all phones to be sent in."
    ),
    # From lists of people
    "import_differs": gettext_noop("A list of people says something else than the registry."),
    "import_lives_elsewhere": gettext_noop("A list of people says that this person lives elsewhere."),
    "property_unknown": gettext_noop(
        "The form fills a field that the registry does not have. The answer is kept in the submission."
    ),
    "list_unknown": gettext_noop("The form fills a list that the registry does not have."),
}


@dataclass(frozen=True)
class Problem:
    """One thing that a person must look at."""

    code: str  # key of SENTENCES
    name: str = ""  # registry property concerned
    proposed: str = ""  # the text that was not taken, as received

    @property
    def sentence(self) -> str:
        """What to tell the person who settles it, in English."""
        return SENTENCES[self.code]


class Unclean(ValueError):
    """A text that cannot become a registry value; `code` is a key of SENTENCES."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


class CannotMerge(Exception):
    """One of two records was merged into another already."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("One of these records was merged already. Open the list again."))


class CannotSplit(Exception):
    """A merge cannot be undone while a later one stands on it, or is undone already."""

    def __init__(self) -> None:
        super().__init__(gettext_noop("Undo the later merge of this record first."))
