"""The plan of a month in the browser: compute, look, move, lock, one calls in sick, compare."""

import pytest

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """Mali, who can sign in, and a small municipality whose people have schedules."""
    from khuang.care.visits.tests.months import small_month
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    with within(cast.municipality):
        let_in(cast.mali)
        small_month(cast)
    return cast


def press(reader, words):
    page = reader.page
    button = page.get_by_role("button", name=words, exact=True)
    follow(button.or_(page.get_by_role("link", name=words, exact=True)).first)
    reader.fit()


def work_through(town):
    """Be the worker: carry the computation out to its end."""
    from khuang.care.visits.actions.planning import plan_piece
    from khuang.care.visits.models import Planning
    from khuang.ground.journal import long_work
    from khuang.ground.municipalities.context import within

    with within(town.municipality):
        work = Planning.objects.get(state="waiting")
    long_work.carry_on(town.municipality.pk, Planning, work.pk, plan_piece, seconds=3600)
    with within(town.municipality):
        return Planning.objects.select_related("plan").get(pk=work.pk)


def visit_to(town, plan):
    from khuang.ground.municipalities.context import within

    with within(town.municipality):
        return plan.visits.filter(person=town.kaew, state="planned").order_by("-day").first()


WORDS = {
    "en": {
        "compute": "Compute the plan of a month", "go": "Compute", "publish": "Publish",
        "hold": "Publish the plan", "move": "Move it", "keep": "Move and lock it", "unlock": "Unlock",
        "away": "Somebody cannot come", "again": "Compute again with few changes",
    },
    "th": {
        "compute": "จัดแผนของเดือน", "go": "จัดแผน", "publish": "ประกาศใช้", "hold": "ประกาศใช้แผน",
        "move": "ย้าย", "keep": "ย้ายและล็อก", "unlock": "ปลดล็อก", "away": "มีผู้ไปเยี่ยมไม่ได้",
        "again": "จัดใหม่โดยเปลี่ยนให้น้อยที่สุด",
    },
}  # fmt: skip


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_a_month_from_the_empty_page_to_a_sick_call(town, visit, width, language):
    words, reader = WORDS[language], visit(width=width, language=language)
    sign_in(reader, town.mali)
    reader.open("/desk/visits/")
    reader.fit()
    press(reader, words["compute"])
    reader.page.locator("[name=month] option").nth(1).evaluate("one => { one.selected = true }")
    press(reader, words["go"])
    plan = work_through(town).plan
    reader.open(f"/desk/visits/plans/{plan.pk}/")
    reader.fit()
    press(reader, words["publish"])
    press(reader, words["hold"])

    row = visit_to(town, plan)
    reader.open(f"/desk/visits/planned/{row.pk}/")
    reader.fit()
    press(reader, words["move"])
    other = town.chai if row.volunteer_id == town.bua.pk else town.bua
    reader.page.select_option("[name=volunteer]", str(other.pk))
    press(reader, words["keep"])
    press(reader, words["unlock"])

    reader.open(f"/desk/visits/plans/{plan.pk}/")
    press(reader, words["away"])
    reader.page.select_option("[name=volunteer]", str(town.bua.pk))
    for name in ("first_on", "last_on"):
        for part, value in (
            ("day", plan.month.day + 6),
            ("month", plan.month.month),
            ("year", plan.month.year),
        ):
            reader.page.fill(f"[name={name}_{part}]", str(value))
    press(reader, words["again"])
    draft = work_through(town).plan
    reader.open(f"/desk/visits/plans/{draft.pk}/publish/")
    reader.fit()
    reader.open(f"/desk/visits/plans/compare/?first={plan.pk}&second={draft.pk}")
    reader.fit()
    reader.open(f"/desk/visits/plans/{plan.pk}/volunteer/?who={town.chai.pk}")
    reader.fit()
    reader.open("/desk/visits/schedules/")
    reader.fit()
