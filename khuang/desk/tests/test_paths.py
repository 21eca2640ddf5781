"""A path in both directions: what anyone may read for everybody, the homes for those who may."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import NOW, sign_in
from khuang.care.cases import actions as cases
from khuang.care.cases.tests.cast import a_person
from khuang.care.support.models import Package
from khuang.care.support.reads.programmes import homes_by_programme
from khuang.care.support.tests.packages_cast import a_package
from khuang.civic.projects.actions import bring_homes, divide
from khuang.civic.projects.models import Project
from khuang.civic.projects.tests.cast import BAHT, BRIDGE, a_closed_project, a_project
from khuang.ground.journal import reads as journal
from khuang.ground.journal.actions import SYSTEM


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def a_programme(cast):
    return a_project(cast, in_homes=True, place="", lon=None, lat=None, kind="unsafe-house", villages=())


def test_a_path_leads_whoever_sees_homes_to_those_of_each_project(client, cast):
    project = a_project(cast)
    shares = [replace(BRIDGE, title=f"ช่วงที่ {n}", budget=100_000 * BAHT) for n in (1, 2)]
    parts = divide(project, shares, by=cast.wipa, at=NOW)
    links = [f"/desk/path/project/{one.pk}/" for one in parts]
    for account, sees in ((cast.mali, True), (cast.wipa, False)):
        page = path_of(sign_in(client, account), project).text
        assert [link in page for link in links] == [sees, sees]


def path_of(client, project):
    return client.get(f"/desk/path/project/{project.pk}/")


def test_who_may_see_needs_sees_the_homes_at_the_end_and_that_is_noted(client, cast):
    project = a_closed_project(cast)
    person = a_person(cast.villages[3], "แสงหล้า")
    need = cases.note_need(person, project.kind, source="visit", by=SYSTEM, at=NOW)
    sign_in(client, cast.mali)
    assert "แสงหล้า" in path_of(client, project).text
    assert "people.listed" in [line.event for line in journal.newest()]
    said = {"kind": project.kind, "villages": project.villages, "title": project.title, "round": 1}
    review = cases.ask_answers(project.pk, **said, at=NOW + timedelta(hours=1))
    cases.answer_need(review, need, met=True, by=cast.mali, at=NOW + timedelta(hours=2))
    assert "แสงหล้า" in path_of(client, project).text


def test_a_planner_sees_the_public_path_alone(client, cast):
    project = a_closed_project(cast)
    cases.note_need(a_person(cast.villages[3], "แสงหล้า"), project.kind, source="visit", by=SYSTEM, at=NOW)
    sign_in(client, cast.wipa)
    page = path_of(client, project)
    assert project.title in page.text and "แสงหล้า" not in page.text


def test_what_is_no_node_is_not_found(client, cast):
    sign_in(client, cast.mali)
    for address in (f"/desk/path/project/{uuid4()}/", f"/desk/path/nothing/{uuid4()}/"):
        assert client.get(address).status_code == 404


def test_a_repair_becomes_part_of_a_programme_that_learns_a_reference_alone(client, cast):
    programme, package = a_programme(cast), a_package(cast)
    sign_in(client, cast.mali)
    assert package.number in path_of(client, programme).text
    client.post(f"/desk/programmes/{programme.pk}/{package.pk}/")
    kept = Package.objects.get(pk=package.pk)
    assert kept.programme_id == programme.pk
    assert homes_by_programme() == {programme.pk: {kept.reference: False}}
    assert not Project.objects.get(pk=programme.pk).homes.exists()
    bring_homes(programme.pk, homes_by_programme()[programme.pk], at=NOW)
    home = programme.homes.get()
    assert (home.reference, home.is_done) == (kept.reference, False)
    assert str(package.pk) not in str(vars(home))
    assert package.number in path_of(client, programme).text
    client.post(f"/desk/programmes/{programme.pk}/{package.pk}/")
    assert Package.objects.get(pk=package.pk).reference == kept.reference


def test_a_project_at_a_public_place_takes_no_homes(client, cast):
    project, package = a_project(cast), a_package(cast)
    sign_in(client, cast.mali)
    assert client.post(f"/desk/programmes/{project.pk}/{package.pk}/").status_code == 404
