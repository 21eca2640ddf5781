"""The child screening: our own, and stated as ours; a child who is known is chosen from the list."""

from khuang.care.risk.rules.instruments import Words
from khuang.care.risk.rules.xpath import instrument_questions
from khuang.site.forms import person
from khuang.site.forms.sheets import Form, ask, group

VERSION = "2026112301"
FACTS = ("urgent_need", "disability_card", "meals_missed")


def build() -> Form:
    """Build the form."""
    form = Form("child_screening", Words("คัดกรองเด็ก", "Child screening"), VERSION)
    form.begin()
    ours = Words(
        "แบบนี้เทศบาลจัดทำเอง ไม่ใช่เครื่องมือมาตรฐาน ใช้เพื่อจัดลำดับการช่วยเหลือ ไม่ใช่เพื่อตัดสินครอบครัว",
        "This list is the municipality's own, no standard instrument; it orders help and judges no family",
    )
    act = Words(
        "ถ้าเด็กอยู่ในอันตราย ให้โทรแจ้งเจ้าหน้าที่ทันที หรือโทร 1300 ได้ตลอด 24 ชั่วโมง",
        "If a child is in danger, call the officer at once, or 1300 at any hour",
    )
    form.survey += [
        ask("note", "ours", ours),
        person.pick_person(Words("เลือกเด็ก", "Choose the child")),
        *person.known_person(),
        ask(
            form.agree(), "consent", Words("ผู้ปกครองยินยอมให้ประเมินหรือไม่", "Does the guardian agree?"), must=True
        ),
    ]
    asked = instrument_questions("child")
    rows = [
        *form.questions(asked),
        *person.facts(form, FACTS),
        ask("note", "act", act),
        *person.draft({"age", *FACTS, *(one.name for one in asked)}),
    ]
    form.survey += group("screening", Words("การคัดกรอง", "Screening"), rows, relevant="${consent} = 'yes'")
    form.entities = [
        {"list_name": "person", "entity_id": "${person}", "update_if": "${consent} = 'yes'"},
    ]
    return form
