"""A small municipality whose month is planned by the real engine, in this process."""

from datetime import UTC, date, datetime, timedelta

from khuang.care.people.models import Dwelling
from khuang.care.visits.actions import planning
from khuang.care.visits.models import CareSchedule
from khuang.care.visits.rules.planning.month.solving import solved
from khuang.care.visits.tests.volunteers import BEGAN, home_of, volunteer
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places.actions import point as point_at
from khuang.ground.places.models import Village

DECEMBER = date(2026, 12, 1)
WEEK = [(day, half) for day in range(5) for half in ("morning", "afternoon")]
LATER = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)


def stand(dwelling, lon, lat):
    """Give a home its point."""
    made = point_at(lon, lat, accuracy_m=5, source="map", captured_at=LATER, by=SYSTEM)
    made.save(force_insert=True)
    Dwelling.objects.filter(pk=dwelling.pk).update(point=made)


def scheduled(person, **said):
    """Somebody who is visited every week."""
    wanted = {"every": 7, "minutes": 40, "source": "hand", "tier": 1, "since": BEGAN}
    return CareSchedule.objects.create(person=person, **wanted | said)


def small_month(cast):
    """Four people in two villages, two volunteers; the accounts of one are boonsri's."""
    one, two = cast.villages[1], cast.villages[2]
    Village.objects.filter(pk__in=[one.pk, two.pk]).update(
        outline={
            "type": "Polygon",
            "coordinates": [[[99.4, 18.2], [99.42, 18.2], [99.42, 18.22], [99.4, 18.2]]],
        }
    )
    cast.kaew, cast.som = home_of(one, "แก้ว", "ส้ม", house_no="11", family_name="ใจงาม")
    (cast.in_,) = home_of(two, "อิน", house_no="7", family_name="ดีพร้อม")
    (cast.pan,) = home_of(two, "ปัน", house_no="9", family_name="ดีพร้อม")
    stand(cast.kaew.dwelling, 99.41, 18.205)
    stand(cast.in_.dwelling, 99.412, 18.207)
    for person in (cast.kaew, cast.in_, cast.pan):
        scheduled(person)
    cast.bua = volunteer("บัวผัน ใจดี", week=WEEK, village=one, account=cast.boonsri, sex="female")
    cast.chai = volunteer("ชัยวัฒน์ มีสุข", week=WEEK, village=two, sex="male")
    return cast


def computed(cast, *, month=DECEMBER, continuity=0.5, at=LATER, **said):
    """Compute a month as the job does, but here and now; gives the draft."""
    work = planning.new_planning(month, continuity=continuity, by=cast.prasit, at=at, **said)
    return planning.compute_now(work, at=at, search=solved)


def day(number):
    return DECEMBER + timedelta(days=number - 1)
