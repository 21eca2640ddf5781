"""The follow-up of a person who is known: what was known can be mended, what changed is asked."""

from khuang.care.risk.rules.instruments import Choice, Words
from khuang.ground.surveys.rules.xlsx import Row
from khuang.site.forms import person
from khuang.site.forms.sheets import Form, ask, group

VERSION = "2026112301"
MET = (
    Choice("yes", Words("พบ", "Met")),
    Choice("away", Words("ไม่อยู่บ้าน", "Away")),
    Choice("moved", Words("ย้ายออกแล้ว", "Moved away")),
    Choice("died", Words("เสียชีวิต", "Died")),
)


def build() -> Form:
    """Build the form."""
    form = Form("follow_up", Words("ติดตามคนในความดูแล", "Follow-up of a person"), VERSION)
    form.begin()
    form.survey += [
        person.pick_person(Words("เลือกคนที่ติดตาม", "Choose the person")),
        *person.known_person(),
        ask(form.choose("met", MET), "met", Words("พบเจ้าตัวหรือไม่", "Did you meet them?"), must=True),
        _day("left_on", Words("วันที่ย้ายออก", "Day of moving away"), "moved"),
        _day("died_on", Words("วันที่เสียชีวิต", "Day of death"), "died"),
    ]
    rows = [
        *_mended(),
        *person.facts(form),
        ask("image", "photo", Words("ภาพถ่าย", "Photograph"), parameters="max-pixels=1600"),
        ask("text", "note_of_visit", Words("บันทึกอื่น ๆ", "Other notes"), appearance="multiline"),
        *person.draft({"age", "sex", *person.FACTS}),
    ]
    form.survey += group("visit", Words("การเยี่ยม", "The visit"), rows, relevant="${met} = 'yes'")
    form.entities = [
        {"list_name": "person", "entity_id": "${person}", "update_if": "${person} != ''"},
    ]
    return form


def _mended() -> list[Row]:
    """Fill in beforehand what the list knows, straight from it, and let it be mended."""
    return [
        ask(
            "text",
            name,
            words,
            calculation=person.of_list("person", name),
            trigger="${person}",
            save_to=name,
        )
        for name, words in (
            ("nickname", Words("ชื่อเล่น", "Nickname")),
            ("given_name", Words("ชื่อ", "Given name")),
            ("family_name", Words("นามสกุล", "Family name")),
        )
    ]


def _day(name: str, words: Words, answer: str) -> Row:
    return ask(
        "date",
        name,
        words,
        must=True,
        relevant=f"${{met}} = '{answer}'",
        appearance="buddhist",
        constraint=". <= today()",
        wrong=Words("วันที่ต้องไม่เกินวันนี้", "The day is not after today"),
        save_to=name,
    )
