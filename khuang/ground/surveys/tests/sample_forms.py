"""Small forms and submissions that the tests share."""

from functools import cache

from pyxform.xls2xform import convert

INSTANCE_ID = "uuid:11111111-1111-4111-8111-111111111111"
HOME_ID = "22222222-2222-4222-8222-222222222222"
FIRST_ID = "33333333-3333-4333-8333-333333333333"
SECOND_ID = "44444444-4444-4444-8444-444444444444"

HOUSE_FORM = """
| survey | | | | | | | | |
| | type | name | label | save_to | calculation | parameters | required | required_message |
| | start | start | | | | | | |
| | end | end | | | | | | |
| | geopoint | home | บ้าน | household#geometry | | | yes | กรุณาระบุ |
| | text | house_no | เลขที่ | household#house_no | | | yes | กรุณาระบุ |
| | image | photo | รูป | | | max-pixels=1024 | | |
| | begin_repeat | member | คน | | | | | |
| | text | given_name | ชื่อ | person#given_name | | | | |
| | date | born | เกิด | person#birth_date | | | | |
| | select_one sex | sex | เพศ | person#sex | | | | |
| | calculate | household | | person#household | /data/meta/entity/@id | | | |
| | end_repeat | | | | | | | |

| choices | | | |
| | list_name | name | label |
| | sex | female | หญิง |
| | sex | male | ชาย |
| | sex | dk | ไม่ทราบ |

| entities | | |
| | list_name | label |
| | household | ${house_no} |
| | person | ${given_name} |

| settings | | | |
| | form_title | form_id | version |
| | สำรวจบ้าน | house | 2026112301 |
"""


@cache
def house_xform() -> bytes:
    """Give the converted house form."""
    return convert(HOUSE_FORM, validate=False).xform.encode()


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
