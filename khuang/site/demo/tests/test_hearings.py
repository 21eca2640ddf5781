"""The demo's hearings: one with confirmed minutes, one to which people are invited."""

from conftest import NOW
from khuang.civic.hearings import reads
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.ground.places.models import Village
from khuang.site.demo.hearings import CAME, SAID, tell_hearings


def test_one_hearing_is_held_and_one_is_to_come(cast, inside):
    Village.objects.create(code="52039905", moo=5, name="บ้านทดสอบ 5")
    tell_hearings({"facai": cast.facai, "prasit": cast.prasit}, NOW)
    coming, held = Hearing.objects.all()
    assert (coming.state, held.state, held.closed_because) == ("invited", "closed", "")
    minutes = reads.minutes_in_force(held)
    assert minutes.content["total"] == 2 * sum(number for _sex, _band, number in CAME)
    assert len(minutes.content["statements"]) == len(SAID)
    assert not HallEntry.objects.exclude(state="taken").exists()
    assert all(one["total"] for one in minutes.content["statements"])
