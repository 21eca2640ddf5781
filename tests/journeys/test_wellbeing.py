"""An elder is silent: the desk sees it, a tap ends it; a check-in is agreed on a phone without scripts."""

from datetime import timedelta

import pytest

from conftest import make_cast, make_municipality
from tests.journeys.conftest import follow, let_in, sign_in


@pytest.fixture
def town(site):
    """Mali, Prasit, Boonsri; Buakham of her round, who is silent since this morning."""
    from django.utils import timezone

    from khuang.care.wellbeing.models import Pause, Sign, Silence
    from khuang.care.wellbeing.tests.cast import make_town
    from khuang.ground.municipalities.context import within

    cast, now = make_cast(make_municipality()), timezone.now()
    today = timezone.localdate(now)
    with within(cast.municipality):
        made = make_town(cast)
        let_in(cast.mali, cast.prasit, cast.boonsri)
        said = {"level": "call", "level_since": now, "due_at": now, "noticed_at": now}
        Silence.objects.create(person=made.person, check_in=made.check_in, day=today, run_since=today, **said)
        for back in (1, 2, 4, 5, 8):
            at = now.replace(hour=1, minute=30) - timedelta(days=back)
            Sign.objects.create(
                person=made.person,
                day=timezone.localdate(at),
                how="tap",
                first_at=at,
                last_at=at,
                noted_at=at,
            )
        away = today - timedelta(days=3)
        Pause.objects.create(person=made.person, kind="family", first_on=away, last_on=away, made_at=now)
    return made


def test_who_is_silent_is_seen_at_the_desk_until_she_taps(town, visit):
    from khuang.care.wellbeing.tests.cast import say
    from khuang.ground.municipalities.context import within

    desk = visit()
    assert "/desk/wellbeing/" in sign_in(desk, town.cast.mali)
    page = desk.open("/desk/wellbeing/")
    desk.fit("board")
    follow(page.get_by_role("link", name=str(town.person.given_name)).first)
    assert page.locator(".kh-calendar tbody tr").count() == 8
    desk.fit("person")
    with within(town.cast.municipality):
        from django.utils import timezone

        say(town.contact, timezone.now(), verb="well")
    page = desk.open("/desk/wellbeing/")
    assert page.get_by_role("heading", name="ไม่มีใครเงียบไป").count() == 1


def test_a_check_in_is_agreed_on_a_phone_without_scripts(town, visit):
    with_scripts = visit(width=360, language="en")
    sign_in(with_scripts, town.cast.mali)
    state = with_scripts.context.storage_state()
    phone = visit(width=360, language="en", scripts=False, storage_state=state)
    page = phone.open(f"/desk/wellbeing/people/{town.people[1].pk}/")
    follow(page.get_by_role("button", name="Agree a check-in"))
    page.get_by_label("every day").check()
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("By which hour?").select_option("08:30")
    follow(page.get_by_role("button", name="Continue"))
    page.get_by_label("face to face, at a visit").check()
    follow(page.get_by_role("button", name="Agree"))
    assert "every day" in page.locator("main").inner_text()
    assert "we call them" in page.locator("main").inner_text()


def test_the_pages_fit_a_phone(town, visit):
    phone = visit(width=360)
    sign_in(phone, town.cast.boonsri)
    phone.open("/desk/wellbeing/")
    phone.fit("board-phone")
    phone.open(f"/desk/wellbeing/people/{town.person.pk}/")
    phone.fit("person-phone")
    head = visit(width=360, language="en")
    sign_in(head, town.cast.prasit)
    for name in ("settings", "holidays", "proposals"):
        head.open(f"/desk/wellbeing/{name}/")
        head.fit(name)
    for name in ("agree", "pause"):
        head.open(f"/desk/wellbeing/people/{town.person.pk}/{name}/")
        head.fit(name)
    head.open(f"/desk/wellbeing/check-ins/{town.check_in.pk}/end/")
    head.fit("end")
