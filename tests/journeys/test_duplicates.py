"""A clerk registers somebody who is here already; two records become one, and two again."""

from datetime import timedelta

import pytest

from conftest import NOW
from khuang.care.people import actions
from khuang.care.people.models import DuplicateCandidate, Person
from khuang.ground.municipalities.context import within
from tests.journeys.conftest import follow, sign_in
from tests.journeys.test_staff_screens import cast

__all__ = ["cast"]  # a fixture
HOME = {"village": "52039901", "house_no": "12/1"}
MALI = {"title": "นาง", "given_name": "มาลี", "family_name": "ใจดี", "birth_date": "2487", "sex": "female"}


@pytest.fixture
def town(cast):
    """Mali Chaidee, registered; and once more by somebody who heard her name otherwise."""
    with within(cast.municipality):
        actions.register(MALI, HOME, by=cast.mali, at=NOW)
        again = MALI | {"given_name": "มะลิ", "nickname": "อุ๊ย"}
        actions.register(again, HOME, by=cast.mali, at=NOW + timedelta(hours=1))
        work = actions.new_search(by=cast.mali, at=NOW)
        while actions.search_piece(work, NOW):
            pass
    return cast


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_a_known_person_is_found_before_being_registered(visit, town, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, town.mali)
    page = reader.open("/desk/people/register/")
    page.fill("[name=given_name]", "มาลี")
    page.fill("[name=family_name]", "ใจดี")
    page.fill("[name=birth_date]", "2487")
    page.fill("[name=phone]", "0812345678")
    page.select_option("[name=village]", HOME["village"])
    page.fill("[name=house_no]", HOME["house_no"])
    follow(page.locator("main button[type=submit]").first)
    reader.fit()
    follow(page.locator("main button[name=answer]").first)
    assert page.input_value("[name=phone]") == "0812345678"
    follow(page.locator("main button[type=submit]").first)
    with within(town.municipality):
        assert Person.objects.count() == 2
        assert [one.phone for one in Person.objects.filter(phone_hash__isnull=False)] == ["0812345678"]


@pytest.mark.parametrize(("width", "language"), [(360, "th"), (1280, "en")])
def test_two_records_become_one_and_two_again(visit, town, width, language):
    reader = visit(width=width, language=language)
    sign_in(reader, town.mali)
    page = reader.open("/desk/duplicates/")
    reader.fit()
    follow(page.locator("main table a").first)
    reader.fit()
    follow(page.locator("button[value=merge]").first)
    with within(town.municipality):
        assert Person.objects.filter(merged_into=None).count() == 1
    page.locator("details", has=page.locator("a[href*=split]")).locator("summary").click()
    follow(page.locator("a[href*=split]"))
    reader.fit()
    follow(page.locator("main button[type=submit]").first)
    with within(town.municipality):
        assert Person.objects.filter(merged_into=None).count() == 2
        assert DuplicateCandidate.objects.get().decision == "different"
