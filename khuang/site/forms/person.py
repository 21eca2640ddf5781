"""What several forms ask of a person: who it is, how old, what is known, and the draft class."""

from collections.abc import Collection

from khuang.care.risk.rules import policies
from khuang.care.risk.rules.instruments import Choice, Words
from khuang.care.risk.rules.xpath import draft_calculations, fact_questions
from khuang.ground.surveys.rules.xlsx import Row
from khuang.site.forms.sheets import Form, ask, calculate

SEXES = (
    Choice("female", Words("หญิง", "Female")),
    Choice("male", Words("ชาย", "Male")),
    Choice("other", Words("อื่น ๆ", "Other")),
)
LEVELS = {"high": "สูง", "medium": "ปานกลาง", "low": "ต่ำ", "none": "ไม่มี"}
FACTS = (
    "urgent_need",
    "lives_alone",
    "mobility",
    "falls_year",
    "disability_card",
    "aid_missing",
    "chronic_illness",
    "medicine_missed",
    "dementia_signs",
    "mental_illness",
    "addiction",
    "pregnant",
    "carer_missing",
    "carer_strained",
    "single_parent",
    "unregistered",
    "meals_missed",
    "violence",
)
# Asked only of whom they can concern; an age that is not known leaves them open.
_OLDER = "number(${age}) >= 60 or ${age} = ''"
_GROWN = "number(${age}) >= 15 or ${age} = ''"
WHEN = {
    "falls_year": _OLDER,
    "dementia_signs": "number(${age}) >= 50 or ${age} = ''",
    "lives_alone": _GROWN,
    "single_parent": _GROWN,
    "addiction": "number(${age}) >= 10 or ${age} = ''",
    "pregnant": "${sex_now} = 'female' and (${age} = '' or (number(${age}) >= 10 and number(${age}) <= 55))",
    "medicine_missed": "${chronic_illness} = 'yes'",
}


def of_list(name: str, column: str) -> str:
    """Refer to a column of the chosen person, straight from the list.

    A prefill that goes through another row comes out empty in a browser.
    """
    return f"instance('person')/root/item[name=${{{name}}}]/{column}"


def age_of(birth_date: str, birth_year: str = "") -> str:
    """Write the age in whole years on the day of the survey; empty when nothing is known.

    birth_date   XPath of a date in ISO, birth_year of a year in either era
    """
    days = f"decimal-date-time(string(${{survey_day}})) - decimal-date-time(string({birth_date}))"
    by_date = f"int(({days}) div 365.25)"
    unknown = "''"
    if birth_year:
        year = "number(substr(string(${survey_day}), 0, 4))"
        born = f"if(number({birth_year}) > 2400, number({birth_year}) - 543, number({birth_year}))"
        unknown = f"if(string({birth_year}) != '', {year} - {born}, '')"
    return f"if(string({birth_date}) != '', {by_date}, {unknown})"


def pick_person(words: Words, **columns: str) -> Row:
    """Choose somebody from the list of people on the phone."""
    return ask(
        "select_one_from_file person.csv", "person", words, must=True, appearance="autocomplete", **columns
    )


def known_person() -> list[Row]:
    """Compute what the other questions need of the person that was chosen."""
    return [
        calculate("sex_now", of_list("person", "sex")),
        calculate("age", age_of(of_list("person", "birth_date"))),
    ]


def facts(form: Form, codes: Collection[str] = FACTS) -> list[Row]:
    """Ask what is known of the person."""
    return form.questions(fact_questions(codes), only={code: WHEN[code] for code in codes if code in WHEN})


def draft(codes: Collection[str]) -> list[Row]:
    """Compute the draft class from the very policy that decides on the server, and show it."""
    calculations = draft_calculations(policies.shipped(), codes)
    in_words = "''"
    for level, thai in LEVELS.items():
        in_words = f"if(${{risk_level}} = '{level}', '{thai}', {in_words})"
    shown = Words(
        "ระดับความเสี่ยงเบื้องต้น: ${risk_words} (เทศบาลจะประเมินอีกครั้งจากคำตอบทั้งหมด)",
        "Draft risk class: ${risk_level} (the municipality decides from all answers)",
    )
    return [
        calculate("risk_score", calculations["score"]),
        calculate("risk_level", calculations["level"]),
        calculate("risk_words", in_words),
        ask("note", "risk_note", shown, relevant="${risk_level} != ''"),
    ]
