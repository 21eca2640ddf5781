"""A volunteer is taken in, falls ill, is thanked, leaves; a supervisor sees who was left behind."""

import datetime

import pytest

from conftest import make_cast, make_municipality
from tests.journeys.conftest import code_for, follow, let_in, sign_in


@pytest.fixture
def town(site):
    """Boonsri on her rounds, a home that waits too long, a daughter who cares, and mali who supervises."""
    from django.utils import timezone

    from khuang.care.people.models import CareRelation
    from khuang.care.risk.actions import adopt_shipped
    from khuang.care.visits.models import CareSchedule
    from khuang.care.visits.tests.volunteers import BEGAN, home_of, planned, published, volunteer
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.accounts.models import RoleAssignment
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within

    cast = make_cast(make_municipality())
    now, today = timezone.now(), timezone.localdate()
    with within(cast.municipality):
        let_in(cast.mali, cast.boonsri)
        adopt_shipped(by=cast.prasit, at=now)
        mother, daughter = home_of(cast.villages[3], "แม่คำ", "ลูกสาว")
        CareRelation.objects.create(cared_for=mother, carer=daughter, kind="family", since=BEGAN)
        CareSchedule.objects.create(person=mother, every=14, minutes=45, source="risk", since=BEGAN)
        every_day = [(weekday, half) for weekday in range(7) for half in ("morning", "afternoon")]
        cast.one = volunteer(
            cast.boonsri.display_name,
            account=cast.boonsri,
            village=cast.villages[3],
            week=every_day,
            signed=False,
            at=now,
        )
        cast.other = volunteer("คนต่อไป ใจดี", village=cast.villages[3], week=every_day, at=now)
        role = RoleAssignment.objects.get(account=cast.boonsri)
        accounts.assign_homes(role, [mother.dwelling_id], by=SYSTEM, at=now)
        plan = published(today.replace(day=1))
        planned(plan, mother, cast.one, today)
        planned(plan, mother, cast.one, today + datetime.timedelta(3))
        planned(plan, mother, cast.one, today - datetime.timedelta(3), minutes=60, state="done")
    cast.page = f"/desk/volunteers/{cast.one.pk}/"
    return cast


def press(page, which="last"):
    follow(getattr(page.locator("main form button"), which))


def date(page, name):
    """Fill the three boxes of a date with today's."""
    from django.utils import timezone

    today = timezone.localdate()
    for part, value in (("day", today.day), ("month", today.month), ("year", today.year)):
        page.fill(f"[name={name}_{part}]", str(value))


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_what_is_known_of_a_volunteer_is_kept_on_one_page(visit, town, width, language):
    keeper = visit(width=width, language=language)
    sign_in(keeper, town.mali)

    page = keeper.open("/desk/volunteers/")
    keeper.fit("volunteers")
    follow(page.locator("main tbody a").first)
    keeper.open(town.page)
    keeper.fit("volunteer")

    page = keeper.open(f"{town.page}week/")
    keeper.fit("volunteer-week")
    page.locator("label[for='slot-6-afternoon']").click()
    press(page)

    page = keeper.open(f"{town.page}place/")
    page.wait_for_selector(".leaflet-container")
    page.locator("[data-kh-place]").click(position={"x": 120, "y": 120})
    assert page.input_value("[name=latitude]")
    keeper.fit("volunteer-place")
    page.fill("[name=latitude]", "18.2097")
    page.fill("[name=longitude]", "99.3805")
    press(page)

    page = keeper.open(f"{town.page}training/")
    page.select_option("[name=skill]", "lifting")
    page.fill("[name=hours]", "12")
    page.fill("[name=provider]", "รพ.สต.บ้านทดสอบ")
    date(page, "held_on")
    keeper.fit("training")
    press(page)

    # Sick today, in two taps from the page of the volunteer.
    follow(page.locator("main a.govuk-button").first)
    keeper.fit("volunteer-sick")
    press(page)
    assert page.locator("form[action*='/absences/']").count() == 1
    press(page, "first")

    keeper.open(f"{town.page}undertaking/")
    keeper.fit("undertaking")


def thank(keeper, town, width):
    """Thank Boonsri, and make her a certificate."""
    page = keeper.open(f"{town.page}thanks/")
    page.fill("[name=words]", "ขอบคุณที่ไปเยี่ยมแม้ฝนตก")
    press(page)
    follow(page.locator("form[action$='/certificate/'] button"))
    keeper.fit("certificate")


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_she_signs_is_thanked_leaves_and_hands_over(visit, town, width, language):
    keeper, hers = visit(width=width, language=language), visit(width=width, language=language)
    sign_in(keeper, town.mali)
    thank(keeper, town, width)

    sign_in(hers, town.boonsri)
    page = hers.open("/desk/volunteers/mine/")
    hers.fit("mine")
    follow(page.locator("form[action$='/sign/'] button"))
    assert page.locator("form[action$='/sign/']").count() == 0
    assert "ขอบคุณที่ไปเยี่ยมแม้ฝนตก" in page.locator("main").inner_text()

    page = keeper.open(f"{town.page}leave/")
    date(page, "on")
    page.check("[name=because][value=moved]")
    keeper.fit("volunteer-leave")
    press(page)
    keeper.fit("hand-over")
    follow(page.locator("main a.govuk-button").first)
    page.select_option("[name=to]", str(town.other.pk))
    keeper.fit("hand-over-pass")
    press(page)
    assert "คนต่อไป" in page.locator("main table").first.inner_text()
    # What her account opened has ended.
    hers.open("/desk/volunteers/mine/", status=403)
    hers.expect_status(403)


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_the_supervisor_sees_who_was_left_behind_and_talks_with_a_carer(visit, town, width, language):
    from django.utils import timezone

    from khuang.care.visits.actions.supervision import make_digest
    from khuang.ground.municipalities.context import within

    with within(town.municipality):
        digest = make_digest(at=timezone.now())
    keeper = visit(width=width, language=language)
    sign_in(keeper, town.mali)
    page = keeper.open("/desk/visits/supervision/")
    keeper.fit("supervision")
    assert "แม่คำ" in page.locator("main table").first.inner_text()
    keeper.open(f"/desk/visits/digests/{digest.pk}/")
    keeper.fit("digest")

    page = keeper.open("/desk/family-carers/")
    keeper.fit("family-carers")
    follow(page.locator("main tbody a").first)
    follow(page.locator("main a.govuk-button[href$='/talk/']"))
    date(page, "held_on")
    page.fill("[name=hours]", "56")
    for item in ("sleep", "body", "alone", "money", "life", "mood"):
        page.check(f"[name={item}][value=always]")
    keeper.fit("family-interview")
    press(page)
    keeper.fit("family-carer")


def test_without_scripts_everything_works_too(visit, town):
    keeper = visit(width=360, scripts=False)
    sign_in_plainly(keeper, town)
    for path in ("week/", "place/", "sick/", "leave/"):
        keeper.open(f"{town.page}{path}")
    page = keeper.open(f"{town.page}place/")
    page.fill("[name=latitude]", "18.2097")
    page.fill("[name=longitude]", "99.3805")
    follow(page.locator("main form button").last)
    assert page.url.endswith(town.page)


def sign_in_plainly(reader, town):
    """Sign in without scripts."""
    from tests.journeys.conftest import PASSWORD

    page = reader.open("/sign-in/")
    page.fill("[name=username]", town.mali.username)
    page.fill("[name=password]", PASSWORD)
    follow(page.locator("main form button").first)
    page.fill("[name=code]", code_for(town.mali))
    follow(page.locator("main form button").last)
