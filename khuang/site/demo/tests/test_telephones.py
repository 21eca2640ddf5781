"""Whoever plays on the page of the stand-in is somebody to the demo."""

from datetime import date

from conftest import NOW
from khuang.care.correspondence.tests.cast import a_person
from khuang.ground.messaging import reads
from khuang.ground.messaging.channels.line.standin import cast as standin
from khuang.site.demo import telephones


def test_the_stand_ins_cast_has_the_same_ids():
    found = (standin.KHAM.id, standin.DAUGHTER.id, standin.VOLUNTEER.id)
    assert found == (telephones.KHAM, telephones.DAUGHTER, telephones.VOLUNTEER)


def test_elder_daughter_and_volunteer_are_linked(cast, inside):
    elder = a_person(cast.villages[1], born_on=date(1945, 1, 1), born_precision="day")
    telephones.tell_telephones({"mali": cast.mali, "boonsri": cast.boonsri}, NOW)
    whose = {
        name: [party.id for party in reads.parties_of(reads.contact_with("line", name))]
        for name in (telephones.KHAM, telephones.DAUGHTER, telephones.VOLUNTEER)
    }
    assert list(whose.values()) == [[elder.pk], [elder.pk], [cast.boonsri.pk]]
    assert reads.contact_with("line", standin.STRANGER.id) is None
    assert cast.boonsri.assignments.get().homes.filter(home_id=elder.dwelling_id, until=None).exists()
