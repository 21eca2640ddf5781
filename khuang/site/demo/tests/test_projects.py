"""Six projects, one in each state, and a family that was told."""

import pytest

from conftest import NOW
from khuang.care.cases.actions import note_need
from khuang.care.cases.models import NeedAnswer
from khuang.care.cases.tests.cast import a_person
from khuang.civic.projects.models import Inspection, Photograph, Project
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places import actions as places
from khuang.site.demo.homes import DATA
from khuang.site.demo.projects import tell_projects


@pytest.fixture(autouse=True)
def _within(cast, inside, settings, tmp_path):
    """Everything here happens in one municipality, with its cast; pictures lie in a folder of the test."""
    settings.KHUANG_MEDIA = tmp_path


def test_there_is_a_project_in_each_state_and_an_answer(cast):
    places.load_villages((DATA / "villages.geojson").read_bytes(), by=SYSTEM, at=NOW)
    note_need(a_person(cast.villages[1]), "no-transport", source="visit", by=SYSTEM, at=NOW.replace(day=1))
    tell_projects({"wipa": cast.wipa, "mali": cast.mali, "somchai": cast.somchai}, NOW)
    states = sorted(Project.objects.values_list("state", flat=True))
    assert states == ["closed", "done", "planned", "reopened", "stopped", "under-way"]
    assert not Project.objects.filter(line__funded_on=None).exists()
    assert Project.objects.get(in_homes=True).lon is None
    assert Photograph.objects.count() == 2
    assert Inspection.objects.filter(state="waiting", has_photograph=True).count() == 1
    assert NeedAnswer.objects.get().is_met
