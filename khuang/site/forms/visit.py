"""What a visit found: the round's own form, a minute long; the phone's page fills in the same one."""

from khuang.care.risk.rules.instruments import Words
from khuang.care.visits.rules.findings import FORM, catalogue
from khuang.ground.surveys.rules.xlsx import Row
from khuang.site.forms import person
from khuang.site.forms.sheets import Form, ask

VERSION = "2026113001"
MET = "${result} = 'met'"
# Filled in by the page of the round or the one for paper; in an app they stay empty.
HIDDEN = ("planned", "visitor", "day", "clock")


def build() -> Form:
    """Build the form."""
    found = catalogue()
    form = Form(FORM, Words("บันทึกการเยี่ยม", "Record of a visit"), VERSION)
    form.lists["task"] = found.tasks
    result, condition = form.choose("result", found.results), form.choose("condition", found.conditions)
    mood, step = form.choose("mood", found.moods), form.choose("next_step", found.next_steps)
    form.begin()
    form.survey += [
        person.pick_person(Words("เยี่ยมใคร", "Who was visited?")),
        *({"type": "hidden", "name": name} for name in HIDDEN),
        ask(result, "result", Words("พบหรือไม่", "Did you meet them?"), must=True),
        _day("left_on", Words("วันที่ย้ายออก", "Day of moving away"), "moved"),
        _day("died_on", Words("วันที่เสียชีวิต", "Day of death"), "died"),
        ask(condition, "condition", Words("อาการเป็นอย่างไร", "How are they?"), relevant=MET),
        ask("select_multiple task", "done", Words("ทำอะไรบ้าง", "What was done?"), relevant=MET),
        ask(mood, "mood", Words("อารมณ์เป็นอย่างไร", "In what spirits?"), relevant=MET),
        ask("image", "photo", Words("ภาพถ่าย", "Photograph"), parameters="max-pixels=1600"),
        ask(form.agree(), "worried", Words("เป็นห่วงคนนี้หรือไม่", "Are you worried about them?")),
        ask(step, "next", Words("ต่อไปควรทำอะไร", "What next?")),
        ask("text", "note", Words("บันทึกอื่น ๆ", "Other notes"), appearance="multiline"),
        ask("audio", "voice", Words("บันทึกเสียง", "Spoken note")),
    ]
    # Somebody who was not met was not seen either.
    seen = "${result} = 'met' or ${result} = 'moved' or ${result} = 'died'"
    form.entities = [{"list_name": "person", "entity_id": "${person}", "update_if": seen}]
    return form


def _day(name: str, words: Words, result: str) -> Row:
    return ask(
        "date",
        name,
        words,
        relevant=f"${{result}} = '{result}'",
        appearance="buddhist",
        constraint=". <= today()",
        wrong=Words("วันที่ต้องไม่เกินวันนี้", "The day is not after today"),
        save_to=name,
    )
