"""The demo's check-ins: who taps, who was silent, and two who are silent today."""

from django.utils import timezone

from khuang.care.wellbeing.models import CheckIn, Pause, Sign, Silence
from khuang.ground.municipalities.context import within
from khuang.site.demo.build import build


def test_the_demo_has_elders_who_tap_and_two_who_are_silent_today(db):
    made = build(at_most=60, workers=1)
    with within(made.municipality):
        assert CheckIn.objects.count() >= 20
        assert Sign.objects.filter(how="tap").count() > 100
        assert Sign.objects.filter(how="helper").exists()
        silent = Silence.objects.filter(ended_at=None)
        assert 1 <= silent.count() <= 4
        assert {one.day for one in silent} == {timezone.localdate(silent[0].noticed_at)}
        assert Silence.objects.filter(ended_because="call").exists()
        assert Pause.objects.count() == 2
