import datetime

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.ground.indicators import reads, rules
from khuang.ground.indicators.actions import publish, publish_safe
from khuang.ground.indicators.models import PublishedFigure
from khuang.ground.journal.actions import SYSTEM

TODAY = datetime.date(2026, 11, 23)


def test_a_count_is_rounded_down():
    assert rules.safe("people_registered", 10_263) == 10_200
    assert rules.safe("people_registered", 100) == 100
    assert rules.safe("villages", 7) == 7


@pytest.mark.parametrize("count", [0, 1, 99])
def test_a_small_count_is_refused(count):
    with pytest.raises(rules.UnsafeCount):
        rules.safe("households_registered", count)


def test_what_nobody_defined_is_not_published():
    with pytest.raises(KeyError):
        rules.safe("bedridden", 4_000)


def test_the_exact_count_is_never_stored(inside):
    figure = publish("people_registered", 10_263, period=TODAY, source="registry", by=SYSTEM, at=NOW)
    assert PublishedFigure.objects.get(pk=figure.pk).value == 10_200


def test_the_same_day_again_replaces_and_the_newest_is_read(inside):
    for count, day in ((900, 22), (1_050, 23), (1_290, 23)):
        publish(
            "people_registered", count, period=TODAY.replace(day=day), source="registry", by=SYSTEM, at=NOW
        )
    assert PublishedFigure.objects.count() == 2
    assert reads.newest()["people_registered"].value == 1_200


def test_refused_figures_are_named_and_the_others_published(inside):
    counts = {"people_registered": 5_000, "households_registered": 12}
    refused = publish_safe(counts, period=TODAY, source="registry", by=SYSTEM, at=NOW)
    assert refused == ["households_registered"]
    assert list(reads.newest()) == ["people_registered"]


def test_a_figure_stands_once_for_a_day(inside):
    row = {
        "code": "villages",
        "period": TODAY,
        "value": 7,
        "unit": "village",
        "source": "x",
        "published_at": NOW,
    }
    PublishedFigure.objects.create(**row)
    with pytest.raises(IntegrityError), transaction.atomic():
        PublishedFigure.objects.create(**row)
