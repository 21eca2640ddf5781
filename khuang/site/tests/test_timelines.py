"""A case's timeline tells what visits found and what help came, only to whom it may be told."""

from uuid import uuid4

from conftest import NOW
from khuang.care.cases import actions as cases
from khuang.care.cases.reads import timeline
from khuang.care.support.tests.packages_cast import a_need, a_package, a_person
from khuang.care.visits.models import Visit


def test_a_case_tells_of_visits_and_of_help(cast, inside):
    person = a_person(cast.villages[3])
    case = cases.open_case(person, because="need", lead=cast.mali, by=cast.mali, at=NOW)
    found = {"condition": "worse", "note": "ลุกนั่งเองไม่ได้"}
    Visit.objects.create(person=person, submission_id=uuid4(), at=NOW, result="met", findings=found)
    package = a_package(cast, a_need(cast, person))
    told = [one.happening for one in timeline(case, cast.mali)]
    assert any("ลุกนั่งเองไม่ได้" in one.words for one in told)
    assert any(package.number in one.what and one.url for one in told)


def test_whoever_may_not_see_help_reads_of_none(cast, inside):
    person = a_person(cast.villages[3])
    case = cases.open_case(person, because="need", lead=cast.mali, by=cast.mali, at=NOW)
    package = a_package(cast, a_need(cast, person))
    told = [one.happening.what for one in timeline(case, cast.kham)]
    assert not any(package.number in what for what in told)
