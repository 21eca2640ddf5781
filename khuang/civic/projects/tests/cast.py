"""A budget line, and projects that it pays for."""

import io
from datetime import date

from PIL import ExifTags, Image

from conftest import NOW
from khuang.civic.plan.models import BudgetLine, BudgetYear
from khuang.civic.projects import actions
from khuang.civic.projects.actions import Draft, Look
from khuang.lib.identifiers import uuid7

TODAY = date(2026, 11, 23)
BAHT = 100
BRIDGE = Draft(
    title="สะพานข้ามลำเหมือง",
    kind="no-transport",
    unit="กองช่าง",
    budget=200_000 * BAHT,
    villages=("52039903",),
    place="ทางเข้าวัด",
    lon=99.4,
    lat=18.3,
)


def a_line(baht=500_000, year=2570, funded_on=TODAY):
    """A line of a budget, and since when its money is there."""
    budget, _new = BudgetYear.objects.get_or_create(
        year=year, defaults={"total": 9_000_000, "drafted_by_id": uuid7(), "drafted_at": NOW}
    )
    return BudgetLine.objects.create(
        budget=budget,
        outside_because="เงินอุดหนุน",
        title="สะพาน",
        work_plan="industry",
        source="own",
        amount=baht,
        funded_on=funded_on,
        written_by_id=uuid7(),
    )


def a_project(cast, line=None, **changed):
    """A planned project of the planner."""
    draft = Draft(**{**BRIDGE.__dict__, **changed})
    return actions.begin(line or a_line(), draft, by=cast.wipa, at=NOW)


def a_closed_project(cast, line=None, **changed):
    """A project that the office says is finished."""
    made = actions.start(a_project(cast, line, **changed), by=cast.wipa, at=NOW)
    return actions.close(made, by=cast.wipa, at=NOW)


def an_inspector(cast, name="นายตรวจ ตาดี"):
    """Somebody on the roll, and their code."""
    return actions.enrol(name, consented=True, by=cast.wipa, at=NOW)


def look(finding="fixed", **said):
    """What somebody saw."""
    return Look(finding, **said)


def picture(place=(99.4, 18.3)):
    """A photograph with the place in it, as phones write it."""
    exif = Image.Exif()
    exif[ExifTags.IFD.GPSInfo] = {ExifTags.GPS.GPSLatitude: place[1], ExifTags.GPS.GPSLongitude: place[0]}
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "#aa5533").save(out, "JPEG", exif=exif)
    return out.getvalue()
