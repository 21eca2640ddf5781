"""The assessment of an elder who is known: daily life (Barthel), mood (2Q, then 9Q, then 8Q), difficulties.

The chain and its cut-offs are those of the Department of Mental Health: any yes
of 2Q leads to 9Q; 9Q of seven or more, or any thought of death, leads to 8Q.
"""

from khuang.care.risk.rules.instruments import Words
from khuang.care.risk.rules.xpath import instrument_questions
from khuang.ground.surveys.rules.xlsx import Row
from khuang.site.forms import person
from khuang.site.forms.sheets import Form, ask, calculate, group

VERSION = "2026112301"
FACTS = (
    "mobility",
    "lives_alone",
    "falls_year",
    "aid_missing",
    "dementia_signs",
    "carer_missing",
    "carer_strained",
)
_MOOD = "${q2_1} = 'yes' or ${q2_2} = 'yes'"
_DANGER = "${q9_low} >= 7 or ${q9_9} = '1' or ${q9_9} = '2' or ${q9_9} = '3'"


def build() -> Form:
    """Build the form."""
    form = Form("elderly_adl", Words("ประเมินผู้สูงอายุ", "Assessment of an elder"), VERSION)
    form.begin()
    form.survey += [
        person.pick_person(Words("เลือกผู้สูงอายุ", "Choose the elder")),
        *person.known_person(),
        ask(form.agree(), "consent", Words("ยินยอมให้ประเมินหรือไม่", "Do they agree?"), must=True),
    ]
    rows = [
        *_part(
            form, "barthel", Words("กิจวัตรประจำวัน (ใน 24–48 ชั่วโมงที่ผ่านมา)", "Daily life (last 24–48 hours)")
        ),
        *_part(form, "wg", Words("ความยากลำบากในการใช้ชีวิต", "Difficulties")),
        *_mood(form),
        *group("care", Words("การดูแล", "Care"), person.facts(form, FACTS)),
        *person.draft(_codes()),
    ]
    form.survey += group("assessment", Words("การประเมิน", "Assessment"), rows, relevant="${consent} = 'yes'")
    form.entities = [
        {"list_name": "person", "entity_id": "${person}", "update_if": "${consent} = 'yes'"},
    ]
    return form


def _part(form: Form, code: str, words: Words, relevant: str = "") -> list[Row]:
    columns = {"relevant": relevant} if relevant else {}
    return group(f"part_{code}", words, form.questions(instrument_questions(code)), **columns)


def _mood(form: Form) -> list[Row]:
    trained = Words(
        "ถามต่อเมื่อได้รับการอบรมแล้วเท่านั้น ถ้ามีความคิดทำร้ายตนเอง อย่าปล่อยไว้คนเดียว โทร 1323 ได้ตลอด 24 ชั่วโมง",
        "Go on only if you are trained. If there are thoughts of self-harm, do not leave them alone; "
        "call 1323 at any hour",
    )
    return [
        *_part(form, "q2", Words("อารมณ์ใน 2 สัปดาห์ที่ผ่านมา (2Q)", "Mood in the last 2 weeks (2Q)")),
        *_part(form, "q9", Words("อาการใน 2 สัปดาห์ที่ผ่านมา (9Q)", "Signs in the last 2 weeks (9Q)"), _MOOD),
        calculate("q9_low", _lowest_sum()),
        *group("danger", Words("ความคิดทำร้ายตนเอง (8Q)", "Thoughts of self-harm (8Q)"), [
            ask("note", "trained", trained),
            *form.questions(instrument_questions("q8")),
        ], relevant=_DANGER),
    ]  # fmt: skip


def _lowest_sum() -> str:
    """Add up 9Q with every open answer as nothing: reached is reached."""
    scored = [
        f"if(number(${{{one.name}}}) > 0, number(${{{one.name}}}), 0)" for one in instrument_questions("q9")
    ]
    return " + ".join(scored)


def _codes() -> set[str]:
    asked = {one.name for code in ("barthel", "wg", "q2", "q9", "q8") for one in instrument_questions(code)}
    return {"age", *FACTS} | asked
