"""Help is counted by kind, place and sex; money by kind of funder; nobody is named."""

import pytest

from conftest import NOW
from khuang.care.support import actions, figures
from khuang.care.support.actions import Slip
from khuang.care.support.reads import funders as reads
from khuang.care.support.tests.packages_cast import (
    TODAY,
    a_funder,
    a_need,
    a_package,
    a_person,
    a_pledge,
    handed_over,
)


@pytest.fixture
def two_packages(cast, inside):
    """A roof for a woman in village 1, paid by budget and temple; a scholarship for a boy, not there yet."""
    temple = a_funder(cast, "วัดกลาง", "temple")
    roof = a_package(cast, a_need(cast, a_person(cast.villages[1], sex="female")))
    a_pledge(cast, roof, came=1000)
    gift = a_pledge(cast, roof, came=300, funder=temple)
    actions.give_back(gift, Slip(TODAY, 100, words="เหลือ"), by=cast.mali, at=NOW)
    handed_over(cast, roof)
    boy = a_person(cast.villages[2], "เด็กชาย", sex="male")
    school = a_package(cast, a_need(cast, boy, "out-of-school"), kind="scholarship")
    a_pledge(cast, school, came=50, funder=temple)
    return temple


def test_what_was_handed_over_is_counted(two_packages, cast):
    assert figures.help_given() == [figures.HelpFigure(cast.villages[1].pk, "female", "house", 1)]


def test_money_is_added_up_by_kind_of_funder(two_packages):
    assert sorted(figures.funding(), key=lambda one: -one.amount) == [
        figures.FundingFigure("municipal", "house", 1, 1000),
        figures.FundingFigure("temple", "house", 1, 200),
        figures.FundingFigure("temple", "scholarship", 1, 50),
    ]


def test_a_funder_reads_what_it_gave_and_to_how_many(two_packages):
    record = reads.funder_record(two_packages)
    assert (record.people, record.amount) == (2, 250)
    assert reads.totals()[two_packages.pk] == 250


def test_a_year_without_gifts_is_empty(two_packages):
    long_ago = (TODAY.replace(year=2019), TODAY.replace(year=2020))
    assert reads.funder_record(two_packages, year=long_ago).gifts == []
