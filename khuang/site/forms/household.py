"""The household and vulnerability survey: a home with its place, and everybody who lives there.

A home or a person who is known already is chosen from the phone's list and updated.
"""

from khuang.care.risk.rules.instruments import Choice, Words
from khuang.care.risk.rules.xpath import fact_questions, instrument_questions
from khuang.ground.surveys.rules.xlsx import Row
from khuang.site.forms import person
from khuang.site.forms.sheets import Form, ask, calculate, group

VERSION = "2026112301"
HOME_FACTS = ("household_size", "welfare_card", "home_insecure", "flood_prone", "debt_heavy")
RELATIONS = (
    Choice("head", Words("หัวหน้าครัวเรือน", "Head of the household")),
    Choice("spouse", Words("คู่สมรส", "Spouse")),
    Choice("child", Words("ลูก", "Child")),
    Choice("parent", Words("พ่อหรือแม่", "Parent")),
    Choice("grandchild", Words("หลาน", "Grandchild")),
    Choice("grandparent", Words("ปู่ ย่า ตา ยาย", "Grandparent")),
    Choice("sibling", Words("พี่หรือน้อง", "Sibling")),
    Choice("relative", Words("ญาติ", "Relative")),
    Choice("other", Words("อื่น ๆ", "Other")),
)
BIRTH = (
    Choice("date", Words("ทราบวันเดือนปีเกิด", "The date is known")),
    Choice("year", Words("ทราบเฉพาะปีเกิด", "Only the year is known")),
)
NEW_HOME, NEW_PERSON = "${known_home} = ''", "${known_person} = ''"
# The last digit of an ID number follows from the other twelve.
ID_NUMBER = "regex(., '^[0-9]{13}$') and (11 - (({sum}) mod 11)) mod 10 = number(substr(., 12, 13))".replace(
    "{sum}", " + ".join(f"{13 - place} * number(substr(., {place}, {place + 1}))" for place in range(12))
)


def build() -> Form:
    """Build the form."""
    form = Form(
        "household_survey", Words("สำรวจครัวเรือนและกลุ่มเปราะบาง", "Household and vulnerability survey"), VERSION
    )
    form.begin()
    told = Words(
        "แจ้งผู้ให้ข้อมูลว่า เทศบาลใช้ข้อมูลนี้เพื่อดูแลคนในบ้าน และขอดู แก้ไข หรือลบข้อมูลได้",
        "Tell them: the municipality uses this to care for the people of the home; "
        "they may see, correct or erase it",
    )
    form.survey.append(ask("note", "told", told))
    form.survey.append(
        ask(form.agree(), "consent", Words("ยินยอมให้ข้อมูลหรือไม่", "Do they agree to answer?"), must=True)
    )
    words = Words("บ้านและคนในบ้าน", "The home and its people")
    form.survey += group("survey", words, [*_home(form), *_members(form)], relevant="${consent} = 'yes'")
    form.entities = [
        {
            "list_name": "household",
            "entity_id": "${home_id}",
            "create_if": "${consent} = 'yes' and ${known_home} = ''",
            "update_if": "${consent} = 'yes' and ${known_home} != ''",
            "label": "concat('บ้านเลขที่ ', ${house_no})",
        },
        {
            "list_name": "person",
            "entity_id": "${person_id}",
            "create_if": NEW_PERSON,
            "update_if": "${known_person} != ''",
            "label": "concat(${given_name}, ' ', ${family_name})",
        },
    ]
    return form


def _home(form: Form) -> list[Row]:
    choose = Words("เลือกบ้าน ถ้าเคยสำรวจแล้ว", "Choose the home, if it was surveyed before")
    hint = Words("บ้านใหม่ให้เว้นว่าง", "Leave empty for a new home")
    rows = [
        ask("select_one_from_file household.csv", "known_home", choose, hint=hint, appearance="autocomplete"),
        calculate("new_home_id", "once(uuid())"),
        calculate("home_id", "if(${known_home} != '', ${known_home}, ${new_home_id})"),
        ask(
            "integer",
            "village",
            Words("หมู่ที่", "Village number (moo)"),
            must=True,
            relevant=NEW_HOME,
            constraint=". >= 1 and . <= 99",
            wrong=Words("หมู่ที่ต้องอยู่ระหว่าง 1 ถึง 99", "The village number lies between 1 and 99"),
            save_to="household#village",
        ),
        _text("house_no", Words("บ้านเลขที่", "House number"), "household#house_no", NEW_HOME, must=True),
        _text(
            "directions",
            Words("จุดสังเกตหรือทางไปบ้าน", "How to find the home"),
            "household#directions",
            NEW_HOME,
        ),
        ask(
            "geopoint",
            "place",
            Words("พิกัดบ้าน", "Place of the home"),
            hint=Words(
                "ยืนหน้าบ้าน รอให้ความคลาดเคลื่อนน้อยกว่า 10 เมตร", "Stand before the house; wait for 10 m or better"
            ),
            relevant=NEW_HOME,
            parameters="capture-accuracy=10 warning-accuracy=50",
            save_to="household#geometry",
        ),
        ask(
            "image",
            "home_photo",
            Words("ภาพถ่ายหน้าบ้าน", "Photograph of the house"),
            parameters="max-pixels=1600",
        ),
    ]
    facts = form.questions([*fact_questions(HOME_FACTS), *instrument_questions("poverty")])
    return rows + group("home_facts", Words("ความเป็นอยู่ของบ้าน", "How the home lives"), facts)


def _members(form: Form) -> list[Row]:
    codes = {"age", "sex", *person.FACTS, *HOME_FACTS, *(one.name for one in instrument_questions("poverty"))}
    private = Words(
        "ถามคนนี้เป็นส่วนตัว ข้อใดไม่แน่ใจให้เลือก ไม่ทราบ",
        "Ask this person in private; choose “do not know” when unsure",
    )
    rows = [
        *_who(form),
        *_born(form),
        *_papers(form),
        ask("note", "private", private),
        *person.facts(form),
        *person.draft(codes),
    ]
    return group("member", Words("คนในบ้าน", "Person in the home"), rows, kind="repeat")


def _who(form: Form) -> list[Row]:
    choose = Words("เลือกคน ถ้าอยู่ในทะเบียนแล้ว", "Choose the person, if registered already")
    known = ask(
        "select_one_from_file person.csv",
        "known_person",
        choose,
        hint=Words("คนใหม่ให้เว้นว่าง", "Leave empty for a new person"),
        relevant="${known_home} != ''",
        choice_filter="household = ${known_home}",
        appearance="minimal",
    )
    return [
        known,
        calculate("new_person_id", "once(uuid())"),
        calculate("person_id", "if(${known_person} != '', ${known_person}, ${new_person_id})"),
        calculate("household", "${home_id}", save_to="person#household"),
        _text("title", Words("คำนำหน้าชื่อ", "Title"), "person#title", NEW_PERSON),
        _text("given_name", Words("ชื่อ", "Given name"), "person#given_name", NEW_PERSON, must=True),
        _text("family_name", Words("นามสกุล", "Family name"), "person#family_name", NEW_PERSON),
        _text("nickname", Words("ชื่อเล่น", "Nickname"), "person#nickname", NEW_PERSON),
        ask(
            form.choose("sex", person.SEXES),
            "sex",
            Words("เพศ", "Sex"),
            must=True,
            relevant=NEW_PERSON,
            save_to="person#sex",
        ),
        ask(
            form.choose("relation", RELATIONS),
            "relation",
            Words("ความสัมพันธ์กับหัวหน้าครัวเรือน", "Relation to the head of the household"),
            must=True,
            relevant=NEW_PERSON,
            save_to="person#relation_to_head",
        ),
        calculate("sex_now", f"if({NEW_PERSON}, ${{sex}}, {person.of_list('known_person', 'sex')})"),
    ]


def _born(form: Form) -> list[Row]:
    kind = form.choose("birth", BIRTH)
    return [
        ask(
            kind,
            "birth_known",
            Words("ทราบวันเกิดหรือไม่", "Is the birth date known?"),
            must=True,
            relevant=NEW_PERSON,
        ),
        ask(
            "date",
            "birth_date",
            Words("วันเดือนปีเกิด (พ.ศ.)", "Birth date"),
            must=True,
            relevant="${birth_known} = 'date'",
            appearance="buddhist",
            constraint=". <= today()",
            wrong=Words("วันเกิดต้องไม่เกินวันนี้", "The birth date is not after today"),
            save_to="person#birth_date",
        ),
        ask(
            "integer",
            "birth_year",
            Words("ปีเกิด (พ.ศ.)", "Birth year (B.E.)"),
            must=True,
            relevant="${birth_known} = 'year'",
            constraint=". >= 2430 and . <= 2643",
            wrong=Words(
                "กรุณาใส่ปี พ.ศ. สี่หลัก เช่น 2490", "Please write four digits of the Buddhist era, for example 2490"
            ),
            save_to="person#birth_year",
        ),
        calculate(
            "age",
            f"if({NEW_PERSON}, {person.age_of('${birth_date}', '${birth_year}')}, "
            f"{person.age_of(person.of_list('known_person', 'birth_date'))})",
        ),
    ]


def _papers(form: Form) -> list[Row]:
    agree = form.agree()
    return [
        ask(
            "text",
            "national_id",
            Words("เลขประจำตัวประชาชน 13 หลัก (ถ้าเจ้าตัวให้)", "ID number, 13 digits (if they give it)"),
            relevant=NEW_PERSON,
            appearance="numbers",
            constraint=ID_NUMBER,
            wrong=Words("เลขไม่ถูกต้อง กรุณาตรวจทีละหลัก", "This number cannot be right; check each digit"),
            save_to="person#national_id",
        ),
        ask(
            "text",
            "phone",
            Words("โทรศัพท์", "Phone"),
            relevant=NEW_PERSON,
            appearance="numbers",
            constraint="regex(., '^0[0-9]{8,9}$')",
            wrong=Words("เริ่มด้วย 0 และมี 9 ถึง 10 หลัก", "Begins with 0 and has 9 or 10 digits"),
            save_to="person#phone",
        ),
        ask(
            agree,
            "share",
            Words("ยินยอมให้ส่งต่อข้อมูลแก่หน่วยงานที่ช่วยเหลือหรือไม่", "May helpers outside the municipality know?"),
            must=True,
            save_to="person#consent_sharing",
        ),
        ask(
            agree,
            "picture",
            Words("ยินยอมให้ถ่ายภาพหรือไม่", "May a photograph be taken?"),
            must=True,
            save_to="person#consent_photograph",
        ),
        ask(
            "image",
            "person_photo",
            Words("ภาพถ่าย", "Photograph"),
            relevant="${picture} = 'yes'",
            parameters="max-pixels=1600",
        ),
    ]


def _text(name: str, words: Words, save_to: str, relevant: str, *, must: bool = False) -> Row:
    return ask("text", name, words, must=must, relevant=relevant, save_to=save_to)
