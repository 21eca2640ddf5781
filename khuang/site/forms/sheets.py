"""Rows of an XLSForm in two languages."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from khuang.care.risk.rules.instruments import Choice, Words
from khuang.care.risk.rules.xpath import Question
from khuang.ground.surveys.rules.observations import DO_NOT_KNOW
from khuang.ground.surveys.rules.xlsx import Row, written

THAI, ENGLISH = "ไทย (th)", "English (en)"
# The instruments' own word for an answer that says nothing; on all forms it is `dk`.
_OTHER_WORD = "dont_know"
CANNOT_TELL = Words("ไม่ทราบ / ประเมินไม่ได้", "Do not know / cannot tell")
MUST_ANSWER = Words("กรุณาตอบข้อนี้ก่อน", "Please answer this question first")
YES_NO = (Choice("yes", Words("ใช่", "Yes")), Choice("no", Words("ไม่ใช่", "No")))

SURVEY_COLUMNS = (
    "type",
    "name",
    f"label::{THAI}",
    f"label::{ENGLISH}",
    f"hint::{THAI}",
    f"hint::{ENGLISH}",
    "required",
    f"required_message::{THAI}",
    f"required_message::{ENGLISH}",
    "relevant",
    "constraint",
    f"constraint_message::{THAI}",
    f"constraint_message::{ENGLISH}",
    "calculation",
    "trigger",
    "choice_filter",
    "appearance",
    "parameters",
    "save_to",
)


def both(column: str, words: Words | None) -> Row:
    """Give a column in both languages; nothing when there are no words."""
    return {} if words is None else {f"{column}::{THAI}": words.th, f"{column}::{ENGLISH}": words.en}


def ask(
    kind: str,
    name: str,
    words: Words,
    *,
    hint: Words | None = None,
    must: bool = False,
    wrong: Words | None = None,
    **columns: str,
) -> Row:
    """Write one question.

    must    it has to be answered; then the phone says so in both languages
    wrong   what the phone says when `constraint` refuses the answer
    """
    row = {"type": kind, "name": name, **both("label", words), **both("hint", hint), **columns}
    if must:
        row |= {"required": "yes", **both("required_message", MUST_ANSWER)}
    return row | dict(both("constraint_message", wrong))


def calculate(name: str, calculation: str, **columns: str) -> Row:
    """Write a row that the phone computes."""
    return {"type": "calculate", "name": name, "calculation": calculation, **columns}


def group(name: str, words: Words, rows: Sequence[Row], *, kind: str = "group", **columns: str) -> list[Row]:
    """Put rows into a group or a repeat."""
    return [
        {"type": f"begin_{kind}", "name": name, **both("label", words), **columns},
        *rows,
        {"type": f"end_{kind}"},
    ]


@dataclass
class Form:
    """An XLSForm in the making."""

    form_id: str
    title: Words
    version: str
    survey: list[Row] = field(default_factory=list)
    entities: list[Row] = field(default_factory=list)
    lists: dict[str, tuple[Choice, ...]] = field(default_factory=dict)

    def begin(self) -> None:
        """Note when it began and ended, and on which day by the phone."""
        self.survey += [
            {"type": "start", "name": "start"},
            {"type": "end", "name": "end"},
            calculate("survey_day", "once(today())"),
        ]

    def choose(self, list_name: str, choices: Sequence[Choice]) -> str:
        """Add a list of choices, ending in "do not know"; give the type of a question that uses it."""
        known = tuple(choice for choice in choices if choice.code not in (_OTHER_WORD, DO_NOT_KNOW))
        unknown = next((choice.words for choice in choices if choice.code == _OTHER_WORD), CANNOT_TELL)
        self.lists[list_name] = (*known, Choice(DO_NOT_KNOW, unknown))
        return f"select_one {list_name}"

    def agree(self, list_name: str = "agree") -> str:
        """Add the list of yes and no for what people decide; nobody is unsure what they decided."""
        self.lists[list_name] = YES_NO
        return f"select_one {list_name}"

    def questions(
        self, asked: Sequence[Question], *, relevant: str = "", only: dict[str, str] | None = None
    ) -> list[Row]:
        """Write questions of an instrument or of the catalogue of facts.

        relevant   when all of them are asked
        only       question -> when that one is asked, besides
        """
        return [self._question(one, relevant, (only or {}).get(one.name, "")) for one in asked]

    def _question(self, one: Question, relevant: str, only: str) -> Row:
        kind = self.choose(one.answers, one.choices) if one.kind == "select_one" else one.kind
        conditions = [part for part in (relevant, only, one.relevant) if part]
        columns = {"relevant": " and ".join(f"({part})" for part in conditions)} if conditions else {}
        if one.kind == "integer":
            columns |= {"constraint": ". >= 0 and . <= 10000000"}
            wrong = Words("กรุณาใส่ตัวเลขจำนวนเต็มที่เป็นไปได้", "Please enter a whole number that is possible")
            return ask(kind, one.name, one.label, wrong=wrong, **columns)
        return ask(kind, one.name, one.label, must=True, **columns)

    def workbook(self) -> bytes:
        """Write the form as XLSX."""
        settings = {
            "form_title": self.title.th,
            "form_id": self.form_id,
            "version": self.version,
            "default_language": THAI,
            "style": "theme-grid",
        }
        sheets = {
            "survey": self.survey,
            "choices": list(self._choices()),
            "entities": self.entities,
            "settings": [settings],
        }
        return written({name: rows for name, rows in sheets.items() if rows}, {"survey": SURVEY_COLUMNS})

    def _choices(self) -> Collection[Row]:
        return [
            {"list_name": name, "name": choice.code, **both("label", choice.words)}
            for name, choices in self.lists.items()
            for choice in choices
        ]
