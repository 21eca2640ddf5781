"""Gives one person of the demo in KHUANG_HOME 500 visits and prints the address of their history.

python -m bench.visit_history
"""

import os
from datetime import timedelta
from uuid import uuid4

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")

VISITS = 500
FOUND = {"condition": "same", "mood": "good", "done": ["talk", "vital-signs"], "note": "กินข้าวได้ นอนหลับดี"}


def main() -> None:
    django.setup()
    from django.urls import reverse
    from django.utils import timezone

    from khuang.care.people.models import Person, here
    from khuang.care.visits.models import Visit
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality

    with within(Municipality.objects.get(is_demo=True)):
        person = Person.objects.filter(here(), level=Person.Level.TEAM).order_by("pk")[0]
        now = timezone.now()
        Visit.objects.bulk_create(
            Visit(
                person=person,
                submission_id=uuid4(),
                at=now - timedelta(days=number),
                result="met",
                findings=FOUND | {"note": f"{FOUND['note']} ({number})"},
            )
            for number in range(VISITS)
        )
    print(reverse("visits:history", args=[person.pk]))


if __name__ == "__main__":
    main()
