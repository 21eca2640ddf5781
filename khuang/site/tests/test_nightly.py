"""What is done at night: in every municipality, each chore by itself."""

from procrastinate.contrib.django.models import ProcrastinateJob

from conftest import make_municipality
from khuang.ground.indicators import reads
from khuang.ground.municipalities.context import within
from khuang.ground.places.models import Village
from khuang.site import failed_jobs, nightly


def test_every_municipality_gets_every_chore(committed):
    towns = [make_municipality(slug, slug, slug) for slug in ("fah-sai", "dok-mai")]
    nightly.night(timestamp=0)
    queued = {(job.args["municipality"], job.args["step"]) for job in ProcrastinateJob.objects.all()}
    assert queued == {(str(town.pk), step) for town in towns for step in nightly.CHORES}


def test_each_chore_runs_in_its_municipality(committed):
    towns = [make_municipality(slug, slug, slug) for slug in ("fah-sai", "dok-mai")]
    with within(towns[0]):
        Village.objects.create(code="52039901", moo=1, name="บ้านดอกแก้ว")
    for town in towns:
        for step in nightly.CHORES:
            nightly.chore(municipality=str(town.pk), step=step)
    for town, villages in zip(towns, (1, 0), strict=True):
        with within(town):
            assert reads.newest()["villages"].value == villages


def test_every_chore_has_words_for_the_page_of_failed_jobs():
    assert nightly.CHORES.keys() <= failed_jobs.STEPS.keys()
