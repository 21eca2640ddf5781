"""What the database refuses of a plan, whoever writes it."""

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.care.visits.actions import plans
from khuang.care.visits.models import PlannedVisit, VisitPlan
from khuang.care.visits.tests.months import DECEMBER, LATER, computed, small_month
from khuang.ground.municipalities.context import within

State = PlannedVisit.State


@pytest.fixture
def town(cast):
    with within(cast.municipality):
        yield small_month(cast)


@pytest.fixture
def draft(town):
    return computed(town)


@pytest.fixture
def published(town, draft):
    return plans.publish_plan(draft.pk, by=town.prasit, at=LATER)


def test_the_database_keeps_one_published_plan_of_a_month(town, published):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitPlan.objects.create(
            month=DECEMBER, first_day=DECEMBER, state="published", made_at=NOW, published_at=NOW
        )


@pytest.mark.parametrize(
    "wrong",
    [{"state": "published"}, {"continuity": 1.5}, {"published_at": NOW}],
    ids=["without when", "beyond 1", "a draft with when"],
)
def test_the_database_refuses_an_impossible_plan(town, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        VisitPlan.objects.create(month=DECEMBER, first_day=DECEMBER, made_at=NOW, **wrong)


@pytest.mark.parametrize(
    "wrong",
    [{"volunteer": None}, {"day": None}, {"state": State.UNSERVED}],
    ids=["nobody", "no day", "unserved by somebody"],
)
def test_the_database_refuses_a_visit_by_nobody(town, draft, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedVisit.objects.filter(pk=draft.visits.first().pk).update(**wrong)


def test_the_database_refuses_the_same_volunteer_twice(town, draft):
    row = draft.visits.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedVisit.objects.filter(pk=row.pk).update(second=row.volunteer_id)


def test_a_visit_is_in_a_plan_once(town, draft):
    row = draft.visits.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedVisit.objects.create(
            plan=draft,
            person=row.person,
            purpose=row.purpose,
            series=row.series,
            occurrence=row.occurrence,
            minutes=30,
            state=State.UNSERVED,
        )
