"""Small forms and submissions that the tests share."""

from functools import cache

from pyxform.xls2xform import convert

from khuang.ground.surveys.rules.xlsx import written

INSTANCE_ID = "uuid:11111111-1111-4111-8111-111111111111"
HOME_ID = "22222222-2222-4222-8222-222222222222"
FIRST_ID = "33333333-3333-4333-8333-333333333333"
SECOND_ID = "44444444-4444-4444-8444-444444444444"

VERSION = "2026112301"

HOUSE_FORM = {
    "survey": [
        {"type": "start", "name": "start"},
        {"type": "end", "name": "end"},
        {"type": "geopoint", "name": "home", "label": "บ้าน", "save_to": "household#geometry"},
        {"type": "text", "name": "house_no", "label": "เลขที่", "save_to": "household#house_no"},
        {"type": "image", "name": "photo", "label": "รูป", "parameters": "max-pixels=1024"},
        {"type": "begin_repeat", "name": "member", "label": "คน"},
        {"type": "text", "name": "given_name", "label": "ชื่อ", "save_to": "person#given_name"},
        {
            "type": "date",
            "name": "born",
            "label": "เกิด",
            "save_to": "person#birth_date",
            "appearance": "buddhist",
        },
        {"type": "select_one sex", "name": "sex", "label": "เพศ", "save_to": "person#sex"},
        {
            "type": "calculate",
            "name": "household",
            "calculation": "/data/meta/entity/@id",
            "save_to": "person#household",
        },
        {"type": "end_repeat"},
    ],
    "choices": [
        {"list_name": "sex", "name": "female", "label": "หญิง"},
        {"list_name": "sex", "name": "male", "label": "ชาย"},
        {"list_name": "sex", "name": "dk", "label": "ไม่ทราบ"},
    ],
    "entities": [
        {"list_name": "household", "label": "${house_no}"},
        {"list_name": "person", "label": "${given_name}"},
    ],
}


def house_workbook(*, form_id: str = "house", version: str = VERSION, questions: tuple = ()) -> bytes:
    """Write the house form as XLSX, with further questions at its end."""
    settings = {"form_title": "สำรวจบ้าน", "form_id": form_id, "version": version}
    survey = [*HOUSE_FORM["survey"], *questions]
    return written({**HOUSE_FORM, "survey": survey, "settings": [settings]})


@cache
def house_xform() -> bytes:
    """Give the converted house form."""
    return convert(house_workbook(), validate=False).xform.encode()


def member(key: str, name: str, sex: str = "female") -> str:
    """Write one person within the house submission."""
    return (
        f"<member><given_name>{name}</given_name><born>1940-05-01</born><sex>{sex}</sex>"
        f"<household>{HOME_ID}</household><meta><entity dataset='person' create='1' id='{key}'>"
        f"<label>{name}</label></entity></meta></member>"
    )


def house_submission(
    *,
    instance_id: str = INSTANCE_ID,
    members: str = "",
    point: str = "18.2 99.4 250 6.5",
    version: str = "2026112301",
) -> bytes:
    """Write a house submission as ODK Collect would."""
    people = members or member(FIRST_ID, "บุญศรี") + member(SECOND_ID, "คำ", "dk")
    return (
        "<?xml version='1.0' ?>"
        f'<data id="house" version="{version}" xmlns:orx="http://openrosa.org/xforms">'
        "<start>2026-11-23T09:00:00.000+07:00</start><end>2026-11-23T09:20:00.000+07:00</end>"
        f"<home>{point}</home><house_no>12/3</house_no><photo>1700000000.jpg</photo>{people}"
        f"<meta><entity dataset='household' create='1' id='{HOME_ID}'><label>12/3</label></entity>"
        f"<orx:instanceID>{instance_id}</orx:instanceID></meta></data>"
    ).encode()
